import { expect, it } from "vitest"
import { Cluster, type DecisionRecord, type FinishedMigration } from "../../src/cluster/cluster.ts"
import { viewOf } from "../../src/cluster/view.ts"
import { decided } from "../../src/planner/decided.ts"
import { testCluster } from "../support/testCluster.ts"
import { moveOf, startPlan, statesOf } from "../support/traceOf.ts"

it("machines and VMs are found by their names, and others are refused with the nearest one", () => {
  const cluster = testCluster({ loads: [[0.5], [0.5]] })
  expect(cluster.machine("node1")).toBe(cluster.machines[1])
  expect(cluster.vm("vm-1")).toBe(cluster.vms[1])
  expect(() => cluster.machine("nod1")).toThrow(
    'cluster: machine name is "nod1"; expected a known one: did you mean "node1"?',
  )
  expect(() => cluster.vm("vm-2")).toThrow(
    'cluster: VM name is "vm-2"; expected a known one: did you mean "vm-0"?',
  )
})

it("a cluster without machines, or without capacity, is refused", () => {
  const { engine, trace, machines } = testCluster({ loads: [[]] })
  const spec = { engine, trace, vms: [], capacity: 7 }
  expect(() => new Cluster({ ...spec, machines: [] })).toThrow(
    "cluster: machines is []; expected at least one",
  )
  expect(() => new Cluster({ ...spec, machines, capacity: 0 })).toThrow(
    "cluster: capacity is 0; expected a number above 0, in cores",
  )
})

it("every listener is told of every decision, which are numbered from 1", () => {
  const cluster = testCluster({ loads: [[0.5]] })
  const heard: DecisionRecord[][] = [[], []]
  for (const records of heard) cluster.onDecision((record) => records.push(record))
  const view = { hosts: [], vms: [] }
  const record = { date: 0, node: "node0", view, decision: decided(view, []) }
  expect([cluster.tellDecision(record), cluster.tellDecision(record)]).toEqual([1, 2])
  for (const records of heard)
    expect(records).toEqual([
      { number: 1, ...record },
      { number: 2, ...record },
    ])
})

it("machines may have different capacities for their VMs, and are overloaded by their own", () => {
  const cluster = testCluster({
    loads: [
      [0.75, 0.75],
      [0.75, 0.75],
    ],
    capacity: ({ name }) => (name === "node0" ? 1 : 2),
  })
  expect(cluster.machines.map((machine) => cluster.capacityOf(machine))).toEqual([1, 2])
  expect(cluster.capacity).toBe(1.5)
  expect(cluster.machines.map((machine) => cluster.overloads.isOverloaded(machine))).toEqual([true, false])
  expect(viewOf(cluster, cluster.machines).hosts.map(({ cpu }) => cpu)).toEqual([1, 2])
  expect(() => testCluster({ loads: [[]], capacity: () => Number.NaN })).toThrow(
    "cluster: capacity is NaN; expected a number above 0, in cores",
  )
})

it("every listener is told of every migration that is over, and not of one that never began", () => {
  const cluster = testCluster({ loads: [[0.5, 0.5], []] })
  const heard: FinishedMigration[] = []
  cluster.onMigration((record) => heard.push(record))
  cluster.vms[1]!.suspend()
  startPlan(cluster, 1, [moveOf(cluster, "vm-0", "node1"), moveOf(cluster, "vm-1", "node1")])
  cluster.engine.run(60)
  expect(heard.map(({ vm, from, to, result }) => [vm.name, from.name, to.name, result.end])).toEqual([
    ["vm-0", "node0", "node1", "converged"],
  ])
  expect(statesOf(cluster, "vm-0", "SERVICE")).toEqual([`migrate 0-${heard[0]!.result.seconds.toFixed(2)}`])
})
