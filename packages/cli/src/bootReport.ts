import {
  type BootCalibration,
  type BootComparison,
  type BootUnknown,
  calibrateBoot,
  type HostSummary,
  type RelativeErrors,
  relativeErrors,
  sharedRemote,
  summariseByHost,
} from "@placelab/models"
import { type Column, textTable } from "./textTable.ts"

/**
 * Measured boots beside predicted ones, as text: a row each; a row for each host; what a fit to the table would give, which
 * is not what was predicted from; and lines that sum up.
 */
export function bootReport(file: string, comparisons: readonly BootComparison[]): string {
  const hosts = summariseByHost(comparisons)
  return [
    `VM boot: ${comparisons.length} measured cases of ${file}, predicted from`,
    `I/O time, CPU time and cores of the host, and one busy share of storage, ${sharedRemote.busyShare}.`,
    "",
    textTable(caseColumns, comparisons),
    "",
    "Error: predicted / measured - 1. Constant: I/O time + CPU time, the naive model.",
    "",
    textTable(hostColumns, hosts),
    "",
    "What a fit to this table would give (not used above):",
    "",
    textTable(fitColumns, fits(comparisons, hosts)),
    "",
    `busy share: ${sharedRemote.busyShare} (shared remote storage)`,
    summaryLine("model", comparisons, ({ error }) => error),
    summaryLine("naive constant", comparisons, ({ constantError }) => constantError),
  ].join("\n")
}

const caseColumns: readonly Column<BootComparison>[] = [
  { over: "host", title: "", cell: ({ measured }) => measured.host, align: "left" },
  { over: "cores", title: "", cell: ({ measured }) => String(measured.cores) },
  { over: "VMs", title: "booting", cell: ({ measured }) => String(measured.bootingVms) },
  { over: "VMs", title: "stressed", cell: ({ measured }) => String(measured.stressedVms) },
  { over: "predicted, s", title: "I/O", cell: ({ predicted }) => predicted.ioSeconds.toFixed(2) },
  { over: "predicted, s", title: "CPU", cell: ({ predicted }) => predicted.cpuSeconds.toFixed(2) },
  { over: "boot time, s", title: "meas.", cell: ({ measured }) => measured.seconds.toFixed(2) },
  { over: "boot time, s", title: "pred.", cell: ({ predicted }) => predicted.seconds.toFixed(2) },
  { over: "boot time, s", title: "err %", cell: ({ error }) => signedPercent(error) },
  { over: "constant, s", title: "pred.", cell: ({ constantSeconds }) => constantSeconds.toFixed(2) },
  { over: "constant, s", title: "err %", cell: ({ constantError }) => signedPercent(constantError) },
]

const hostColumns: readonly Column<HostSummary>[] = [
  { over: "host", title: "", cell: ({ host }) => host.host, align: "left" },
  { over: "cores", title: "", cell: ({ host }) => String(host.cores) },
  { over: "alone, s", title: "I/O", cell: ({ host }) => host.ioTime.toFixed(2) },
  { over: "alone, s", title: "CPU", cell: ({ host }) => host.cpuTime.toFixed(2) },
  { over: "rows", title: "", cell: ({ model }) => String(model.count) },
  ...errorColumns("model's error, %", ({ model }: HostSummary) => model),
  ...errorColumns("constant's error, %", ({ constant }: HostSummary) => constant),
]

/** What was looked for in some of the rows; without a calibration, these rows do not tell. */
interface Fit {
  readonly name: string
  readonly unknowns: readonly BootUnknown[]
  readonly calibration: BootCalibration | undefined
}

const fitColumns: readonly Column<Fit>[] = [
  { over: "rows of", title: "", cell: ({ name }) => name, align: "left" },
  fitColumn("I/O time", "s", "ioTime", 2),
  fitColumn("CPU time", "s", "cpuTime", 2),
  fitColumn("busy share", "", "busyShare", 3),
  ...errorColumns("error after the fit, %", ({ calibration }: Fit) => calibration?.errors),
]

function fits(comparisons: readonly BootComparison[], hosts: readonly HostSummary[]): Fit[] {
  const fit = (name: string, rows: readonly BootComparison[], unknowns: readonly BootUnknown[]): Fit => {
    const result = calibrateBoot(
      rows.map(({ measured }) => measured),
      { unknowns },
    )
    return { name, unknowns, calibration: result._tag === "Right" ? result.right : undefined }
  }
  return [
    fit("all hosts", comparisons, ["busyShare"]),
    ...hosts.map(({ host, comparisons: rows }) => fit(host.host, rows, ["ioTime", "cpuTime", "busyShare"])),
  ]
}

function fitColumn(over: string, title: string, what: BootUnknown, digits: number): Column<Fit> {
  return {
    over,
    title,
    cell: ({ unknowns, calibration }) =>
      unknowns.includes(what) ? (calibration?.[what]?.toFixed(digits) ?? "-") : "as given",
  }
}

function errorColumns<Row>(over: string, errors: (row: Row) => RelativeErrors | undefined): Column<Row>[] {
  return (["mean", "median", "max"] as const).map((title) => ({
    over,
    title,
    cell: (row) => {
      const value = errors(row)?.[title]
      return value === undefined ? "-" : percent(value)
    },
  }))
}

function summaryLine(
  name: string,
  comparisons: readonly BootComparison[],
  error: (row: BootComparison) => number,
): string {
  const { count, mean, median, max } = relativeErrors(comparisons.map(error))!
  return `${name}: ${count} rows, mean relative error ${percent(mean)} %, median ${percent(median)} %, max ${percent(max)} %`
}

function percent(fraction: number): string {
  return (100 * fraction).toFixed(2)
}

function signedPercent(fraction: number): string {
  const text = (100 * fraction).toFixed(1)
  if (Number(text) === 0) return "0.0"
  return text.startsWith("-") ? text : `+${text}`
}
