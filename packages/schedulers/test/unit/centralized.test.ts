import { expect, it } from "vitest"
import { centralized } from "../../src/centralized/centralized.ts"
import { decided } from "../../src/planner/decided.ts"
import { instant, perStep } from "../../src/planner/decisionTime.ts"
import type { Planner } from "../../src/planner/planner.ts"
import { testCluster } from "../support/testCluster.ts"

/** Moves the first VM of an overloaded host to the last host. */
const firstToLast: Planner = {
  name: "first to last",
  decide: (view) => {
    const { work } = decided(view, [])
    return decided(view, work.overloaded === 0 ? [] : [{ vm: view.vms[0]!, to: view.hosts.at(-1)!.name }])
  },
}

const full = Array.from({ length: 8 }, () => 0.9)

it("a centralized scheduler relieves an overloaded machine, 30 s after the beginning", () => {
  const cluster = testCluster({ loads: [full, [0.5]], services: 1 })
  centralized(cluster, { planner: firstToLast, time: instant })
  cluster.engine.run(29)
  expect(cluster.overloads.isOverloaded(cluster.machines[0]!)).toBe(true)
  cluster.engine.run(60)
  expect(cluster.vm("vm-0").host?.name).toBe("node1")
  expect(cluster.overloads.overloaded.size).toBe(0)
})

it("rounds begin every period, or one after the other where they take longer", () => {
  const begins = (seconds: number) => {
    const cluster = testCluster({ loads: [[0.5], [0.5]], services: 1 })
    const dates: number[] = []
    cluster.onDecision(({ date }) => dates.push(date))
    centralized(cluster, { planner: firstToLast, time: perStep(0, seconds), period: 10 })
    cluster.engine.run(50)
    return dates
  }
  expect(begins(2)).toEqual([10, 20, 30, 40])
  expect(begins(15)).toEqual([10, 25])
})

it("a scheduler whose node crashes frees its machines, and begins anew when the node is back", () => {
  const cluster = testCluster({ loads: [full, [0.5]], services: 1 })
  const scheduler = centralized(cluster, { planner: firstToLast, time: perStep(0, 20) })
  cluster.engine.run(35)
  expect(scheduler.isBusy).toBe(true)
  cluster.services[0]!.turnOff()
  cluster.engine.run(40)
  expect(scheduler.isBusy).toBe(false)
  expect(cluster.trace.track("node0", "SERVICE").top).toBe("free")
  cluster.services[0]!.turnOn()
  cluster.engine.run(120)
  expect(cluster.vm("vm-0").host?.name).toBe("node1")
})

it("without a node to run on it is refused", () => {
  const cluster = testCluster({ loads: [[0.5]] })
  expect(() => centralized(cluster, { planner: firstToLast, time: instant })).toThrow(
    "centralized scheduler: node is undefined; expected a service node of the cluster, or another host",
  )
})
