import { expect, it } from "vitest"
import { bestFit, roundRobin } from "../../src/hierarchical/snooze/assignment.ts"
import {
  type SnoozeOptions,
  snoozeRecoverySeconds,
  snoozeSettings,
} from "../../src/hierarchical/snooze/settings.ts"
import { snooze } from "../../src/hierarchical/snooze/snooze.ts"
import { instant } from "../../src/planner/decisionTime.ts"
import { stayers } from "../support/snoozeCluster.ts"
import { testCluster } from "../support/testCluster.ts"

const base = { planner: stayers, time: instant }

it("Snooze without options decides every 30 s, with heartbeats of 3 s and a timeout of 6 s", () => {
  const { period, heartbeatPeriod, heartbeatTimeout, scheduling, assignment } = snoozeSettings(base)
  expect([period, heartbeatPeriod, heartbeatTimeout]).toEqual([30, 3, 6])
  expect([scheduling, assignment]).toEqual(["periodic", "best-fit"])
})

it.each([
  [{ period: 0 }, "Snooze: period is 0; expected a number above 0, in seconds"],
  [{ pollPeriod: -1 }, "Snooze: pollPeriod is -1; expected a number above 0, in seconds"],
  [{ pause: Number.NaN }, "Snooze: pause is NaN; expected a number above 0, in seconds"],
  [{ heartbeatPeriod: 0 }, "Snooze: heartbeatPeriod is 0; expected a number above 0, in seconds"],
  [{ heartbeatTimeout: 0 }, "Snooze: heartbeatTimeout is 0; expected a number above 0, in seconds"],
  [
    { heartbeatTimeout: 3 },
    "Snooze: heartbeatTimeout is 3; expected more than heartbeatPeriod, which is 3 s",
  ],
  [{ scheduling: "often" }, 'Snooze: scheduling is "often"; expected "periodic" or "reactive"'],
  [{ assignment: "worst" }, 'Snooze: assignment is "worst"; expected "best-fit" or "round-robin"'],
])("options %j are refused", (wrong, message) => {
  expect(() => snoozeSettings({ ...base, ...wrong } as SnoozeOptions)).toThrow(message)
})

it.each([0, 1])("a cluster with %i service nodes is refused", (services) => {
  expect(() => snooze(testCluster({ loads: [[0.5]], services }), base)).toThrow(
    `Snooze: service nodes is ${services}; expected at least 2: one leads, the others manage`,
  )
})

it("the recovery takes the timeout, two heartbeats, an election, two answers, and the messages", () => {
  // 6 + 2 x 3 + 0.2 + 2 x 1 + 12 x 0.01
  expect(snoozeRecoverySeconds({ heartbeatPeriod: 3, heartbeatTimeout: 6 }, 0.01)).toBeCloseTo(14.32, 12)
})

it("best fit takes the manager with the least charge, of equal ones the one with the fewest machines, then the first", () => {
  const none = { charge: 0, machines: 0, given: 0 }
  expect(bestFit([none, none, none])).toBe(0)
  expect(
    bestFit([
      { ...none, given: 2 },
      { ...none, given: 1 },
      { ...none, given: 1 },
    ]),
  ).toBe(1)
  expect(
    bestFit([
      { charge: 9, machines: 2, given: 0 },
      { charge: 8, machines: 3, given: 0 },
    ]),
  ).toBe(1)
  expect(
    bestFit([
      { charge: 8, machines: 3, given: 0 },
      { charge: 8, machines: 2, given: 0 },
    ]),
  ).toBe(1)
})

it("a machine given since the last report counts as the mean of all machines", () => {
  // The mean is 22 cores of 4 machines, 5.5: 10 + 5.5 is more than 12.
  const [a, b] = [
    { charge: 12, machines: 2, given: 0 },
    { charge: 10, machines: 2, given: 0 },
  ]
  expect(bestFit([a, b])).toBe(1)
  expect(bestFit([a, { ...b, given: 1 }])).toBe(0)
})

it("round robin takes one after the other", () => {
  const choose = roundRobin()
  const two = [
    { charge: 9, machines: 9, given: 9 },
    { charge: 0, machines: 0, given: 0 },
  ]
  expect([choose(two), choose(two), choose(two)]).toEqual([0, 1, 0])
})
