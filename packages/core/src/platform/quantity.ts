/*
 * Quantities written with their unit, in SimGrid's notation: "1Gf", "125MBps", "50us", "10GiB". A plain number is SI.
 *
 *   speed      f or flops, with k M G T P E Z Y; also kiloflops, megaflops, ...
 *   bandwidth  Bps (bytes) or bps (bits), with k M G T P E Z Y (powers of 1000) or Ki Mi Gi Ti Pi Ei Zi Yi (of 1024)
 *   size       B (bytes) or b (bits), with the same prefixes
 *   time       w d h m s ms us ns ps
 *   power      W, with k M G
 */
import { nearestName } from "../nearestName.ts"

/** What a quantity measures; its SI unit here is flop/s, bytes/s, bytes, seconds or watts. */
export type QuantityKind = "speed" | "bandwidth" | "size" | "time" | "power"

/** The least value that is accepted: above 0, or 0 itself too. */
export type QuantityBound = "positive" | "non-negative"

const decimal = ["k", "M", "G", "T", "P", "E", "Z", "Y"]
const binary = decimal.map((prefix) => `${prefix.toUpperCase()}i`)
const spelled = ["kilo", "mega", "giga", "tera", "peta", "exa", "zetta", "yotta"]

const units: Readonly<Record<QuantityKind, ReadonlyMap<string, number>>> = {
  speed: new Map([...scaled("f", 1, decimal, 1000), ...scaled("flops", 1, spelled, 1000)]),
  bandwidth: new Map([...bytesAndBits("ps")]),
  size: new Map([...bytesAndBits("")]),
  time: new Map([
    ["s", 1],
    ["ms", 1e-3],
    ["us", 1e-6],
    ["ns", 1e-9],
    ["ps", 1e-12],
    ["m", 60],
    ["h", 3600],
    ["d", 86_400],
    ["w", 604_800],
  ]),
  power: new Map([...scaled("W", 1, decimal.slice(0, 3), 1000)]),
}

const samples: Readonly<Record<QuantityKind, string>> = {
  speed: 'flop/s, or a text with a unit such as "1Gf"',
  bandwidth: 'bytes/s, or a text with a unit such as "125MBps" or "1Gbps"',
  size: 'bytes, or a text with a unit such as "10GiB"',
  time: 'seconds, or a text with a unit such as "50us"',
  power: 'watts, or a text with a unit such as "95W"',
}

/** What is accepted as a quantity, in words. */
export function expectedQuantity(kind: QuantityKind, bound: QuantityBound): string {
  return `a number ${bound === "positive" ? "above 0" : "of at least 0"}, in ${samples[kind]}`
}

/**
 * The SI value of a number or of a text with a unit. When it is none or out of bounds, what was expected, in words,
 * with the nearest unit.
 *
 * @example
 * readQuantity("bandwidth", "positive", "1Gbps") // { value: 125_000_000 }
 * readQuantity("power", "positive", "9Q")
 * // { expected: 'a number above 0, in watts, or a text with a unit such as "95W"; no unit of power is called "Q"' }
 */
export function readQuantity(
  kind: QuantityKind,
  bound: QuantityBound,
  input: unknown,
): { readonly value: number } | { readonly expected: string } {
  const expected = expectedQuantity(kind, bound)
  const { value, unit } = split(input)
  const factor = unit === "" ? 1 : units[kind].get(unit)
  if (factor === undefined) return { expected: `${expected}; ${unknownUnit(kind, unit)}` }
  // A division where the unit is a fraction: 50 / 10^6 is the number that is written 5e-5, and 50 x 10^-6 is not.
  const si = factor < 1 ? value / Math.round(1 / factor) : value * factor
  const isWithin = Number.isFinite(si) && (bound === "positive" ? si > 0 : si >= 0)
  return isWithin ? { value: si } : { expected }
}

/** The number and the unit of an input; NaN when it is neither a number nor begins with one. */
function split(input: unknown): { value: number; unit: string } {
  if (typeof input === "number") return { value: input, unit: "" }
  const match =
    typeof input === "string"
      ? /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(\S*)\s*$/.exec(input)
      : null
  return match === null ? { value: Number.NaN, unit: "" } : { value: Number(match[1]), unit: match[2]! }
}

function unknownUnit(kind: QuantityKind, unit: string): string {
  const names = [...units[kind].keys()]
  const nearest = nearestInCase(unit, names) ?? nearestName(unit, names)
  const remedy = nearest === undefined ? "" : `: did you mean ${JSON.stringify(nearest)}?`
  return `no unit of ${kind} is called ${JSON.stringify(unit)}${remedy}`
}

/**
 * Of the names that differ in capitals only, the one with the fewest differences: "gbps" is Gbps rather than GBps.
 */
function nearestInCase(unit: string, names: readonly string[]): string | undefined {
  const differences = (name: string) => [...name].filter((letter, i) => letter !== unit[i]).length
  return names
    .filter((name) => name.toLowerCase() === unit.toLowerCase())
    .sort((a, b) => differences(a) - differences(b))[0]
}

function* scaled(
  unit: string,
  value: number,
  prefixes: readonly string[],
  base: number,
): Iterable<[string, number]> {
  yield [unit, value]
  for (const [i, prefix] of prefixes.entries()) yield [prefix + unit, value * base ** (i + 1)]
}

function* bytesAndBits(suffix: string): Iterable<[string, number]> {
  for (const [unit, value] of [
    [`B${suffix}`, 1],
    [`b${suffix}`, 0.125],
  ] as const) {
    yield* scaled(unit, value, decimal, 1000)
    yield* scaled(unit, value, binary, 1024)
  }
}
