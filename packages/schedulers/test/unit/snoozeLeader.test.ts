import type { Host } from "@placelab/core"
import { expect, it } from "vitest"
import { GroupLeader } from "../../src/hierarchical/snooze/groupLeader.ts"
import { Post } from "../../src/hierarchical/snooze/post.ts"
import { Relay } from "../../src/hierarchical/snooze/relay.ts"
import type { Controller, Manager } from "../../src/hierarchical/snooze/roles.ts"
import { snoozeSettings } from "../../src/hierarchical/snooze/settings.ts"
import { instant } from "../../src/planner/decisionTime.ts"
import { stayers } from "../support/snoozeCluster.ts"
import { testCluster } from "../support/testCluster.ts"

const deaf = { isAlive: true, hearLeader: () => {} }

/** A leader on the first of three service nodes, managers a and b on the others, and a controller that writes down its answers. */
function leading() {
  const cluster = testCluster({ loads: [[0.5]], services: 3 })
  const settings = snoozeSettings({ planner: stayers, time: instant })
  const post = new Post(cluster.messages)
  const relay = new Relay(cluster, settings, post)
  const context = { cluster, settings, post, relay, engaged: new Set<never>(), controllers: new Map() }
  let steppedDown = 0
  const leader = new GroupLeader(context, cluster.services[0]!, 1, () => {
    steppedDown++
  })
  const manager = (host: Host): Manager => ({
    ...deaf,
    host,
    promote: () => {},
    register: () => {},
    hearCharge: () => {},
    wake: () => {},
  })
  const answers: Host[] = []
  const machine = cluster.machines[0]!
  const controller: Controller = {
    ...deaf,
    host: machine.host,
    machine,
    membership: undefined,
    assign: ({ host }) => answers.push(host),
    accept: () => {},
    hearManager: () => {},
    dismiss: () => {},
  }
  const [, a, b] = cluster.services.map(manager)
  const ask = () => {
    leader.askForManager(controller)
    cluster.engine.run(cluster.engine.now + 0.5)
    return answers.at(-1)?.name
  }
  return { cluster, leader, a: a!, b: b!, ask, steppedDown: () => steppedDown }
}

it("a leader answers after its first second, and when it has a manager", () => {
  const { leader, a, ask, cluster } = leading()
  expect(ask()).toBeUndefined()
  cluster.engine.run(2)
  expect(ask()).toBeUndefined()
  leader.hearSummary(a, { charge: 0, machines: 0 })
  expect(ask()).toBe("node2")
})

it("what was given before a report is in the report, and is not counted twice", () => {
  const { leader, a, b, ask, cluster } = leading()
  cluster.engine.run(2)
  leader.hearSummary(a, { charge: 0, machines: 0 })
  leader.hearSummary(b, { charge: 0, machines: 0 })
  expect([ask(), ask(), ask()]).toEqual(["node2", "node3", "node2"])
  leader.hearSummary(a, { charge: 5, machines: 2 })
  leader.hearSummary(b, { charge: 5.6, machines: 1 })
  expect(ask()).toBe("node2")
})

it("a leader that steps down answers nobody", () => {
  const { leader, a, ask, cluster, steppedDown } = leading()
  cluster.engine.run(2)
  leader.stepDown()
  leader.hearSummary(a, { charge: 0, machines: 0 })
  expect(ask()).toBeUndefined()
  expect([leader.isAlive, steppedDown()]).toEqual([false, 1])
})
