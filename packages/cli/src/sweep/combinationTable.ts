import type { Axis, Cell, SweepRow } from "@placelab/core"
import { type Column, textTable } from "../textTable.ts"
import { axisText } from "./axisText.ts"
import type { SweepPlan } from "./planSweep.ts"

/** What is shown of a sweep, of all that its table has: of clusters, and of consolidation, which is told by the first of its own. */
const ofClusters = ["violation_s", "migrations", "energy_j"]
const ofConsolidation = ["energy_kwh", "migrations", "slav"]

/** So many combinations are shown. */
const mostShown = 50

/** A value of each axis, and what came of it: a row a seed, in the order of the seeds. */
export interface Combination {
  readonly values: readonly unknown[]
  readonly rows: readonly SweepRow[]
}

/** What runs tell of a metric, in its unit. */
export interface Estimate {
  readonly mean: number
  /** Half the width of its 95 % confidence interval, where there are runs enough. */
  readonly half?: number
}

/** The combinations of a sweep, in order. `results` are by hash of runs. */
export function combinationsOf(
  { runs }: SweepPlan,
  results: ReadonlyMap<string, SweepRow>,
): readonly Combination[] {
  const combinations: { values: readonly unknown[]; rows: SweepRow[] }[] = []
  for (const { point, hash } of runs) {
    const place = (combinations[point.combination] ??= { values: point.values, rows: [] })
    place.rows.push(results.get(hash)!)
  }
  return combinations
}

/** What the runs of a combination have of a metric, by seed; undefined where not all have a number. */
export function numbersOf({ rows }: Combination, metric: string): readonly number[] | undefined {
  const cells: readonly (Cell | undefined)[] = rows.map((row) => row[metric])
  return cells.every((cell) => typeof cell === "number") ? cells : undefined
}

/** A line for each combination, with an estimate of each main metric; a dash where there is none. */
export function combinationTable<Shown extends Combination>(
  axes: readonly Axis[],
  combinations: readonly Shown[],
  estimate: (combination: Shown, metric: string) => Estimate | undefined,
): string {
  const columns: Column<Shown>[] = [
    ...axes.map(({ name, values }, axis): Column<Shown> => {
      const cell = (combination: Shown) => axisText(combination.values[axis])
      const isNumbers = values.every((value) => typeof value === "number")
      return { over: name, title: "", cell, align: isNumbers ? "right" : "left" }
    }),
    { over: "runs", title: "", cell: ({ rows }) => String(rows.length) },
    ...mainMetrics(combinations).flatMap((metric): Column<Shown>[] => [
      { over: metric, title: "mean", cell: (each) => shown(estimate(each, metric)?.mean) },
      { over: metric, title: "+- 95 %", cell: (each) => shown(estimate(each, metric)?.half) },
    ]),
  ]
  const hidden = combinations.length - mostShown
  const table = textTable(columns, combinations.slice(0, mostShown))
  return hidden > 0 ? `${table}\nand ${hidden} more combinations` : table
}

function mainMetrics(combinations: readonly Combination[]): readonly string[] {
  const kinds = [ofClusters, ofConsolidation].filter(([first]) =>
    combinations.some(({ rows }) => rows.some((row) => first! in row)),
  )
  return [...new Set(kinds.flat())]
}

/** Four digits, and all of a longer whole number. */
function shown(value: number | undefined): string {
  if (value === undefined) return "-"
  return Math.abs(value) >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(4)))
}
