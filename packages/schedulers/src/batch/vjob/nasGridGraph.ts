/*
 * Task graphs in the style of the NAS Grid Benchmarks: what the virtualised jobs of Hermenier et al. compute. A task is an
 * instance of one of the NAS Parallel Benchmarks, and hands its result to those that follow.
 *
 *     ED, embarrassingly distributed   n independent SP: a study of parameters
 *     HC, helical chain                one after the other BT, SP, LU, BT, ...: a long run in parts
 *     VP, visualization pipeline       BT (flow), MG (post-processing), FT (picture), for one step after the other: a stage
 *                                      waits for the stage before it, and for itself in the step before
 *     MB, mixed bag                    LU, MG, FT in three layers, of unequal tasks
 *
 * Source       Van der Wijngaart and Frumkin, "NAS Grid Benchmarks Version 1.0" (NAS-02-005, 2002): the four problems, as far as
 *              they are known to us; its figures were not at hand.
 * Assumed      Nine tasks, as the nine VMs of a job (slide 39). All tasks have the same work, and all edges the same bytes, but
 *              in MB: the tasks of column i do i times the work, and send to column i and the next one of the layer below.
 *              The classes of the benchmark have other works, which depend on the machine; the edges of VP and MB are our reading.
 *
 * Without transfers the busy fractions are 1 for ED, 1/9 for HC, 1/5 for VP, and 2/9 for MB.
 */
import type { Bytes, Flops, InputError } from "@placelab/core"
import type { Either } from "fp-ts/lib/Either.js"
import { type GraphEdge, type GraphTask, type TaskGraph, taskGraph } from "./taskGraph.ts"

/** One of the four problems. */
export type NasGridProblem = "ED" | "HC" | "VP" | "MB"

/** How large the tasks are. */
export interface NasGridSize {
  /** Of a task. */
  readonly work: Flops
  /** What an edge carries. Default 0. */
  readonly bytes?: Bytes
}

const side = 3
const columns = Array.from({ length: side }, (_, i) => i)

const kernels = {
  ED: ["SP"],
  HC: ["BT", "SP", "LU"],
  VP: ["BT", "MG", "FT"],
  MB: ["LU", "MG", "FT"],
} as const

/** A graph of nine tasks. Left: InputError for work that is not above 0, and bytes below 0. */
export function nasGridGraph(
  problem: NasGridProblem,
  { work, bytes = 0 }: NasGridSize,
): Either<InputError, TaskGraph> {
  const names = kernels[problem]
  /** The task of a layer, that is of a kernel, in a column: a step, or one of several side by side. */
  const name = (layer: number, column: number) => `${names[layer % names.length]} ${column + 1}`
  const edge = (from: string, to: string): GraphEdge => ({ from, to, bytes })
  if (problem === "ED") {
    const tasks = Array.from({ length: side * side }, (_, i): GraphTask => ({ name: name(0, i), work }))
    return taskGraph({ tasks, edges: [] })
  }
  if (problem === "HC") {
    const chain = columns.flatMap((column) => columns.map((layer) => name(layer, column)))
    const edges = chain.slice(1).map((to, i) => edge(chain[i]!, to))
    return taskGraph({ tasks: chain.map((each) => ({ name: each, work })), edges })
  }
  const weight = (column: number) => (problem === "MB" ? column + 1 : 1)
  const tasks = columns.flatMap((layer) =>
    columns.map((column): GraphTask => ({ name: name(layer, column), work: work * weight(column) })),
  )
  const edges = columns.flatMap((layer) =>
    columns.flatMap((column) => {
      const isLast = column === side - 1
      const below = layer === side - 1 ? [] : [name(layer + 1, column)]
      const next = isLast
        ? []
        : problem === "VP"
          ? [name(layer, column + 1)]
          : layer < side - 1
            ? [name(layer + 1, column + 1)]
            : []
      return [...below, ...next].map((to) => edge(name(layer, column), to))
    }),
  )
  return taskGraph({ tasks, edges })
}
