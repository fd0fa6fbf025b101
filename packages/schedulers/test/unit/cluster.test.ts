import { expect, it } from "vitest"
import { Cluster, type DecisionRecord } from "../../src/cluster/cluster.ts"
import { decided } from "../../src/planner/decided.ts"
import { testCluster } from "../support/testCluster.ts"

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
