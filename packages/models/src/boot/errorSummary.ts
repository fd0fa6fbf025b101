import type { BootComparison, MeasuredBoot } from "./measured.ts"

/** Of |predicted / measured - 1|. */
export interface RelativeErrors {
  /** How many cases these are of. */
  readonly count: number
  readonly mean: number
  readonly median: number
  readonly max: number
}

/** How far the model and the naive constant are off on one host. */
export interface HostSummary {
  readonly host: Pick<MeasuredBoot, "host" | "cores" | "ioTime" | "cpuTime">
  readonly comparisons: readonly BootComparison[]
  readonly model: RelativeErrors
  readonly constant: RelativeErrors
}

/** Sums up relative errors, of any sign; undefined when there are none. */
export function relativeErrors(errors: readonly number[]): RelativeErrors | undefined {
  if (errors.length === 0) return undefined
  const sorted = errors.map(Math.abs).sort((a, b) => a - b)
  const count = sorted.length
  return {
    count,
    mean: sorted.reduce((sum, error) => sum + error, 0) / count,
    median: (sorted[Math.floor((count - 1) / 2)]! + sorted[Math.ceil((count - 1) / 2)]!) / 2,
    max: sorted[count - 1]!,
  }
}

/** A summary for each host (name, cores, I/O and CPU time), in the order of their first rows. */
export function summariseByHost(comparisons: readonly BootComparison[]): HostSummary[] {
  const hosts = new Map<string, BootComparison[]>()
  for (const comparison of comparisons) {
    const { host, cores, ioTime, cpuTime } = comparison.measured
    const key = JSON.stringify([host, cores, ioTime, cpuTime])
    const rows = hosts.get(key)
    if (rows === undefined) hosts.set(key, [comparison])
    else rows.push(comparison)
  }
  return [...hosts.values()].map((rows) => ({
    host: rows[0]!.measured,
    comparisons: rows,
    model: relativeErrors(rows.map((row) => row.error))!,
    constant: relativeErrors(rows.map((row) => row.constantError))!,
  }))
}
