import type { Seconds } from "@placelab/core"
import type { MigrationComparison } from "./measured.ts"

/** Upper ends of the classes of dirty rate / bandwidth, each included in its class. */
const ratioClasses = [0.25, 0.5, 0.75, 1, Number.POSITIVE_INFINITY] as const

/** How far the model is off for the migrations of one down time limit and one class of dirty rate / bandwidth. */
export interface ClassSummary {
  readonly downtimeLimit: Seconds
  /** The class holds ratios above `above`, and up to `upTo`. */
  readonly above: number
  readonly upTo: number
  readonly count: number
  readonly convergedMeasured: number
  readonly convergedPredicted: number
  /** Undefined when no row converged both ways. */
  readonly error: MeanErrors | undefined
}

/** Means of |predicted / measured - 1| over the rows that converged in reality and in the model. */
export interface MeanErrors {
  /** How many rows the means are of. */
  readonly count: number
  readonly seconds: number
  readonly bytes: number
  readonly liveRounds: number
}

/** The classes that have rows, by down time limit, then by ratio. */
export function summariseByClass(comparisons: readonly MigrationComparison[]): ClassSummary[] {
  const limits = [...new Set(comparisons.map((c) => c.measured.downtimeLimit))].sort((a, b) => a - b)
  return limits.flatMap((downtimeLimit) =>
    ratioClasses.flatMap((upTo, i) => {
      const above = ratioClasses[i - 1] ?? Number.NEGATIVE_INFINITY
      const rows = comparisons.filter(
        (c) => c.measured.downtimeLimit === downtimeLimit && c.ratio > above && c.ratio <= upTo,
      )
      if (rows.length === 0) return []
      return {
        downtimeLimit,
        above: Math.max(0, above),
        upTo,
        count: rows.length,
        convergedMeasured: rows.filter((c) => c.measured.converged).length,
        convergedPredicted: rows.filter((c) => c.converges).length,
        error: meanErrors(rows),
      }
    }),
  )
}

/** Mean relative errors over the rows that converged in reality and in the model; undefined when there are none. */
export function meanErrors(comparisons: readonly MigrationComparison[]): MeanErrors | undefined {
  const rows = comparisons.filter((c) => c.converges && c.measured.converged)
  if (rows.length === 0) return undefined
  const mean = (error: (row: MigrationComparison) => number) =>
    rows.reduce((sum, row) => sum + Math.abs(error(row)), 0) / rows.length
  return {
    count: rows.length,
    seconds: mean((c) => c.seconds / c.measured.seconds - 1),
    bytes: mean((c) => c.predicted.bytes / c.measured.bytes - 1),
    liveRounds: mean((c) => c.liveRounds / c.measured.liveRounds - 1),
  }
}
