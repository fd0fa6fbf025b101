/*
 * Plans of Entropy on the engine, on machines that take whatever comes: only the order of the actions keeps them from an overload. What
 * they hold is added up anew at every change, with the places that are held for VMs on their way.
 */
import { RandomStream } from "@placelab/core"
import { orThrow, start, suspendToDisk, Vm } from "@placelab/models"
import { describe, expect, test } from "vitest"
import {
  applyPlan,
  type EntropyInput,
  entropyOptions,
  entropyProblem,
  type ReconfigurationPlan,
  type SwitchOutcome,
  solveEntropy,
} from "../../src/index.ts"
import { onEveryHold, testSite } from "../support/switchWorld.ts"
import { drawInstance } from "./entropyInstances.ts"

const gigabyte = 1e9
const sizes = { hosts: [3, 6], vms: [8, 16], cpu: 2, oneInOtherState: 2 } as const

/** Builds the instance on machines, and carries out what `change` makes of the plan. Undefined where there is no plan. */
function played(seed: number, change: (plan: ReconfigurationPlan) => ReconfigurationPlan, crashes = false) {
  const random = new RandomStream(seed, "context switch")
  const input = drawInstance(seed, sizes)
  const result = solveEntropy(
    orThrow(entropyProblem(input)),
    orThrow(entropyOptions({ limit: 5000, scope: "widening" })),
  )
  if (!("plan" in result)) return undefined
  const site = testSite({
    memory: input.hosts.map(({ memory }) => memory * gigabyte),
    disk: 1e7 * (1 + random.below(20)),
    network: 1e7 * (1 + random.below(20)),
    settings: {
      runSeconds: random.below(3) * 5,
      stopSeconds: random.below(3),
      remoteResume: seed % 2 === 0 ? "copy" : "stream",
    },
    takesAll: true,
  })
  const { engine } = site
  const vms = new Map(
    input.vms.map(({ name, memory }) => [name, new Vm(engine, { name, memory: memory * gigabyte })]),
  )
  const numbers = new Map(input.hosts.map(({ name }, i) => [name, i]))
  const place = (name: string) => site.machines[numbers.get(name)!]!
  for (const { name, state = "running", host } of input.vms) {
    if (state === "waiting") continue
    engine.spawn(name, function* () {
      yield* start(vms.get(name)!, place(host!).host)
      if (state === "sleeping") yield* suspendToDisk(vms.get(name)!, site.disks[numbers.get(host!)!]!)
    })
  }
  engine.run()
  const byName = new Map(input.vms.map((vm) => [vm.name, vm]))
  const load = (names: Iterable<string>, of: "cpu" | "memory") =>
    [...names].reduce((sum, name) => sum + Math.round(10 * byName.get(name)![of]), 0)
  const allowed = site.machines.map((machine, i) => {
    const names = [...machine.vms].map(({ name }) => name)
    const most = (of: "cpu" | "memory") => Math.max(10 * input.hosts[i]![of], load(names, of))
    return { cpu: most("cpu"), memory: most("memory") }
  })
  const overloads: string[] = []
  let looks = 0
  onEveryHold(site, (held) => {
    looks++
    site.machines.forEach((machine, i) => {
      const names = held(machine)
      for (const of of ["cpu", "memory"] as const)
        if (load(names, of) > allowed[i]![of]) overloads.push(`${engine.now}: the ${of} of ${machine.name}`)
    })
  })
  const plan = change(result.plan)
  const renamed = plan.actions.map((action) => {
    const from = "from" in action ? { from: place(action.from).name } : {}
    const to = "to" in action ? { to: place(action.to).name } : {}
    return { ...action, ...from, ...to } as typeof action
  })
  if (crashes) {
    const victim = site.machines[random.below(site.machines.length)]!
    engine.after(random.below(200), () => victim.host.turnOff())
  }
  const order = seed % 3 === 0 ? "pools" : "dependencies"
  const process = engine.spawn("plan", () => applyPlan(site, vms, { ...plan, actions: renamed }, { order }))
  engine.run()
  return { input, site, vms, overloads, looks, outcome: process.result, place }
}

const seeds = Array.from({ length: 200 }, (_, seed) => seed)
const totals = { plans: 0, actions: 0, looks: 0, failed: 0, givenUp: 0 }
const count = ({ steps, failed, givenUp }: SwitchOutcome, looks: number) => {
  totals.plans++
  totals.actions += steps.length
  totals.failed += failed
  totals.givenUp += givenUp
  totals.looks += looks
}

function expectTargets(input: EntropyInput, vms: ReadonlyMap<string, Vm>): void {
  for (const { name, target = "running" } of input.vms) {
    const vm = vms.get(name)!
    const reached = {
      running: vm.state === "running",
      sleeping: vm.savedOn !== undefined,
      ready: vm.state === "requested" || vm.savedOn !== undefined,
      terminated: vm.state === "stopped",
    }[target]
    expect([name, target, reached]).toEqual([name, target, true])
  }
}

describe("a plan of Entropy, carried out under contention", () => {
  test.each(seeds)("overloads no host at any moment, and leads where it says (seed %i)", (seed) => {
    const world = played(seed, (plan) => plan)
    if (world === undefined) return
    expect(world.overloads).toEqual([])
    expect([world.outcome.failed, world.outcome.givenUp]).toEqual([0, 0])
    expectTargets(world.input, world.vms)
    count(world.outcome, world.looks)
  })

  test.each(seeds)("overloads none where a host crashes meanwhile, either (seed %i)", (seed) => {
    const world = played(seed, (plan) => plan, true)
    if (world === undefined) return
    expect(world.overloads).toEqual([])
    count(world.outcome, world.looks)
  })

  test("these plans have many actions, and some that fail or are given up", () => {
    expect(totals.plans).toBeGreaterThan(250)
    expect(totals.actions).toBeGreaterThan(1500)
    expect(totals.looks).toBeGreaterThan(1500)
    expect(totals.failed).toBeGreaterThan(20)
    expect(totals.givenUp).toBeGreaterThan(5)
  })

  test("hosts would be overloaded if actions did not wait", () => {
    const atOnce = (plan: ReconfigurationPlan) => ({
      ...plan,
      actions: plan.actions.map((action) => ({ ...action, pool: 0, after: [] })),
    })
    const overloaded = seeds.filter((seed) => (played(seed, atOnce)?.overloads.length ?? 0) > 0)
    expect(overloaded.length).toBeGreaterThan(20)
  })
})
