import { describe, expect, it } from "vitest"
import type { Cluster } from "../../src/cluster/cluster.ts"
import { type DvmsHandle, dvms } from "../../src/distributed/dvms/dvms.ts"
import type { DvmsOptions } from "../../src/distributed/dvms/dvmsOptions.ts"
import type { Overlay } from "../../src/distributed/dvms/overlay.ts"
import { decided } from "../../src/planner/decided.ts"
import { instant, perStep } from "../../src/planner/decisionTime.ts"
import { relievesFrom, relievesNobody } from "../support/dvmsPlanners.ts"
import { testCluster } from "../support/testCluster.ts"

/** 7.2 cores of 7: too much by one VM. */
const full = Array.from({ length: 8 }, () => 0.9)
const idle = [0.5]

/** All nodes look at t = 1, 2, ... */
const options: DvmsOptions = { planner: relievesFrom(2), time: instant, ticks: "together" }

/** What a message takes. */
const travel = (cluster: Cluster) =>
  cluster.engine.travelTime(cluster.machines[0]!.host, cluster.machines.at(-1)!.host, 1024)

interface Decided {
  readonly date: number
  readonly hosts: readonly string[]
}

function watched(loads: readonly (readonly number[])[], more: Partial<DvmsOptions> = {}) {
  const cluster = testCluster({ loads })
  const decisions: Decided[] = []
  cluster.onDecision(({ date, view }) => decisions.push({ date, hosts: view.hosts.map(({ name }) => name) }))
  const agents = dvms(cluster, { ...options, ...more })
  return { cluster, decisions, agents, m: travel(cluster) }
}

/** How the procedures of a node ended, with begin and duration. */
function procedures(cluster: Cluster, node: string) {
  const found: { end: unknown; time: number; duration: number; partition: unknown; hops: unknown }[] = []
  for (const { entity, state, time, duration, data } of cluster.trace.records) {
    if (entity !== node || state !== "ISP") continue
    found.push({ end: data?.end, time, duration, partition: data?.partition, hops: data?.hops })
  }
  return found
}

const place = (cluster: Cluster, i: number) => cluster.machines[i]!

/** VMs of a plan that is never over: nobody joins there. */
function occupy(cluster: Cluster, from: number, to: number) {
  const [vm] = place(cluster, from).vms
  return cluster.plans.claim(vm!, 999, place(cluster, to))
}

it("an overloaded node asks its neighbour, which joins when the initiator grants it, decides, and relieves it", () => {
  const { cluster, decisions, agents, m } = watched([full, idle, idle])
  cluster.engine.run(0.999)
  expect(agents.counts().procedures).toBe(0)
  cluster.engine.run(1 + 0.5 * m)
  expect(agents.partitionOf(place(cluster, 0))).toMatchObject({ version: 0, state: "growing" })
  expect(agents.partitionOf(place(cluster, 1))).toBeUndefined()
  expect(agents.isBusy).toBe(true)
  cluster.engine.run(1 + 3.5 * m)
  const [partition] = agents.partitions()
  expect(partition).toMatchObject({ version: 1, isWorking: true, leader: place(cluster, 1) })
  expect([...partition!.members].map(({ name }) => name)).toEqual(["node1", "node0"])
  cluster.engine.run(60)
  // One hop, and the question to the initiator there and back.
  expect(decisions).toEqual([{ date: expect.closeTo(1 + 3 * m, 12), hosts: ["node1", "node0"] }])
  expect(cluster.vm("vm-0").host?.name).toBe("node1")
  expect(agents.isBusy).toBe(false)
  expect(agents.partitions()).toEqual([])
  expect(agents.counts()).toMatchObject({ procedures: 1, solved: 1, timedOut: 0 })
  const migration = cluster.trace.records
  const [move] = [...migration].filter(({ entity, state }) => entity === "vm-0" && state === "SERVICE")
  const [procedure] = procedures(cluster, "node0")
  expect(procedure).toMatchObject({ end: "solved", time: 1, partition: 2, hops: 1 })
  // Grant, decision, the move, and the word that it is over.
  expect(procedure!.duration).toBeCloseTo(3 * m + move!.duration + m, 9)
})

it("the planner is not asked before the partition has its minimum", () => {
  const { cluster, decisions, m } = watched([full, idle, idle, idle], { minimumPartitionSize: 3 })
  cluster.engine.run(5)
  // Hop and initiator for the first, then hop, initiator, and the one other member.
  expect(decisions).toEqual([{ date: expect.closeTo(1 + 8 * m, 12), hosts: ["node2", "node1", "node0"] }])
})

it("where all nodes are fewer than the minimum the planner is asked with all of them", () => {
  const { cluster, decisions, m } = watched([full, idle], { minimumPartitionSize: 4 })
  cluster.engine.run(5)
  expect(decisions).toEqual([{ date: expect.closeTo(1 + 3 * m, 12), hosts: ["node1", "node0"] }])
})

describe("a partition for which the planner finds nothing", () => {
  const loads = [full, ...Array.from({ length: 8 }, () => idle)]

  it("grows by one node, and asks again", () => {
    const { cluster, decisions, m } = watched(loads, { planner: relievesFrom(4) })
    cluster.engine.run(1.5)
    expect(decisions.map(({ hosts }) => hosts.length)).toEqual([2, 3, 4])
    // Hop and two rounds of grants, each there and back, for each but the first.
    for (const [i, steps] of [3, 8, 13].entries()) expect(decisions[i]!.date).toBeCloseTo(1 + steps * m, 12)
  })

  it("is doubled before it asks again, where it is told to", () => {
    const { cluster, decisions, m } = watched(loads, { planner: relievesFrom(8), growth: "doubling" })
    cluster.engine.run(1.5)
    expect(decisions.map(({ hosts }) => hosts.length)).toEqual([2, 4, 8])
    for (const [i, steps] of [3, 13, 33].entries()) expect(decisions[i]!.date).toBeCloseTo(1 + steps * m, 12)
  })

  it("ends when no node is left", () => {
    const { cluster, agents } = watched([full, idle, idle], { planner: relievesNobody })
    cluster.engine.run(1.9)
    expect(agents.counts()).toMatchObject({ procedures: 1, noNodeLeft: 1 })
    expect(procedures(cluster, "node0")).toMatchObject([{ end: "no node left", partition: 3, hops: 2 }])
    expect(agents.partitions()).toEqual([])
  })

  it("begins anew at the next look, then after pauses of 1, 3 and 7 looks, and 10 s at most", () => {
    const { cluster } = watched([full, idle, idle], { planner: relievesNobody, longestPause: 10 })
    cluster.engine.run(50)
    const begins = procedures(cluster, "node0").map(({ time }) => time)
    expect(begins).toEqual([1, 2, 4, 8, 16, 27, 38, 49])
  })

  it("does not wait when the overload has been over meanwhile", () => {
    const { cluster } = watched([full, idle, idle], { planner: relievesNobody })
    cluster.engine.run(8.5)
    cluster.vm("vm-0").setLoad(0)
    cluster.engine.run(8.6)
    cluster.vm("vm-0").setLoad(0.9)
    cluster.engine.run(10)
    expect(procedures(cluster, "node0").map(({ time }) => time)).toEqual([1, 2, 4, 8, 9])
  })
})

it("a decision that comes when the overload is over ends the procedure; to VMPlaceS it is no solution", () => {
  const ended = (rules: "corrected" | "vmplaces") => {
    const cluster = testCluster({ loads: [full, idle, idle], rules })
    const agents = dvms(cluster, options)
    cluster.engine.run(1.001)
    cluster.vm("vm-0").setLoad(0)
    cluster.engine.run(3)
    return agents.counts()
  }
  expect(ended("corrected")).toMatchObject({ procedures: 1, nothingToDo: 1 })
  expect(ended("vmplaces")).toMatchObject({ procedures: 1, nothingToDo: 0, noNodeLeft: 1 })
})

it("a partial plan is applied, and the partition grows on; to VMPlaceS it is a solution", () => {
  const sizes = (rules: "corrected" | "vmplaces") => {
    const cluster = testCluster({ loads: [Array.from({ length: 9 }, () => 0.9), idle, idle], rules })
    const found: number[] = []
    cluster.onDecision(({ view }) => found.push(view.hosts.length))
    const firstOnly = {
      name: "first only",
      decide: (view: Parameters<DvmsOptions["planner"]["decide"]>[0]) => {
        const vm = view.vms.find(({ host }) => host === "node0")!
        return decided(view, decided(view, []).work.overloaded === 0 ? [] : [{ vm, to: "node1" }])
      },
    }
    const agents = dvms(cluster, { ...options, planner: firstOnly })
    cluster.engine.run(1.5)
    expect(cluster.plans.size).toBe(1)
    cluster.engine.run(20)
    return { found, procedures: agents.counts().procedures }
  }
  expect(sizes("corrected")).toEqual({ found: [2, 3], procedures: 1 })
  expect(sizes("vmplaces")).toEqual({ found: [2, 2], procedures: 2 })
})

it("a reserved node sends the procedure on, to the first that is out of its own partition", () => {
  const { cluster, decisions, m } = watched([full, full, idle, idle])
  cluster.engine.run(5)
  // node1 is its own partition when node0 asks it; node2 has joined node1 when node0 is passed on there.
  expect(decisions).toEqual([
    { date: expect.closeTo(1 + 3 * m, 12), hosts: ["node2", "node1"] },
    { date: expect.closeTo(1 + 5 * m, 12), hosts: ["node3", "node0"] },
  ])
})

it("a node where VMs move does not join, and sends the procedure on", () => {
  const { cluster, decisions, m } = watched([full, idle, idle, idle])
  occupy(cluster, 1, 2)
  cluster.engine.run(1.5)
  // Neither the one that a VM leaves, nor the one it comes to.
  expect(decisions).toEqual([{ date: expect.closeTo(1 + 5 * m, 12), hosts: ["node3", "node0"] }])
})

it("an overloaded node where VMs move waits with its procedure until they are over", () => {
  const { cluster, agents } = watched([full, idle, idle])
  const claim = occupy(cluster, 0, 1)
  cluster.engine.run(2.5)
  expect(agents.counts().procedures).toBe(0)
  cluster.plans.release(claim!)
  cluster.engine.run(3)
  expect(procedures(cluster, "node0")).toEqual([])
  expect(agents.counts().procedures).toBe(1)
})

it("a procedure that comes back to its initiator is blocked, goes around once more, and dissolves", () => {
  const { cluster, agents, m } = watched([full, idle, idle])
  occupy(cluster, 1, 2)
  cluster.engine.run(1 + 2.9 * m)
  expect(agents.partitions()).toMatchObject([{ state: "growing", version: 0 }])
  cluster.engine.run(1 + 3.1 * m)
  expect(agents.partitions()).toMatchObject([{ state: "blocked", version: 1, hops: 3 }])
  cluster.engine.run(1.9)
  const [procedure] = procedures(cluster, "node0")
  expect(procedure).toMatchObject({ end: "dissolved", time: 1, partition: 1 })
  expect(procedure!.duration).toBeCloseTo(6 * m, 12)
})

it("a procedure with reserved nodes between its own comes back to its initiator, and does not go round between them", () => {
  // node2 is busy, node1 and node3 join, and node3 sends past the end of the ring.
  const { cluster, agents, decisions } = watched([full, idle, [0.5], idle], { planner: relievesNobody })
  cluster.plans.claim(cluster.vm("vm-9"), 999, place(cluster, 2))
  cluster.engine.run(1.9)
  expect(decisions.map(({ hosts }) => hosts)).toEqual([
    ["node1", "node0"],
    ["node3", "node1", "node0"],
  ])
  expect(procedures(cluster, "node0")).toMatchObject([{ end: "dissolved", partition: 3 }])
  expect(agents.counts().timedOut).toBe(0)
})

it("a doubling partition that cannot reach its double asks with what it has when it is blocked", () => {
  const { cluster, decisions } = watched([full, idle, idle, idle], {
    planner: relievesFrom(3),
    growth: "doubling",
  })
  // node3 is busy, with a VM that stays.
  cluster.plans.claim(cluster.vm("vm-10"), 999, place(cluster, 3))
  cluster.engine.run(1.9)
  expect(decisions.map(({ hosts }) => hosts)).toEqual([
    ["node1", "node0"],
    ["node2", "node1", "node0"],
  ])
})

it("blocked partitions merge, and decide together", () => {
  const { cluster, decisions, agents, m } = watched([full, full, full], { planner: relievesNobody })
  cluster.engine.run(1 + 3.5 * m)
  expect(agents.partitions().map(({ state }) => state)).toEqual(["blocked", "blocked", "blocked"])
  cluster.engine.run(1.9)
  // Once around: 3. To a blocked neighbour: 1; still valid? 2; the other initiator: 2. Then all others, one by one.
  expect(decisions[0]).toEqual({ date: expect.closeTo(1 + 8 * m, 12), hosts: ["node0", "node1"] })
  expect(decisions[1]!.hosts).toEqual(["node2", "node0", "node1"])
  expect(procedures(cluster, "node0")).toMatchObject([{ end: "no node left", partition: 3 }])
  expect(procedures(cluster, "node1")).toMatchObject([{ end: "no node left" }])
  // It wanted to merge with node1 at the same time, which was granted to node0 already.
  expect(procedures(cluster, "node2")).toMatchObject([{ end: "dissolved" }])
  expect(agents.partitions()).toEqual([])
})

it("a merged partition that finds a plan solves what both initiators began", () => {
  const { cluster, decisions } = watched([full, idle, full, idle], { planner: relievesFrom(4) })
  cluster.engine.run(30)
  expect(decisions.map(({ hosts }) => hosts.length)).toEqual([2, 2, 4])
  expect(procedures(cluster, "node0")).toMatchObject([{ end: "solved", partition: 4 }])
  expect(procedures(cluster, "node2")).toMatchObject([{ end: "merged", partition: 4 }])
  expect(cluster.overloads.overloaded.size).toBe(0)
})

describe("crashes", () => {
  it("a dead neighbour is passed over after 1 s without an answer, and not asked again for 30 s", () => {
    const { cluster, decisions, m } = watched([full, idle, idle, idle], { planner: relievesNobody })
    place(cluster, 1).host.turnOff()
    cluster.engine.run(3)
    expect(decisions[0]).toEqual({ date: expect.closeTo(2 + 3 * m, 12), hosts: ["node2", "node0"] })
    cluster.engine.run(40)
    const joins = decisions.filter(({ hosts }) => hosts.length === 2).map(({ date }) => date - 3 * m)
    // Begun at 1, 3, 5, 9, 17 and 33: node1 was silent until 2 and, 31 s later, is asked again.
    for (const [i, date] of [2, 3, 5, 9, 17, 34].entries()) expect(joins[i]).toBeCloseTo(date, 9)
  })

  it("members of a leader that dies at work are free when their leases have run out", () => {
    const { cluster, agents, m } = watched([full, idle, idle], { time: perStep(0, 100) })
    cluster.engine.run(1 + 4 * m)
    expect(agents.partitions()).toMatchObject([{ isWorking: true, leader: place(cluster, 1) }])
    place(cluster, 1).host.turnOff()
    expect(agents.partitionOf(place(cluster, 1))).toBeUndefined()
    // Granted at 1 + 2m; over 4.5 s later; the next look is at 6.
    cluster.engine.run(5.9)
    expect(agents.partitionOf(place(cluster, 0))).toBeDefined()
    cluster.engine.run(6.1)
    expect(procedures(cluster, "node0")).toMatchObject([{ end: "timed out", time: 1, duration: 5 }])
  })

  it("members stay as long as their leader is at work", () => {
    const { cluster, agents, decisions } = watched([full, idle, idle], { time: perStep(0, 100) })
    cluster.engine.run(100)
    expect(agents.partitions()).toMatchObject([{ isWorking: true }])
    cluster.engine.run(103)
    expect(decisions).toHaveLength(1)
    expect(agents.counts().procedures).toBe(1)
  })

  it("a leader that loses a member gives up when that does not confirm, and its plan goes on", () => {
    const { cluster, agents, m } = watched([full, idle, idle], { minimumPartitionSize: 3 })
    cluster.engine.run(2)
    expect(agents.partitions()).toMatchObject([{ isWorking: true, leader: place(cluster, 2) }])
    expect(cluster.plans.size).toBe(1)
    expect(cluster.plans.touches(place(cluster, 2))).toBe(true)
    place(cluster, 1).host.turnOff()
    // Asked 2 s after the decision, 1 s to answer.
    cluster.engine.run(4 + 7.9 * m)
    expect(agents.partitions()).toHaveLength(1)
    cluster.engine.run(4 + 9.1 * m)
    expect(agents.partitions()).toEqual([])
    expect(procedures(cluster, "node0")).toMatchObject([{ end: "timed out" }])
    expect(cluster.trace.track("node2", "SERVICE").top).toBe("free")
    cluster.engine.run(60)
    expect(cluster.vm("vm-0").host?.name).toBe("node2")
  })

  it("an initiator that dies ends its procedure, and its leader gives up", () => {
    const { cluster, agents, m } = watched([full, idle, idle], { time: perStep(0, 100) })
    cluster.engine.run(1 + 4 * m)
    place(cluster, 0).host.turnOff()
    cluster.engine.run(6)
    expect(procedures(cluster, "node0")).toMatchObject([{ end: "crashed", time: 1 }])
    expect(agents.partitions()).toEqual([])
    expect(agents.isBusy).toBe(false)
  })

  it("a node that is back begins anew, and joins when no leader can count on its earlier life", () => {
    const { cluster, agents, decisions } = watched([idle, idle, idle])
    place(cluster, 1).host.turnOff()
    cluster.engine.run(1.5)
    place(cluster, 1).host.turnOn()
    cluster.engine.run(2.5)
    // Overload node0 by its own VM, which is told to want more.
    expect(agents.partitions()).toEqual([])
    expect(decisions).toEqual([])
    const joins = (date: number) => {
      const run = watched([full, idle, idle], { planner: relievesNobody, longestPause: 0 })
      place(run.cluster, 1).host.turnOff()
      run.cluster.engine.run(date)
      place(run.cluster, 1).host.turnOn()
      run.cluster.engine.run(60)
      return run.decisions.find(({ hosts }) => hosts.includes("node1"))!.date
    }
    // It is on at 0.5: looked for from 1 on, it is free from 5 on.
    expect(joins(0.5)).toBeGreaterThan(5)
    expect(joins(0.5)).toBeLessThan(5.1)
  })

  it("a procedure whose carrier dies with it times out, and the next one begins", () => {
    const { cluster, agents, m } = watched([full, idle, idle], { planner: relievesFrom(3) })
    // node1 has joined, found nothing, and sent it on: node2 dies when the initiator is about to grant itself.
    cluster.engine.run(1 + 4.5 * m)
    place(cluster, 2).host.turnOff()
    cluster.engine.run(7)
    expect(procedures(cluster, "node0")[0]).toMatchObject({ end: "timed out", partition: 3, duration: 5 })
    expect(agents.counts().procedures).toBeGreaterThan(1)
  })
})

it("with a random overlay the first node out is any that is not in, and runs are the same with the same seed", () => {
  const loads = [full, ...Array.from({ length: 19 }, () => idle)]
  const partners = (seed: number) => {
    const { cluster, decisions } = watched(loads, { overlay: "random", seed, planner: relievesFrom(4) })
    cluster.engine.run(1.9)
    return decisions.at(-1)!.hosts
  }
  for (const seed of [1, 2, 3]) {
    const hosts = partners(seed)
    expect(new Set(hosts).size).toBe(4)
    expect(partners(seed)).toEqual(hosts)
  }
  expect(partners(1)).not.toEqual(partners(2))
})

it("on a hashed ring the neighbours are others, each once all around, and the same with the same seed", () => {
  const loads = [full, ...Array.from({ length: 19 }, () => idle)]
  const partners = (seed: number) => {
    const options = { overlay: "hashed-ring", seed, planner: relievesFrom(20) } as const
    const { cluster, decisions } = watched(loads, options)
    cluster.engine.run(1.9)
    return decisions.at(-1)!.hosts
  }
  expect(new Set(partners(1)).size).toBe(20)
  expect(partners(1)).toEqual(partners(1))
  expect(partners(1)).not.toEqual(partners(2))
})

it("an overlay that uses trips is told of the hops and of all that was found reserved, and of none at the beginning", () => {
  const trips: (readonly [string, number, readonly string[]])[] = []
  const nearest = (cluster: Cluster): Overlay => ({
    size: cluster.machines.length,
    usesTrip: true,
    counts: () => ({ asked: trips.length }),
    firstOut: (at, inside, _, trip) => {
      trips.push([at.name, trip!.hops, [...trip!.reserved].map(({ name }) => name)])
      return cluster.machines.find(
        (machine) => machine !== at && !inside.has(machine) && !trip!.reserved.has(machine),
      )
    },
  })
  // Where a VM moves nobody joins.
  const cluster = testCluster({ loads: [full, idle, idle, idle] })
  for (const i of [1, 2]) occupy(cluster, i, i)
  const agents = dvms(cluster, { ...options, ticks: "together", overlay: nearest(cluster) })
  cluster.engine.run(1.9)
  expect(trips).toEqual([
    ["node0", 0, ["node0"]],
    ["node1", 1, ["node0", "node1"]],
    ["node2", 2, ["node0", "node1", "node2"]],
  ])
  expect(agents.partitionOf(cluster.machines[3]!)?.leader.name).toBe("node3")
  expect(agents.counts().asked).toBe(3)
})

it("a trip begins anew at each leader, and a reserved node adds who is reserved with it", () => {
  const ways: Record<string, number> = { node3: 2, node2: 4, node0: 2 }
  const trips: (readonly [string, number, readonly string[]])[] = []
  const scripted = (cluster: Cluster): Overlay => ({
    size: cluster.machines.length,
    usesTrip: true,
    firstOut: (at, _inside, _initiator, trip) => {
      trips.push([at.name, trip!.hops, [...trip!.reserved].map(({ name }) => name).sort()])
      return trip!.hops === 0 ? cluster.machines[ways[at.name]!] : undefined
    },
  })
  const cluster = testCluster({ loads: [[...full.slice(1), 0.5], idle, idle, full, idle] })
  const slow = { planner: relievesFrom(3), time: perStep(0, 60), ticks: "together" } as const
  dvms(cluster, { ...slow, overlay: scripted(cluster) })
  cluster.engine.run(70)
  for (const vm of place(cluster, 0).vms) vm.setLoad(1)
  cluster.engine.run(72)
  // Then it is blocked, and goes the same way again.
  expect(trips.slice(0, 4)).toEqual([
    ["node3", 0, ["node3"]],
    ["node2", 0, ["node2", "node3"]],
    ["node0", 0, ["node0"]],
    ["node2", 1, ["node0", "node2", "node3", "node4"]],
  ])
})

it("a procedure that has come by everybody who is reserved is back at its initiator, without a node twice", () => {
  const cluster = testCluster({ loads: [full, idle, idle, idle] })
  for (const i of [1, 2, 3]) occupy(cluster, i, i)
  const agents = dvms(cluster, { ...options, ticks: "together", overlay: "locality" })
  cluster.engine.run(1.9)
  // Out and back twice: four messages and their answers each time.
  expect(agents.counts()).toMatchObject({ procedures: 1, dissolved: 1, messages: 16 })
})

it("an overlay of one's own says who is next", () => {
  const backwards = (cluster: Cluster) => ({
    size: cluster.machines.length,
    firstOut: (_at: unknown, inside: ReadonlySet<unknown>) =>
      cluster.machines.findLast((machine) => !inside.has(machine)),
  })
  const cluster = testCluster({ loads: [full, idle, idle, idle] })
  const leaders: string[] = []
  cluster.onDecision(({ node }) => leaders.push(node))
  dvms(cluster, { ...options, overlay: backwards(cluster) })
  cluster.engine.run(1.9)
  expect(leaders).toEqual(["node3"])
})

it("nodes look at phases of their own, or all together", () => {
  const begins = (ticks: "spread" | "together") => {
    const cluster = testCluster({ loads: [full, full, full] })
    dvms(cluster, { ...options, planner: relievesNobody, ticks })
    cluster.engine.run(2)
    cluster.trace.close()
    return [0, 1, 2].map((i) => procedures(cluster, `node${i}`)[0]!.time)
  }
  expect(begins("together")).toEqual([1, 1, 1])
  const spread = begins("spread")
  expect(new Set(spread).size).toBe(3)
  for (const date of spread) expect(date).toBeGreaterThan(0)
  for (const date of spread) expect(date).toBeLessThan(2)
})

it("an overload that ends between two looks is noticed by nobody", () => {
  const { cluster, agents } = watched([full, idle])
  cluster.engine.run(0.5)
  cluster.vm("vm-0").setLoad(0)
  cluster.engine.run(5)
  expect(agents.counts()).toMatchObject({ procedures: 0, messages: 0 })
})

it("the agent tells the trace of an overload at its first look; with the rules of VMPlaceS once a run", () => {
  const detections = (rules: "corrected" | "vmplaces") => {
    const cluster = testCluster({ loads: [full, idle], rules })
    dvms(cluster, { ...options, planner: relievesNobody })
    cluster.engine.run(1.001)
    const first = cluster.trace.track("node0", "PM").top
    cluster.vm("vm-0").setLoad(0)
    cluster.engine.run(4)
    cluster.vm("vm-0").setLoad(0.9)
    cluster.engine.run(5.001)
    return [first, cluster.trace.track("node0", "PM").top]
  }
  expect(detections("corrected")).toEqual(["violation-det", "violation-det"])
  expect(detections("vmplaces")).toEqual(["violation-det", "violation"])
})

it("nothing begins when the run is ending, and what has found nothing does not grow", () => {
  const { cluster, agents } = watched([full, idle, idle], { planner: relievesNobody, time: perStep(0, 3) })
  cluster.engine.run(2)
  cluster.isEnding = true
  cluster.engine.run(20)
  expect(agents.counts()).toMatchObject({ procedures: 1, dissolved: 1 })
})

it("the trace has who is in which partition where it is asked for", () => {
  const points = (tracesPartitions: boolean) => {
    const { cluster } = watched([full, idle, idle], { tracesPartitions })
    cluster.engine.run(60)
    return [...cluster.trace.records].filter(({ state }) => state === "PARTITION")
  }
  expect(points(false)).toEqual([])
  expect(points(true).map(({ entity, value, data }) => [entity, value, data?.version, data?.leader])).toEqual(
    [
      ["node0", "joined", 0, "node0"],
      ["node1", "joined", 1, "node1"],
      ["node0", "updated", 1, "node1"],
      ["node1", "left", 1, "node1"],
      ["node0", "left", 1, "node1"],
    ],
  )
  expect(points(true)[0]!.data).toEqual({ id: 1, leader: "node0", state: "growing", version: 0 })
})

it.each([
  [{ minimumPartitionSize: 0 }, "dvms: minimumPartitionSize is 0; expected a whole number above 0"],
  [{ monitoringPeriod: 0 }, "dvms: monitoringPeriod is 0; expected a number above 0, in seconds"],
  [{ refreshPeriod: -1 }, "dvms: refreshPeriod is -1; expected a number above 0, in seconds"],
  [{ checkPeriod: 0 }, "dvms: checkPeriod is 0; expected a number above 0, in seconds"],
  [{ answerTimeout: 0 }, "dvms: answerTimeout is 0; expected a number above 0, in seconds"],
  [{ avoidance: -1 }, "dvms: avoidance is -1; expected a number of at least 0, in seconds"],
  [{ longestPause: -1 }, "dvms: longestPause is -1; expected a number of at least 0, in seconds"],
  [{ growth: "two" }, 'dvms: growth is "two"; expected "one" or "doubling"'],
  [{ ticks: "never" }, 'dvms: ticks is "never"; expected "spread" or "together"'],
  [
    { overlay: "mesh" },
    'dvms: overlay is "mesh"; expected "ring" or "hashed-ring" or "random" or "locality"',
  ],
  [
    { memberTimeout: 3.5 },
    "dvms: memberTimeout is 3.5; expected at least refreshPeriod + 2 answerTimeout (4), in seconds, so that no member leaves a leader at work",
  ],
  [{ seed: 0.5 }, 'random stream "dvms": seed is 0.5; expected a whole number between -2^53 and 2^53'],
])("options %o are refused", (wrong, message) => {
  const cluster = testCluster({ loads: [idle] })
  expect(() => dvms(cluster, { ...options, ...(wrong as Partial<DvmsOptions>) })).toThrow(message)
})

it("one machine alone ends its procedures at once", () => {
  const { cluster, agents }: { cluster: Cluster; agents: DvmsHandle } = watched([full])
  cluster.engine.run(1.5)
  expect(agents.counts()).toMatchObject({ procedures: 1, noNodeLeft: 1, messages: 0 })
})
