/*
 * First fit: the first host, in a given order, that has room for a VM.
 *
 * A segment tree over the hosts keeps for each range the most free CPU and the most free memory of any host in it. A range whose
 * maxima are too small is passed by in one step; both may be of different hosts, so a range that is entered may turn out to
 * hold nothing.
 *
 * Cost     change O(log H). first O(log H) where one resource decides, as CPU mostly does; O(H) at worst.
 */
export class FirstFit {
  /** Leaves begin at this position; node i has the children 2 i and 2 i + 1. */
  readonly #leaves: number
  readonly #cpu: Float64Array
  readonly #memory: Float64Array

  /** What hosts have free, in their order. Less than 0 is overloaded. */
  constructor(freeCpu: Float64Array, freeMemory: Float64Array) {
    this.#leaves = 2 ** Math.ceil(Math.log2(Math.max(1, freeCpu.length)))
    this.#cpu = new Float64Array(2 * this.#leaves).fill(Number.NEGATIVE_INFINITY)
    this.#memory = new Float64Array(2 * this.#leaves).fill(Number.NEGATIVE_INFINITY)
    this.#cpu.set(freeCpu, this.#leaves)
    this.#memory.set(freeMemory, this.#leaves)
    for (let node = this.#leaves - 1; node > 0; node--) this.#lookAt(node)
  }

  freeCpu(host: number): number {
    return this.#cpu[this.#leaves + host]!
  }

  freeMemory(host: number): number {
    return this.#memory[this.#leaves + host]!
  }

  /** The host has so much more free; less where it is negative. */
  change(host: number, cpu: number, memory: number): void {
    let node = this.#leaves + host
    this.#cpu[node]! += cpu
    this.#memory[node]! += memory
    for (node >>= 1; node > 0; node >>= 1) this.#lookAt(node)
  }

  /** The first host with so much free; -1 when there is none. */
  first(cpu: number, memory: number): number {
    return this.#firstIn(1, cpu, memory)
  }

  #firstIn(node: number, cpu: number, memory: number): number {
    if (this.#cpu[node]! < cpu || this.#memory[node]! < memory) return -1
    if (node >= this.#leaves) return node - this.#leaves
    const left = this.#firstIn(2 * node, cpu, memory)
    return left >= 0 ? left : this.#firstIn(2 * node + 1, cpu, memory)
  }

  #lookAt(node: number): void {
    this.#cpu[node] = Math.max(this.#cpu[2 * node]!, this.#cpu[2 * node + 1]!)
    this.#memory[node] = Math.max(this.#memory[2 * node]!, this.#memory[2 * node + 1]!)
  }
}
