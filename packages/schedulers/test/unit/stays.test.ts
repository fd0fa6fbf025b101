import { restartOnRecovery } from "@placelab/models"
import { expect, it } from "vitest"
import { Stays } from "../../src/cluster/stays.ts"
import { testCluster } from "../support/testCluster.ts"
import { dataOf, moveOf, startPlan, statesOf } from "../support/traceOf.ts"

/** A machine with two VMs, and an empty one. */
function started(rest: Parameters<typeof testCluster>[0] = { loads: [[0.5, 0.25], []] }) {
  const cluster = testCluster(rest)
  return { cluster, stays: new Stays(cluster) }
}

it("a VM that stays has one record, of the whole run", () => {
  const { cluster, stays } = started()
  cluster.engine.run(60)
  stays.end()
  expect(statesOf(cluster, "vm-0", "HOST")).toEqual(["node0 0-60"])
  expect(dataOf(cluster, "vm-0", "HOST")).toEqual([undefined])
})

it("a VM that migrates is on the source until it goes on at the destination", () => {
  const { cluster, stays } = started()
  const arrivals: number[] = []
  cluster.vms[0]!.onState((vm) => {
    if (vm.host === cluster.machines[1]!.host) arrivals.push(cluster.engine.now)
  })
  startPlan(cluster, 1, [moveOf(cluster, "vm-0", "node1")])
  cluster.engine.run(60)
  stays.end()
  const arrival = arrivals[0]!
  expect(arrival).toBeGreaterThan(8)
  const rows = [...cluster.trace.records].filter(({ state }) => state === "HOST")
  expect(rows.map(({ entity, value, time, duration }) => [entity, value, time, duration])).toEqual([
    ["vm-0", "node0", 0, arrival],
    ["vm-0", "node1", arrival, 60 - arrival],
    ["vm-1", "node0", 0, 60],
  ])
})

it("of a VM that is nowhere there is no record; the one before says what it has become", () => {
  const { cluster, stays } = started()
  const { engine, machines, vms } = cluster
  restartOnRecovery(engine, machines)
  engine.run(10)
  vms[1]!.stop()
  machines[0]!.host.turnOff()
  engine.run(25)
  machines[0]!.host.turnOn()
  engine.run(60)
  stays.end()
  expect(statesOf(cluster, "vm-0", "HOST")).toEqual(["node0 0-10", "node0 25-60"])
  expect(dataOf(cluster, "vm-0", "HOST")).toEqual([{ end: "crashed" }, undefined])
  expect(statesOf(cluster, "vm-1", "HOST")).toEqual(["node0 0-10"])
  expect(dataOf(cluster, "vm-1", "HOST")).toEqual([{ end: "stopped" }])
})

it("what VMs got is the machine's on which they got it", () => {
  const { cluster, stays } = started()
  const [node0, node1] = cluster.machines.map(({ host }) => host)
  cluster.engine.run(10)
  cluster.vms[0]!.moveTo(node1!)
  cluster.engine.run(40)
  const served = stays.end()
  // 10 s of 0.75 cores and 30 s of 0.25; 30 s of 0.5.
  expect(served.get(node0!)).toBeCloseTo(15, 9)
  expect(served.get(node1!)).toBeCloseTo(15, 9)
})

it("VMs that ask for more than the cores get the cores", () => {
  const loads = [Array.from({ length: 10 }, () => 0.9)]
  const { cluster, stays } = started({ loads })
  cluster.engine.run(10)
  expect(stays.end().get(cluster.machines[0]!.host)).toBeCloseTo(80, 9)
})
