import { expect, test } from "vitest"
import { RandomStream } from "../../src/index.ts"
import { logarithm } from "../../src/random/logarithm.ts"

const one = 1n << 200n

/** ln of a double in [1/2, 1], from its bits, in whole numbers of 2^-200. */
function exactly(x: number): bigint {
  const numerator = BigInt(x * 2 ** 54)
  const unit = 1n << 54n
  const z = (one * (numerator - unit)) / (numerator + unit)
  const square = (z * z) >> 200n
  let sum = 0n
  let power = z
  for (let n = 1n; power !== 0n && power !== -1n; n += 2n) {
    sum += power / n
    power = (power * square) >> 200n
  }
  return 2n * sum
}

/** How far y is from ln(x) 2^k, in units of the last place of y. */
function error(y: number, exact: bigint): number {
  const place = 2 ** (Math.floor(Math.log2(Math.abs(y))) - 52)
  const scaled = BigInt(y / place) * BigInt(place * 2 ** 200)
  const difference = scaled > exact ? scaled - exact : exact - scaled
  return Number(difference) / (place * 2 ** 200)
}

const ln2 = -exactly(0.5)

test("the logarithm is the nearest double, for numbers of all sizes below 1", () => {
  const random = new RandomStream(1, "logarithms")
  for (let i = 0; i < 20_000; i++) {
    const x = 0.5 + random.uniform() / 2 + random.uniform() * 2 ** -33
    const k = random.below(53)
    expect(error(logarithm(x * 2 ** -k), exactly(x) - BigInt(k) * ln2)).toBeLessThanOrEqual(0.500_01)
  }
})

test("the logarithm is the nearest double close to 1, where it is close to 0", () => {
  for (let i = 1; i < 5000; i++) {
    const x = 1 - i * 2 ** -22 - i * i * 2 ** -52
    expect(error(logarithm(x), exactly(x))).toBeLessThanOrEqual(0.500_01)
  }
})

test("the logarithm of 1 is 0, of 2^k it is k ln 2, and above 1 it grows on", () => {
  expect(logarithm(1)).toBe(0)
  expect(logarithm(2 ** -1022)).toBe(-708.396_418_532_264_1)
  expect(logarithm(2)).toBe(Math.LN2)
  expect(logarithm(10)).toBe(Math.LN10)
})
