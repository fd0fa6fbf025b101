import { expect, test } from "vitest"
import { JavaRandom, RandomStream } from "../../src/index.ts"

/* Expected values are those of java.util.Random, of a run on OpenJDK 17. */

const modulus = 1n << 64n

/** As in Java: hash = 31 hash + bits, in 64 bits. */
function checksum(count: number, draw: (i: number) => bigint): string {
  let hash = 0n
  for (let i = 1; i <= count; i++) hash = (hash * 31n + draw(i)) % modulus
  return hash.toString()
}

const view = new DataView(new ArrayBuffer(8))
function bitsOf(x: number): bigint {
  view.setFloat64(0, x)
  return view.getBigUint64(0)
}

test("Java's random of seed 23 begins as VMPlaceS has seen it", () => {
  const random = () => new JavaRandom(23)
  const doubles = random()
  expect([doubles.nextDouble(), doubles.nextDouble()]).toEqual([0.7321323355141605, 0.03645927000218119])
  const gaussians = random()
  expect([gaussians.nextGaussian(), gaussians.nextGaussian()]).toEqual([
    -1.3080997034885886, -0.5640462757693617,
  ])
  const integers = random()
  expect([integers.nextInt(1280), integers.nextInt(1280)]).toEqual([307, 268])
  expect(random().nextInt(5)).toBe(2)
})

test("100,000 doubles of Java's random are Java's, bit for bit", () => {
  const random = new JavaRandom(23)
  expect(checksum(100_000, () => bitsOf(random.nextDouble()))).toBe("16613583571680521212")
})

test("100,000 Gaussians of Java's random are Java's, bit for bit", () => {
  const random = new JavaRandom(23)
  expect(checksum(100_000, () => bitsOf(random.nextGaussian()))).toBe("12240356669786909803")
})

test("integers below 1, 2, 3, ... of Java's random are Java's, also of a negative seed", () => {
  const random = new JavaRandom(-23)
  expect(checksum(100_000, (bound) => BigInt(random.nextInt(bound)))).toBe("4260992752338804117")
})

test("Java's random draws again what would favour small numbers below a large bound", () => {
  const random = new JavaRandom(7)
  const drawn = Array.from({ length: 6 }, () => random.nextInt(2 ** 30 + 1))
  expect(drawn).toEqual([20678044, 747989380, 1053566254, 755731200, 259278708, 542588911])
})

test("32 bits of Java's random are signed, as an int is", () => {
  const random = new JavaRandom(-5)
  const drawn = Array.from({ length: 6 }, () => random.next(32))
  expect(drawn).toEqual([1156638822, 1560933443, 1434915906, 1475992656, 1635930704, -1322608526])
})

test("the second Gaussian of a pair waits, whatever else is drawn between", () => {
  const random = new JavaRandom(0)
  const [first, integer, second, third] = [
    random.nextGaussian(),
    random.nextInt(10),
    random.nextGaussian(),
    random.nextGaussian(),
  ]
  expect([first, integer, second, third]).toEqual([
    0.8025330637390305, 5, -0.9015460884175122, -0.35199821740360626,
  ])
})

test("the largest seed is taken whole", () => {
  const random = new JavaRandom(Number.MAX_SAFE_INTEGER)
  expect([random.nextInt(1_000_000_007), random.nextInt(1_000_000_007)]).toEqual([577549913, 943952225])
})

test("Java's random gives laws the same doubles as its own", () => {
  expect(new JavaRandom(9).uniform()).toBe(new JavaRandom(9).nextDouble())
  expect(new RandomStream(9, "a").uniform()).not.toBe(new RandomStream(9, "b").uniform())
})

test("Java's random refuses seeds and bounds that Java could not have", () => {
  expect(() => new JavaRandom(0.5)).toThrow(
    "Java's random: seed is 0.5; expected a whole number between -2^53 and 2^53",
  )
  for (const bound of [0, -1, 1.5, 2 ** 31]) {
    expect(() => new JavaRandom(1).nextInt(bound)).toThrow(
      `Java's random: bound is ${bound}; expected a whole number from 1 to 2147483647`,
    )
  }
})
