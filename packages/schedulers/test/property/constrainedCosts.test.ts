/*
 * What plans under constraints cost: tiny clusters, all placements and all orders of their actions in pools, with every
 * continuous constraint asked in every pool. Plans send no VM over a pivot.
 */
import { RandomStream } from "@placelab/core"
import { orThrow } from "@placelab/models"
import { expect, test } from "vitest"
import {
  type EntropyInput,
  entropyOptions,
  entropyProblem,
  knownFacts,
  Situation,
  type Stay,
  solveEntropy,
} from "../../src/index.ts"
import { drawConstrained, ofOneReading, readings } from "./constraintInstances.ts"

/** Where each VM is, -1 for nowhere. */
type Places = readonly number[]

class AllPlans {
  least = Infinity
  readonly #input: EntropyInput
  readonly #facts: ReturnType<typeof knownFacts>
  readonly #wanted: readonly string[]
  readonly #needs: readonly { readonly cpu: number; readonly memory: number }[]
  readonly #homes: Places

  constructor(input: EntropyInput) {
    const { hosts, vms, constraints = [] } = input
    this.#input = input
    this.#facts = knownFacts(input)
    this.#wanted = constraints.flatMap(({ power }) => (power?.on === "all" ? power.hosts : []))
    this.#needs = vms.map(({ name }) => {
      const { cpu, memory } = this.#facts.demands.get(name)!
      return { cpu: Math.round(10 * cpu), memory }
    })
    this.#homes = vms.map(({ host }) => hosts.findIndex(({ name }) => name === host))
    const today = vms.map(({ state = "running" }, i) => (state === "running" ? this.#homes[i]! : -1))
    this.#choose(today, [], [])
  }

  /** A target for each VM; costs are those of memory. */
  #choose(today: Places, targets: Places, costs: readonly number[]): void {
    const i = targets.length
    const vm = this.#input.vms[i]
    if (vm === undefined) {
      if (this.#mayEnd(targets)) this.#play(today, targets, costs, 0, 0)
      return
    }
    const { state = "running", target = "running", memory } = vm
    if (target !== "running") {
      const leaves = target !== "terminated" && today[i]! >= 0
      this.#choose(today, [...targets, -1], [...costs, leaves ? memory : 0])
      return
    }
    for (const host of this.#input.hosts.keys()) {
      const times =
        state === "waiting" ? 0 : (state === "sleeping" ? 1 : 0) + (host === this.#homes[i] ? 0 : 1)
      this.#choose(today, [...targets, host], [...costs, times * memory])
    }
  }

  /** Every set of actions that may be the next pool. */
  #play(at: Places, targets: Places, costs: readonly number[], earlier: number, spent: number): void {
    const pending = [...at.keys()].filter((i) => at[i] !== targets[i])
    const rest = pending.reduce((sum, i) => sum + costs[i]! + earlier, 0)
    if (spent + rest >= this.least) return
    if (pending.length === 0) this.least = spent
    for (let set = 1; set < 2 ** pending.length; set++) {
      const pool = pending.filter((_, k) => (set & (1 << k)) !== 0)
      if (!this.#mayRun(at, targets, pool)) continue
      const next = at.map((host, i) => (pool.includes(i) ? targets[i]! : host))
      const most = pool.reduce((cost, i) => Math.max(cost, costs[i]!), 0)
      const sum = pool.reduce((all, i) => all + costs[i]! + earlier, spent)
      this.#play(next, targets, costs, earlier + most, sum)
    }
  }

  #mayRun(at: Places, targets: Places, pool: readonly number[]): boolean {
    const there = (host: number) => (_: unknown, i: number) =>
      at[i] === host || (pool.includes(i) && targets[i] === host)
    const roomy = pool.every((i) => {
      const host = targets[i]!
      return host < 0 || this.#fits(host, this.#needs.filter(there(host)), this.#needs[i]!)
    })
    if (!roomy) return false
    const comes = this.#stays(at.map((_, i) => (pool.includes(i) ? targets[i]! : -1)))
    const stays = [...this.#stays(at), ...comes]
    const situation = new Situation(this.#facts, stays, this.#on(stays), { comes, boots: [] })
    return (this.#input.constraints ?? []).every(
      (rule) => rule.continuous !== true || rule.faults(situation).length === 0,
    )
  }

  #mayEnd(targets: Places): boolean {
    const any = { cpu: 1, memory: 1 }
    const there = (host: number) => this.#needs.filter((_, i) => targets[i] === host)
    if (![...this.#input.hosts.keys()].every((host) => this.#fits(host, there(host), any))) return false
    const stays = this.#stays(targets)
    const situation = new Situation(this.#facts, stays, this.#on(stays))
    return (this.#input.constraints ?? []).every((rule) => rule.faults(situation).length === 0)
  }

  /** Whether all have what one of them asks for. */
  #fits(
    host: number,
    there: readonly { readonly cpu: number; readonly memory: number }[],
    asks: { readonly cpu: number; readonly memory: number },
  ): boolean {
    const { cpu, memory } = this.#input.hosts[host]!
    const used = (of: "cpu" | "memory") => there.reduce((sum, each) => sum + each[of], 0)
    return (asks.cpu === 0 || used("cpu") <= 10 * cpu) && (asks.memory === 0 || used("memory") <= memory)
  }

  #stays(at: Places): Stay[] {
    const { hosts, vms } = this.#input
    return at.flatMap((host, i): Stay[] => (host < 0 ? [] : [[vms[i]!.name, hosts[host]!.name]]))
  }

  #on(stays: readonly Stay[]): string[] {
    return [...stays.map(([, host]) => host), ...this.#wanted]
  }
}

test("1,000 clusters with one to five constraints: what is called optimal is the cheapest of all plans", () => {
  // A host that boots is not played, so no rule counts them while a plan runs.
  const kinds = [...readings, ...ofOneReading].filter(([type]) => type !== "maxOnline")
  const options = orThrow(entropyOptions({ scope: "all", limit: 20_000 }))
  const counts = { optimal: 0, ordered: 0, infeasible: 0, open: 0 }
  for (let seed = 0; seed < 1000; seed++) {
    const random = new RandomStream(seed, "kinds of constraints that cost")
    const drawn = Array.from({ length: 1 + random.below(5) }, () => kinds[random.below(kinds.length)]!)
    const input = drawConstrained(drawn, seed)
    const result = solveEntropy(orThrow(entropyProblem(input)), options)
    const { least } = new AllPlans(input)
    if (result.status === "optimal") {
      counts.optimal++
      if (result.plan.actions.some(({ pool }) => pool > 0)) counts.ordered++
      // A plan over a pivot is not among all plans here, but nothing here may be cheaper.
      const expected = bypasses(result.plan) ? Math.max(least, result.plan.cost) : result.plan.cost
      expect({ seed, least }).toEqual({ seed, least: expected })
    } else if (result.status === "infeasible") {
      counts.infeasible++
      expect({ seed, least }).toEqual({ seed, least: Infinity })
    } else counts.open++
  }
  expect(counts.optimal).toBeGreaterThan(300)
  expect(counts.ordered).toBeGreaterThan(10)
  expect(counts.infeasible).toBeGreaterThan(300)
  expect(counts.open).toBeLessThan(10)
})

/** Whether a VM has two actions. */
function bypasses({ actions }: { readonly actions: readonly { readonly vm: string }[] }): boolean {
  return new Set(actions.map(({ vm }) => vm)).size < actions.length
}
