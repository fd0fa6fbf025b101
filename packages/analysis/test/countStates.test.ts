import { expect, it } from "vitest"
import { countStates } from "../src/index.ts"
import { tableOf } from "./support/traces.ts"

const table = tableOf([
  ["node0", "SNOOZE", "leader", 0, 10],
  ["node1", "SNOOZE", "manager", 0, 15],
  ["node1", "SNOOZE", "leader", 15, 5],
  ["node2", "SNOOZE", "leader", 18, 4],
  ["node2", "PM", "leader", 0, 100],
])

it("entities are counted from the begin of the state on, up to its end", () => {
  expect(countStates(table, "SNOOZE", "leader", [0, 5, 10, 15, 18, 20, 22])).toEqual([1, 1, 0, 1, 2, 1, 0])
})

it("what was over before the first date, or begins after the last one, is not counted", () => {
  expect(countStates(table, "SNOOZE", "leader", [11, 12])).toEqual([0, 0])
  expect(countStates(table, "SNOOZE", "nobody", [5])).toEqual([0])
})
