import { mean, meanInterval } from "@placelab/analysis"
import type { Cell, SweepRow } from "@placelab/core"
import { type Column, textTable } from "../textTable.ts"
import { axisText } from "./axisText.ts"
import type { SweepPlan } from "./planSweep.ts"

/** What is shown of a sweep, of all that its table has. */
const metrics = ["violation_s", "migrations", "energy_j"]

/** So many combinations are shown. */
const mostShown = 50

interface Combination {
  readonly values: readonly unknown[]
  readonly rows: readonly SweepRow[]
}

/**
 * The means of the main metrics for each combination of axes, with half the width of their 95 % confidence intervals over seeds;
 * a dash where a run has no such value, or there is one run only. `results` are by hash of runs.
 */
export function summaryTable({ axes, runs }: SweepPlan, results: ReadonlyMap<string, SweepRow>): string {
  const combinations: { values: readonly unknown[]; rows: SweepRow[] }[] = []
  for (const { point, hash } of runs) {
    const place = (combinations[point.combination] ??= { values: point.values, rows: [] })
    place.rows.push(results.get(hash)!)
  }
  const columns: Column<Combination>[] = [
    ...axes.map(({ name }, axis): Column<Combination> => {
      const cell = ({ values }: Combination) => axisText(values[axis])
      return { over: name, title: "", cell, align: isNumbers(combinations, axis) ? "right" : "left" }
    }),
    { over: "runs", title: "", cell: ({ rows }) => String(rows.length) },
    ...metrics.flatMap((metric): Column<Combination>[] => [
      { over: metric, title: "mean", cell: ({ rows }) => meanCell(numbersOf(rows, metric)) },
      { over: metric, title: "+- 95 %", cell: ({ rows }) => intervalCell(numbersOf(rows, metric)) },
    ]),
  ]
  const hidden = combinations.length - mostShown
  const table = textTable(columns, combinations.slice(0, mostShown))
  return hidden > 0 ? `${table}\nand ${hidden} more combinations` : table
}

function isNumbers(combinations: readonly Combination[], axis: number): boolean {
  return combinations.every(({ values }) => typeof values[axis] === "number")
}

/** Undefined where not all runs have a number. */
function numbersOf(rows: readonly SweepRow[], metric: string): readonly number[] | undefined {
  const cells: readonly (Cell | undefined)[] = rows.map((row) => row[metric])
  return cells.every((cell) => typeof cell === "number") ? cells : undefined
}

function meanCell(numbers: readonly number[] | undefined): string {
  return numbers === undefined ? "-" : shown(mean(numbers))
}

function intervalCell(numbers: readonly number[] | undefined): string {
  if (numbers === undefined || numbers.length < 2) return "-"
  const { mean, upper } = meanInterval(numbers)
  return shown(upper - mean)
}

/** Four digits, and all of a longer whole number. */
function shown(value: number): string {
  return Math.abs(value) >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(4)))
}
