/** The middle, the least and the most of some numbers. */
export function summary(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  return { median, least: sorted[0], most: sorted.at(-1) }
}

/** With three significant digits, and no exponent. */
export function threeDigits(value) {
  if (value === 0) return "0"
  return value.toFixed(Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))))
}

/** Median (least to most). */
export function spread(values) {
  const { median, least, most } = summary(values)
  return `${threeDigits(median)} (${threeDigits(least)} to ${threeDigits(most)})`
}
