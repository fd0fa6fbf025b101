/*
 * Service nodes and machines crash and come back at random, also in the middle of messages, elections, decisions and plans. At any
 * moment a machine is in one round at most, and a VM in one plan. When nobody crashes or comes back any more, then after the
 * recovery there is one leader, and each machine that is on has one manager, which is on.
 */
import { type Host, RandomStream, writeJsonLines } from "@placelab/core"
import { restartOnRecovery } from "@placelab/models"
import { expect, it } from "vitest"
import type { Cluster } from "../../src/cluster/cluster.ts"
import { snoozeRecoverySeconds, snoozeSettings } from "../../src/hierarchical/snooze/settings.ts"
import type { SnoozeHandle } from "../../src/hierarchical/snooze/snooze.ts"
import { perStep } from "../../src/planner/decisionTime.ts"
import { lazyFirstFit } from "../../src/planner/firstFitPlanners.ts"
import type { Planner } from "../../src/planner/planner.ts"
import { snoozeCluster } from "../support/snoozeCluster.ts"

const seeds = Array.from({ length: 200 }, (_, i) => i + 1)
const lastCrash = 120

interface Play {
  readonly cluster: Cluster
  readonly handle: SnoozeHandle
  readonly recovery: number
  /** VMs that a planner saw although a plan had them. */
  readonly claimed: string[]
}

function play(seed: number): Play {
  const random = new RandomStream(seed, "crashes")
  const pick = <T>(from: readonly T[]) => from[random.below(from.length)]!
  const loads = Array.from({ length: 3 + random.below(15) }, () =>
    Array.from({ length: 8 + random.below(4) }, () => random.uniform(0.4, 0.8)),
  )
  const claimed: string[] = []
  const first = lazyFirstFit()
  const planner: Planner = {
    name: first.name,
    decide: (view) => {
      for (const { name } of view.vms)
        if (cluster.plans.claimOf(cluster.vm(name)) !== undefined) claimed.push(name)
      return first.decide(view)
    },
  }
  const heartbeatPeriod = pick([2, 3, 5])
  const options = {
    planner,
    time: perStep(0, pick([0, 0.5, 6])),
    scheduling: pick(["periodic", "reactive"] as const),
    period: pick([2, 10]),
    assignment: pick(["best-fit", "round-robin"] as const),
    heartbeatPeriod,
    heartbeatTimeout: heartbeatPeriod * pick([1.3, 2, 2.5]),
  }
  const { cluster, handle, hop } = snoozeCluster({ loads, services: 2 + random.below(5) }, options)
  const { engine, services, machines, vms } = cluster
  restartOnRecovery(engine, machines)
  for (let date = 0; date < 2 * lastCrash; date += random.uniform(0, 3)) {
    const [vm, load] = [pick(vms), random.uniform(0.3, 1)]
    engine.after(date, () => vm.setLoad(load))
  }
  const date = () => {
    const anywhere = random.uniform(0, lastCrash)
    if (random.below(2) === 0) return anywhere
    return Math.min(
      lastCrash,
      Math.floor(anywhere / heartbeatPeriod) * heartbeatPeriod + random.uniform(0, 9 * hop),
    )
  }
  const crash = (host: Host) => {
    const off = date()
    const on = Math.min(lastCrash, off + pick([hop / 2, 1, 4, 30]) * random.uniform(0, 2))
    engine.after(off, () => host.turnOff())
    if (random.below(4) > 0) engine.after(on, () => host.turnOn())
  }
  for (let i = 0; i < 25; i++)
    crash(pick(random.below(2) === 0 ? services : machines.map(({ host }) => host)))
  // Two service nodes are on in the end.
  engine.after(lastCrash, () => {
    for (const service of services.slice(random.below(services.length - 1)).slice(0, 2)) service.turnOn()
  })
  return { cluster, handle, recovery: snoozeRecoverySeconds(snoozeSettings(options), hop), claimed }
}

/** What the trace shows of two rounds with one machine, or two moves of one VM, at a time. */
function overlaps({ trace, services }: Cluster): string[] {
  const follows: Readonly<Record<string, readonly string[]>> = {
    free: ["booked"],
    booked: ["reconfigure", "free"],
    reconfigure: ["free"],
  }
  const deciding = new Set(services.map(({ name }) => name))
  const faults: string[] = []
  const last = new Map<string, { value: string; end: number }>()
  for (const { entity, state, value, time, duration } of trace.records) {
    if (state !== "SERVICE" || typeof value !== "string" || deciding.has(entity)) continue
    const before = last.get(entity)
    last.set(entity, { value, end: time + duration })
    if (before === undefined) continue
    const isInOrder = value === "migrate" ? time >= before.end : follows[before.value]?.includes(value)
    if (!isInOrder) faults.push(`${entity}: ${before.value}, then ${value} at ${time}`)
  }
  return faults
}

it.each(seeds)("seed %i: one leader, one manager for each machine, one round, one plan", (seed) => {
  const { cluster, handle, recovery, claimed } = play(seed)
  const { engine, machines } = cluster
  engine.run(lastCrash + recovery)
  expect(handle.leaders.length).toBe(1)
  expect(handle.knownLeader).toBe(handle.leaders[0])
  for (const machine of machines) {
    const having = handle.groups.filter((group) => group.machines.includes(machine))
    expect([machine.name, ...having.map(({ manager }) => manager.name)]).toEqual(
      machine.host.isOn ? [machine.name, handle.managerOf(machine)?.name] : [machine.name],
    )
  }
  const { overloads } = cluster
  expect(machines.map((machine) => overloads.demandOf(machine))).toEqual(machines.map(({ demand }) => demand))
  const { elections } = handle.counts()
  engine.run(2 * lastCrash)
  expect(handle.counts().elections).toBe(elections)
  cluster.isEnding = true
  engine.run(2 * lastCrash + 300)
  expect(handle.isBusy).toBe(false)
  cluster.trace.close()
  expect(claimed).toEqual([])
  expect(overlaps(cluster)).toEqual([])
})

it("the plays have crashes of leaders, plans, and moves that go on without their manager", () => {
  let elections = 0
  let plans = 0
  let lost = 0
  for (const seed of seeds.slice(0, 50)) {
    const { cluster, handle } = play(seed)
    cluster.onDecision(({ decision }) => {
      if (decision.moves.length > 0) plans++
    })
    cluster.engine.run(lastCrash)
    elections += handle.counts().elections
    lost += handle.counts().lost
  }
  expect(elections).toBeGreaterThan(100)
  expect(plans).toBeGreaterThan(100)
  expect(lost).toBeGreaterThan(100)
})

it.each(seeds.slice(0, 20))("seed %i: two plays have the same trace, byte by byte", (seed) => {
  const trace = () => {
    const { cluster } = play(seed)
    cluster.engine.run(2 * lastCrash)
    cluster.trace.close()
    return [...writeJsonLines(cluster.trace.records)].join("")
  }
  const first = trace()
  expect(first.length).toBeGreaterThan(1000)
  expect(trace()).toBe(first)
})
