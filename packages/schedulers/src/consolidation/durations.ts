/** Durations of episodes, each of somebody who has a number. */
export class Durations {
  #owners = new Int32Array(1024)
  #seconds = new Float64Array(1024)
  #count = 0

  add(owner: number, seconds: number): void {
    if (this.#count === this.#owners.length) {
      const [owners, all] = [this.#owners, this.#seconds]
      this.#owners = new Int32Array(2 * this.#count)
      this.#owners.set(owners)
      this.#seconds = new Float64Array(2 * this.#count)
      this.#seconds.set(all)
    }
    this.#owners[this.#count] = owner
    this.#seconds[this.#count++] = seconds
  }

  /** By owner, and those of one as they were added: the order in which CloudSim sums up. */
  byOwner(): Float64Array {
    const order = Array.from({ length: this.#count }, (_, i) => i)
    order.sort((a, b) => this.#owners[a]! - this.#owners[b]!)
    return Float64Array.from(order, (i) => this.#seconds[i]!)
  }
}

/** Null where there is nothing. */
export function meanOf(values: Float64Array): number | null {
  if (values.length === 0) return null
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}

/** The standard deviation of a sample; null of fewer than two values. */
export function deviationOf(values: Float64Array): number | null {
  if (values.length < 2) return null
  let mean = meanOf(values)!
  let squares = 0
  for (const [i, value] of values.entries()) {
    const difference = value - mean
    mean += difference / (i + 1)
    squares += difference * (value - mean)
  }
  return Math.sqrt(squares / (values.length - 1))
}
