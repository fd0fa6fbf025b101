import { InputError } from "../inputError.ts"

/**
 * Named streams of random numbers from one seed.
 *
 * Each name has a stream of its own, so that adding a consumer never shifts what the others draw. The generator is
 * xoshiro128** 1.1 (Blackman and Vigna, 2018); its 128 bits of state are a hash of seed and name together. Same seed and
 * name, same numbers, on every machine.
 */
export class RandomStream {
  readonly #state: Uint32Array

  /** Errors: InputError for a seed that is not a whole number that doubles hold exactly. */
  constructor(seed: number, name: string) {
    if (!Number.isSafeInteger(seed)) {
      throw new InputError(`random stream "${name}"`, "seed", seed, "a whole number between -2^53 and 2^53")
    }
    this.#state = hash128(`${seed} ${name}`)
  }

  /** The next 32 random bits, as an integer in [0, 2^32). */
  bits(): number {
    const s = this.#state
    const s1 = s[1]!
    const scrambled = Math.imul(s1, 5)
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0
    s[2]! ^= s[0]!
    s[3]! ^= s1
    s[1]! ^= s[2]!
    s[0]! ^= s[3]!
    s[2]! ^= s1 << 9
    s[3] = (s[3]! << 11) | (s[3]! >>> 21)
    return result
  }

  /** Uniform in [low, high); [0, 1) when called without arguments. */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * (this.bits() / 4_294_967_296)
  }

  /** A uniform integer in [0, n). */
  below(n: number): number {
    return Math.floor(this.uniform() * n)
  }

  /** The same things in any order, all orders alike (Fisher and Yates). */
  shuffled<T>(things: readonly T[]): T[] {
    const order = [...things]
    for (let i = order.length - 1; i > 0; i--) {
      const j = this.below(i + 1)
      const other = order[j]!
      order[j] = order[i]!
      order[i] = other
    }
    return order
  }
}

/** Four lanes of multiply-and-xor hashing, each with a multiplier of its own, mixed with each other at the end. */
function hash128(text: string): Uint32Array {
  const lanes = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f].map((multiplier) => {
    let h = multiplier
    for (let i = 0; i < text.length; i++) {
      h = Math.imul(h ^ text.charCodeAt(i), multiplier)
      h = (h << 13) | (h >>> 19)
    }
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
    return Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  })
  const all = lanes.reduce((mix, lane) => Math.imul(mix ^ (lane >>> 15), 0x2c1b3c6d) + lane, 1)
  return Uint32Array.from(lanes, (lane, i) => lane ^ (all >>> i))
}
