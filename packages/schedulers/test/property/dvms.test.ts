import { RandomStream, writeJsonLines } from "@placelab/core"
import type { PhysicalMachine } from "@placelab/models"
import { expect, it } from "vitest"
import type { Cluster } from "../../src/cluster/cluster.ts"
import { type DvmsHandle, dvms } from "../../src/distributed/dvms/dvms.ts"
import type { DvmsOptions } from "../../src/distributed/dvms/dvmsOptions.ts"
import { localityOverlay } from "../../src/distributed/locality/localityOverlay.ts"
import { instant, perStep } from "../../src/planner/decisionTime.ts"
import { relievesFrom, relievesNobody } from "../support/dvmsPlanners.ts"
import { testCluster } from "../support/testCluster.ts"

/** Loads change, and machines crash and come back, until then. */
const calm = 40
/** Nothing is under way any more by then. */
const quiet = 300

interface World {
  readonly cluster: Cluster
  readonly agents: DvmsHandle
  /** Of all partitions and decisions, at every event. */
  readonly faults: string[]
  /** How often something was looked at that could be wrong. */
  readonly looks: { working: number; crashed: number }
}

type Drawn = NonNullable<DvmsOptions["overlay"]>

/** 20 to 60 machines; in every fourth world, of 30 at most, all are overloaded all the time. On a ring, at random, or as it is said. */
function world(seed: number, overlayOf: (drawn: Drawn, cluster: Cluster) => Drawn = (drawn) => drawn): World {
  const random = new RandomStream(seed, "worlds")
  const isFull = seed % 4 === 0
  const vms = 5
  const size = 20 + random.below(isFull ? 11 : 41)
  const anyLoad = () => (isFull ? random.uniform(0.7, 1) : random.uniform(0.2, 0.95))
  const loads = Array.from({ length: size }, () => Array.from({ length: vms }, anyLoad))
  const cluster = testCluster({ loads, capacity: 3 })
  const options: DvmsOptions = {
    planner: random.below(6) === 0 ? relievesNobody : relievesFrom(1 + random.below(6)),
    time: random.below(2) === 0 ? instant : perStep(0, random.uniform(0, 12)),
    overlay: random.below(3) === 0 ? "random" : "ring",
    growth: random.below(2) === 0 ? "one" : "doubling",
    minimumPartitionSize: 1 + random.below(4),
    ticks: random.below(2) === 0 ? "together" : "spread",
    seed,
  }
  const start = () => dvms(cluster, { ...options, overlay: overlayOf(options.overlay!, cluster) })
  const agents = checkedAtEveryEvent(cluster, start)
  const { engine, machines } = cluster
  for (let i = 0; i < size; i++) {
    const vm = cluster.vms[random.below(cluster.vms.length)]!
    const load = anyLoad()
    engine.after(random.uniform(0, calm), () => vm.setLoad(load))
  }
  for (let i = 0; i < random.below(size / 2); i++) {
    const { host } = machines[random.below(size)]!
    const off = random.uniform(0, calm)
    engine.after(off, () => host.turnOff())
    // Often before anybody has noticed.
    engine.after(off + random.uniform(0, 1) ** 3 * 20, () => host.turnOn())
  }
  engine.after(calm + 10, () => {
    cluster.isEnding = true
  })
  return agents
}

/** Starts agents on a cluster whose every timed call, crash and decision is followed by a look at all partitions. */
function checkedAtEveryEvent(cluster: Cluster, start: () => DvmsHandle): World {
  const { engine } = cluster
  const faults: string[] = []
  const looks = { working: 0, crashed: 0 }
  let agents: DvmsHandle | undefined
  const look = () => {
    if (agents === undefined) return
    const leaders = new Map<PhysicalMachine, string>()
    for (const { id, members, leader, isWorking } of agents.partitions()) {
      if (!isWorking) continue
      looks.working++
      for (const member of members) {
        const other = leaders.get(member)
        if (other !== undefined)
          faults.push(`${engine.now}: ${member.name} works for ${leader.name} and ${other}`)
        leaders.set(member, leader.name)
        if (!member.host.isOn) looks.crashed++
        // One that has crashed is in no partition by its own word; its leader does not know yet.
        const mine = agents.partitionOf(member)
        if (mine !== undefined && mine.id !== id)
          faults.push(
            `${engine.now}: ${member.name} is in ${mine.id}, and ${leader.name} counts on it for ${id}`,
          )
      }
    }
  }
  const after = engine.after.bind(engine)
  engine.after = (seconds, call) =>
    after(seconds, () => {
      call()
      look()
    })
  cluster.onDecision(({ node, view }) => {
    const led = agents!.partitions().find(({ leader, isWorking }) => isWorking && leader.name === node)
    for (const { name } of view.hosts) {
      const machine = cluster.machine(name)
      if (led?.members.has(machine) !== true) faults.push(`${engine.now}: ${node} decides for ${name}`)
      if (cluster.plans.touches(machine)) faults.push(`${engine.now}: ${name} is in a plan already`)
    }
    look()
  })
  agents = start()
  return { cluster, agents, faults, looks }
}

/** How often a plan wanted a VM that another plan had. */
function doubleMoves(cluster: Cluster): number {
  let found = 0
  for (const { state, data } of cluster.trace.records)
    if (state === "migration" && data?.end === "claimed") found++
  return found
}

/** What worlds have come to. */
const totalsOf = () => ({
  procedures: 0,
  solved: 0,
  dissolved: 0,
  merged: 0,
  noNodeLeft: 0,
  timedOut: 0,
  crashed: 0,
  nothingToDo: 0,
  working: 0,
  crashedMembers: 0,
})
type Totals = ReturnType<typeof totalsOf>

/** Plays a world to its end, which has to be sound. */
function requireSound({ cluster, agents, faults, looks }: World, totals: Totals): void {
  cluster.engine.run(quiet)
  expect(faults).toEqual([])
  expect(doubleMoves(cluster)).toBe(0)
  expect(agents.partitions()).toEqual([])
  expect(cluster.machines.filter((machine) => agents.partitionOf(machine) !== undefined)).toEqual([])
  expect(agents.isBusy).toBe(false)
  const counts = agents.counts()
  const { procedures, messages, gossipMessages, ...ends } = counts
  expect(Object.values(ends).reduce((sum, each) => sum + each, 0)).toBe(procedures)
  const traced = [...cluster.trace.records].filter(({ state }) => state === "ISP")
  expect(traced).toHaveLength(procedures!)
  for (const key of Object.keys(totals) as (keyof Totals)[]) totals[key] += counts[key] ?? 0
  totals.working += looks.working
  totals.crashedMembers += looks.crashed
}

function requireAllKinds({ working, crashedMembers, ...ends }: Totals, least: number): void {
  for (const count of Object.values(ends)) expect(count).toBeGreaterThan(least)
  expect(working).toBeGreaterThan(10_000)
  expect(crashedMembers).toBeGreaterThan(100)
}

const totals = totalsOf()

it.each(Array.from({ length: 200 }, (_, seed) => seed + 1))(
  "whoever crashes whenever, a node is in one partition at most, and every procedure ends (seed %i)",
  (seed) => requireSound(world(seed), totals),
)

it("these worlds have all kinds of ends, and leaders at work with members that have crashed", () => {
  requireAllKinds(totals, 10)
})

/** Lists that hold all nodes in one world, and a few in the next. */
const byLocality = (seed: number) => (_: Drawn, cluster: Cluster) => {
  const lists = seed % 2 === 0 ? { closeNodes: 100, view: 100 } : { closeNodes: 6, view: 6 }
  return localityOverlay(cluster, { ...lists, contacts: 4, rounds: 15, seed })
}
const localTotals = totalsOf()

it.each(Array.from({ length: 100 }, (_, seed) => seed + 1))(
  "the same holds where the next node is the nearest one (seed %i)",
  (seed) => requireSound(world(seed, byLocality(seed)), localTotals),
)

it("these worlds have all kinds of ends as well", () => requireAllKinds(localTotals, 10))

it.each([
  [5, false],
  [8, false],
  [11, false],
  [5, true],
  [8, true],
])("the same world gives the same trace, byte for byte (seed %i, nearest first: %s)", (seed, isNearest) => {
  const bytes = () => {
    const { cluster } = world(seed, isNearest ? byLocality(seed) : undefined)
    cluster.engine.run(quiet)
    cluster.trace.close()
    return [...writeJsonLines(cluster.trace.records)].join("")
  }
  const first = bytes()
  expect(bytes() === first).toBe(true)
  expect(first.length).toBeGreaterThan(10_000)
})
