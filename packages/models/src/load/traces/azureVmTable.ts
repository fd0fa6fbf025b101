import { gibibytes } from "@placelab/core"
import { azureDates, azureInterval } from "./azureReadings.ts"
import { Cells, type NumberRange } from "./cells.ts"
import type { RequestFormat } from "./traceFormat.ts"

const columns = [
  "VM",
  "subscription",
  "deployment",
  "created",
  "deleted",
  "max CPU",
  "avg CPU",
  "p95 max CPU",
  "category",
  "cores",
  "memory",
] as const

const cores: NumberRange = {
  least: 1,
  most: 1024,
  expected: 'a whole number of cores from 1 to 1024, or a bucket such as ">24"',
}
const memory: NumberRange = {
  least: 0.1,
  most: 16_384,
  expected: 'GB from 0.1 to 16384 (not MB or bytes), or a bucket such as ">64"',
}

/**
 * The VMs of Azure's public datasets V1 and V2, which have one form: `vmtable.csv`, without a header line.
 *
 * V1 tells cores and memory as they are. V2 tells buckets by their upper bounds (2, 4, 8, 12, 24 cores; 2, 4, 8, 32, 64 GB) and, above the
 * last ones, ">24" and ">64". Here a bucket is its bound: the most that a VM of it may have, but for ">24" and ">64", which are 24 and 64,
 * less than it has. GB are GiB, as Azure's sizes are.
 *
 * Dates are rounded to five minutes: a VM that is deleted when it is created lasts 300 s, as in the analysis that came with the data.
 * Those that the trace does not see created are created at 0, and those that it does not see deleted have its last date, 2591700 or
 * 2591400, as their end; Infinity where the cell is empty. `kind` is the category as it stands: Delay-insensitive, Interactive, Unknown, and
 * "Unkown" in places.
 *
 * Source: Azure Public Dataset V1 (2017) and V2 (2019), CC-BY; Cortez et al., "Resource Central", SOSP 2017.
 *
 * @example azureVmTable.reader("").row("xyz,s,d,0,600,9,3,5,Interactive,>24,>64", "")
 * // xyz, from 0 s to 600 s: cores 24, memory 64 GiB
 */
export const azureVmTable: RequestFormat = {
  name: "azure-vms",
  title: "Azure Public Dataset V1 (2017) and V2 (2019), VMs",
  reader: () => {
    const cells = new Cells(columns)
    return {
      row: (line, where) => {
        if (!cells.take(line, where)) return undefined
        const start = cells.number("created", azureDates)
        const deleted = cells.optional("deleted", azureDates) ?? Number.POSITIVE_INFINITY
        if (deleted < start)
          throw cells.refusal("deleted", `a date that is not before its creation, ${start}`)
        return {
          id: cells.name("VM"),
          start,
          end: Math.max(deleted, start + azureInterval),
          cores: coresOf(cells),
          memory: gibibytes(cells.number("memory", memory, ">")),
          cpuShare: undefined,
          memoryShare: undefined,
          kind: categoryOf(cells),
        }
      },
      end: () => {},
    }
  },
}

type VmCells = Cells<(typeof columns)[number]>

function coresOf(cells: VmCells): number {
  const count = cells.number("cores", cores, ">")
  if (Number.isInteger(count)) return count
  throw cells.refusal("cores", cores.expected)
}

function categoryOf(cells: VmCells): string | undefined {
  const category = cells.text("category")
  if (/^[-.\d]/.test(category)) throw cells.refusal("category", "a word such as Interactive, or nothing")
  return category || undefined
}
