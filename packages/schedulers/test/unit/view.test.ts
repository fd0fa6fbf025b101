import { gibibytes } from "@placelab/core"
import { powerOff, powerOn } from "@placelab/models"
import { expect, it } from "vitest"
import type { Rules } from "../../src/cluster/cluster.ts"
import { viewOf } from "../../src/cluster/view.ts"
import { testCluster } from "../support/testCluster.ts"
import { moveOf, startPlan } from "../support/traceOf.ts"

const all = gibibytes(32)
const memory = gibibytes(1)

it("a planner sees machines with what is for VMs, and VMs with what they ask for, in the order of the machines", () => {
  const cluster = testCluster({ loads: [[0.5], [0.2, 0.3]] })
  cluster.vms[1]!.setLoad(0.9)
  const hosts = [
    { name: "node1", cpu: 7, memory: all },
    { name: "node0", cpu: 7, memory: all },
  ]
  const vms = [
    { name: "vm-1", host: "node1", cpu: 0.9, memory },
    { name: "vm-2", host: "node1", cpu: 0.3, memory },
    { name: "vm-0", host: "node0", cpu: 0.5, memory },
  ]
  expect(viewOf(cluster, [...cluster.machines].reverse())).toEqual({ hosts, vms })
  expect(viewOf(cluster, cluster.machines.slice(0, 1))).toEqual({ hosts: hosts.slice(1), vms: vms.slice(2) })
})

it.each<[Rules, number]>([
  ["corrected", all - memory],
  ["vmplaces", all],
])("%s: a VM that is suspended holds its memory, unless under the rules of VMPlaceS", (rules, left) => {
  const cluster = testCluster({ loads: [[0.5, 0.4]], rules })
  cluster.vms[0]!.suspend()
  const { hosts, vms } = viewOf(cluster, cluster.machines)
  expect(hosts).toEqual([{ name: "node0", cpu: 7, memory: left }])
  expect(vms.map(({ name }) => name)).toEqual(["vm-1"])
})

it.each<[Rules, number, number]>([
  ["corrected", 7 - 0.5, all - memory],
  ["vmplaces", 7, all],
])(
  "%s: a VM on its way holds its source, and its destination only where that is corrected",
  (rules, cpu, left) => {
    const cluster = testCluster({ loads: [[0.5, 0.4], [], []], rules })
    startPlan(cluster, 1, [moveOf(cluster, "vm-0", "node1"), moveOf(cluster, "vm-0", "node2", [0])])
    cluster.engine.run(3)
    const { hosts, vms } = viewOf(cluster, cluster.machines)
    expect(hosts).toEqual([
      { name: "node0", cpu: 6.5, memory: all - memory },
      { name: "node1", cpu, memory: left },
      { name: "node2", cpu, memory: left },
    ])
    expect(vms.map(({ name }) => name)).toEqual(["vm-1"])
  },
)

it("a VM that stands where its plan has brought it, and goes on from there, is taken off once", () => {
  const cluster = testCluster({ loads: [[0.5], []] })
  const [vm] = cluster.vms
  cluster.plans.claim(vm!, 1, cluster.machines[1]!)
  cluster.plans.claim(vm!, 1, cluster.machines[0]!)
  vm!.moveTo(cluster.machines[1]!.host)
  expect(viewOf(cluster, cluster.machines.slice(1)).hosts).toEqual([
    { name: "node1", cpu: 6.5, memory: all - memory },
  ])
})

it("more than a machine has is nothing left, not less", () => {
  const cluster = testCluster({ loads: [Array.from({ length: 8 }, () => 1)] })
  for (const vm of cluster.vms) cluster.plans.claim(vm, 1, cluster.machines[0]!)
  expect(viewOf(cluster, cluster.machines)).toMatchObject({ hosts: [{ cpu: 0 }], vms: [] })
})

it("machines that are off are seen where plans may power them on, unless they have failed or are on their way", () => {
  const seen = (powersOff: boolean) => {
    const cluster = testCluster({ loads: [[0.5], [], [], []], powersOff, bootSeconds: 10 })
    const { engine, machines } = cluster
    for (const machine of [machines[1]!, machines[3]!])
      engine.spawn("off", () => powerOff(engine, machine), { daemon: true })
    machines[2]!.host.turnOff()
    cluster.failed.add(machines[2]!)
    engine.run(1)
    engine.spawn("boot", () => powerOn(engine, machines[3]!), { daemon: true })
    engine.run(2)
    expect(machines.map(({ state }) => state)).toEqual(["on", "off", "off", "booting"])
    return viewOf(cluster, cluster.machines).hosts.map(({ name }) => name)
  }
  expect(seen(true)).toEqual(["node0", "node1"])
  expect(seen(false)).toEqual(["node0"])
})
