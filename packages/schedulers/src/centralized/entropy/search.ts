/*
 * Depth-first branch and bound over placements.
 *
 * Order      VMs in the order of the heuristic. For each VM first its home; then hosts that are not overloaded today, then
 *            those that are, each group in the order of the heuristic, then in the order given.
 * Prune      where the bound of the placement is above the target, or not below the best plan known; where the open VMs do
 *            not fit into what is left; without constraints also hosts that are equal to an earlier one, and the home of a VM
 *            whose equal (same demands, same home) has left it just before.
 * Leaf       all VMs have their host: a plan is made for them, and its cost is what counts.
 * Work       a host tried is a node, and so is an action for which a place in a plan was sought. The search stops by this
 *            count only, so it does the same on every machine.
 * Cost       a node is O(hosts).
 * Source     Entropy's search as VMPlaceS calls it (stay, then worst fit among hosts that are not overloaded, then among
 *            those that are); the bounds and the symmetries are ours.
 */
import type { EntropyProblem } from "./entropyProblem.ts"
import { EqualHosts } from "./equalHosts.ts"
import type { HostOrder, VmOrder } from "./heuristics.ts"
import { PartialPlacement } from "./partialPlacement.ts"
import type { PlannedTarget } from "./planTarget.ts"
import { overloadedHosts, type Scope } from "./scope.ts"

/** Makes the plan to a placement, given a lower bound of its cost. */
export type Planner = (place: Int32Array, atLeast: number) => PlannedTarget

export class Search {
  /** Nodes searched, in all runs. */
  nodes = 0
  best: PlannedTarget | undefined = undefined
  /** Whether the last run has looked at all placements up to its target. */
  exhausted = false
  /** When it has: the least bound above the target. */
  next = Infinity
  /** The least lower bound of a placement whose plan may not be its cheapest, of all runs. */
  unproved = Infinity

  readonly placement: PartialPlacement
  readonly #problem: EntropyProblem
  readonly #planner: Planner
  readonly #overloaded: Uint8Array
  readonly #equal: EqualHosts | undefined
  /** The VM just before in the order that is its equal; -1 for none. */
  readonly #twin: Int32Array
  /** For each depth: -2 before the first try, -1 after home, then the last host tried. */
  readonly #last: Int32Array

  constructor(problem: EntropyProblem, scope: Scope, vmOrder: VmOrder, sequenced: boolean, planner: Planner) {
    const open = Array.from(scope.open.keys()).filter((vm) => scope.open[vm] === 1)
    const order = Int32Array.from(open.sort((a, b) => vmOrder(problem, a, b) || a - b))
    this.#problem = problem
    this.#planner = planner
    this.#overloaded = overloadedHosts(problem)
    this.placement = new PartialPlacement(problem, order, sequenced)
    this.#last = new Int32Array(order.length + 1)
    const free = problem.constraints.length === 0
    this.#equal = free ? new EqualHosts(this.placement.plain) : undefined
    this.#twin = order.map((vm, i) =>
      free && i > 0 && this.#areTwins(vm, order[i - 1]!) ? order[i - 1]! : -1,
    )
  }

  /** A lower bound of the cost of any plan; infinite when there is none. O(open VMs x hosts). */
  rootBound(): number {
    const { order, bound, freeCpu } = this.placement
    if (!this.placement.roomLeft()) return Infinity
    for (let host = 0; host < freeCpu.length; host++) if (freeCpu[host]! < 0) return Infinity
    const fits = (vm: number) => freeCpu.some((_, host) => this.placement.allows(vm, host))
    return order.every(fits) ? bound : Infinity
  }

  /**
   * Looks for a plan that costs less than the best one, through placements whose bound is at most `target`; ends with the
   * first that costs at most `target`.
   */
  run(target: number, prefer: HostOrder, mostNodes: number): void {
    const { placement } = this
    const { order } = placement
    const until = this.nodes + mostNodes
    this.next = Infinity
    this.exhausted = false
    let depth = 0
    this.#last[0] = -2
    while (depth >= 0) {
      if (depth === order.length) {
        this.#leaf()
        if (this.#bestCost() <= target) break
      } else {
        if (this.nodes >= until) break
        const host = this.#nextHost(depth, prefer)
        if (host >= 0) {
          this.nodes++
          placement.put(host)
          const { bound } = placement
          if (bound <= target && bound < this.#bestCost() && placement.roomLeft()) {
            this.#last[++depth] = -2
            continue
          }
          if (bound > target) this.next = Math.min(this.next, bound)
          placement.takeBack()
          continue
        }
      }
      if (--depth >= 0) placement.takeBack()
    }
    this.exhausted = depth < 0
    while (depth-- > 0) placement.takeBack()
  }

  #bestCost(): number {
    return this.best?.cost ?? Infinity
  }

  #leaf(): void {
    const planned = this.#planner(this.placement.place, this.placement.bound)
    this.nodes += planned.work
    if (planned.cost < this.#bestCost()) this.best = planned
    if (planned.atLeast < planned.cost) this.unproved = Math.min(this.unproved, planned.atLeast)
  }

  #areTwins(a: number, b: number): boolean {
    const { home, runsAt, vmCpu, vmMemory } = this.#problem
    const alike = vmCpu[a] === vmCpu[b] && vmMemory[a] === vmMemory[b]
    return alike && home[a]! >= 0 && home[a] === home[b] && runsAt[a] === runsAt[b]
  }

  /** The host to try next for the VM at this depth; -1 when all were tried. */
  #nextHost(depth: number, prefer: HostOrder): number {
    const { placement } = this
    const vm = placement.order[depth]!
    const home = this.#problem.home[vm]!
    if (this.#last[depth] === -2) {
      this.#last[depth] = -1
      const twin = this.#twin[depth]!
      const mayStay = home >= 0 && (twin < 0 || placement.place[twin] === home)
      if (mayStay && placement.allows(vm, home)) return home
    }
    const last = this.#last[depth]!
    if (last >= 0) this.#equal?.find(placement.freeCpu, placement.freeMemory)
    let next = -1
    for (let host = 0; host < placement.freeCpu.length; host++) {
      if (host === home || !placement.allows(vm, host)) continue
      if (last >= 0) {
        if (this.#equal?.standsBehind[host] === 1) continue
        if (this.#compare(prefer, vm, last, host) >= 0) continue
      }
      if (next < 0 || this.#compare(prefer, vm, host, next) < 0) next = host
    }
    if (next >= 0) this.#last[depth] = next
    return next
  }

  #compare(prefer: HostOrder, vm: number, a: number, b: number): number {
    const group = this.#overloaded[a]! - this.#overloaded[b]!
    return group || prefer(this.placement, this.#problem, vm, a, b) || a - b
  }
}
