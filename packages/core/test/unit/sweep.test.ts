import { expect, it } from "vitest"
import { type Axis, axisFields, seedsFrom, sweepPoints, sweepRows } from "../../src/index.ts"

const hosts: Axis = { name: "hosts", values: [64, 128] }
const scheduler: Axis = { name: "scheduler", values: ["dvms", { name: "snooze", lcsPerGm: 8 }] }

it("the last axis changes faster than the first one, seeds fastest, and every combination has the same seeds", () => {
  const points = sweepPoints("s.json", { axes: [hosts, scheduler], seeds: [7, 3] })
  expect(points.map(({ combination, values, seed }) => [combination, ...values, seed])).toEqual([
    [0, 64, "dvms", 7],
    [0, 64, "dvms", 3],
    [1, 64, { name: "snooze", lcsPerGm: 8 }, 7],
    [1, 64, { name: "snooze", lcsPerGm: 8 }, 3],
    [2, 128, "dvms", 7],
    [2, 128, "dvms", 3],
    [3, 128, { name: "snooze", lcsPerGm: 8 }, 7],
    [3, 128, { name: "snooze", lcsPerGm: 8 }, 3],
  ])
})

it("a sweep without axes has one combination", () => {
  expect(sweepPoints("s.json", { axes: [], seeds: [1, 2] })).toEqual([
    { combination: 0, values: [], seed: 1 },
    { combination: 0, values: [], seed: 2 },
  ])
})

it("seeds can follow each other", () => {
  expect(seedsFrom("s.json", { first: 5, count: 3 })).toEqual([5, 6, 7])
  for (const count of [0, 1.5, 1_000_001])
    expect(() => seedsFrom("s.json", { first: 5, count })).toThrow(
      `s.json: seeds.count is ${count}; expected a whole number from 1 to 1000000`,
    )
})

it("a setting gives several fields a value together", () => {
  const size: Axis = {
    name: "size",
    values: [{ label: "large", set: { hosts: 128, "scheduler.lcsPerGm": 16 } }],
  }
  expect(axisFields(size, size.values[0])).toEqual([
    ["hosts", 128],
    ["scheduler.lcsPerGm", 16],
  ])
  expect(axisFields(hosts, 64)).toEqual([["hosts", 64]])
})

const setting = (set: unknown, label: unknown = "x") => ({ name: "size", values: [{ label, set }] })
const expectedSetting =
  'expected a setting such as { "label": "large", "set": { "hosts": 128, "load.mean": 0.7 } }'

it.each<[readonly Axis[], string]>([
  [[{ name: "hosts", values: [] }], 'axis "hosts": list of values is []; expected at least one'],
  [[{ name: "hosts", values: [8, 9, 8] }], 'axis "hosts": value is 8; expected each only once'],
  [
    [
      {
        name: "scheduler",
        values: [
          { name: "dvms", growth: "one" },
          { growth: "one", name: "dvms" },
        ],
      },
    ],
    'axis "scheduler": value is {"growth":"one","name":"dvms"}; expected each only once',
  ],
  [
    [{ name: "seed", values: [1] }],
    'axis "seed": field is "seed"; expected another one: "seeds" lists the seeds',
  ],
  [[setting({ seed: 3 })], 'axis "size": field is "seed"; expected another one'],
  [[hosts, hosts], 'axis is "hosts"; expected each only once'],
  [[hosts, setting({ hosts: 3 })], 'axis "size": field is "hosts"; expected one that is not set already'],
  [
    [
      { name: "load.mean", values: [0.5] },
      { name: "load", values: [{ mean: 0.6 }] },
    ],
    'axis "load": field is "load"; expected it before "load.mean", which it would replace',
  ],
  [
    [setting({ "load.mean": 0.5, load: { mean: 0.6 } })],
    'axis "size": field is "load"; expected it before "load.mean", which it would replace',
  ],
  [[setting({})], `axis "size": value is {"label":"x","set":{}}; ${expectedSetting}`],
  [[setting([1])], expectedSetting],
  [[setting({ hosts: 3 }, 7)], expectedSetting],
  [[{ name: "size", values: [{ set: { hosts: 3 } }] }], expectedSetting],
])("axes %j are refused in one line", (axes, message) => {
  expect(() => sweepPoints("s.json", { axes, seeds: [1] })).toThrow(message)
})

it("what goes into a field that an axis before has set is in order", () => {
  const axes = [scheduler, { name: "scheduler.planner", values: ["entropy", "ffd-lazy"] }]
  expect(sweepPoints("s.json", { axes, seeds: [1] }).length).toBe(4)
})

it("seeds that are none, there twice, or no whole numbers are refused, and so is a sweep without end", () => {
  const points = (seeds: readonly number[]) => sweepPoints("s.json", { axes: [hosts], seeds })
  expect(() => points([])).toThrow("s.json: list of seeds is []; expected at least one")
  expect(() => points([1, 2, 1])).toThrow("s.json: seed is 1; expected each only once")
  expect(() => points([0.5])).toThrow("s.json: seed is 0.5; expected a whole number")
  const seeds = seedsFrom("s.json", { first: 1, count: 600_000 })
  expect(() => points(seeds)).toThrow("s.json: number of points is 1200000; expected at most 1000000")
})

it("a table has a row for each point, all with the same columns, and null where a run has no such result", () => {
  const axes = [scheduler]
  const points = sweepPoints("s.json", { axes, seeds: [1] })
  expect(sweepRows("s.json", axes, points, [{ moves: 3 }, { moves: 5, messages: 70 }])).toEqual([
    { scheduler: "dvms", seed: 1, moves: 3, messages: null },
    { scheduler: '{"lcsPerGm":8,"name":"snooze"}', seed: 1, moves: 5, messages: 70 },
  ])
})

it("a table calls a setting by its label", () => {
  const axes = [setting({ hosts: 3 }, "small")]
  const points = sweepPoints("s.json", { axes, seeds: [1] })
  expect(sweepRows("s.json", axes, points, [{ moves: 3 }])).toEqual([{ size: "small", seed: 1, moves: 3 }])
})

it("an axis or a result that would hide another column is refused", () => {
  const axes = [setting({ hosts: 3 })]
  const points = sweepPoints("s.json", { axes, seeds: [1] })
  for (const name of ["size", "seed"])
    expect(() => sweepRows("s.json", axes, points, [{ [name]: 3 }])).toThrow(
      `s.json: axis is "${name}"; expected another name: a result is called so`,
    )
  expect(() => sweepRows("s.json", axes, points, [])).toThrow(
    "sweepRows: 0 results, expected one for each of 1 points",
  )
})

it("an axis of numbers and texts is a column of texts", () => {
  const axes: Axis[] = [{ name: "failures.meanTimeToFailure", values: [3600, "never"] }]
  const points = sweepPoints("s.json", { axes, seeds: [1] })
  const rows = sweepRows("s.json", axes, points, [{}, {}])
  expect(rows.map((row) => row["failures.meanTimeToFailure"])).toEqual(["3600", "never"])
})
