/** The generator that both sides of a comparison draw from: mulberry32, the same numbers as simgrid/mulberry32.hpp. */
export class Mulberry32 {
  #state

  constructor(seed) {
    this.#state = seed | 0
  }

  /** In [0, 1). */
  uniform() {
    const state = (this.#state = (this.#state + 0x6d2b79f5) | 0)
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  /** A whole number in [0, count). */
  below(count) {
    return Math.floor(this.uniform() * count)
  }

  /** A whole number of units in [low, high). */
  between(low, high) {
    return Math.floor(low + (high - low) * this.uniform())
  }
}
