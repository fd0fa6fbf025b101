import { describe, expect, test } from "vitest"
import {
  decided,
  entropyPlanner,
  type MapeOptions,
  mapeLoop,
  type Planner,
  perStep,
} from "../../src/index.ts"
import { testCluster } from "../support/testCluster.ts"

/** Two machines, the first with nine busy VMs on seven cores. */
const loads = [Array.from({ length: 9 }, () => 1), [0.5]]

const played = (options: Partial<MapeOptions> = {}, until = 100, change = () => {}) => {
  const cluster = testCluster({ loads, services: 1 })
  const loop = mapeLoop(cluster, { planner: entropyPlanner(), time: perStep(0, 3), ...options })
  cluster.engine.after(9, change.bind(undefined))
  cluster.engine.run(until)
  return { cluster, loop }
}

describe("the loop", () => {
  test("looks, decides, and carries the plan out, one after the other", () => {
    const { loop, cluster } = played({ monitor: (hosts) => 2 * hosts })
    const [first, ...others] = loop.rounds
    expect(others).toEqual([])
    expect(first).toMatchObject({
      ...{ date: 0, monitor: 4, compute: 3, verdict: "plan", moves: 2 },
      ...{ overloadedBefore: 1, overloadedAfter: 0, touched: 2, touchedOverloaded: 0, changed: 0 },
    })
    // two VMs of 1 GiB, which are made dirty as they are sent, at 125 MiB/s each
    expect(first!.reconfigure).toBeGreaterThan(8.192)
    expect(cluster.machines[0]!.demand).toBe(7)
    expect(loop.counts()).toEqual({ rounds: 1 })
  })

  test("tells what has changed since it looked, and who is overloaded again", () => {
    const cluster = testCluster({ loads, services: 1 })
    const loop = mapeLoop(cluster, { planner: entropyPlanner(), time: perStep(0, 3) })
    // By then the plan is under way that two VMs come to node1, which has 0.5 now.
    cluster.engine.after(5, () => {
      for (const vm of [...cluster.machines[0]!.vms].slice(0, 3)) vm.setLoad(0.9)
    })
    cluster.engine.run(60)
    expect(loop.rounds[0]).toMatchObject({ changed: 3 / 10, overloadedAfter: 0 })
    const full = testCluster({ loads: [[...loads[0]!], [0.5, 0.5, 0.5]], services: 1 })
    const late = mapeLoop(full, { planner: entropyPlanner(), time: perStep(0, 3), monitor: () => 1 })
    full.engine.after(5, () => {
      for (const vm of full.machines[1]!.vms) vm.setLoad(1)
      for (const vm of full.machines[0]!.vms) vm.setLoad(1)
    })
    full.engine.run(5)
    expect(late.isBusy).toBe(true)
    full.engine.run(60)
    expect(late.rounds[0]).toMatchObject({ changed: 3 / 12, touched: 2, touchedOverloaded: 0 })
  })

  test("counts only rounds with a plan, and goes on after others", () => {
    let calls = 0
    const planner: Planner = {
      name: "nobody",
      decide: (view) => {
        calls++
        return decided(view, [])
      },
    }
    const { loop } = played({ planner, time: perStep(0, 5) }, 29)
    expect([calls, loop.rounds.length, loop.isBusy]).toEqual([3, 0, false])
  })

  test.each([0, -1])("a period of %d is refused", (period) => {
    expect(() => played({ period })).toThrow(`MAPE loop: period is ${period}; expected a number above 0`)
  })
})
