/*
 * Depth-first branch and bound over placements.
 *
 * Order      VMs in the order in which they were opened, then in that of the heuristic. For each VM first its home; then
 *            hosts that are not overloaded today, then those that are, then those that are off; in each group
 *            first those where nobody has to wait until others have left; then in the order of the heuristic, then in the
 *            order given.
 * Prune      where the bound of the placement is above the target, or not below the best plan known; where the open VMs do
 *            not fit into what is left; without constraints also hosts that are equal to an earlier one, and the home of a VM
 *            whose equal (same demands, same home) has left it just before.
 * Leaf       all VMs have their host: a plan is made for them, and its cost is what counts.
 * Work       a host tried is a node, and so is an action for which a place in a plan was sought. The search stops by this
 *            count only, so it does the same on every machine.
 * Cost       a node is O(hosts); the first to ask for a second host at its depth sorts those that are allowed.
 * Source     Entropy's search as VMPlaceS calls it (stay, then worst fit among hosts that are not overloaded, then among
 *            those that are); the bounds and the symmetries are ours.
 */
import { eachHasAHost } from "./eachHasAHost.ts"
import type { EntropyProblem } from "./entropyProblem.ts"
import { EqualHosts } from "./equalHosts.ts"
import type { HostOrder, VmOrder } from "./heuristics.ts"
import { holesSuffice } from "./holes.ts"
import { PartialPlacement } from "./partialPlacement.ts"
import type { PlannedTarget } from "./planTarget.ts"
import { overloadedHosts, type Scope } from "./scope.ts"

/** Makes the plan to a placement, given a lower bound of its cost. */
export type Planner = (place: Int32Array, atLeast: number) => PlannedTarget

/** What all searches of one problem have found and done together. */
export interface Progress {
  best: PlannedTarget | undefined
  nodes: number
  /** The least lower bound of a placement whose plan may not be its cheapest. */
  unproved: number
}

/** The search with one order of VMs. Runs start at the root; what they found together is in the progress. */
export class Search {
  /** Whether the last run has looked at all placements up to its target. */
  exhausted = false
  /** When it has: the least bound above the target. */
  next = Infinity

  readonly placement: PartialPlacement
  readonly #problem: EntropyProblem
  readonly #planner: Planner
  readonly #progress: Progress
  /** 0 for a host that is in order, 1 for one that is overloaded today, 2 for one that is off. */
  readonly #group: Uint8Array
  readonly #equal: EqualHosts | undefined
  /** How much dearer waiting gets on each host, for the VM that looks for one. */
  readonly #waits: Float64Array
  /** The VM just before in the order that is its equal; -1 for none. */
  readonly #twin: Int32Array
  /** For each depth: -2 before the first try, -1 after home, then the first host tried. */
  readonly #first: Int32Array
  /** For each depth where a second host was asked for: the hosts after the first one, in order; and the next of them. */
  readonly #others: Int32Array[] = []
  readonly #cursor: Int32Array

  constructor(
    problem: EntropyProblem,
    scope: Scope,
    vmOrder: VmOrder,
    sequenced: boolean,
    planner: Planner,
    progress: Progress,
  ) {
    const { open } = scope
    const vms = Array.from(open.keys()).filter((vm) => open[vm]! > 0)
    vms.sort((a, b) => open[a]! - open[b]! || vmOrder(problem, a, b) || a - b)
    const order = Int32Array.from(vms)
    this.#problem = problem
    this.#planner = planner
    this.#progress = progress
    this.#group = overloadedHosts(problem).map((overloaded, host) =>
      problem.isOn[host] === 0 ? 2 : overloaded,
    )
    this.placement = new PartialPlacement(problem, order, sequenced)
    this.#first = new Int32Array(order.length + 1)
    this.#cursor = new Int32Array(order.length + 1)
    const free = problem.constraints.length === 0
    this.#equal = free ? new EqualHosts(this.placement.plain) : undefined
    this.#waits = new Float64Array(problem.hosts.length)
    this.#twin = order.map((vm, i) =>
      free && i > 0 && this.#areTwins(vm, order[i - 1]!) ? order[i - 1]! : -1,
    )
  }

  /** A lower bound of the cost of any plan; infinite when there is none. O((open VMs + distinct demands) x hosts). */
  rootBound(): number {
    const { order, bound, freeCpu, freeMemory } = this.placement
    if (!this.placement.roomLeft() || freeCpu.some(isNegative) || freeMemory.some(isNegative)) return Infinity
    const { vmCpu, vmMemory } = this.#problem
    if (!holesSuffice(order, vmCpu, freeCpu) || !holesSuffice(order, vmMemory, freeMemory)) return Infinity
    return eachHasAHost(this.#problem, this.placement) ? bound : Infinity
  }

  /**
   * Looks for a plan that costs less than the best one, through placements whose bound is at most `target`; ends with the
   * first that costs at most `target`.
   */
  run(target: number, prefer: HostOrder, mostNodes: number): void {
    const { placement } = this
    const { order } = placement
    const progress = this.#progress
    const until = progress.nodes + mostNodes
    this.next = Infinity
    this.exhausted = false
    let depth = 0
    this.#first[0] = -2
    while (depth >= 0) {
      if (depth === order.length) {
        this.#leaf()
        if (this.#bestCost() <= target) break
      } else {
        if (progress.nodes >= until) break
        const host = this.#nextHost(depth, prefer)
        if (host >= 0) {
          progress.nodes++
          placement.put(host)
          const { bound } = placement
          if (bound <= target && bound < this.#bestCost() && placement.roomLeft()) {
            this.#first[++depth] = -2
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
    return this.#progress.best?.cost ?? Infinity
  }

  #leaf(): void {
    const { place, bound } = this.placement
    const planned = this.#planner(place, bound)
    const progress = this.#progress
    progress.nodes += planned.work
    if (planned.cost < this.#bestCost()) progress.best = planned
    if (planned.atLeast < planned.cost) progress.unproved = Math.min(progress.unproved, planned.atLeast)
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
    if (this.#first[depth] === -2) {
      this.#first[depth] = -1
      const twin = this.#twin[depth]!
      const mayStay = home >= 0 && (twin < 0 || placement.place[twin] === home)
      if (mayStay && placement.allows(vm, home)) return home
    }
    if (this.#first[depth] === -1) {
      let first = -1
      for (let host = 0; host < placement.freeCpu.length; host++) {
        if (host === home || !placement.allows(vm, host)) continue
        this.#waits[host] = placement.waitFor(vm, host)
        if (first < 0 || this.#compare(prefer, vm, host, first) < 0) first = host
      }
      if (first < 0) return -1
      this.#first[depth] = first
      this.#cursor[depth] = -1
      return first
    }
    if (this.#cursor[depth] === -1) {
      this.#others[depth] = this.#otherHosts(vm, home, this.#first[depth]!, prefer)
      this.#cursor[depth] = 0
    }
    return this.#others[depth]![this.#cursor[depth]!++] ?? -1
  }

  #otherHosts(vm: number, home: number, first: number, prefer: HostOrder): Int32Array {
    const { placement } = this
    const hosts: number[] = []
    this.#equal?.clear()
    this.#equal?.isNew(first, placement.freeCpu, placement.freeMemory)
    for (let host = 0; host < placement.freeCpu.length; host++) {
      if (host === home || host === first || !placement.allows(vm, host)) continue
      if (this.#equal?.isNew(host, placement.freeCpu, placement.freeMemory) === false) continue
      this.#waits[host] = placement.waitFor(vm, host)
      hosts.push(host)
    }
    return Int32Array.from(hosts.sort((a, b) => this.#compare(prefer, vm, a, b)))
  }

  #compare(prefer: HostOrder, vm: number, a: number, b: number): number {
    const group = this.#group[a]! - this.#group[b]!
    const wait = this.#waits[a]! - this.#waits[b]!
    return group || wait || prefer(this.placement, this.#problem, vm, a, b) || a - b
  }
}

const isNegative = (left: number) => left < 0
