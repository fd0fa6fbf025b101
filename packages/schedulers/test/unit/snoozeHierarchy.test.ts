/*
 * Dates in closed form. d is what a message takes; heartbeats are at 3, 6, 9, ... s, silence is noticed after 6 s.
 *
 * Start        the manager on the node of the relay asks at 0, the others at d; at 0.2 the first node is promoted, leads at 0.2 + d, and
 *              is heard at 0.2 + 3d. It collects managers until 1.2 + d; then machines are told their managers (d), register (d),
 *              and are accepted (d).
 * Leader gone  at t in (9, 12]: managers heard it last at 9 + 2d, and the one that is on the node of the relay at 9 + d, which asks at
 *              15 + d; at 15.2 + d the first of those that have asked is promoted, leads at 15.2 + 2d.
 * Manager gone at t in (9, 12]: its machines heard it last at 9 + 2d, leave it at 15 + 2d, hear the leader at 18 + 2d, ask (d), are told
 *              (d), register (d), are accepted (d).
 * Machine gone at t in (9, 12]: the manager heard it last at 9 + d, and drops it at 15 + d.
 */
import { expect, it } from "vitest"
import { snoozeRecoverySeconds, snoozeSettings } from "../../src/hierarchical/snooze/settings.ts"
import { instant } from "../../src/planner/decisionTime.ts"
import { idle, type SnoozeCluster, snoozeCluster, stayers } from "../support/snoozeCluster.ts"

/** When a node began to be in this role, each time; the trace is closed for it. */
function begins({ cluster }: SnoozeCluster, node: string, role: string): number[] {
  cluster.trace.close()
  const ofNode = [...cluster.trace.records].filter(
    ({ entity, state, value }) => entity === node && state === "SNOOZE" && value === role,
  )
  return ofNode.map(({ time }) => time)
}

it("at the start the first service node leads, the others manage, and machines are spread evenly", () => {
  const world = snoozeCluster({ loads: idle(9), services: 4 })
  world.cluster.engine.run(2)
  expect(world.handle.leaders.map(({ name }) => name)).toEqual(["node9"])
  expect(world.handle.knownLeader?.name).toBe("node9")
  expect(world.groups()).toEqual([
    "node10: node1 node4 node7",
    "node11: node2 node5 node8",
    "node12: node0 node3 node6",
  ])
  expect(world.handle.managerOf(world.cluster.machines[4]!)?.name).toBe("node10")
  const { elections, joins } = world.handle.counts()
  expect([elections, joins]).toEqual([1, 9])
  const d = world.hop
  expect(begins(world, "node9", "leader")[0]).toBeCloseTo(0.2 + d, 9)
  expect(begins(world, "node10", "manager")[0]).toBeCloseTo(0.2 + 3 * d, 9)
  expect(begins(world, "node4", "member")[0]).toBeCloseTo(1.2 + 4 * d, 9)
})

it("machines that ask for different amounts are spread evenly too, as nothing is reported yet", () => {
  const loads = Array.from({ length: 64 }, (_, i) => Array.from({ length: i % 10 }, () => 0.6))
  const { cluster, handle } = snoozeCluster({ loads, services: 3 })
  cluster.engine.run(30)
  expect(handle.groups.map(({ machines }) => machines.length)).toEqual([32, 32])
})

it("when the leader crashes, the first manager leads, and its machines join others", () => {
  const world = snoozeCluster({ loads: idle(9), services: 4 })
  const { cluster, handle, hop: d } = world
  cluster.engine.run(10)
  cluster.services[0]!.turnOff()
  cluster.engine.run(15.1)
  expect(handle.leaders).toEqual([])
  expect(handle.groups.length).toBe(3)
  cluster.engine.run(18 + 7 * d)
  expect(handle.leaders.map(({ name }) => name)).toEqual(["node10"])
  expect(world.groups()).toEqual(["node11: node2 node5 node8 node4", "node12: node0 node3 node6 node1 node7"])
  expect(handle.counts().elections).toBe(2)
  expect(begins(world, "node10", "leader")[0]).toBeCloseTo(15.2 + 2 * d, 9)
  expect(begins(world, "node4", "joining")[1]).toBeCloseTo(15.2 + 3 * d, 9)
  expect(begins(world, "node4", "member")[1]).toBeCloseTo(18 + 6 * d, 9)
})

it("the machines of a manager that crashes are spread over the others, and the leader drops it", () => {
  const world = snoozeCluster({ loads: idle(9), services: 4 })
  const { cluster, handle, hop: d } = world
  cluster.engine.run(10)
  cluster.services[1]!.turnOff()
  cluster.engine.run(15.5)
  expect(handle.counts().lost).toBe(1)
  expect(handle.managerOf(cluster.machines[1]!)).toBeUndefined()
  cluster.engine.run(20)
  expect(handle.groups.map(({ machines }) => machines.length).sort()).toEqual([4, 5])
  expect(handle.leaders.map(({ name }) => name)).toEqual(["node9"])
  expect(handle.counts().elections).toBe(1)
  expect(begins(world, "node1", "joining")[1]).toBeCloseTo(15 + 2 * d, 9)
  expect(begins(world, "node1", "member")[1]).toBeCloseTo(18 + 6 * d, 9)
})

it("a machine that crashes is dropped after the timeout, and joins when it is back", () => {
  const { cluster, handle, groups, hop: d } = snoozeCluster({ loads: idle(3), services: 2 })
  cluster.engine.run(10)
  cluster.machines[1]!.host.turnOff()
  cluster.engine.run(15 + 0.5 * d)
  expect(groups()).toEqual(["node4: node0 node1 node2"])
  cluster.engine.run(15 + 1.5 * d)
  expect(groups()).toEqual(["node4: node0 node2"])
  expect(handle.counts().lost).toBe(1)
  cluster.machines[1]!.host.turnOn()
  cluster.engine.run(19)
  expect(groups()).toEqual(["node4: node0 node2 node1"])
})

it("a service node that comes back is a manager, and gets machines that join", () => {
  const world = snoozeCluster({ loads: idle(4), services: 3 })
  const { cluster, handle } = world
  cluster.engine.run(10)
  cluster.services[0]!.turnOff()
  cluster.engine.run(40)
  expect(world.groups()).toEqual(["node6: node0 node2 node1 node3"])
  cluster.services[0]!.turnOn()
  cluster.engine.run(44)
  expect(handle.groups.map(({ manager }) => manager.name)).toEqual(["node4", "node6"])
  cluster.machines[0]!.host.turnOff()
  cluster.engine.run(55)
  cluster.machines[0]!.host.turnOn()
  cluster.engine.run(60)
  expect(world.groups()).toEqual(["node4: node0", "node6: node2 node1 node3"])
  expect(begins(world, "node4", "off")).toEqual([10])
})

it("leaders that crash one after the other are followed by others, as often as it takes", () => {
  const { cluster, handle, hop } = snoozeCluster({ loads: idle(4), services: 6 })
  const recovery = snoozeRecoverySeconds(snoozeSettings({ planner: stayers, time: instant }), hop)
  const led: string[] = []
  for (let i = 0; i < 4; i++) {
    cluster.engine.run(10 + (i + 1) * recovery)
    expect(handle.leaders.length).toBe(1)
    led.push(handle.leaders[0]!.name)
    handle.leaders[0]!.turnOff()
  }
  expect(led).toEqual(["node4", "node5", "node6", "node7"])
})

it("a candidate that crashes when it is promoted is passed over", () => {
  const { cluster, handle, hop: d } = snoozeCluster({ loads: idle(4), services: 4 })
  cluster.engine.run(0.2 + 0.5 * d)
  cluster.services[0]!.turnOff()
  cluster.engine.run(1.2 + 1.5 * d)
  expect(handle.leaders.map(({ name }) => name)).toEqual(["node5"])
})

it("a candidate that crashes when it is promoted, and is back when it hears of it, does not lead", () => {
  const { cluster, handle, hop: d } = snoozeCluster({ loads: idle(4), services: 4 })
  const [first] = cluster.services
  cluster.engine.run(0.2 + 0.5 * d)
  first!.turnOff()
  first!.turnOn()
  cluster.engine.run(0.2 + 2 * d)
  expect(handle.leaders).toEqual([])
  cluster.engine.run(3)
  expect(handle.leaders.length).toBe(1)
  expect(handle.groups.length).toBe(3)
})

it("when all service nodes were off, all is in order again after the recovery", () => {
  const { cluster, handle, hop } = snoozeCluster({ loads: idle(6), services: 3 })
  cluster.engine.run(20)
  for (const node of cluster.services) node.turnOff()
  cluster.engine.run(60)
  expect(handle.leaders).toEqual([])
  expect(handle.knownLeader).toBeUndefined()
  expect(cluster.machines.map((machine) => handle.managerOf(machine))).toEqual(Array(6).fill(undefined))
  for (const node of cluster.services) node.turnOn()
  cluster.engine.run(60 + snoozeRecoverySeconds(snoozeSettings({ planner: stayers, time: instant }), hop))
  expect(handle.leaders.length).toBe(1)
  expect(handle.groups.map(({ machines }) => machines.length)).toEqual([3, 3])
})

it("the relay goes on, on another node, when the last service node crashes", () => {
  const { cluster, handle } = snoozeCluster({ loads: idle(6), services: 4 })
  cluster.engine.run(10)
  cluster.services[3]!.turnOff()
  cluster.engine.run(30)
  expect(handle.leaders.map(({ name }) => name)).toEqual(["node6"])
  expect(handle.counts().elections).toBe(1)
  expect(handle.groups.map(({ machines }) => machines.length)).toEqual([3, 3])
})

it("a machine sends one heartbeat a period, whatever their number; the leader hears one from each manager", () => {
  const traffic = (machines: number, services: number) => {
    const { cluster, handle } = snoozeCluster({ loads: idle(machines), services })
    const { messages } = cluster
    const pm = cluster.machines[0]!.host
    cluster.engine.run(10)
    const leader = handle.leaders[0]!
    const counts = () => [pm, leader].flatMap((node) => [messages.sentBy(node), messages.receivedBy(node)])
    const before = counts()
    cluster.engine.run(40)
    return counts().map((count, i) => count - before[i]!)
  }
  // Ten periods: the machine sends its charge and hears its manager; the leader sends heartbeats and hears reports.
  expect(traffic(6, 3)).toEqual([10, 10, 10, 20])
  expect(traffic(60, 3)).toEqual([10, 10, 10, 20])
  expect(traffic(60, 7)).toEqual([10, 10, 10, 60])
})

it("of two leaders the earlier one steps down, and manages", () => {
  const world = snoozeCluster({ loads: idle(4), services: 4 })
  const { cluster, handle, hop: d } = world
  cluster.engine.run(10)
  // The heartbeats of 12 and 15 s are lost with the nodes that the relay was on when they were sent.
  const [, , third, fourth] = cluster.services
  cluster.engine.run(12 + 0.5 * d)
  fourth!.turnOff()
  cluster.engine.run(15 + 0.5 * d)
  third!.turnOff()
  cluster.engine.run(15.3)
  expect(handle.leaders.map(({ name }) => name)).toEqual(["node4", "node5"])
  cluster.engine.run(19)
  expect(handle.leaders.map(({ name }) => name)).toEqual(["node5"])
  expect(handle.groups.map(({ manager }) => manager.name)).toEqual(["node4"])
})

it("messages that share the network lead to the same groups", () => {
  const world = snoozeCluster({ loads: idle(9), services: 4, messages: { travel: "shared" } })
  world.cluster.engine.run(10)
  expect(world.handle.groups.map(({ machines }) => machines.length)).toEqual([3, 3, 3])
})

it("a leader and the next candidate that crash at once cost no more time than the leader alone", () => {
  const world = snoozeCluster({ loads: idle(4), services: 5 })
  const { cluster, hop: d } = world
  cluster.engine.run(10)
  cluster.services[0]!.turnOff()
  cluster.engine.run(10.5)
  cluster.services[1]!.turnOff()
  cluster.engine.run(20)
  expect(begins(world, "node6", "leader")[0]).toBeCloseTo(15.2 + 2 * d, 9)
})

it.each([
  [2, 5],
  [0.7, 1.9],
  [1.1, 2.3],
  [0.3, 1],
  [4.7, 9.1],
])("with heartbeats every %d s the first manager leads %d s after the last heartbeat", (period, timeout) => {
  const options = { heartbeatPeriod: period, heartbeatTimeout: timeout }
  const world = snoozeCluster({ loads: idle(4), services: 4 }, options)
  const { cluster, hop: d } = world
  cluster.engine.run(7.3 * period)
  cluster.services[0]!.turnOff()
  cluster.engine.run(20 * period)
  expect(begins(world, "node5", "leader")[0]).toBeCloseTo(7 * period + timeout + 0.2 + 2 * d, 9)
})

it("a machine that its manager has dropped, because its heartbeats are late, is told so and joins anew", () => {
  const { cluster, groups, handle } = snoozeCluster({
    loads: idle(3),
    services: 2,
    messages: { travel: "shared" },
  })
  cluster.engine.run(10)
  // It hears its manager, but a message of 1 KiB to the manager takes 10 s.
  const up = cluster.engine.link("link of node1_UP")
  up.setBandwidth(100)
  cluster.engine.run(16)
  expect(groups()).toEqual(["node4: node0 node2"])
  expect(handle.managerOf(cluster.machines[1]!)?.name).toBe("node4")
  up.setBandwidth(1.25e9)
  cluster.engine.run(22)
  expect(groups()).toEqual(["node4: node0 node2 node1"])
  expect(handle.counts().joins).toBe(4)
})

it("a machine whose manager crashes just after it was accepted, and is back at once, does not take the new life for the old one", () => {
  const { cluster, handle, hop: d } = snoozeCluster({ loads: idle(2), services: 3 })
  const manager = cluster.services[1]!
  cluster.engine.run(1.2 + 3.1 * d)
  manager.turnOff()
  cluster.engine.run(1.2 + 3.2 * d)
  manager.turnOn()
  cluster.engine.run(2)
  const machine = cluster.machines.find((each) => handle.managerOf(each) === manager)!
  const isKnown = () => handle.groups.some(({ machines }) => machines.includes(machine))
  expect(isKnown()).toBe(false)
  cluster.engine.run(1.3 + snoozeRecoverySeconds(snoozeSettings({ planner: stayers, time: instant }), d))
  expect(isKnown()).toBe(true)
})

it("a manager that crashes when the leader's heartbeat arrives, and is back at once, waits for the next one", () => {
  const world = snoozeCluster({ loads: idle(2), services: 3 })
  const manager = world.cluster.services[1]!
  const d = world.hop
  world.cluster.engine.run(0.2 + 2.5 * d)
  manager.turnOff()
  manager.turnOn()
  world.cluster.engine.run(10)
  expect(begins(world, "node3", "manager")).toEqual([expect.closeTo(3 + 2 * d, 9)])
})
