/*
 * Hosts that are equal for what is left to decide.
 *
 * A host is plain when no VM is, or has its image, there that may move or leave. Two plain hosts with the same free CPU and
 * memory are exchanged for each other in any plan without a change of its cost, so only one of each class has to be tried.
 * Safe only without placement constraints, since these may tell hosts apart.
 *
 * A table with open addressing remembers a host of each class that was asked about; a question is O(1).
 */
export class EqualHosts {
  readonly #plain: Uint8Array
  readonly #table: Int32Array

  /** `plain` is 1 for a plain host. */
  constructor(plain: Uint8Array) {
    this.#plain = plain
    this.#table = new Int32Array(2 ** Math.ceil(Math.log2(2 * plain.length + 2)))
  }

  /** Forgets all hosts. O(hosts). */
  clear(): void {
    this.#table.fill(-1)
  }

  /** Whether no equal of this host was asked about before. */
  isNew(host: number, freeCpu: Float64Array, freeMemory: Float64Array): boolean {
    if (this.#plain[host] === 0) return true
    const table = this.#table
    const cpu = freeCpu[host]!
    const memory = freeMemory[host]!
    // The remainders keep 32 bits of numbers that have up to 53.
    const hash = Math.imul(cpu % 4294967291, 0x9e3779b1) ^ Math.imul(memory % 4294967291, 0x85ebca6b)
    let slot = (hash ^ (hash >>> 15)) & (table.length - 1)
    for (let other = table[slot]!; other >= 0; other = table[slot]!) {
      if (freeCpu[other] === cpu && freeMemory[other] === memory) return false
      slot = (slot + 1) & (table.length - 1)
    }
    table[slot] = host
    return true
  }
}
