/*
 * Hosts that are equal for what is left to decide.
 *
 * A host is plain when no VM is, or has its image, there that may move or leave. Two plain hosts with the same free CPU and
 * memory are exchanged for each other in any plan without a change of its cost, so of each class only the first host has
 * to be tried. Safe only without placement constraints, since these may tell hosts apart.
 *
 * A table with open addressing finds the classes in O(hosts); it is filled anew for each question.
 */
export class EqualHosts {
  readonly #plain: Uint8Array
  readonly #table: Int32Array
  /** 1 for a host that an earlier one stands for, after {@link find}. */
  readonly standsBehind: Uint8Array

  /** `plain` is 1 for a plain host. */
  constructor(plain: Uint8Array) {
    this.#plain = plain
    this.#table = new Int32Array(2 ** Math.ceil(Math.log2(2 * plain.length + 2)))
    this.standsBehind = new Uint8Array(plain.length)
  }

  find(freeCpu: Float64Array, freeMemory: Float64Array): void {
    const table = this.#table.fill(-1)
    const mask = table.length - 1
    for (let host = 0; host < freeCpu.length; host++) {
      this.standsBehind[host] = 0
      if (this.#plain[host] === 0) continue
      const cpu = freeCpu[host]!
      const memory = freeMemory[host]!
      // The remainders keep 32 bits of numbers that have up to 53.
      const hash = Math.imul(cpu % 4294967291, 0x9e3779b1) ^ Math.imul(memory % 4294967291, 0x85ebca6b)
      let slot = (hash ^ (hash >>> 15)) & mask
      for (let other = table[slot]!; other >= 0; other = table[slot]!) {
        if (freeCpu[other] === cpu && freeMemory[other] === memory) {
          this.standsBehind[host] = 1
          break
        }
        slot = (slot + 1) & mask
      }
      if (this.standsBehind[host] === 0) table[slot] = host
    }
  }
}
