import { expect, it } from "vitest"
import { type QuantityKind, readQuantity } from "../../src/platform/index.ts"

// Powers of 1000 for k, M, G; of 1024 for Ki, Mi, Gi; 8 bits are a byte.
const values: [QuantityKind, string | number, number][] = [
  ["speed", "1Gf", 1e9],
  ["speed", "1.5kf", 1500],
  ["speed", "2Tf", 2e12],
  ["speed", "3megaflops", 3e6],
  ["speed", 7, 7],
  ["bandwidth", "125MBps", 125e6],
  ["bandwidth", "1Gbps", 125e6],
  ["bandwidth", "1kbps", 125],
  ["bandwidth", "1KiBps", 1024],
  ["bandwidth", "8Mibps", 1_048_576],
  ["bandwidth", " 2e3 Bps ", 2000],
  ["time", "50us", 50e-6],
  ["time", "3ns", 3e-9],
  ["time", "5ms", 5e-3],
  ["time", "2m", 120],
  ["time", "1.5h", 5400],
  ["time", "1w", 604_800],
  ["time", "0.25", 0.25],
  ["size", "10GiB", 10_737_418_240],
  ["size", "8Mb", 1e6],
  ["power", "0.2kW", 200],
]

it.each(values)("a %s of %j is %d in SI", (kind, input, value) => {
  const read = readQuantity(kind, "non-negative", input)
  expect("value" in read ? read.value : read).toBeCloseTo(value, 12)
})

it.each([
  ["speed", "1Gg", 'no unit of speed is called "Gg": did you mean "Gf"?'],
  ["bandwidth", "1gbps", 'no unit of bandwidth is called "gbps": did you mean "Gbps"?'],
  ["time", "1 minute", 'no unit of time is called "minute"'],
] as const)("a %s of %j is refused with the nearest unit, if one is near", (kind, input, remedy) => {
  const read = readQuantity(kind, "positive", input)
  expect("expected" in read && read.expected.split("; ")[1]).toBe(remedy)
})

it.each([-1, "-1Gf", "", "Gf", "fast", "1Gf 2Gf", Number.NaN, Number.POSITIVE_INFINITY, null, [1], "0f"])(
  "%j is no speed above 0",
  (input) => {
    expect(readQuantity("speed", "positive", input)).toEqual({
      expected: 'a number above 0, in flop/s, or a text with a unit such as "1Gf"',
    })
  },
)
