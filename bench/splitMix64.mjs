/**
 * The generator that both sides of vmload draw from: SplitMix64, the same numbers as simgrid/splitMix64.hpp. 64 bits stand
 * in two halves of 32.
 *
 * Source: G. Steele, D. Lea, C. Flood, Fast splittable pseudorandom number generators (2014).
 */
export class SplitMix64 {
  #high = 0
  #low

  /** `seed`: a whole number below 2^32. */
  constructor(seed) {
    this.#low = seed >>> 0
  }

  /** In [0, 1), of 53 bits. */
  uniform() {
    // The state grows by 0x9e3779b97f4a7c15.
    const sum = this.#low + 0x7f4a7c15
    this.#low = sum >>> 0
    this.#high = (this.#high + 0x9e3779b9 + (sum > 0xffffffff ? 1 : 0)) >>> 0
    let high = this.#high
    let low = this.#low
    // (x ^ x >> 30) * 0xbf58476d1ce4e5b9
    low = (low ^ ((low >>> 30) | (high << 2))) >>> 0
    high ^= high >>> 30
    high = Math.imul(high, 0x1ce4e5b9) + Math.imul(low, 0xbf58476d) + highOfProduct(low, 0x1ce4e5b9)
    low = Math.imul(low, 0x1ce4e5b9)
    // (x ^ x >> 27) * 0x94d049bb133111eb
    low = (low ^ ((low >>> 27) | (high << 5))) >>> 0
    high = (high ^ (high >>> 27)) | 0
    high = Math.imul(high, 0x133111eb) + Math.imul(low, 0x94d049bb) + highOfProduct(low, 0x133111eb)
    low = Math.imul(low, 0x133111eb)
    // x ^ x >> 31, and of that the upper 53 bits
    low ^= (low >>> 31) | (high << 1)
    high ^= high >>> 31
    return ((high >>> 0) * 0x200000 + (low >>> 11)) / 2 ** 53
  }

  /** A whole number in [0, count). */
  below(count) {
    return Math.floor(this.uniform() * count)
  }

  /** Of mean 1 / rate. */
  exponential(rate) {
    return -Math.log(1 - this.uniform()) / rate
  }

  /** Of mean 0 and deviation 1, by Box and Muller. */
  gaussian() {
    const u = 1 - this.uniform()
    return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * this.uniform())
  }
}

/** The upper 32 bits of a product of two whole numbers below 2^32: without the lower ones, it is off by less than a half. */
function highOfProduct(a, b) {
  return Math.round((a * b - (Math.imul(a, b) >>> 0)) / 2 ** 32)
}
