import { type Bytes, type Flops, InputError, nonNegative, positive, unknownName } from "@placelab/core"
import { checked } from "@placelab/models"
import type { Either } from "fp-ts/lib/Either.js"

/** What one VM of a virtualised job computes. */
export interface GraphTask {
  readonly name: string
  /** On one core. */
  readonly work: Flops
}

/** What a task sends to another one, which does not begin before it has all. */
export interface GraphEdge {
  readonly from: string
  readonly to: string
  readonly bytes: Bytes
}

/** Tasks that wait for each other, without a cycle; each runs in a VM of its own. Made by {@link taskGraph}. */
export interface TaskGraph {
  /** In an order in which each comes after those that it waits for, else as given. */
  readonly tasks: readonly GraphTask[]
  readonly edges: readonly GraphEdge[]
}

/**
 * Checks a graph. Left: InputError for one without tasks, a name that two have, an edge from or to nobody, twice or in a cycle,
 * work that is not above 0, and bytes below 0.
 *
 * @example
 * taskGraph({ tasks: [{ name: "a", work: 1e9 }, { name: "b", work: 1e9 }], edges: [{ from: "a", to: "b", bytes: 1e6 }] })
 */
export function taskGraph({ tasks, edges }: TaskGraph): Either<InputError, TaskGraph> {
  return checked(() => {
    if (tasks.length === 0) throw new InputError("task graph", "tasks", tasks, "at least one task")
    const names = new Set<string>()
    for (const { name, work } of tasks) {
      if (names.has(name))
        throw new InputError(`task "${name}"`, "name", name, "a name that no other task has")
      names.add(name)
      positive(`task "${name}"`, "work", work, "flops")
    }
    const ways = new Set<string>()
    for (const { from, to, bytes } of edges) {
      const where = `edge from "${from}" to "${to}"`
      for (const end of [from, to]) if (!names.has(end)) throw unknownName(where, "task", end, names)
      nonNegative(where, "bytes", bytes, "bytes")
      const way = JSON.stringify([from, to])
      if (ways.has(way)) throw new InputError(where, "edge", "there twice", "one edge between two tasks")
      ways.add(way)
    }
    return { tasks: inOrder(tasks, edges), edges }
  })
}

function inOrder(tasks: readonly GraphTask[], edges: readonly GraphEdge[]): GraphTask[] {
  const ordered: GraphTask[] = []
  const done = new Set<string>()
  let left = tasks
  while (left.length > 0) {
    const isReady = ({ name }: GraphTask) => edges.every(({ from, to }) => to !== name || done.has(from))
    const ready = left.find(isReady)
    if (ready === undefined) {
      const names = left.map(({ name }) => name)
      throw new InputError(
        "task graph",
        "edges",
        names,
        "no cycle: each of these tasks waits for another one of them",
      )
    }
    ordered.push(ready)
    done.add(ready.name)
    left = left.filter((task) => task !== ready)
  }
  return ordered
}
