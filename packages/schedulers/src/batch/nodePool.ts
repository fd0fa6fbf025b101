/** Numbered nodes of which some are free; the lowest go first. For the schedules of this folder. */
export class NodePool {
  readonly #isFree: Uint8Array
  /** No node below it is free. */
  #lowest = 0
  #free: number

  constructor(nodes: number) {
    this.#isFree = new Uint8Array(nodes).fill(1)
    this.#free = nodes
  }

  /** How many are free. */
  get free(): number {
    return this.#free
  }

  /** Takes the `count` lowest free ones; there must be so many. Cost: O(nodes). */
  take(count: number): readonly number[] {
    const taken: number[] = []
    let node = this.#lowest
    for (; taken.length < count; node++) {
      if (this.#isFree[node] === 0) continue
      this.#isFree[node] = 0
      taken.push(node)
    }
    this.#lowest = node
    this.#free -= count
    return taken
  }

  release(nodes: readonly number[]): void {
    for (const node of nodes) this.#isFree[node] = 1
    this.#lowest = Math.min(this.#lowest, nodes[0]!)
    this.#free += nodes.length
  }
}
