import { gibibytes } from "@placelab/core"
import { orThrow } from "@placelab/models"
import { describe, expect, test } from "vitest"
import {
  actionSeconds,
  drawnQueue,
  nasGridFor,
  predictTaskGraph,
  queueOfBusyFraction,
  type TaskGraph,
  vmMemories,
} from "../../src/index.ts"

const spec = { seconds: 3600, speed: 1e9 }
const predicted = (graph: TaskGraph) => orThrow(predictTaskGraph(graph, { speed: 1e9 }))

describe("a queue", () => {
  test("has two vjobs of each problem, in an order and with memories that follow from the seed", () => {
    const queue = drawnQueue(7, vmMemories, spec)
    expect(queue.map(({ name }) => name.slice(2)).sort()).toEqual([
      "ED",
      "ED",
      "HC",
      "HC",
      "MB",
      "MB",
      "VP",
      "VP",
    ])
    expect(drawnQueue(7, vmMemories, spec)).toEqual(queue)
    expect(drawnQueue(8, vmMemories, spec).map(({ name }) => name)).not.toEqual(queue.map(({ name }) => name))
    expect(new Set(queue.map(({ memory }) => memory)).size).toBeGreaterThan(1)
  })

  test.each(["ED", "HC", "MB", "VP"] as const)(
    "has an %s that takes as long alone as it shall",
    (problem) => {
      expect(predicted(nasGridFor(problem, spec)).makespan).toBeCloseTo(3600, 6)
    },
  )

  test.each([0.2, 0.5, 0.8, 1])("has vjobs that are busy for the fraction %f of the time", (busy) => {
    const queue = orThrow(queueOfBusyFraction(busy, gibibytes(1), spec))
    expect(queue).toHaveLength(8)
    for (const { graph } of queue) {
      expect(graph.tasks).toHaveLength(9)
      expect(predicted(graph).makespan).toBeCloseTo(3600, 6)
      expect(predicted(graph).busyFraction).toBeCloseTo(busy, 9)
    }
  })

  test("is refused without memories, with no time, and with a busy fraction that cannot be", () => {
    expect(() => drawnQueue(1, [], spec)).toThrow("workload: memories is []; expected at least one")
    expect(() => nasGridFor("ED", { ...spec, seconds: 0 })).toThrow(/^workload: seconds is 0; expected /)
    const expected = "workload: busy fraction is 0.1; expected a number between 1/9 and 8/9, or 1"
    expect(queueOfBusyFraction(0.1, 1, spec)).toMatchObject({ left: { message: expected } })
  })
})

test("actions take what their memory takes: a constant, its way over the network or to the disk, or both ways of a disk twice", () => {
  const nodes = { count: 11, cores: 2, speed: 1e9, memory: gibibytes(4), network: 1e8, disk: 5e7 }
  const seconds = (memory: number) =>
    Object.fromEntries(
      actionSeconds({ nodes, actions: { runSeconds: 6, stopSeconds: 2 } }, memory).map((each) => [
        each.action,
        Number(each.seconds.toFixed(6)),
      ]),
    )
  expect(seconds(1e9)).toEqual({
    ...{ run: 6, stop: 2, migrate: 10, suspend: 20 },
    ...{ "resume locally": 20, "resume remotely": 40 },
  })
  expect(seconds(2e9)).toMatchObject({ run: 6, migrate: 20, suspend: 40, "resume remotely": 80 })
})
