/*
 * The cheapest set of VMs that has to leave a host, or a lower bound of its cost.
 *
 * Problem     items i with cpu_i, memory_i and penalty p_i (what it costs more to have i elsewhere); find x in {0, 1}^n
 *
 *               min sum p_i x_i   with   sum cpu_i x_i >= C   and   sum memory_i x_i >= M
 *
 *             C and M being what the host has too little: a knapsack cover in two dimensions.
 * Bound       each dimension alone, x in [0, 1]: items by rising penalty per unit until the need is met, the last one in
 *             part; the larger of the two bounds, rounded up to a multiple of the greatest common divisor of the
 *             penalties, as every sum of them is one.
 * Search      depth first over items by rising penalty per unit of what is needed most; taken first, then left.
 * Cost        a sort is done beforehand; a search step is O(n), and there are at most `mostSteps`, after which the bound
 *             of the root is given. Hosts have tens of VMs, and most searches end at the first leaf.
 */

const mostSteps = 200

/** The VMs of a host, sorted for the bound. Numbers are positions in these arrays. */
export interface Leavers {
  readonly vm: Int32Array
  readonly cpu: Float64Array
  readonly memory: Float64Array
  readonly penalty: Float64Array
  /** Positions by rising penalty per unit of CPU, and of memory. */
  readonly byCpu: Int32Array
  readonly byMemory: Int32Array
}

/** Sorts the VMs that may leave a host. */
export function leavers(
  vms: readonly number[],
  cpuOf: Float64Array,
  memoryOf: Float64Array,
  penaltyOf: Float64Array,
): Leavers {
  const column = (of: Float64Array) => Float64Array.from(vms, (vm) => of[vm]!)
  const [cpu, memory, penalty] = [column(cpuOf), column(memoryOf), column(penaltyOf)]
  const perUnit = (i: number, amount: Float64Array) => (amount[i]! > 0 ? penalty[i]! / amount[i]! : Infinity)
  const sorted = (amount: Float64Array) =>
    Int32Array.from(vms.keys()).sort((a, b) => {
      const [first, second] = [perUnit(a, amount), perUnit(b, amount)]
      return first < second ? -1 : first > second ? 1 : amount[b]! - amount[a]! || a - b
    })
  return { vm: Int32Array.from(vms), cpu, memory, penalty, byCpu: sorted(cpu), byMemory: sorted(memory) }
}

/** Greatest common divisor, 0 for no numbers. */
export function commonDivisor(numbers: Iterable<number>): number {
  let divisor = 0
  for (let n of numbers) while (n > 0) [divisor, n] = [n, divisor % n]
  return divisor
}

/** Finds cheapest leavers; `step` divides every penalty. The arrays it works with are kept from call to call. */
export class CheapestLeavers {
  readonly #step: number
  #closed = new Uint8Array(64)
  #items!: Leavers
  #order!: Int32Array
  #best = 0
  #steps = 0

  constructor(step: number) {
    this.#step = step
  }

  /**
   * The least penalty that frees `cpu` and `memory`, or a lower bound of it; infinite when all together do not. Items
   * whose VM has a place already (`place[vm] >= 0`) are not there any more.
   */
  cost(items: Leavers, place: Int32Array, cpu: number, memory: number): number {
    if (cpu <= 0 && memory <= 0) return 0
    const count = items.vm.length
    if (this.#closed.length < count) this.#closed = new Uint8Array(2 * count)
    for (let i = 0; i < count; i++) this.#closed[i] = place[items.vm[i]!]! >= 0 ? 1 : 0
    this.#items = items
    const atLeast = this.#bound(cpu, memory)
    if (atLeast === Infinity) return Infinity
    this.#order = cpu > 0 ? items.byCpu : items.byMemory
    this.#best = Infinity
    this.#steps = 0
    this.#search(0, cpu, memory, 0, atLeast)
    return this.#steps > mostSteps ? atLeast : this.#best
  }

  #search(from: number, cpu: number, memory: number, spent: number, goal: number): void {
    if (cpu <= 0 && memory <= 0) {
      this.#best = Math.min(this.#best, spent)
      return
    }
    if (++this.#steps > mostSteps || spent + this.#bound(cpu, memory) >= this.#best) return
    let at = from
    while (this.#closed[this.#order[at]!] === 1) at++
    const item = this.#order[at]!
    const { cpu: cpus, memory: memories, penalty } = this.#items
    this.#closed[item] = 1
    this.#search(at + 1, cpu - cpus[item]!, memory - memories[item]!, spent + penalty[item]!, goal)
    if (this.#best > goal) this.#search(at + 1, cpu, memory, spent, goal)
    this.#closed[item] = 0
  }

  #bound(cpu: number, memory: number): number {
    const { byCpu, byMemory, cpu: cpus, memory: memories } = this.#items
    const alone = Math.max(this.#alone(byCpu, cpus, cpu), this.#alone(byMemory, memories, memory))
    if (alone === Infinity || this.#step === 0) return alone
    return Math.ceil((alone * (1 - 1e-12)) / this.#step) * this.#step
  }

  #alone(order: Int32Array, amount: Float64Array, need: number): number {
    let left = need
    let cost = 0
    for (let at = 0; left > 0; at++) {
      if (at === order.length) return Infinity
      const item = order[at]!
      if (this.#closed[item] === 1) continue
      if (amount[item]! === 0) return Infinity
      const { penalty } = this.#items
      cost += amount[item]! <= left ? penalty[item]! : (penalty[item]! * left) / amount[item]!
      left -= amount[item]!
    }
    return cost
  }
}
