/*
 * The cheapest plan by brute force: the oracle of Entropy's search and planner, for a handful of VMs. It shares nothing with them.
 *
 * All placements without an overload, and all plans to each: every pool of actions that fits, one after the other, with the prices of
 * plan.ts and memoryCosts. A plan may send each VM that runs over one pivot, or none at all. Demands are in tenths of a core.
 *
 * Cost     exponential: three hosts and five VMs are a good deal.
 */
import type { EntropyInput } from "../centralized/entropy/entropyProblem.ts"

/** A VM in this search: where it holds room (-1: nowhere), where it shall (-1: nowhere), and what its action costs. */
interface Piece {
  readonly cpu: number
  readonly memory: number
  readonly at: number
  readonly target: number
  readonly cost: number
  readonly bypassed: boolean
}

class BruteForce {
  readonly hosts: readonly { readonly cpu: number; readonly memory: number }[]
  readonly bypass: boolean
  best = Infinity

  constructor(hosts: EntropyInput["hosts"], bypass: boolean) {
    this.hosts = hosts.map(({ cpu, memory }) => ({ cpu: 10 * cpu, memory }))
    this.bypass = bypass
  }

  /** Tries every pool that can come next; `earlier` is the cost of the pools so far, `spent` that of their actions. */
  play(pieces: readonly Piece[], earlier: number, spent: number): void {
    const pending = pieces.filter(({ at, target }) => at !== target)
    const rest = pending.reduce((sum, { cost }) => sum + cost + earlier, 0)
    if (spent + rest >= this.best) return
    if (pending.length === 0) this.best = spent
    else this.#choose(pieces, 0, [], earlier, spent)
  }

  /** Lets each piece stay, start for its target, or start for a pivot, if there is room beside those chosen before. */
  #choose(
    pieces: readonly Piece[],
    i: number,
    going: readonly (readonly [number, number])[],
    earlier: number,
    spent: number,
  ): void {
    if (i === pieces.length) {
      if (going.length === 0) return
      const after = [...pieces]
      let most = 0
      let sum = spent
      for (const [piece, to] of going) {
        const { cost, target } = pieces[piece]!
        after[piece] = { ...pieces[piece]!, at: to, bypassed: to !== target }
        most = Math.max(most, cost)
        sum += cost + earlier
      }
      this.play(after, earlier + most, sum)
      return
    }
    this.#choose(pieces, i + 1, going, earlier, spent)
    const { at, target, bypassed } = pieces[i]!
    if (at === target) return
    const pivots = this.bypass && at >= 0 && target >= 0 && !bypassed ? this.hosts.keys() : []
    for (const to of new Set([target, ...pivots])) {
      if (to !== at && this.#fits(pieces, going, i, to))
        this.#choose(pieces, i + 1, [...going, [i, to]], earlier, spent)
    }
  }

  #fits(
    pieces: readonly Piece[],
    going: readonly (readonly [number, number])[],
    i: number,
    to: number,
  ): boolean {
    if (to < 0) return true
    const there = pieces.filter(
      ({ at }, p) => at === to || p === i || going.some(([g, host]) => g === p && host === to),
    )
    const used = (of: "cpu" | "memory") => there.reduce((sum, piece) => sum + piece[of], 0)
    return (["cpu", "memory"] as const).every((of) => pieces[i]![of] === 0 || used(of) <= this.hosts[to]![of])
  }
}

/** Every placement of the VMs that shall run in which no host is overloaded, with what each VM has to do. */
function* targets({ hosts, vms }: EntropyInput): Generator<Piece[]> {
  const choices = vms.map(({ name: _, ...vm }): Piece[] => {
    const { state = "running", target = "running", memory } = vm
    const home = hosts.findIndex(({ name }) => name === vm.host)
    const at = state === "running" ? home : -1
    const piece = { cpu: Math.round(10 * vm.cpu), memory, at, bypassed: false }
    if (target !== "running") return [{ ...piece, target: -1, cost: target === "terminated" ? 0 : memory }]
    return hosts.map((_, to) => {
      const cost = state === "waiting" ? 0 : state === "sleeping" && to !== home ? 2 * memory : memory
      return { ...piece, target: to, cost }
    })
  })
  function* from(i: number, chosen: readonly Piece[]): Generator<Piece[]> {
    if (i === choices.length) return yield [...chosen]
    for (const piece of choices[i]!) {
      const all = [...chosen, piece]
      const there = all.filter(({ target }) => target === piece.target)
      const host = hosts[piece.target]
      const used = (of: "cpu" | "memory") => there.reduce((sum, each) => sum + each[of], 0)
      if (host !== undefined && (used("cpu") > 10 * host.cpu || used("memory") > host.memory)) continue
      yield* from(i + 1, all)
    }
  }
  yield* from(0, [])
}

/** What brute force finds; costs are infinite where there is no plan. */
export interface CheapestPlans {
  /** Of plans without a bypass, for each target that has one; of all others with one. */
  readonly plain: number
  /** Of all plans that have one bypass a VM at most. */
  readonly any: number
  /** Whether there is a placement without an overload. */
  readonly viable: boolean
}

/** The cost of the cheapest plans; see the head of this file. The input has to be right, and without constraints. */
export function cheapestPlansByBruteForce(input: EntropyInput): CheapestPlans {
  let [plain, any, viable] = [Infinity, Infinity, false]
  for (const pieces of targets(input)) {
    viable = true
    const direct = new BruteForce(input.hosts, false)
    direct.play(pieces, 0, 0)
    const all = new BruteForce(input.hosts, true)
    all.best = direct.best
    all.play(pieces, 0, 0)
    plain = Math.min(plain, direct.best === Infinity ? all.best : direct.best)
    any = Math.min(any, all.best)
  }
  return { plain, any, viable }
}
