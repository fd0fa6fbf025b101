/*
 * The natural logarithm of a double, to the nearest double: the same bits in every JavaScript engine, and those of Java's
 * Math.log on x86. ECMAScript leaves Math.log to the engine; V8's (a port of fdlibm) is off by a last bit for one number in
 * fourteen.
 *
 * Method      x = 2^k m with 3/4 <= m < 3/2;  a = 1/m rounded to 8 bits after the point;  r = m a - 1, exactly.
 *             ln x = k ln 2 - ln a + ln(1 + r),  where ln(1 + r) = r - r^2/2 + r^3/3 - ...
 *             Large terms are pairs of doubles: what rounding loses of the first stands in the second.
 * Table       -ln a for a = 170/256 ... 342/256, from 2 atanh((a - 1) / (a + 1)), in whole numbers of 2^-128; made once.
 * Exactness   The error before the last rounding is below 2^-17 of the last bit, so that one result in some 10^5 at worst
 *             (x close to 1), and fewer than one in 10^6 on average, is not the nearest but the second nearest.
 * Source      The table method: P. T. P. Tang, 1990. Exact sums and products: T. J. Dekker, 1971.
 */

/** The natural logarithm of `x`, which is positive and at least 2^-1022, to the nearest double. */
export function logarithm(x: number): number {
  table ??= makeTable()
  bits.setFloat64(0, x)
  const word = bits.getUint32(0)
  let k = (word >>> 20) - 1023
  bits.setUint32(0, (word & 0xfffff) | 0x3ff00000)
  let m = bits.getFloat64(0)
  if (m >= 1.5) {
    m /= 2
    k++
  }

  const j = Math.round(256 / m)
  const a = j / 256
  const mHigh = upperHalf(m)
  const coarse = mHigh * a - 1
  const fine = (m - mHigh) * a
  const r = coarse + fine
  const rLow = sumError(coarse, fine, r)

  const rHigh = upperHalf(r)
  const rest = r - rHigh
  const square = r * r
  const squareLow = rest * rest - (square - rHigh * rHigh - 2 * rHigh * rest)
  const half = -0.5 * square
  const tail =
    square * r * (1 / 3 + r * (-1 / 4 + r * (1 / 5 + r * (-1 / 6 + r * (1 / 7 + r * (-1 / 8 + r / 9))))))

  const entry = 2 * (j - first)
  const powers = k * ln2High
  const s1 = powers + table[entry]!
  const s2 = s1 + r
  const s3 = s2 + half
  const lost = sumError(powers, table[entry]!, s1) + sumError(s1, r, s2) + sumError(s2, half, s3)
  return s3 + (lost + (k * ln2Low + table[entry + 1]! + (rLow - r * rLow - 0.5 * squareLow + tail)))
}

const bits = new DataView(new ArrayBuffer(8))
/** ln 2 in two parts, of which the first has 32 bits: its product with an exponent is exact. */
const ln2High = 0.6931471803691238
const ln2Low = 1.9082149292705877e-10
const [first, last] = [170, 342]
let table: Float64Array | undefined

/** The upper 26 bits of a number; the rest has no more than 26 either. */
function upperHalf(x: number): number {
  const spread = 134_217_729 * x
  return spread - (spread - x)
}

/** What a + b has lost when it was rounded to `sum`. */
function sumError(a: number, b: number, sum: number): number {
  const bSeen = sum - a
  return a - (sum - bSeen) + (b - bSeen)
}

function makeTable(): Float64Array {
  const one = 1n << 128n
  const made = new Float64Array(2 * (last - first + 1))
  for (let j = first; j <= last; j++) {
    const z = (one * BigInt(256 - j)) / BigInt(256 + j)
    let sum = 0n
    let power = z
    for (let n = 1n; power !== 0n; n += 2n) {
      sum += power / n
      power = (((power * z) >> 128n) * z) >> 128n
    }
    const high = Number(2n * sum) / 2 ** 128
    made[2 * (j - first)] = high
    made[2 * (j - first) + 1] = Number(2n * sum - BigInt(high * 2 ** 128)) / 2 ** 128
  }
  return made
}
