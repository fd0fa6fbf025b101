/*
 * When managers decide. d is what a message takes. One that is not on the node of the relay begins to manage at b = 0.2 + 3d: its first
 * period ends, and its looks at the machines are counted, from there.
 */

import { powerOff, restartOnRecovery } from "@placelab/models"
import { expect, it } from "vitest"
import type { Cluster } from "../../src/cluster/cluster.ts"
import { instant, perStep } from "../../src/planner/decisionTime.ts"
import { lazyFirstFit } from "../../src/planner/firstFitPlanners.ts"
import { firstToLast, idle, snoozeCluster } from "../support/snoozeCluster.ts"

const full = Array.from({ length: 8 }, () => 0.9)
const nearlyFull = Array.from({ length: 8 }, () => 0.85)

/** Nodes and dates of decisions, in order. */
function decisions(cluster: Cluster): { node: string; date: number; hosts: string[] }[] {
  const all: { node: string; date: number; hosts: string[] }[] = []
  cluster.onDecision(({ node, date, view }) =>
    all.push({ node, date, hosts: view.hosts.map(({ name }) => name) }),
  )
  return all
}

const service = (cluster: Cluster, node: string) => cluster.trace.track(node, "SERVICE").top

it("each manager decides for its own machines, a period after the end of its last round", () => {
  const { cluster, hop: d } = snoozeCluster(
    { loads: idle(4), services: 3 },
    { planner: firstToLast, time: perStep(0, 2), period: 10 },
  )
  const all = decisions(cluster)
  cluster.engine.run(40)
  const of = (node: string) => all.filter((each) => each.node === node)
  // node4 leads; the relay is on node6, which hears the leader a message earlier.
  expect(of("node5").map(({ date }) => date - 0.2 - 3 * d)).toEqual(
    [10, 22, 34].map((date) => expect.closeTo(date, 9)),
  )
  expect(of("node6").map(({ date }) => date - 0.2 - 2 * d)).toEqual(
    [10, 22, 34].map((date) => expect.closeTo(date, 9)),
  )
  expect(of("node5")[0]!.hosts.toSorted()).toEqual(["node1", "node3"])
  expect(of("node6")[0]!.hosts.toSorted()).toEqual(["node0", "node2"])
})

it("a reactive manager decides at its next look at an overloaded machine, and again after the pause at the earliest", () => {
  const {
    cluster,
    handle,
    hop: d,
  } = snoozeCluster(
    { loads: [full.map(() => 0.5), full.map(() => 0.5)], services: 2 },
    { time: perStep(0, 0.3), scheduling: "reactive", pollPeriod: 0.07, pause: 1 },
  )
  const all = decisions(cluster)
  // The manager is on the node of the relay: it begins at 0.2 + 2d.
  const begin = 0.2 + 2 * d
  cluster.engine.run(20)
  expect(handle.counts().rounds).toBe(0)
  for (const vm of cluster.vms.slice(0, 8)) vm.setLoad(0.9)
  // Another one in the pause does not make it shorter.
  cluster.engine.run(20.8)
  for (const vm of cluster.vms.slice(8)) vm.setLoad(0.9)
  cluster.engine.run(22.5)
  const look = (after: number) => begin + (Math.floor((after - begin) / 0.07) + 1) * 0.07
  const first = look(20)
  const second = look(first + 1.3)
  expect(all.map(({ date }) => date)).toEqual([first, second].map((date) => expect.closeTo(date, 9)))
  for (const vm of cluster.vms) vm.setLoad(0.5)
  cluster.engine.run(60)
  expect(all.length).toBe(2)
})

it("a reactive manager relieves a machine that is overloaded when it joins", () => {
  const { cluster } = snoozeCluster(
    { loads: [full, [0.5]], services: 2 },
    { planner: firstToLast, scheduling: "reactive" },
  )
  cluster.engine.run(20)
  expect(cluster.vm("vm-0").host?.name).toBe("node1")
  expect(cluster.overloads.overloaded.size).toBe(0)
})

it.each(["periodic", "reactive"] as const)("no %s round begins when the run is ending", (scheduling) => {
  const { cluster, handle } = snoozeCluster({ loads: [full, [0.5]], services: 2 }, { scheduling })
  cluster.isEnding = true
  cluster.engine.run(100)
  expect(handle.counts().rounds).toBe(0)
})

it("a manager that crashes in a round leaves its machines free, and its moves go on", () => {
  const { cluster, handle } = snoozeCluster(
    { loads: [full.map(() => 0.5), [0.5]], services: 2 },
    { planner: firstToLast, scheduling: "reactive" },
  )
  cluster.engine.run(20)
  for (const vm of cluster.vms.slice(0, 8)) vm.setLoad(0.9)
  cluster.engine.run(25)
  expect(["node0", "node1", "node3"].map((node) => service(cluster, node))).toEqual(
    Array(3).fill("reconfigure"),
  )
  cluster.services[1]!.turnOff()
  expect(["node0", "node1", "node3"].map((node) => service(cluster, node))).toEqual(Array(3).fill("free"))
  expect(handle.isBusy).toBe(true)
  cluster.engine.run(40)
  expect(cluster.vm("vm-0").host?.name).toBe("node1")
  expect(handle.isBusy).toBe(false)
})

it("a manager that is promoted in a round gives it up, and another decides about its machines", () => {
  const { cluster, handle } = snoozeCluster(
    { loads: [[0.5], full, [0.5]], services: 3 },
    { scheduling: "reactive", time: perStep(0, 30) },
  )
  const all = decisions(cluster)
  cluster.engine.run(10)
  expect(handle.managerOf(cluster.machines[1]!)?.name).toBe("node4")
  expect(service(cluster, "node1")).toBe("booked")
  cluster.services[0]!.turnOff()
  cluster.engine.run(15.3)
  expect(handle.leaders.map(({ name }) => name)).toEqual(["node4"])
  expect(service(cluster, "node1")).toBe("free")
  expect(handle.isBusy).toBe(false)
  cluster.engine.run(60)
  expect(all.map(({ node }) => node)).toEqual(["node5"])
  expect(all[0]!.date).toBeGreaterThan(18)
  expect(all[0]!.date).toBeLessThan(18.2)
  expect(all[0]!.hosts.toSorted()).toEqual(["node0", "node1", "node2"])
})

it("a machine that comes back at once, and joins another group, is not in two rounds at a time", () => {
  const { cluster, handle } = snoozeCluster(
    { loads: [[0.5], nearlyFull, nearlyFull, full], services: 3 },
    { scheduling: "reactive", time: perStep(0, 30) },
  )
  const all = decisions(cluster)
  const last = cluster.machines[3]!
  cluster.engine.run(3.5)
  expect([handle.managerOf(last)?.name, service(cluster, "node3")]).toEqual(["node5", "booked"])
  last.host.turnOff()
  cluster.engine.run(4)
  last.host.turnOn()
  cluster.engine.run(12)
  // Its VMs are gone, and node6 had less to do. The round of node5 goes on until 31 s.
  expect([handle.managerOf(last)?.name, service(cluster, "node3")]).toEqual(["node6", "booked"])
  for (const vm of cluster.machines[2]!.vms) vm.setLoad(0.9)
  cluster.engine.run(80)
  const byNode6 = all
    .filter(({ node }) => node === "node6")
    .map(({ date, hosts }) => [Math.floor(date), ...hosts])
  expect(byNode6).toEqual([
    [12, "node0", "node2"],
    [43, "node0", "node2", "node3"],
  ])
})

it("a machine is decided about in its new group as soon as the round that it was in before is over", () => {
  const { cluster, handle } = snoozeCluster(
    { loads: [[0.5], [0.5], [0.5], full], services: 3 },
    { scheduling: "reactive", time: perStep(0, 30) },
  )
  const all = decisions(cluster)
  const last = cluster.machines[3]!
  restartOnRecovery(cluster.engine, [last])
  cluster.engine.run(3.5)
  last.host.turnOff()
  cluster.engine.run(4)
  last.host.turnOn()
  cluster.engine.run(30)
  expect([handle.managerOf(last)?.name, cluster.overloads.isOverloaded(last)]).toEqual(["node6", true])
  cluster.engine.run(70)
  const [before, after] = all
  expect([before!.node, after!.node]).toEqual(["node5", "node6"])
  expect(after!.date - (before!.date + 30)).toBeGreaterThan(0)
  expect(after!.date - (before!.date + 30)).toBeLessThan(0.08)
})

it.each(["periodic", "reactive"] as const)(
  "a %s manager that crashes, and is back at once, decides about no machine before it has joined again",
  (scheduling) => {
    const { cluster, handle } = snoozeCluster(
      { loads: [full.map(() => 0.5), [0.5]], services: 2 },
      { scheduling, period: 10 },
    )
    const all = decisions(cluster)
    const manager = cluster.services[1]!
    cluster.engine.run(9.9)
    manager.turnOff()
    manager.turnOn()
    for (const vm of cluster.machines[0]!.vms) vm.setLoad(0.9)
    cluster.engine.run(14)
    // Its machines have not missed it yet, and it does not know them.
    expect(handle.managerOf(cluster.machines[0]!)).toBe(manager)
    expect(all).toEqual([])
    cluster.engine.run(40)
    expect(all.length).toBeGreaterThan(0)
  },
)

it("a machine that comes back at once, and joins another group, is not decided about by the manager that it had before", () => {
  const { cluster, handle } = snoozeCluster(
    { loads: [[0.5], nearlyFull, nearlyFull, nearlyFull], services: 3 },
    { period: 6.5 },
  )
  const all = decisions(cluster)
  const last = cluster.machines[3]!
  cluster.engine.run(3.5)
  last.host.turnOff()
  cluster.engine.run(4)
  last.host.turnOn()
  cluster.engine.run(8)
  // node5 has not missed it yet.
  const groups = handle.groups.map((group) => [group.manager.name, group.machines.includes(last)])
  expect(groups).toEqual([
    ["node5", true],
    ["node6", true],
  ])
  expect(all.map(({ node, hosts }) => [node, ...hosts.toSorted()])).toEqual([
    ["node6", "node0", "node2", "node3"],
    ["node5", "node1"],
  ])
})

it("a machine that its manager has powered off stays in the group, and is powered on when a plan wants it", () => {
  const { cluster, groups } = snoozeCluster(
    { loads: [nearlyFull, nearlyFull, []], services: 2, powersOff: true },
    { planner: lazyFirstFit(), period: 10, time: instant },
  )
  cluster.engine.run(5)
  const [first, , empty] = cluster.machines
  cluster.engine.spawn("power off", () => powerOff(cluster.engine, empty!))
  cluster.engine.run(25)
  expect(empty!.state).toBe("off")
  expect(groups()).toEqual(["node4: node0 node1 node2"])
  for (const vm of first!.vms) vm.setLoad(0.9)
  cluster.engine.run(60)
  expect(empty!.state).toBe("on")
  expect(cluster.overloads.overloaded.size).toBe(0)
  expect(groups()).toEqual(["node4: node0 node1 node2"])
})
