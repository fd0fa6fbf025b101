import { InputError } from "../inputError.ts"

/**
 * The generator of `java.util.Random`, number for number: what a program in Java has drawn can be drawn again.
 *
 * A linear congruential generator: x <- (a x + 11) mod 2^48 with a = 0x5DEECE66D, of which the upper bits are given. The
 * state stands in two halves of 24 bits, whose products doubles hold exactly. Gaussians are Marsaglia's polar method: two at
 * a time, of which the second is kept for the next call. Java takes their logarithm from fdlibm; so does V8, and with it Node
 * and Chromium. In another engine a Gaussian may differ in its last bits, if its Math.log is not fdlibm's.
 *
 * For what is to be as it was in Java. Streams of one's own are {@link RandomStream}s: the low bits of this generator are
 * poor, and two of them from one seed are the same stream.
 *
 * Source: the documentation of java.util.Random, which fixes the algorithm.
 *
 * @example new JavaRandom(42).nextInt(10) // 0, as new java.util.Random(42).nextInt(10)
 */
export class JavaRandom {
  #high: number
  #low: number
  /** The second of a pair of Gaussians. */
  #twin: number | undefined

  /** Errors: InputError for a seed that is not a whole number that doubles hold exactly. */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed))
      throw new InputError("Java's random", "seed", seed, "a whole number between -2^53 and 2^53")
    this.#high = (Math.floor(seed / half) & mask) ^ factorHigh
    this.#low = (seed & mask) ^ factorLow
  }

  /** The next 1 to 32 random bits, as Java's `int`: with 32 bits, negative ones too. */
  next(bits: number): number {
    const low = this.#low * factorLow + 11
    const high = this.#high * factorLow + this.#low * factorHigh + Math.floor(low / half)
    this.#low = low & mask
    this.#high = high & mask
    const word = (this.#high << 8) | (this.#low >>> 16)
    return bits === 32 ? word : word >>> (32 - bits)
  }

  /** A uniform integer in [0, bound). Errors: InputError. */
  nextInt(bound: number): number {
    if (!(Number.isInteger(bound) && bound > 0 && bound <= most))
      throw new InputError("Java's random", "bound", bound, `a whole number from 1 to ${most}`)
    if ((bound & (bound - 1)) === 0) return Math.floor(bound * (this.next(31) / 2_147_483_648))
    for (;;) {
      const bits = this.next(31)
      const value = bits % bound
      // The last numbers, which do not make up a whole round of `bound`, are drawn again.
      if (bits - value + (bound - 1) <= most) return value
    }
  }

  /** Uniform in [0, 1), with 53 bits. */
  nextDouble(): number {
    const high = this.next(26)
    return (high * 134_217_728 + this.next(27)) / 9_007_199_254_740_992
  }

  /** The same as {@link nextDouble}: what laws draw from. */
  uniform(): number {
    return this.nextDouble()
  }

  /** Gaussian of mean 0 and deviation 1. */
  nextGaussian(): number {
    const twin = this.#twin
    if (twin !== undefined) {
      this.#twin = undefined
      return twin
    }
    for (;;) {
      const x = 2 * this.nextDouble() - 1
      const y = 2 * this.nextDouble() - 1
      const square = x * x + y * y
      if (square >= 1 || square === 0) continue
      const stretch = Math.sqrt((-2 * Math.log(square)) / square)
      this.#twin = y * stretch
      return x * stretch
    }
  }
}

const half = 16_777_216
const mask = half - 1
const most = 2_147_483_647
const factorHigh = 0x5de
const factorLow = 0xece66d
