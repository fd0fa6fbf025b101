/**
 * Named streams of random numbers from one seed.
 *
 * Each name has a stream of its own, so that adding a consumer never shifts what the others draw. The generator is
 * xoshiro128** 1.1 (Blackman and Vigna, 2018), its state filled by splitmix32 from the seed and a 32-bit FNV-1a hash
 * of the name. Same seed and name, same numbers, on every machine.
 */
export class RandomStream {
  readonly #state: Uint32Array

  constructor(seed: number, name: string) {
    let mix = (Math.trunc(seed) ^ hash(name)) >>> 0
    this.#state = Uint32Array.from({ length: 4 }, () => {
      mix = (mix + 0x9e3779b9) >>> 0
      let z = mix
      z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
      z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
      return (z ^ (z >>> 16)) >>> 0
    })
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
}

function hash(name: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193)
  return h >>> 0
}
