import { orThrow } from "@placelab/models"
import { describe, expect, test } from "vitest"
import { nasGridGraph, predictTaskGraph, type TaskGraph, taskGraph } from "../../src/index.ts"

const diamond: TaskGraph = {
  tasks: [
    { name: "end", work: 4e9 },
    { name: "a", work: 2e9 },
    { name: "b", work: 6e9 },
    { name: "begin", work: 2e9 },
  ],
  edges: [
    { from: "begin", to: "a", bytes: 1e9 },
    { from: "begin", to: "b", bytes: 0 },
    { from: "a", to: "end", bytes: 3e9 },
    { from: "b", to: "end", bytes: 1e9 },
  ],
}

describe("a task graph", () => {
  test("has its tasks in an order in which they can run", () => {
    const { tasks } = orThrow(taskGraph(diamond))
    expect(tasks.map(({ name }) => name)).toEqual(["begin", "a", "b", "end"])
  })

  test("takes as long as its longest path, by hand", () => {
    const graph = orThrow(taskGraph(diamond))
    const predicted = orThrow(predictTaskGraph(graph, { speed: 2e9, bandwidth: 1e9, latency: 0.25 }))
    // begin 0..1; a from 1 + 0.25 + 1, for 1 s; b from 1.25, for 3 s; end from max(3.25 + 3.25, 4.25 + 1.25), for 2 s
    expect(predicted.tasks.map(({ start, end }) => [start, end])).toEqual([
      [0, 1],
      [2.25, 3.25],
      [1.25, 4.25],
      [6.5, 8.5],
    ])
    expect([predicted.makespan, predicted.busyFraction]).toEqual([8.5, 7 / (4 * 8.5)])
  })

  test.each<[Partial<TaskGraph>, string]>([
    [{ tasks: [] }, "task graph: tasks is []; expected at least one task"],
    [{ tasks: [{ name: "a", work: 0 }] }, 'task "a": work is 0; expected a number above 0, in flops'],
    [
      { tasks: [...diamond.tasks, { name: "a", work: 1 }] },
      'task "a": name is "a"; expected a name that no other task has',
    ],
    [
      { edges: [{ from: "a", to: "ende", bytes: 0 }] },
      'edge from "a" to "ende": task name is "ende"; expected a known one: did you mean "end"?',
    ],
    [
      { edges: [{ from: "a", to: "b", bytes: -1 }] },
      'edge from "a" to "b": bytes is -1; expected a number of at least 0, in bytes',
    ],
    [
      { edges: [...diamond.edges, { from: "begin", to: "a", bytes: 5 }] },
      'edge from "begin" to "a": edge is "there twice"; expected one edge between two tasks',
    ],
    [
      { edges: [...diamond.edges, { from: "end", to: "a", bytes: 0 }] },
      'task graph: edges is ["end","a"]; expected no cycle: each of these tasks waits for another one of them',
    ],
    [
      { edges: [{ from: "a", to: "a", bytes: 0 }] },
      'task graph: edges is ["a"]; expected no cycle: each of these tasks waits for another one of them',
    ],
  ])("is refused: %o", (wrong, message) => {
    expect(() => orThrow(taskGraph({ ...diamond, ...wrong }))).toThrow(message)
  })

  test.each([
    [{ speed: 0 }, "platform: speed is 0; expected a number above 0, in flop/s"],
    [
      { bandwidth: 0 },
      "platform: bandwidth is 0; expected a number above 0, in bytes/s (Infinity for no limit)",
    ],
    [{ latency: -1 }, "platform: latency is -1; expected a number of at least 0, in seconds"],
  ])("does not run on %o", (wrong, message) => {
    expect(() => orThrow(predictTaskGraph(diamond, { speed: 1, ...wrong }))).toThrow(message)
  })
})

describe("NAS Grid graphs", () => {
  test.each([
    ["ED", 1, 1],
    ["HC", 9, 1 / 9],
    ["VP", 5, 1 / 5],
    ["MB", 9, 18 / 81],
  ] as const)(
    "%s: nine tasks, %i of the smallest in a row, and a busy fraction of %f",
    (problem, length, busy) => {
      const graph = orThrow(nasGridGraph(problem, { work: 60e9 }))
      expect(graph.tasks).toHaveLength(9)
      const { makespan, busyFraction } = orThrow(predictTaskGraph(graph, { speed: 1e9 }))
      expect(makespan).toBe(60 * length)
      expect(busyFraction).toBeCloseTo(busy, 12)
    },
  )

  test("have the edges of their problem", () => {
    const edges = (problem: "ED" | "HC" | "VP" | "MB") =>
      orThrow(nasGridGraph(problem, { work: 1, bytes: 7 })).edges.map(
        ({ from, to, bytes }) => `${from} > ${to} ${bytes}`,
      )
    expect(edges("ED")).toEqual([])
    expect(edges("HC")).toEqual(
      [
        "BT 1 > SP 1",
        "SP 1 > LU 1",
        "LU 1 > BT 2",
        "BT 2 > SP 2",
        "SP 2 > LU 2",
        "LU 2 > BT 3",
        "BT 3 > SP 3",
        "SP 3 > LU 3",
      ].map((each) => `${each} 7`),
    )
    expect(edges("VP")).toHaveLength(12)
    expect(edges("VP")).toEqual(
      expect.arrayContaining(["BT 1 > MG 1 7", "BT 1 > BT 2 7", "FT 2 > FT 3 7", "MG 3 > FT 3 7"]),
    )
    expect(edges("MB")).toHaveLength(10)
    expect(edges("MB")).toEqual(
      expect.arrayContaining(["LU 1 > MG 1 7", "LU 1 > MG 2 7", "MG 2 > FT 3 7", "MG 3 > FT 3 7"]),
    )
  })

  test("are refused without work", () => {
    expect(() => orThrow(nasGridGraph("HC", { work: 0 }))).toThrow(
      'task "BT 1": work is 0; expected a number above 0, in flops',
    )
  })
})
