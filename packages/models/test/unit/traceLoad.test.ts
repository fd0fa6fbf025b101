import { describe, expect, test } from "vitest"
import { type LoadEvent, planetlabTraces, traceLoad } from "../../src/index.ts"
import { byHand, sampled } from "../workloads.ts"

const rows = (events: Iterable<LoadEvent>) => Array.from(events, ({ date, vm, load }) => [date, vm, load])

describe("the load of a trace", () => {
  test("comes in order of date, VMs in order on one date, and only what changes", () => {
    const load = traceLoad(byHand(sampled(0.5, 0.5, 0.25), sampled(1, 0, 0)), { until: 900, cores: 2 })
    const expected = [
      [0, 0, 1],
      [0, 1, 2],
      [300, 1, 0],
      [600, 0, 0.5],
    ]
    expect(rows(load)).toEqual(expected)
    expect(rows(load)).toEqual(expected)
  })

  test("begins again when the longest of all has ended; what is not there asks for nothing", () => {
    const late = {
      points: [
        [100, 0.5],
        [200, Number.NaN],
        [300, 0.25],
      ] as const,
      end: 400,
    }
    expect(
      rows(
        traceLoad(
          byHand(late, {
            points: [
              [0, 1],
              [250, 0.5],
            ],
            end: 500,
          }),
          { until: 1000 },
        ),
      ),
    ).toEqual([
      [0, 0, 0],
      [0, 1, 1],
      [100, 0, 0.5],
      [200, 0, 0],
      [250, 1, 0.5],
      [300, 0, 0.25],
      [400, 0, 0],
      [500, 1, 1],
      [600, 0, 0.5],
      [700, 0, 0],
      [750, 1, 0.5],
      [800, 0, 0.25],
      [900, 0, 0],
    ])
  })

  test("is no more than the cores of a VM, and ends where nothing changes any more", () => {
    expect(rows(traceLoad(byHand(sampled(1.25, 1.5), sampled(0, 0))))).toEqual([
      [0, 0, 1],
      [0, 1, 0],
    ])
  })

  test("goes round the traces when there are more VMs, and leaves out traces when there are fewer", () => {
    const workload = byHand(sampled(0.1), sampled(0.2))
    expect(rows(traceLoad(workload, { vms: 3 }))).toEqual([
      [0, 0, 0.1],
      [0, 1, 0.2],
      [0, 2, 0.1],
    ])
    expect(rows(traceLoad(workload, { vms: 1 }))).toEqual([[0, 0, 0.1]])
  })

  test("is read as far as it is asked for", () => {
    const events = traceLoad(byHand(sampled(0, 1)))[Symbol.iterator]()
    let last: LoadEvent | undefined
    for (let i = 0; i < 1001; i++) last = events.next().value
    expect(last).toEqual({ date: 300_000, vm: 0, load: 0 })
  })

  test.each([
    [{ vms: 0 }, "load of by hand: vms is 0; expected a whole number above 0"],
    [{ cores: 0 }, "load of by hand: cores is 0; expected a number above 0, in cores"],
    [{ until: -1 }, "load of by hand: until is -1; expected a date, in seconds (or Infinity)"],
  ])("is refused with what was wrong: %o", (options, message) => {
    expect(() => traceLoad(byHand(sampled(1)), options)).toThrow(message)
  })

  test("needs a trace", () => {
    expect(() => traceLoad(byHand())).toThrow("number of traces is 0; expected one at least")
  })
})

describe("a workload as a day of PlanetLab", () => {
  const day = Array.from({ length: 288 }, (_, k) => (k % 101) / 100)
  const wrong = (k: number, share: number) => sampled(...day.with(k, share))

  test("has the same percents", () => {
    const [trace] = planetlabTraces(byHand(sampled(...day)))
    expect(trace!.name).toBe("vm 0")
    expect([...trace!.percent]).toEqual(Array.from({ length: 288 }, (_, k) => k % 101))
  })

  test.each([
    [sampled(...day.slice(1)), "number of samples is 287; expected 288, one for each 300 s of a day"],
    [{ ...sampled(...day), end: 86_401 }, "end is 86401; expected 86400, in seconds"],
    [wrong(3, 0.125), "CPU use in sample 3 is 0.125; expected a whole percent from 0 to 1, such as 0.07"],
    [wrong(3, Number.NaN), "CPU use in sample 3 is NaN; expected a whole percent"],
    [wrong(3, 1.01), "CPU use in sample 3 is 1.01; expected a whole percent"],
    [wrong(3, -0.01), "CPU use in sample 3 is -0.01; expected a whole percent"],
    [
      { ...sampled(...day), points: sampled(...day).points.with(2, [601, 0]) },
      "date of sample 2 is 601; expected 600, in seconds",
    ],
  ])("is refused, with the VM, where it is none", (vm, message) => {
    expect(() => planetlabTraces(byHand(sampled(...day), vm))).toThrow(`by hand, VM vm 1: ${message}`)
  })
})
