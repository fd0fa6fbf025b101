/*
 * A sweep: all combinations of the values of some axes, each with the same seeds. With common random numbers, what differs between
 * two combinations of one seed is what the axes have changed, and not the draw.
 *
 * Order   the last axis changes faster than those before it, seeds faster than all: the runs of a combination stand together.
 */
import { InputError } from "../inputError.ts"
import { type Axis, requireAxes, requireDistinct } from "./axis.ts"

/** An experiment as data. */
export interface Sweep {
  readonly axes: readonly Axis[]
  readonly seeds: readonly number[]
}

/** One run of a sweep. */
export interface SweepPoint {
  /** Which combination of values, from 0. */
  readonly combination: number
  /** The value of each axis, in the order of the axes. */
  readonly values: readonly unknown[]
  readonly seed: number
}

/** No sweep has more points. */
const mostPoints = 1_000_000

const mostSeed = Number.MAX_SAFE_INTEGER

/**
 * The points of a sweep, in order. `where` names the sweep in errors.
 *
 * Errors: InputError for axes without values, values or seeds that are there twice, an axis that undoes another one, more
 * than a million points.
 *
 * @example
 * const axes = [{ name: "hosts", values: [64, 128] }]
 * sweepPoints("mine.json", { axes, seeds: [1, 2] }).map(({ values, seed }) => [...values, seed])
 * // [[64, 1], [64, 2], [128, 1], [128, 2]]
 */
export function sweepPoints(where: string, { axes, seeds }: Sweep): SweepPoint[] {
  requireAxes(where, axes)
  if (seeds.length === 0) throw new InputError(where, "list of seeds", [], "at least one")
  const wrong = seeds.find((seed) => !Number.isSafeInteger(seed))
  if (wrong !== undefined)
    throw new InputError(where, "seed", wrong, `a whole number from -${mostSeed} to ${mostSeed}`)
  requireDistinct(
    where,
    "seed",
    seeds.map((seed) => [String(seed), seed]),
  )
  const count = axes.reduce((product, { values }) => product * values.length, seeds.length)
  if (count > mostPoints) throw new InputError(where, "number of points", count, `at most ${mostPoints}`)
  let combinations: readonly (readonly unknown[])[] = [[]]
  for (const { values } of axes)
    combinations = combinations.flatMap((before) => values.map((value) => [...before, value]))
  return combinations.flatMap((values, combination) => seeds.map((seed) => ({ combination, values, seed })))
}

/**
 * Seeds that follow each other. Errors: InputError when there would be none, or more than a sweep can have.
 *
 * @example
 * seedsFrom("mine.json", { first: 1, count: 3 }) // [1, 2, 3]
 */
export function seedsFrom(where: string, { first, count }: { first: number; count: number }): number[] {
  if (!(Number.isInteger(count) && count >= 1 && count <= mostPoints))
    throw new InputError(where, "seeds.count", count, `a whole number from 1 to ${mostPoints}`)
  return Array.from({ length: count }, (_, i) => first + i)
}
