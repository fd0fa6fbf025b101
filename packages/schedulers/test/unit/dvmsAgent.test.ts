import type { PhysicalMachine } from "@placelab/models"
import { describe, expect, it } from "vitest"
import { Agent } from "../../src/distributed/dvms/agent.ts"
import type { Peer, TravellingProcedure } from "../../src/distributed/dvms/context.ts"
import { checkedDvmsOptions } from "../../src/distributed/dvms/dvmsOptions.ts"
import { blockedOf, joinedBy, type Partition, startedBy } from "../../src/distributed/dvms/partition.ts"
import { Post } from "../../src/distributed/dvms/post.ts"
import { ProcedureCounts } from "../../src/distributed/dvms/procedure.ts"
import { ringOverlay } from "../../src/distributed/dvms/ringOverlay.ts"
import { perStep } from "../../src/planner/decisionTime.ts"
import { relievesFrom } from "../support/dvmsPlanners.ts"
import { testCluster } from "../support/testCluster.ts"

/** Says what it is told to, and writes down what it is asked. */
class Puppet implements Peer {
  readonly machine: PhysicalMachine
  readonly heard: string[] = []
  readonly passed: TravellingProcedure[] = []
  isWilling = true
  isCurrent = true

  constructor(machine: PhysicalMachine) {
    this.machine = machine
  }

  receive(procedure: TravellingProcedure): void {
    this.heard.push("receive")
    this.passed.push(procedure)
  }

  holds(): boolean {
    this.heard.push("holds")
    return this.isCurrent
  }

  adopt(next: Partition): boolean {
    this.heard.push(`adopt ${next.id}`)
    return this.isWilling
  }

  renew(id: number): boolean {
    this.heard.push(`renew ${id}`)
    return true
  }

  dissolve(ids: readonly number[], end: string): void {
    this.heard.push(`dissolve ${ids.join(" ")} ${end}`)
  }
}

/** One agent, on node `at` of five, with these loads; the others are idle, and puppets. */
function stage(at: number, loads: readonly number[] = [0.5]) {
  const cluster = testCluster({ loads: Array.from({ length: 5 }, (_, i) => (i === at ? loads : [0.5])) })
  const { machines, engine } = cluster
  const puppets = machines.map((machine) => new Puppet(machine))
  const peers = new Map<PhysicalMachine, Peer>(puppets.map((puppet) => [puppet.machine, puppet]))
  let ids = 100
  const agent = new Agent(
    {
      cluster,
      options: checkedDvmsOptions({
        planner: relievesFrom(9),
        time: perStep(0, 51),
        minimumPartitionSize: 4,
      }),
      overlay: ringOverlay(machines),
      post: new Post(cluster),
      peers,
      places: new Map(machines.map((machine, i) => [machine, i])),
      procedures: new ProcedureCounts(),
      working: new Set(),
      newId: () => ++ids,
    },
    machines[at]!,
    0,
  )
  peers.set(machines[at]!, agent)
  const m = engine.travelTime(machines[0]!.host, machines[1]!.host, 1024)
  return { cluster, agent, puppets, machines, m }
}

/** 7.2 cores of 7. */
const full = Array.from({ length: 8 }, () => 0.9)

type Stage = ReturnType<typeof stage>

const carrying = (partition: Partition): TravellingProcedure => ({ partition, hops: 7, expires: 100 })

/** The agent joins a partition of node `initiator`, which is then blocked. */
function blockedMember(
  { agent, cluster, machines, puppets }: Stage,
  id: number,
  initiator: number,
): Partition {
  agent.receive(carrying(startedBy(machines[initiator]!, id, 4)))
  cluster.engine.run(cluster.engine.now + 0.1)
  const joined = agent.partition!
  const blocked = blockedOf(joined, 4, 9)
  expect(agent.adopt(blocked, joined)).toBe(true)
  for (const puppet of puppets) puppet.heard.length = 0
  return blocked
}

/** A blocked partition of this node alone. */
const blockedAlone = (initiator: PhysicalMachine, id: number): Partition =>
  blockedOf(startedBy(initiator, id, 4), 4, 5)

describe("a node grants itself", () => {
  const asMember = () => {
    const staged = stage(1)
    const mine = blockedMember(staged, 7, 0)
    return { ...staged, mine }
  }
  const next = (base: Partition) => ({ ...base, version: base.version + 1 })

  it("to who makes its own partition anew, from the version that it knows or a later one", () => {
    const { agent, mine } = asMember()
    expect(agent.adopt(next(mine), mine)).toBe(true)
    expect(agent.partition).toEqual(next(mine))
    const later = next(next(next(mine)))
    expect(agent.adopt(next(later), later)).toBe(true)
    expect(agent.partition).toEqual(next(later))
  })

  it("not from an earlier version, not from another partition, and not when it is free", () => {
    const { agent, mine } = asMember()
    const earlier = { ...mine, version: mine.version - 1 }
    expect(agent.adopt(next(earlier), earlier)).toBe(false)
    const other = { ...mine, id: 8 }
    expect(agent.adopt(next(other), other)).toBe(false)
    expect(agent.partition).toEqual(mine)
    agent.dissolve([7], "dissolved")
    expect(agent.adopt(next(mine), mine)).toBe(false)
    expect(agent.partition).toBeUndefined()
  })

  it("as an initiator, from the very version that it knows only", () => {
    const { agent } = overloadedStage(1)
    const mine = agent.partition!
    const later = next(mine)
    expect(agent.adopt(next(later), later)).toBe(false)
    expect(agent.adopt(next(mine), mine)).toBe(true)
  })

  it("not while it decides for its partition", () => {
    const { agent, cluster, machines } = stage(1)
    const four = joinedBy(joinedBy(startedBy(machines[0]!, 7, 4), machines[2]!, 1), machines[3]!, 2)
    agent.receive(carrying(four))
    cluster.engine.run(0.1)
    expect(agent.isWorking).toBe(true)
    const mine = agent.partition!
    expect(agent.adopt(next(mine), mine)).toBe(false)
  })
})

/** The agent is the initiator of a partition of its own, sent out just now. */
function overloadedStage(at: number): Stage {
  const staged = stage(at, full)
  staged.cluster.engine.run(1.1)
  expect(staged.agent.partition).toMatchObject({ version: 0, initiator: staged.machines[at] })
  for (const puppet of staged.puppets) puppet.heard.length = 0
  return staged
}

describe("a node that would join", () => {
  it("is free again when the initiator does not grant itself, and tells nobody", () => {
    const { agent, cluster, machines, puppets } = stage(1)
    puppets[0]!.isWilling = false
    agent.receive(carrying(joinedBy(startedBy(machines[0]!, 7, 4), machines[3]!, 1)))
    expect(agent.partition).toMatchObject({ id: 7, version: 2 })
    cluster.engine.run(0.1)
    expect(agent.partition).toBeUndefined()
    expect(puppets.map(({ heard }) => heard)).toEqual([["adopt 7"], [], [], [], []])
  })

  it("dissolves the partition when another member does not", () => {
    const { agent, cluster, machines, puppets } = stage(1)
    puppets[3]!.isWilling = false
    agent.receive(carrying(joinedBy(startedBy(machines[0]!, 7, 4), machines[3]!, 1)))
    cluster.engine.run(0.1)
    expect(agent.partition).toBeUndefined()
    const over = "dissolve 7 7 dissolved"
    expect(puppets.map(({ heard }) => heard)).toEqual([["adopt 7", over], [], [], ["adopt 7", over], []])
  })

  it("does not go on when the partition was dissolved while it asked", () => {
    const { agent, cluster, machines, puppets, m } = stage(1)
    agent.receive(carrying(startedBy(machines[0]!, 7, 4)))
    cluster.engine.run(1.5 * m)
    agent.dissolve([7], "timed out")
    cluster.engine.run(0.1)
    expect(puppets[0]!.heard).toEqual(["adopt 7", "dissolve 7 7 dissolved"])
    expect(puppets[2]!.heard).toEqual([])
  })

  it("makes a blocked partition grow again", () => {
    const { agent, machines } = stage(1)
    agent.receive(carrying(blockedAlone(machines[0]!, 7)))
    expect(agent.partition).toMatchObject({ state: "growing", version: 2, hops: 7 })
  })

  it("drops a procedure that nobody waits for any more", () => {
    const { agent, cluster, machines, puppets } = stage(1)
    cluster.engine.run(5)
    agent.receive({ ...carrying(startedBy(machines[0]!, 7, 4)), expires: 4.9 })
    cluster.engine.run(6)
    expect(agent.partition).toBeUndefined()
    expect(puppets.flatMap(({ heard }) => heard)).toEqual([])
  })

  it("in a later life has nothing to do with answers to an earlier one", () => {
    const { agent, cluster, machines, puppets, m } = stage(1)
    agent.receive(carrying(startedBy(machines[0]!, 7, 4)))
    cluster.engine.run(1.2 * m)
    machines[1]!.host.turnOff()
    machines[1]!.host.turnOn()
    cluster.engine.run(3)
    expect(agent.partition).toBeUndefined()
    expect(puppets.map(({ heard }) => heard)).toEqual([["adopt 7"], [], [], [], []])
  })
})

describe("two blocked partitions", () => {
  it("are asked for when the other one is still there: the later initiator first, then the other, then all others", () => {
    const staged = stage(1)
    const { agent, cluster, machines, puppets } = staged
    blockedMember(staged, 7, 0)
    agent.receive(carrying(blockedAlone(machines[2]!, 9)))
    cluster.engine.run(cluster.engine.now + 0.1)
    expect(puppets[2]!.heard).toEqual(["holds", "adopt 101"])
    expect(puppets[0]!.heard).toEqual(["adopt 101"])
    expect(agent.partition).toMatchObject({ id: 101, version: 0, state: "growing", initiator: machines[0] })
    expect(puppets[3]!.passed.at(-1)!.partition.members.size).toBe(3)
  })

  it.each([
    ["is later", 2],
    ["comes first", 0],
  ])("stay as they are when the other one, whose initiator %s, is no more", (_, other) => {
    const staged = stage(1)
    const { agent, cluster, machines, puppets } = staged
    const mine = blockedMember(staged, 7, other === 0 ? 2 : 0)
    puppets[other]!.isCurrent = false
    agent.receive(carrying(blockedAlone(machines[other]!, 9)))
    cluster.engine.run(cluster.engine.now + 0.1)
    expect(agent.partition).toEqual(mine)
    expect(puppets.flatMap(({ heard }) => heard)).toEqual(["holds"])
  })

  it("stay as they are when its own one was dissolved meanwhile, and the procedure of the other one goes on", () => {
    const staged = stage(1)
    const { agent, cluster, machines, puppets, m } = staged
    blockedMember(staged, 7, 0)
    agent.receive(carrying(blockedAlone(machines[2]!, 9)))
    cluster.engine.run(cluster.engine.now + 1.5 * m)
    agent.dissolve([7], "dissolved")
    cluster.engine.run(cluster.engine.now + 0.1)
    expect(puppets.flatMap(({ heard }) => heard)).toEqual(["holds", "receive"])
    expect(puppets[2]!.passed.at(-1)).toMatchObject({ hops: 8, partition: { id: 9 } })
  })

  it("stay as they are when the initiator of its own one refuses before the other one is asked, whose procedure goes on", () => {
    const staged = stage(1)
    const { agent, cluster, machines, puppets } = staged
    const mine = blockedMember(staged, 7, 2)
    puppets[2]!.isWilling = false
    agent.receive(carrying(blockedAlone(machines[0]!, 9)))
    cluster.engine.run(cluster.engine.now + 0.1)
    expect(agent.partition).toEqual(mine)
    expect(puppets.map(({ heard }) => heard)).toEqual([["holds"], [], ["adopt 101"], ["receive"], []])
    expect(puppets[3]!.passed.at(-1)).toMatchObject({ hops: 8, partition: { id: 9 } })
  })

  it("leave the first one alone when the later one's initiator refuses", () => {
    const staged = stage(1)
    const { agent, cluster, machines, puppets } = staged
    const mine = blockedMember(staged, 7, 0)
    puppets[2]!.isWilling = false
    agent.receive(carrying(blockedAlone(machines[2]!, 9)))
    cluster.engine.run(cluster.engine.now + 0.1)
    expect(agent.partition).toEqual(mine)
    expect(puppets.flatMap(({ heard }) => heard)).toEqual(["holds", "adopt 101"])
  })

  it("lose the later one when the first one's initiator refuses", () => {
    const staged = stage(1)
    const { agent, cluster, machines, puppets } = staged
    const mine = blockedMember(staged, 7, 0)
    puppets[0]!.isWilling = false
    agent.receive(carrying(blockedAlone(machines[2]!, 9)))
    cluster.engine.run(cluster.engine.now + 0.1)
    expect(agent.partition).toEqual(mine)
    expect(puppets[2]!.heard).toEqual(["holds", "adopt 101", "dissolve 9 101 dissolved"])
  })

  it("merge with one at a time, and an initiator that merges does not dissolve when it is back meanwhile", () => {
    const { agent, cluster, machines, puppets, m } = overloadedStage(1)
    agent.receive(carrying(agent.partition!))
    cluster.engine.run(cluster.engine.now + 0.1)
    const mine = agent.partition!
    expect(mine.state).toBe("blocked")
    agent.receive(carrying(blockedAlone(machines[3]!, 9)))
    agent.receive(carrying(blockedAlone(machines[4]!, 10)))
    agent.receive(carrying(mine))
    expect(agent.partition).toBe(mine)
    cluster.engine.run(cluster.engine.now + 4.5 * m)
    expect(puppets[3]!.heard).toEqual(["holds", "adopt 102"])
    expect(puppets[4]!.heard).toEqual([])
    expect(agent.partition).toMatchObject({ id: 102, initiator: machines[1] })
  })

  it("do not merge with a growing one", () => {
    const staged = stage(1)
    const { agent, cluster, machines, puppets } = staged
    agent.receive(carrying(startedBy(machines[0]!, 7, 4)))
    cluster.engine.run(0.1)
    for (const puppet of puppets) puppet.heard.length = 0
    agent.receive(carrying(blockedAlone(machines[3]!, 9)))
    cluster.engine.run(0.2)
    expect(puppets.map(({ heard }) => heard)).toEqual([[], [], ["receive"], [], []])
    expect(puppets[2]!.passed.at(-1)).toMatchObject({ hops: 8, partition: { id: 9 } })
  })
})

it("an initiator has nothing to do with a procedure of a version that is no more", () => {
  const { agent, cluster, puppets } = overloadedStage(1)
  const old = agent.partition!
  agent.receive(carrying(old))
  cluster.engine.run(cluster.engine.now + 0.1)
  const mine = agent.partition!
  for (const puppet of puppets) puppet.heard.length = 0
  agent.receive(carrying(old))
  agent.receive(carrying(blockedAlone(agent.machine, 55)))
  cluster.engine.run(cluster.engine.now + 0.1)
  expect(agent.partition).toBe(mine)
  expect(puppets.flatMap(({ heard }) => heard)).toEqual([])
})

it("a procedure is sent to its initiator once, where that is silent", () => {
  const { agent, cluster, machines, puppets } = stage(3)
  agent.receive(carrying(joinedBy(startedBy(machines[0]!, 7, 9), machines[4]!, 1)))
  cluster.engine.run(0.1)
  for (const puppet of puppets) puppet.heard.length = 0
  machines[1]!.host.turnOff()
  const sent = cluster.messages.sentBy(machines[3]!.host)
  // First out of {0, 3, 4} is node1, its initiator.
  agent.receive(carrying(startedBy(machines[1]!, 9, 4)))
  cluster.engine.run(4)
  expect(cluster.messages.sentBy(machines[3]!.host) - sent).toBe(1)
  expect(puppets.flatMap(({ heard }) => heard)).toEqual([])
})

it("a leader whose planner finds nothing renews all leases, and its own, as it sends the procedure out", () => {
  const { agent, cluster, machines, puppets } = stage(1, full)
  agent.receive(carrying(joinedBy(joinedBy(startedBy(machines[0]!, 7, 4), machines[2]!, 1), machines[3]!, 2)))
  cluster.engine.run(50.9)
  expect(agent.isWorking).toBe(true)
  for (const puppet of puppets) puppet.heard.length = 0
  cluster.engine.run(51.5)
  expect(puppets.map(({ heard }) => heard)).toEqual([["renew 7"], [], ["renew 7"], ["renew 7"], ["receive"]])
  // The last time that it renewed them at work was at 50; 4.5 s after 51 it looks at 56.
  cluster.engine.run(55.9)
  expect(agent.partition?.id).toBe(7)
  cluster.engine.run(56.1)
  expect(agent.partition?.id).not.toBe(7)
})

it("a node that is back knows nothing of who was silent", () => {
  const { agent, cluster, machines, puppets } = stage(3)
  const passOn = () => {
    agent.receive(carrying(startedBy(machines[0]!, 7, 4)))
    cluster.engine.run(cluster.engine.now + 1.1)
    return puppets.map(({ heard }) => heard.splice(0).length)
  }
  const restart = () => {
    machines[3]!.host.turnOff()
    machines[3]!.host.turnOn()
  }
  restart()
  machines[4]!.host.turnOff()
  expect(passOn()).toEqual([1, 0, 0, 0, 0])
  machines[4]!.host.turnOn()
  expect(passOn()).toEqual([1, 0, 0, 0, 0])
  restart()
  expect(passOn()).toEqual([0, 0, 0, 0, 1])
})

it("a procedure that nobody waits for any more is not sent to another node when the first one is silent", () => {
  const { agent, cluster, machines, puppets } = stage(3)
  machines[3]!.host.turnOff()
  machines[3]!.host.turnOn()
  machines[4]!.host.turnOff()
  agent.receive({ ...carrying(startedBy(machines[0]!, 7, 4)), expires: 0.5 })
  cluster.engine.run(2)
  expect(puppets.flatMap(({ heard }) => heard)).toEqual([])
})
