/*
 * A placement while it is searched for: some VMs have their host, the others are open; and what it will cost at least.
 *
 * Notation   home(v): where VM v costs least (where it runs, or its image lies), none where a constraint forbids it for good; U_h: open VMs whose home is h; free_h:
 *            capacity less VMs that stay for certain or have been put; spare_h: free_h less U_h.
 * Bound      sum of the costs of what was put, of leaving, and of the rest at its cheapest
 *            + sum over h of the cheapest set of U_h that has to leave so that the others fit (cheapestLeavers.ts), or of what
 *            pairs in U_h cost that may not both stay (exclusivePairs.ts), if that is more
 *            + sum over h of what those put there have to wait for (arrivals.ts). Only when plans are sequenced.
 *            The sets U_h are disjoint, and waiting comes on top of the actions' own costs, so the sum is a lower bound of
 *            the plan's cost.
 * Room       what is left must fit in total, where hosts that the smallest open demand does not fit into are not counted.
 * Cost       put and takeBack are O(VMs of two hosts); roomLeft is O(hosts).
 */
import { Arrivals } from "./arrivals.ts"
import { CheapestLeavers, commonDivisor, type Leavers, leavers } from "./cheapestLeavers.ts"
import type { EntropyProblem } from "./entropyProblem.ts"
import { type ExclusivePair, exclusivePairs } from "./exclusivePairs.ts"
import { type Rules, searchRules } from "./rules.ts"

/** VMs are put and taken back as on a stack, in a fixed order. */
export class PartialPlacement {
  /** The host of each VM; -1 for one that is open, or shall not run. */
  readonly place: Int32Array
  /** Room that is left, without the open VMs. */
  readonly freeCpu: Float64Array
  readonly freeMemory: Float64Array
  /** Room that is left if all open VMs stay at home; less than 0 where they cannot. */
  readonly spareCpu: Float64Array
  readonly spareMemory: Float64Array
  /** The VMs that are decided, in this order. */
  readonly order: Int32Array
  /** 1 for a host that is on, where no VM is that may go, and no image. */
  readonly plain: Uint8Array
  /** Lower bound of the cost of any plan that comes from here; infinite when there is none. */
  bound: number

  readonly #problem: EntropyProblem
  /** Only when plans are sequenced. */
  readonly #arrivals: Arrivals | undefined
  readonly #rules: Rules | undefined
  readonly #home: Int32Array
  readonly #leavers: CheapestLeavers
  readonly #atHome: readonly Leavers[]
  readonly #pairs: readonly (readonly ExclusivePair[])[]
  readonly #leaving: Float64Array
  /** For each number of VMs put: the smallest open demand, and the sum of the open demands. */
  readonly #least: { readonly cpu: Float64Array; readonly memory: Float64Array }
  readonly #rest: { readonly cpu: Float64Array; readonly memory: Float64Array }
  /** What a put has changed: the bound, and what it costs to leave the home and the host. */
  readonly #trail: Float64Array
  #depth = 0

  /** `order` has every open VM once. With `sequenced` a plan is a sequence of pools, else all starts at once. */
  constructor(problem: EntropyProblem, order: Int32Array, sequenced: boolean) {
    const { hosts, vms, vmCpu, vmMemory, home, runsAt, shallRun, costAtHome, costElsewhere } = problem
    const count = hosts.length
    this.#problem = problem
    this.#arrivals = sequenced ? new Arrivals(problem) : undefined
    this.order = order
    this.place = new Int32Array(vms.length).fill(-1)
    this.plain = Uint8Array.from(hosts, ({ power = "on" }) => (power === "on" ? 1 : 0))
    this.freeCpu = problem.hostCpu.slice()
    this.freeMemory = problem.hostMemory.slice()
    this.spareCpu = problem.hostCpu.slice()
    this.spareMemory = problem.hostMemory.slice()
    this.#leaving = new Float64Array(count)
    this.#trail = new Float64Array(3 * order.length)
    this.#rules = searchRules(problem)

    const open = new Uint8Array(vms.length)
    for (const vm of order) open[vm] = 1
    const atHome = hosts.map((): number[] => [])
    this.bound = 0
    for (let vm = 0; vm < vms.length; vm++) {
      const now = runsAt[vm]!
      if (open[vm] === 1) continue
      if (shallRun[vm] === 1) {
        this.place[vm] = now
        this.#take(vm, now, 1)
        this.#rules?.put(vm, now)
      } else if (now >= 0) {
        this.bound += problem.costToLeave[vm]!
        this.plain[now] = 0
        this.#arrivals?.mayLeave(now, problem.costToLeave[vm]!)
      }
    }
    this.#home = home.slice()
    for (const vm of [...order].sort((a, b) => a - b)) {
      const now = runsAt[vm]!
      if (now >= 0) this.#arrivals?.mayLeave(now, costElsewhere[vm]!)
      if (home[vm]! >= 0) this.plain[home[vm]!] = 0
      // Rules only ever forbid more, so who may not stay now has to go.
      if (home[vm]! >= 0 && this.#rules?.allows(vm, home[vm]!) === false) this.#home[vm] = -1
      const cheapest = this.#home[vm]!
      this.bound += cheapest < 0 ? costElsewhere[vm]! : Math.min(costAtHome[vm]!, costElsewhere[vm]!)
      if (cheapest < 0) continue
      atHome[cheapest]!.push(vm)
      this.#wants(vm, cheapest, 1)
    }
    const penalty = Float64Array.from(costElsewhere, (cost, vm) => Math.max(0, cost - costAtHome[vm]!))
    this.#atHome = atHome.map((list) => (list.length > 0 ? leavers(list, vmCpu, vmMemory, penalty) : nobody))
    const rules = this.#rules
    this.#pairs =
      rules === undefined ? [] : atHome.map((list, host) => exclusivePairs(list, host, rules, penalty))
    this.#leavers = new CheapestLeavers(commonDivisor(Array.from(order, (vm) => penalty[vm]!)))
    for (let host = 0; host < count; host++) this.#lookAt(host)
    this.#least = {
      cpu: this.#suffix(vmCpu, Math.min, Infinity),
      memory: this.#suffix(vmMemory, Math.min, Infinity),
    }
    this.#rest = { cpu: this.#suffix(vmCpu, sum, 0), memory: this.#suffix(vmMemory, sum, 0) }
  }

  /** Whether the VM fits on the host, and no constraint forbids it. */
  allows(vm: number, host: number): boolean {
    if (this.#problem.vmCpu[vm]! > this.freeCpu[host]!) return false
    if (this.#problem.vmMemory[vm]! > this.freeMemory[host]!) return false
    return this.#rules?.allows(vm, host) ?? true
  }

  /** How much dearer waiting gets, at least, if the open VM is put on the host; 0 where nobody has to wait. */
  waitFor(vm: number, host: number): number {
    return host === this.#problem.runsAt[vm] ? 0 : (this.#arrivals?.dearer(vm, host) ?? 0)
  }

  /** Puts the next VM of the order on the host. */
  put(host: number): void {
    const vm = this.order[this.#depth]!
    const { runsAt, costAtHome, costElsewhere } = this.#problem
    const from = this.#home[vm]!
    const at = 3 * this.#depth++
    this.#trail[at] = this.bound
    this.#trail[at + 1] = from < 0 ? 0 : this.#leaving[from]!
    this.#trail[at + 2] = this.#leaving[host]!
    if (from >= 0) {
      const least = Math.min(costAtHome[vm]!, costElsewhere[vm]!)
      this.bound += (from === host ? costAtHome[vm]! : costElsewhere[vm]!) - least
      this.#wants(vm, from, -1)
    }
    this.place[vm] = host
    this.#take(vm, host, 1)
    if (host !== runsAt[vm]) this.bound += this.#arrivals?.come(vm, host, 1) ?? 0
    this.#rules?.put(vm, host)
    if (from >= 0) this.#lookAt(from)
    if (from !== host) this.#lookAt(host)
  }

  /** Opens the VM again that was put last. */
  takeBack(): void {
    const at = 3 * --this.#depth
    const vm = this.order[this.#depth]!
    const { runsAt } = this.#problem
    const host = this.place[vm]!
    const from = this.#home[vm]!
    this.#rules?.takeBack(vm, host)
    this.bound = this.#trail[at]!
    this.#leaving[host] = this.#trail[at + 2]!
    if (from >= 0) {
      this.#leaving[from] = this.#trail[at + 1]!
      this.#wants(vm, from, 1)
    }
    this.place[vm] = -1
    this.#take(vm, host, -1)
    if (host !== runsAt[vm]) this.#arrivals?.come(vm, host, -1)
  }

  /** False when the open VMs do not fit into what is left, all hosts taken together. */
  roomLeft(): boolean {
    const leastCpu = this.#least.cpu[this.#depth]!
    const leastMemory = this.#least.memory[this.#depth]!
    let cpu = -this.#rest.cpu[this.#depth]!
    let memory = -this.#rest.memory[this.#depth]!
    for (let host = 0; host < this.freeCpu.length; host++) {
      if (this.freeCpu[host]! < leastCpu || this.freeMemory[host]! < leastMemory) continue
      cpu += this.freeCpu[host]!
      memory += this.freeMemory[host]!
      if (cpu >= 0 && memory >= 0) return true
    }
    return this.#depth === this.order.length
  }

  /** The VM is on the host from now on, or (-1) not any more. */
  #take(vm: number, host: number, sign: 1 | -1): void {
    this.freeCpu[host]! -= sign * this.#problem.vmCpu[vm]!
    this.freeMemory[host]! -= sign * this.#problem.vmMemory[vm]!
    this.#wants(vm, host, sign)
  }

  /** The VM is open, and wants to stay on the host, or (-1) not any more. */
  #wants(vm: number, host: number, sign: 1 | -1): void {
    this.spareCpu[host]! -= sign * this.#problem.vmCpu[vm]!
    this.spareMemory[host]! -= sign * this.#problem.vmMemory[vm]!
  }

  /** What those who want to stay on the host will cost because some of them cannot. */
  #lookAt(host: number): void {
    const items = this.#atHome[host]!
    const toFit = this.#leavers.cost(items, this.place, -this.spareCpu[host]!, -this.spareMemory[host]!)
    let apart = 0
    for (const { first, second, cost } of this.#pairs[host] ?? noPairs) {
      if (this.place[first]! < 0 && this.place[second]! < 0) apart += cost
    }
    const cost = Math.max(toFit, apart)
    // A difference of infinities is no number, and an infinite bound is pruned at once.
    if (cost !== this.#leaving[host]) this.bound += cost - this.#leaving[host]!
    this.#leaving[host] = cost
  }

  #suffix(of: Float64Array, join: (a: number, b: number) => number, none: number): Float64Array {
    const result = new Float64Array(this.order.length + 1).fill(none)
    for (let i = this.order.length - 1; i >= 0; i--) result[i] = join(result[i + 1]!, of[this.order[i]!]!)
    return result
  }
}

const noPairs: readonly ExclusivePair[] = []

const nobody = leavers([], new Float64Array(), new Float64Array(), new Float64Array())

const sum = (a: number, b: number) => a + b
