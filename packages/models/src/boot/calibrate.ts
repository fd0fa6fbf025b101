/*
 * Fits the parameters of `predictBoot.ts` to measured boots.
 *
 * With s = max(1, (e + w) / c), a case's boot time is linear in A = alpha (1 - f), B = alpha f and beta:
 *
 *   T = A + B e + beta s
 *
 * so the least squares of the relative errors, sum (T / measured - 1)^2, are linear least squares on rows divided by the
 * measured time. Columns, by what is to be found:
 *
 *   alpha and f    1 and e: A and B           alpha = A + B, f = B / (A + B)
 *   alpha          (1 - f) + f e: alpha
 *   f              alpha (e - 1): f           and alpha is taken off the measured time
 *   beta           s: beta                    otherwise beta s is taken off
 *
 * All are at least 0. f is at most 1: by its definition in the first case; in the third, the sum is convex, so where its
 * minimum is above 1 the best that is allowed is at 1.
 */
import { InputError, type Seconds } from "@placelab/core"
import type { Either } from "fp-ts/lib/Either.js"
import { checked } from "../either.ts"
import { type RelativeErrors, relativeErrors } from "./errorSummary.ts"
import { nonNegativeLeastSquares } from "./leastSquares.ts"
import { compareBoots, type MeasuredBoot } from "./measured.ts"
import { cpuStretch } from "./predictBoot.ts"
import { sharedRemote } from "./storageKind.ts"

/** What can be found from measured boots: alpha, beta, f. */
export type BootUnknown = "ioTime" | "cpuTime" | "busyShare"

/** What to fit. */
export interface CalibrateOptions {
  /** What to find; one value each, for all rows. Default: all three. What is not listed is taken from the rows. */
  readonly unknowns?: readonly BootUnknown[]
  /** f, where it is not to be found. Default: that of {@link sharedRemote}. */
  readonly busyShare?: number
}

/** What was found, and how well it fits. */
export interface BootCalibration extends Partial<Readonly<Record<BootUnknown, number>>> {
  /** Of the model with what was found, on the rows that it was found from. */
  readonly errors: RelativeErrors
}

/**
 * Fits the boot model to a table. I/O and CPU time are a host's: give rows of one host where they are to be found.
 *
 * Left: InputError, for no rows, for rows that do not tell the unknowns apart (such as one number of booting VMs in all of
 * them), and for a `busyShare` that is not from 0 to 1.
 *
 * @example
 * calibrateBoot(table, { unknowns: ["busyShare"] }) // right: { busyShare: 0.341, errors: { mean: 0.052, ... } }
 */
export function calibrateBoot(
  table: readonly MeasuredBoot[],
  {
    unknowns = ["ioTime", "cpuTime", "busyShare"],
    busyShare = sharedRemote.busyShare,
  }: CalibrateOptions = {},
): Either<InputError, BootCalibration> {
  return checked(() => {
    if (table.length === 0)
      throw new InputError("calibration", "table", "empty", "at least one measured boot")
    const found = fit(table, unknowns, busyShare)
    const { busyShare: share = busyShare, ...times } = found
    const rows = table.map((row) => ({ ...row, ...times }))
    const errors = relativeErrors(compareBoots(rows, share).map((row) => row.error))!
    return { ...found, errors }
  })
}

type Found = Omit<BootCalibration, "errors">

/** The I/O part or the CPU part of boot times: linear in what is to be found in it. */
interface Part {
  /** What a case's time has for each coefficient. */
  readonly columns: readonly ((row: MeasuredBoot) => number)[]
  /** The rest of the part. */
  readonly known: (row: MeasuredBoot) => Seconds
  /** What the coefficients say. */
  readonly found: (coefficients: readonly number[]) => Found
}

function fit(table: readonly MeasuredBoot[], unknowns: readonly BootUnknown[], busyShare: number): Found {
  const io = ioPart(unknowns, busyShare)
  const cpu = cpuPart(unknowns)
  const coefficients = nonNegativeLeastSquares(
    [...io.columns, ...cpu.columns].map((column) => table.map((row) => column(row) / row.seconds)),
    table.map((row) => 1 - (io.known(row) + cpu.known(row)) / row.seconds),
  )
  if (coefficients === undefined) {
    const expected = `cases from which ${unknowns.join(", ")} follow: with several numbers of booting and of stressed VMs`
    throw new InputError("calibration", "table", `${table.length} rows`, expected)
  }
  const ioCount = io.columns.length
  const found = { ...io.found(coefficients.slice(0, ioCount)), ...cpu.found(coefficients.slice(ioCount)) }
  if (found.busyShare === undefined || found.busyShare <= 1) return found
  const others = unknowns.filter((each) => each !== "busyShare")
  return { ...fit(table, others, 1), busyShare: 1 }
}

function ioPart(unknowns: readonly BootUnknown[], busyShare: number): Part {
  const shared = ({ bootingVms }: MeasuredBoot) => 1 - busyShare + busyShare * bootingVms
  if (!unknowns.includes("busyShare")) {
    if (!unknowns.includes("ioTime"))
      return { columns: [], known: (row) => row.ioTime * shared(row), found: () => ({}) }
    return { columns: [shared], known: () => 0, found: ([ioTime]) => ({ ioTime: ioTime! }) }
  }
  if (!unknowns.includes("ioTime")) {
    return {
      columns: [(row) => row.ioTime * (row.bootingVms - 1)],
      known: (row) => row.ioTime,
      found: ([share]) => ({ busyShare: share! }),
    }
  }
  return {
    columns: [() => 1, (row) => row.bootingVms],
    known: () => 0,
    found: ([waiting, busy]) => {
      const ioTime = waiting! + busy!
      return { ioTime, busyShare: ioTime === 0 ? 0 : busy! / ioTime }
    },
  }
}

function cpuPart(unknowns: readonly BootUnknown[]): Part {
  if (!unknowns.includes("cpuTime"))
    return { columns: [], known: (row) => row.cpuTime * cpuStretch(row), found: () => ({}) }
  return { columns: [cpuStretch], known: () => 0, found: ([cpuTime]) => ({ cpuTime: cpuTime! }) }
}
