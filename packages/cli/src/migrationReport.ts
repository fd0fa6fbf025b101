import {
  type BandwidthBasis,
  type ClassSummary,
  type MeanErrors,
  type MigrationComparison,
  meanErrors,
  summariseByClass,
} from "@placelab/models"
import { type Column, textTable } from "./textTable.ts"

/**
 * Measured migrations beside predicted ones, as text: a row each, a row for each down time limit and class of dirty
 * rate / bandwidth, and lines that sum up.
 */
export function migrationReport(
  file: string,
  basis: BandwidthBasis,
  comparisons: readonly MigrationComparison[],
): string {
  return [
    `Pre-copy migration: ${comparisons.length} measured settings of ${file}, predicted from the ${basis} bandwidth.`,
    "",
    textTable(settingColumns, comparisons),
    "",
    "r/b: dirty rate / bandwidth. Error: predicted / measured - 1, where both converged.",
    "Not converged: measured is the state when the migration was cancelled; predicted would go on for ever.",
    "",
    textTable(classColumns, summariseByClass(comparisons)),
    "",
    ...summaryLines(basis, comparisons),
  ].join("\n")
}

const settingColumns: readonly Column<MigrationComparison>[] = [
  { over: "cap", title: "MiB/s", cell: ({ measured }) => short(inMebibytes(measured.bandwidthCap)) },
  { over: "limit", title: "ms", cell: ({ measured }) => short(inMilliseconds(measured.downtimeLimit)) },
  { over: "working set", title: "MiB", cell: ({ measured }) => short(inMebibytes(measured.workingSet)) },
  { over: "dirty rate", title: "MiB/s", cell: ({ measured }) => short(inMebibytes(measured.dirtyRate)) },
  { over: "r/b", title: "", cell: ({ ratio }) => ratio.toFixed(3) },
  { over: "time, s", title: "meas.", cell: ({ measured }) => measured.seconds.toFixed(2) },
  { over: "time, s", title: "pred.", cell: (row) => predicted(row, row.seconds, 2) },
  { over: "time, s", title: "err %", cell: (row) => errorPercent(row, row.seconds, row.measured.seconds) },
  { over: "sent, MiB", title: "meas.", cell: ({ measured }) => inMebibytes(measured.bytes).toFixed(1) },
  { over: "sent, MiB", title: "pred.", cell: (row) => predicted(row, inMebibytes(row.predicted.bytes), 1) },
  {
    over: "sent, MiB",
    title: "err %",
    cell: (row) => errorPercent(row, row.predicted.bytes, row.measured.bytes),
  },
  { over: "live rounds", title: "meas.", cell: ({ measured }) => String(measured.liveRounds) },
  { over: "live rounds", title: "pred.", cell: (row) => predicted(row, row.liveRounds, 0) },
  { over: "converged", title: "meas.", cell: ({ measured }) => yesNo(measured.converged) },
  { over: "converged", title: "pred.", cell: ({ converges }) => yesNo(converges) },
  { over: "", title: "", cell: (row) => (disagrees(row) ? "<- differ" : ""), align: "left" },
]

const classColumns: readonly Column<ClassSummary>[] = [
  { over: "limit", title: "ms", cell: ({ downtimeLimit }) => short(inMilliseconds(downtimeLimit)) },
  {
    over: "r/b",
    title: "",
    cell: ({ above, upTo }) => (Number.isFinite(upTo) ? `${above}-${upTo}` : `above ${above}`),
  },
  { over: "rows", title: "", cell: ({ count }) => String(count) },
  { over: "converged", title: "meas.", cell: ({ convergedMeasured }) => String(convergedMeasured) },
  { over: "converged", title: "pred.", cell: ({ convergedPredicted }) => String(convergedPredicted) },
  { over: "mean absolute error, %", title: "time", cell: ({ error }) => percent(error?.seconds, 2) },
  { over: "mean absolute error, %", title: "bytes", cell: ({ error }) => percent(error?.bytes, 2) },
  { over: "mean absolute error, %", title: "rounds", cell: ({ error }) => percent(error?.liveRounds, 1) },
]

/** Where the model is meant to be good: further up, a percent of bandwidth moves the time by many. */
const trustedRatio = 0.75

function summaryLines(basis: BandwidthBasis, comparisons: readonly MigrationComparison[]): string[] {
  const limits = [...new Set(comparisons.map(({ measured }) => measured.downtimeLimit))].sort((a, b) => a - b)
  const aboveBandwidth = comparisons.filter(({ ratio }) => ratio > 1)
  const notPredicted = aboveBandwidth.filter(({ converges }) => !converges)
  return [
    `bandwidth: ${basis}`,
    ...limits.map((limit) => {
      const rows = comparisons.filter(
        (row) => row.measured.downtimeLimit === limit && row.ratio <= trustedRatio,
      )
      return `limit ${short(inMilliseconds(limit))} ms, converged, r/b <= ${trustedRatio}: ${errors(meanErrors(rows))}`
    }),
    `rate above bandwidth: ${aboveBandwidth.length} rows, ${notPredicted.length} predicted not to converge`,
    `measured and predicted convergence differ: ${comparisons.filter(disagrees).length} of ${comparisons.length} rows`,
  ]
}

function errors(mean: MeanErrors | undefined): string {
  if (mean === undefined) return "0 rows"
  const { count, seconds, bytes, liveRounds } = mean
  const each = `time ${percent(seconds, 2)} %, bytes ${percent(bytes, 2)} %, rounds ${percent(liveRounds, 1)} %`
  return `${count} rows, mean absolute error: ${each}`
}

function disagrees({ measured, converges }: MigrationComparison): boolean {
  return measured.converged !== converges
}

/** A prediction that does not converge ends at the model's round limit, which no hypervisor has: nothing to compare. */
function predicted({ converges }: MigrationComparison, value: number, digits: number): string {
  return converges ? value.toFixed(digits) : "-"
}

function errorPercent(
  { measured, converges }: MigrationComparison,
  value: number,
  reference: number,
): string {
  if (!measured.converged || !converges) return "-"
  const error = (100 * (value / reference - 1)).toFixed(1)
  if (Number(error) === 0) return "0.0"
  return error.startsWith("-") ? error : `+${error}`
}

function percent(fraction: number | undefined, digits: number): string {
  return fraction !== undefined && Number.isFinite(fraction) ? (100 * fraction).toFixed(digits) : "-"
}

function yesNo(value: boolean): string {
  return value ? "yes" : "no"
}

/** Four digits at most, and no zeros at the end. */
function short(value: number): string {
  return String(Number(value.toPrecision(4)))
}

function inMebibytes(bytes: number): number {
  return bytes / 2 ** 20
}

function inMilliseconds(seconds: number): number {
  return 1000 * seconds
}
