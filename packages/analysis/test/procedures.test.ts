import { expect, it } from "vitest"
import { proceduresMonoid, proceduresOf } from "../src/index.ts"
import { tableOf } from "./support/traces.ts"

const isp = (node: string, begin: number, duration: number, end: string, partition: number) =>
  [node, "ISP", "procedure", begin, duration, { end, partition }] as const

const corrected = { definition: "corrected", until: 100 } as const

it("a procedure counts when it began; its duration and its partition, when it was solved before the end", () => {
  const table = tableOf([
    isp("node0", 10, 8, "solved", 4),
    isp("node1", 20, 12, "solved", 6),
    isp("node2", 30, 40, "timed out", 9),
    isp("node3", 95, 5, "solved", 2),
    ["node4", "ISP", "procedure", 98, 2],
    isp("node5", 100, 3, "solved", 2),
    ["node6", "SERVICE", "compute", 10, 5],
  ])
  expect(proceduresOf(table, corrected)).toEqual({
    count: 5,
    solved: { count: 2, sum: 20, squares: 8 },
    partitions: { count: 2, sum: 10, squares: 2 },
  })
})

it("under the definition of VMPlaceS nothing is cut at the horizon, and means are of what began by 3600 s", () => {
  const table = tableOf([isp("node0", 95, 10, "solved", 4), isp("node1", 3601, 10, "solved", 4)])
  const { count, solved } = proceduresOf(table, { definition: "vmplaces", until: 100 })
  expect({ count, solved }).toEqual({ count: 2, solved: { count: 1, sum: 10, squares: 0 } })
})

it("the procedures of two runs together have the sums and the common means", () => {
  const [a, b] = [8, 12].map((seconds) =>
    proceduresOf(tableOf([isp("n", 1, seconds, "solved", 4)]), corrected),
  )
  expect(proceduresMonoid.concat(a!, b!)).toEqual({
    count: 2,
    solved: { count: 2, sum: 20, squares: 8 },
    partitions: { count: 2, sum: 8, squares: 0 },
  })
})
