import { Cells, type NumberRange } from "./cells.ts"
import { shareRow } from "./shareRow.ts"
import type { UsageFormat } from "./traceFormat.ts"

const columns = ["timestamp", "VM", "min CPU", "max CPU", "avg CPU"] as const

/** For the last date of a VM, too. */
export const azureDates: NumberRange = {
  least: 0,
  most: 2_592_000,
  expected: "seconds since the trace began, from 0 to 2592000, which are its 30 days",
}

const percent: NumberRange = { least: 0, most: 110, expected: "a number from 0 to 100, in percent" }

/** From one reading to the next, and what its minimum, maximum and mean are of. */
export const azureInterval = 300

/**
 * The CPU readings of Azure's public datasets V1 and V2, which have one form: `vm_cpu_readings-file-N-of-M.csv`, without a header line.
 * A reading is of the five minutes that begin with its date. A file has the readings of all VMs for some hours, so that one VM's stand
 * in many files. Percentages a little above 100 are taken as they are.
 *
 * Source: Azure Public Dataset V1 (2017) and V2 (2019), CC-BY; Cortez et al., "Resource Central", SOSP 2017.
 *
 * @example azureReadings.reader("").row("300,xyz,1.5,20,10", "") // xyz, from 300 s to 600 s: cpu 0.1, cpuMax 0.2
 */
export const azureReadings: UsageFormat = {
  name: "azure",
  title: "Azure Public Dataset V1 (2017) and V2 (2019), CPU readings",
  shareOf: "itself",
  reader: () => {
    const cells = new Cells(columns)
    return {
      row: (line, where) => {
        if (!cells.take(line, where)) return undefined
        const start = cells.number("timestamp", azureDates)
        const id = cells.name("VM")
        cells.number("min CPU", percent)
        const max = cells.number("max CPU", percent)
        const mean = cells.number("avg CPU", percent)
        return shareRow(id, start, azureInterval, mean / 100, max / 100, undefined)
      },
      end: () => {},
    }
  },
}
