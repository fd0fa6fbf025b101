import { InputError } from "../inputError.ts"
import { type Axis, axisCell, type Cell } from "./axis.ts"
import type { SweepPoint } from "./sweep.ts"

/** A row of a table: cells by the names of their columns. */
export type SweepRow = Readonly<Record<string, Cell>>

/**
 * The table of a sweep: a row for each point, in their order, with its value of each axis, its seed and its results. All rows have all
 * columns, in the order in which they first come up; where a run has no such result, null. An axis whose values are of several types,
 * such as 3600 and "never", has texts.
 *
 * @param results of each point, in the order of the points
 *
 * Errors    InputError when a result is called as an axis, or "seed"; RangeError unless there is a result for each point
 *
 * @example
 * const axes = [{ name: "hosts", values: [64] }]
 * const points = sweepPoints("mine.json", { axes, seeds: [1, 2] })
 * sweepRows("mine.json", axes, points, [{ moves: 3 }, { moves: 5 }])
 * // [{ hosts: 64, seed: 1, moves: 3 }, { hosts: 64, seed: 2, moves: 5 }]
 */
export function sweepRows(
  where: string,
  axes: readonly Axis[],
  points: readonly SweepPoint[],
  results: readonly SweepRow[],
): SweepRow[] {
  if (results.length !== points.length)
    throw new RangeError(
      `sweepRows: ${results.length} results, expected one for each of ${points.length} points`,
    )
  const given = [...axes.map(({ name }) => name), "seed"]
  const measured = [...new Set(results.flatMap((result) => Object.keys(result)))]
  const taken = measured.find((name) => given.includes(name))
  if (taken !== undefined) throw new InputError(where, "axis", taken, "another name: a result is called so")
  const isMixed = axes.map(({ values }) => new Set(values.map((value) => typeof axisCell(value))).size > 1)
  return points.map(({ values, seed }, i) =>
    Object.fromEntries([
      ...values.map((value, axis) => {
        const cell = axisCell(value)
        return [axes[axis]!.name, isMixed[axis] ? String(cell) : cell] as const
      }),
      ["seed", seed] as const,
      ...measured.map((name) => [name, results[i]![name] ?? null] as const),
    ]),
  )
}
