import { fileURLToPath } from "node:url"
import { type InputError, mebibytes } from "@placelab/core"
import type { Either } from "fp-ts/lib/Either.js"
import type { MeasuredMigration } from "../migration/measured.ts"
import { type Cells, readCsvTable } from "./csvTable.ts"

/** The file of 35 settings of real QEMU migrations that comes with the package; see data/README.md for its origin. */
export const qemuPrecopyTable = fileURLToPath(new URL("../../data/qemu-precopy.csv", import.meta.url))

const columns = [
  "bandwidth_mib_s",
  "downtime_limit_ms",
  "working_set_mib",
  "dirty_rate_mib_s",
  "memory_mib",
  "converged",
  "total_time_s",
  "setup_ms",
  "sent_mib",
  "dirty_syncs",
  "achieved_bandwidth_mib_s",
] as const
type Column = (typeof columns)[number]

/**
 * Reads a table of measured migrations: CSV with a header line, one setting a row, columns as in data/README.md; columns
 * that are not needed may be there too. Left: InputError, with file, line, column and value.
 */
export function readMigrationTable(file: string): Either<InputError, MeasuredMigration[]> {
  return readCsvTable(file, columns, decode)
}

function decode({ text, number, above0, atLeast0, refusal }: Cells<Column>): MeasuredMigration {
  const converged = text("converged")
  if (converged !== "0" && converged !== "1") throw refusal("converged", "1 or 0")
  return {
    bandwidthCap: mebibytes(above0("bandwidth_mib_s")),
    achievedBandwidth: mebibytes(above0("achieved_bandwidth_mib_s")),
    downtimeLimit: above0("downtime_limit_ms") / 1000,
    workingSet: mebibytes(atLeast0("working_set_mib")),
    dirtyRate: mebibytes(atLeast0("dirty_rate_mib_s")),
    memory: mebibytes(above0("memory_mib")),
    converged: converged === "1",
    seconds: above0("total_time_s"),
    setup: atLeast0("setup_ms") / 1000,
    bytes: mebibytes(above0("sent_mib")),
    liveRounds:
      converged === "1"
        ? number("dirty_syncs", (value) => value >= 3, "a number of at least 3, where converged is 1") - 2
        : atLeast0("dirty_syncs"),
  }
}
