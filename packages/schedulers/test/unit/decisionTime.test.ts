import { describe, expect, test } from "vitest"
import {
  type Decision,
  type DecisionTime,
  doNothing,
  entropy2Time,
  instant,
  measuredTime,
  perStep,
  type Verdict,
} from "../../src/index.ts"

const vm = { name: "x", host: "a", cpu: 1, memory: 1 }

/** A decision with so many hosts, open VMs and moves. */
function decision(hosts: number, openVms: number, moves: number, verdict: Verdict = "plan"): Decision {
  return {
    verdict,
    moves: Array.from({ length: moves }, () => ({ vm, to: "b" })),
    work: { hosts, vms: 10 * hosts, overloaded: openVms / 10, openVms, steps: 17 },
  }
}

test("a decision takes no time, or so much for a call and for each step", () => {
  expect(instant(decision(4, 10, 1))).toBe(0)
  expect(perStep(0.5, 2)(decision(4, 10, 1))).toBe(2 + 17 * 0.5)
  expect(() => perStep(-1)).toThrow(
    "decision time: secondsPerStep is -1; expected a number of at least 0, in seconds",
  )
  expect(() => perStep(1, -1)).toThrow(
    "decision time: secondsPerCall is -1; expected a number of at least 0, in seconds",
  )
})

describe("the published Entropy", () => {
  const time = entropy2Time()
  const seconds = (hosts: number, nodes: number) => 0.03 + 2e-4 * hosts * nodes

  test("takes no time where there is nothing to do", () => {
    expect(time(decision(1024, 0, 0, "nothing to do"))).toBe(0)
  })

  test("proves one move by its first descent", () => {
    expect(time(decision(32, 10, 1))).toBeCloseTo(seconds(32, 10), 12)
    expect(time(decision(1024, 10, 1))).toBeCloseTo(seconds(1024, 10), 12)
  })

  test("tries all ways with fewer moves before it believes in more", () => {
    // two moves: 10 VMs, each on 3 other hosts
    expect(time(decision(4, 10, 2))).toBeCloseTo(seconds(4, 10 + 10 * 3), 12)
    // three moves of 4 VMs on 3 hosts: one of 4 on 2, then 6 pairs on 2 x 2
    expect(time(decision(3, 4, 3))).toBeCloseTo(seconds(3, 4 + 4 * 2 + 6 * 4), 12)
  })

  test.each([
    [32, Infinity, 4],
    [100, Infinity, 12],
    [1024, Infinity, 128],
    [1024, 30, 30],
    [100, 30, 12],
    [7, 30, 2],
    [7, 1.5, 1.5],
  ])("runs into its limit with %i hosts and at most %d s: %d s", (hosts, limitAtMost, limit) => {
    const limited = entropy2Time({ limitAtMost })
    expect(limited(decision(hosts, 60, 6))).toBe(limit)
    expect(limited(decision(hosts, 10, 0, "no solution"))).toBe(limit)
  })

  test("has as much for each host as one says", () => {
    expect(entropy2Time({ limitPerHost: 0.5 })(decision(9, 10, 0, "no solution"))).toBe(4)
  })

  test("is refused a limit that is none", () => {
    expect(() => entropy2Time({ limitPerHost: 0 })).toThrow(
      "decision time: limitPerHost is 0; expected a number above 0, in seconds",
    )
    expect(() => entropy2Time({ limitAtMost: -1 })).toThrow(
      "decision time: limitAtMost is -1; expected a number above 0, in seconds (Infinity for no limit)",
    )
  })
})

describe("a planner with a clock", () => {
  const view = { hosts: [{ name: "a", cpu: 7, memory: 1 }], vms: [] }
  const read = (...dates: number[]): [DecisionTime, Decision[]] => {
    const { planner, time } = measuredTime(doNothing, () => dates.shift()!)
    expect(planner.name).toBe("nothing")
    return [time, Array.from({ length: dates.length / 2 }, () => planner.decide(view))]
  }

  test("takes for each decision what the clock says", () => {
    const [time, decisions] = read(10, 10.5, 20, 22)
    expect(decisions.map(time)).toEqual([0.5, 2])
    expect(decisions[0]).toEqual(doNothing.decide(view))
  })

  test("takes no time where the clock was put back, or that it has not made itself", () => {
    const [time, decisions] = read(10, 9)
    expect(decisions.map(time)).toEqual([0])
    expect(time(doNothing.decide(view))).toBe(0)
  })
})
