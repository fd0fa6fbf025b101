/*
 * Vjobs to play experiments with. How large they are is ours: the published experiment names its problems (ED, HC, MB, VP), and says
 * that there are eight vjobs of nine VMs; neither their works nor their order or memory are known to us.
 */
import {
  type Bytes,
  type FlopsPerSecond,
  InputError,
  mebibytes,
  positive,
  RandomStream,
  type Seconds,
} from "@placelab/core"
import { checked, orThrow } from "@placelab/models"
import type { Either } from "fp-ts/lib/Either.js"
import { type NasGridProblem, nasGridGraph } from "../batch/vjob/nasGridGraph.ts"
import { predictTaskGraph } from "../batch/vjob/predictTaskGraph.ts"
import { type TaskGraph, taskGraph } from "../batch/vjob/taskGraph.ts"
import type { ExperimentVjob } from "./vjobExperiment.ts"

/** What vjobs are made of. */
export interface WorkloadSpec {
  /** What each vjob takes alone, with a core for each VM. */
  readonly seconds: Seconds
  /** Of the cores that they are made for. */
  readonly speed: FlopsPerSecond
}

const problems: readonly NasGridProblem[] = ["ED", "HC", "MB", "VP"]

/** A graph of a NAS Grid problem that takes so long alone. Errors: InputError. */
export function nasGridFor(problem: NasGridProblem, { seconds, speed }: WorkloadSpec): TaskGraph {
  const { makespan } = orThrow(predictTaskGraph(orThrow(nasGridGraph(problem, { work: speed })), { speed }))
  return orThrow(
    nasGridGraph(problem, { work: (positive("workload", "seconds", seconds, "seconds") / makespan) * speed }),
  )
}

/**
 * Two vjobs of each NAS Grid problem, in an order that is drawn; the VMs of each have one of these memories, drawn too. Their names are
 * the place in the queue and the problem. Deterministic. Errors: InputError.
 *
 * @example drawnQueue(1, [gibibytes(1)], { seconds: 3600, speed: 1e9 })[0].name // "1 VP"
 */
export function drawnQueue(seed: number, memories: readonly Bytes[], spec: WorkloadSpec): ExperimentVjob[] {
  if (memories.length === 0) throw new InputError("workload", "memories", memories, "at least one")
  const random = new RandomStream(seed, "queue of vjobs")
  return random.shuffled([...problems, ...problems]).map((problem, i) => ({
    name: `${i + 1} ${problem}`,
    graph: nasGridFor(problem, spec),
    memory: memories[random.below(memories.length)]!,
  }))
}

/**
 * A queue of eight equal vjobs that keep a part f of their nine VMs busy on average. Eight VMs compute for a time x, and the ninth for
 * the rest of the time T: f = (8 x + T - x) / (9 T). In every second vjob the ninth comes first. Left: InputError for an f that is
 * not above 1/9 and below 8/9, or 1, where all nine compute all the time.
 */
export function queueOfBusyFraction(
  busy: number,
  memory: Bytes,
  { seconds, speed }: WorkloadSpec,
): Either<InputError, ExperimentVjob[]> {
  return checked(() => {
    if (busy !== 1 && !(busy > 1 / 9 && busy < 8 / 9))
      throw new InputError("workload", "busy fraction", busy, "a number between 1/9 and 8/9, or 1")
    return Array.from({ length: 8 }, (_, i) => ({
      name: `${i + 1}`,
      memory,
      graph: busy === 1 ? nasGridFor("ED", { seconds, speed }) : fan(busy, i % 2 === 1, seconds, speed),
    }))
  })
}

function fan(busy: number, begins: boolean, seconds: Seconds, speed: FlopsPerSecond): TaskGraph {
  const together = ((9 * busy - 1) * seconds) / 7
  const one = { name: "one", work: (seconds - together) * speed }
  const eight = Array.from({ length: 8 }, (_, i) => ({ name: `part ${i + 1}`, work: together * speed }))
  const edges = eight.map(({ name }) => ({
    ...(begins ? { from: one.name, to: name } : { from: name, to: one.name }),
    bytes: 0,
  }))
  return orThrow(taskGraph({ tasks: [one, ...eight], edges }))
}

/** Memory of VMs of which two always have room on a node of 3.5 GiB; the published range is said to be 512 to 2048 MiB. */
export const vmMemories: readonly Bytes[] = [mebibytes(512), mebibytes(1024), mebibytes(1536)]
