import { describe, expect, test } from "vitest"
import { type LoadEvent, type StaticScenario, violations } from "../../src/index.ts"

const change = (date: number, vm: number, load: number): LoadEvent => ({ date, vm, load })

/** Two hosts of one core with two VMs each, which ask for half a core at first. */
function outcome(events: LoadEvent[], rest: Partial<StaticScenario> = {}) {
  return violations({
    hosts: 2,
    capacity: 1,
    placement: [0, 0, 1, 1],
    loads: 0.5,
    events,
    until: 100,
    ...rest,
  })
}

describe("a host", () => {
  test("is in violation from when its VMs ask for more than it has until they do not", () => {
    const { count, seconds, perHost, episodes } = outcome([change(10, 0, 0.6), change(30, 1, 0.4)])
    expect({ count, seconds }).toEqual({ count: 1, seconds: 20 })
    expect(perHost).toEqual({ count: Int32Array.of(1, 0), seconds: Float64Array.of(20, 0) })
    expect(episodes).toEqual([{ host: 0, begin: 10, end: 30 }])
  })

  test("that goes further over its capacity is in the same violation", () => {
    expect(outcome([change(10, 0, 0.6), change(20, 1, 0.9), change(50, 0, 0.1)]).episodes).toEqual([
      { host: 0, begin: 10, end: 50 },
    ])
  })

  test("that is still in violation at the end is counted up to the end", () => {
    expect(outcome([change(60, 2, 1), change(100, 2, 0)])).toMatchObject({ count: 1, seconds: 40, events: 1 })
  })

  test("that is asked for all it has is not in violation, though doubles add these tenths up to more than 7", () => {
    const loads = [0.9, 1, 1, 0.8, 0.4, 0.4, 0.7, 0.2, 0.7, 0.9]
    expect(loads.reduce((sum, load) => sum + load)).toBeGreaterThan(7)
    const given = { hosts: 1, capacity: 7, placement: new Int32Array(10), until: 100 }
    expect(violations({ ...given, loads, events: [] }).count).toBe(0)
    const events = loads.map((load, vm) => change(vm, vm, load))
    expect(violations({ ...given, events }).count).toBe(0)
    expect(violations({ ...given, events: [...events, change(50, 0, 0.901)] })).toMatchObject({
      count: 1,
      seconds: 50,
    })
  })

  test("whose VMs change places on one date is not in violation between", () => {
    const swap = [change(10, 0, 0.9), change(10, 1, 0.1)]
    expect(outcome(swap).count).toBe(0)
    expect(outcome(swap.reverse()).count).toBe(0)
  })

  test("that begins overloaded is in violation from 0 on, unless events of 0 relieve it", () => {
    expect(outcome([change(5, 0, 0)], { loads: [0.8, 0.8, 0, 0] })).toMatchObject({ count: 1, seconds: 5 })
    expect(outcome([change(0, 0, 0)], { loads: [0.8, 0.8, 0, 0] })).toMatchObject({ count: 0, seconds: 0 })
  })

  test("has the capacity of its place in the list", () => {
    expect(outcome([], { capacity: [0.9, 1] }).perHost.seconds).toEqual(Float64Array.of(100, 0))
  })
})

test("what is before `from` does not count: a violation counts where it begins, and its time from then on", () => {
  const events = [change(10, 0, 0.6), change(30, 0, 0.5), change(40, 2, 0.6), change(70, 2, 0.5)]
  const { count, seconds, episodes, events: read } = outcome(events, { from: 50 })
  expect({ count, seconds, read }).toEqual({ count: 0, seconds: 20, read: 1 })
  expect(episodes).toEqual([{ host: 1, begin: 40, end: 70 }])
})

test("the mean and the deviation of demand are over hosts and time", () => {
  // host 0: 1 core for 50 s, 1.5 cores for 50 s; host 1: 1 core
  const { meanDemand, demandDeviation } = outcome([change(50, 0, 1)])
  expect(meanDemand).toBeCloseTo(1.125, 12)
  // E(D^2) = (0.75 x 1 + 0.25 x 2.25) = 1.3125
  expect(demandDeviation).toBeCloseTo(Math.sqrt(1.3125 - 1.125 ** 2), 12)
})

test.each<[Partial<StaticScenario>, string]>([
  [{ hosts: 0 }, "violations: hosts is 0; expected a whole number above 0"],
  [
    { from: 200 },
    "violations: from is 200; expected a date from 0 on, before until = 100 s, which is finite",
  ],
  [{ capacity: [1] }, 'violations: capacity is "a list of 1"; expected 2 numbers, or one for all'],
  [{ loads: [0, 0, -1, 0] }, "violations: loads[2] is -1; expected a number of at least 0, in cores"],
  [{ placement: [0, 2] }, "violations: placement[1] is 2; expected a whole number from 0 to 1"],
  [{ events: [change(1, 4, 0)] }, "violations: event VM is 4; expected a place in the list of 4 VMs"],
  [
    { events: [change(2, 0, 0), change(1, 0, 0)] },
    "violations: event date is 1; expected a date from 2 s on: events are in order",
  ],
  [{ events: [change(2, 0, -1)] }, "violations: event load is -1; expected a number of at least 0, in cores"],
])("what makes no sense is refused, %#", (wrong, message) => {
  expect(() => outcome([], wrong)).toThrow(message)
})
