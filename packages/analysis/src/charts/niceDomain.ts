/** Steps that read well on an axis, times a power of ten. */
const steps = [1, 2, 5, 10]

/** How many steps a linear axis has, about. */
const wantedSteps = 6

/**
 * The ends of an axis that holds all values, on readable steps. A linear axis starts at 0, or lower where values are
 * negative; a log axis holds the positive values only.
 */
export function niceDomain(values: readonly number[], scale: "linear" | "log"): [number, number] {
  if (scale === "log") {
    const [smallest, largest] = extent(values.filter((value) => value > 0))
    return [stepBelow(smallest), stepAbove(largest)]
  }
  const [least, largest] = extent(values)
  const smallest = Math.min(0, least)
  if (smallest === largest) return [0, 1]
  const step = stepAbove((largest - smallest) / wantedSteps)
  return [Math.floor(smallest / step) * step, Math.ceil(largest / step) * step]
}

/** The least and the greatest value; of any number of them, unlike a spread into Math.min. */
export function extent(values: readonly number[]): [number, number] {
  return values.reduce(
    ([least, greatest], value) => [Math.min(least, value), Math.max(greatest, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  )
}

/** 10 to an integer power, exactly the number that is written so. */
export function powerOfTen(exponent: number): number {
  return Number(`1e${exponent}`)
}

function stepAbove(value: number): number {
  const power = powerOfTen(Math.floor(Math.log10(value)))
  return (steps.find((step) => step * power >= value) ?? Number.NaN) * power
}

function stepBelow(value: number): number {
  const power = powerOfTen(Math.floor(Math.log10(value)))
  return (steps.findLast((step) => step * power <= value) ?? Number.NaN) * power
}
