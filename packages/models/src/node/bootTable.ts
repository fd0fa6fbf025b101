import { fileURLToPath } from "node:url"
import type { InputError } from "@placelab/core"
import type { Either } from "fp-ts/lib/Either.js"
import type { MeasuredBoot } from "../boot/measured.ts"
import { type Cells, readCsvTable } from "./csvTable.ts"

/** The file of 156 measured cases of booting VMs that comes with the package; see data/README.md for its origin. */
export const bootTimesTable = fileURLToPath(new URL("../../data/boot-times.csv", import.meta.url))

const columns = [
  "host",
  "cores",
  "io_time_s",
  "cpu_time_s",
  "booting_vms",
  "cpu_stress_vms",
  "mean_boot_time_s",
] as const
type Column = (typeof columns)[number]

/**
 * Reads a table of measured boots: CSV with a header line, one case a row, columns as in data/README.md; others may be there
 * too. Left: InputError, with file, line, column and value.
 */
export function readBootTable(file: string): Either<InputError, MeasuredBoot[]> {
  return readCsvTable(file, columns, decode)
}

function decode({ text, number, above0, atLeast0, refusal }: Cells<Column>): MeasuredBoot {
  const whole = (column: Column, least: number, expected: string) =>
    number(column, (value) => Number.isInteger(value) && value >= least, expected)
  const host = text("host")
  if (host === "") throw refusal("host", "a name")
  return {
    host,
    cores: whole("cores", 1, "a whole number above 0"),
    ioTime: atLeast0("io_time_s"),
    cpuTime: atLeast0("cpu_time_s"),
    bootingVms: whole("booting_vms", 1, "a whole number above 0"),
    stressedVms: whole("cpu_stress_vms", 0, "a whole number of at least 0"),
    seconds: above0("mean_boot_time_s"),
  }
}
