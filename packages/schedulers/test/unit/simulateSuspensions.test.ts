import { playByDate, restartOnRecovery, type SuspensionEvent } from "@placelab/models"
import { expect, it } from "vitest"
import { suspensionPlayer } from "../../src/scenario/suspensionPlayer.ts"
import { testCluster } from "../support/testCluster.ts"
import { moveOf, startPlan, statesOf } from "../support/traceOf.ts"

const suspend = (date: number, vm = 0): SuspensionEvent => ({ date, vm, isRunning: false })
const resume = (date: number, vm = 0): SuspensionEvent => ({ date, vm, isRunning: true })

function played(events: readonly SuspensionEvent[]) {
  const cluster = testCluster({ loads: [[0.5, 0.5], []] })
  restartOnRecovery(cluster.engine, cluster.machines)
  playByDate(cluster.engine, "suspensions", events, suspensionPlayer(cluster))
  const vm = cluster.vms[0]!
  const stateAt = (date: number) => {
    cluster.engine.run(date)
    return vm.state
  }
  return { cluster, vm, stateAt }
}

it("a VM is suspended and resumed on its dates, and the trace says so", () => {
  const { cluster, stateAt } = played([suspend(10), suspend(15, 1), resume(20)])
  expect([9, 11, 19, 21].map(stateAt)).toEqual(["running", "suspended", "suspended", "running"])
  expect(cluster.vms[1]!.state).toBe("suspended")
  expect(statesOf(cluster, "vm-0", "suspension")).toEqual(["finished 10-10"])
  expect(statesOf(cluster, "vm-0", "resume")).toEqual(["finished 20-20"])
})

it("a VM that a migration has is suspended when that is over, and resumed later", () => {
  const { cluster, vm, stateAt } = played([suspend(3), resume(50)])
  const plan = startPlan(cluster, 1, [moveOf(cluster, "vm-0", "node1")])
  expect(stateAt(5)).toBe("migrating")
  expect(stateAt(40)).toBe("suspended")
  expect(vm.host?.name).toBe("node1")
  expect(stateAt(60)).toBe("running")
  const [postponed, finished = ""] = statesOf(cluster, "vm-0", "suspension")
  expect(postponed).toBe("postponed 3-3")
  expect(Number(finished.split("-")[1])).toBeCloseTo(plan.outcome!.seconds, 1)
  expect(statesOf(cluster, "vm-0", "resume")).toEqual(["finished 50-50"])
})

it("a VM that is to be resumed before its migration is over is never suspended", () => {
  const { cluster, stateAt } = played([suspend(3), resume(5)])
  startPlan(cluster, 1, [moveOf(cluster, "vm-0", "node1")])
  expect([4, 6, 40].map(stateAt)).toEqual(["migrating", "migrating", "running"])
  expect(statesOf(cluster, "vm-0", "suspension")).toEqual(["postponed 3-3"])
  expect(statesOf(cluster, "vm-0", "resume")).toEqual(["cancelled 5-5"])
})

it("what was to be suspended after a migration that ends with a crash is not suspended after the next one", () => {
  const { cluster, stateAt } = played([suspend(3), resume(100)])
  const { host } = cluster.machines[0]!
  startPlan(cluster, 1, [moveOf(cluster, "vm-0", "node1")])
  expect(stateAt(5)).toBe("migrating")
  host.turnOff()
  expect(stateAt(6)).toBe("crashed")
  host.turnOn()
  expect(stateAt(10)).toBe("running")
  startPlan(cluster, 2, [moveOf(cluster, "vm-0", "node1")])
  expect(stateAt(60)).toBe("running")
  expect(stateAt(110)).toBe("running")
})

it("a VM that is down, or suspended by then, is left alone, and so is one that runs when it is to be resumed", () => {
  const { cluster, stateAt } = played([
    suspend(5),
    resume(9),
    resume(10),
    suspend(20),
    suspend(30),
    resume(40),
  ])
  cluster.machines[0]!.host.turnOff()
  expect(stateAt(8)).toBe("crashed")
  cluster.machines[0]!.host.turnOn()
  expect(stateAt(15)).toBe("running")
  expect([25, 35, 45].map(stateAt)).toEqual(["suspended", "suspended", "running"])
  expect(statesOf(cluster, "vm-0", "suspension")).toEqual(["finished 20-20"])
  expect(statesOf(cluster, "vm-0", "resume")).toEqual(["finished 40-40"])
})

it("a suspended VM that crashes with its machine runs when that is back", () => {
  const { cluster, stateAt } = played([suspend(5), resume(50)])
  expect(stateAt(10)).toBe("suspended")
  cluster.machines[0]!.host.turnOff()
  expect(stateAt(20)).toBe("crashed")
  cluster.machines[0]!.host.turnOn()
  expect([30, 60].map(stateAt)).toEqual(["running", "running"])
  expect(statesOf(cluster, "vm-0", "resume")).toEqual([])
})
