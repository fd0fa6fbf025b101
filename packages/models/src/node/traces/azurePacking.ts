import { statSync } from "node:fs"
import { InputError } from "@placelab/core"
import type { Cells, NumberRange } from "../../load/traces/cells.ts"
import type { RequestRow } from "../../load/traces/requestRow.ts"
import { unreadable } from "../unreadable.ts"
import { csvTables, rowsOf, sqliteTables } from "./headedTables.ts"

export interface AzurePackingOptions {
  /**
   * The `machineId` of which sizes are shares. A VM whose type cannot run there has no shares. Without it, each type's shares are of the
   * machine with the smallest `machineId` that it can run on.
   */
  readonly machine?: number
}

/**
 * Reads Azure's trace for packing, the VMs that were asked for in one zone in 14 days, in the order of the table: from its SQLite file,
 * or from a folder with its tables as CSV with header lines, `vm.csv` and `vmType.csv`. Nothing but the types is kept in memory.
 *
 * Sizes are shares of a machine. A VM type has a row for each kind of machine that it can run on, and the trace does not tell on which a
 * VM ran: see {@link AzurePackingOptions.machine}. Dates are in days in the trace, in seconds here: negative where a VM was there
 * before, Infinity where it was alive after 90 days. `kind` is the priority; VMs with the low one may have been ended by others.
 *
 * A SQLite file is read by the program `sqlite3`. Errors: InputError with file and line, or table and row; where `sqlite3` is missing.
 *
 * Source: Hadary et al., "Protean: VM Allocation Service at Scale", OSDI 2020; Azure Trace for Packing 2020, CC-BY.
 *
 * @example for await (const { id, start, cpuShare } of readAzurePacking("packing_trace_zone_a_v1.sqlite")) place(id)
 */
export async function* readAzurePacking(
  path: string,
  { machine }: AzurePackingOptions = {},
): AsyncGenerator<RequestRow, void> {
  const tables = isFolder(path) ? csvTables(path) : sqliteTables(path)
  const sizes = await sizesOf(rowsOf(tables, "vmType", typeColumns), machine, path)
  for await (const cells of rowsOf(tables, "vm", vmColumns)) {
    const start = cells.number("starttime", starts)
    const end = cells.optional("endtime", ends) ?? Number.POSITIVE_INFINITY
    if (end < start) throw cells.refusal("endtime", `a date that is not before its start, ${start}`)
    const type = cells.name("vmTypeId")
    if (!sizes.has(type)) throw cells.refusal("vmTypeId", "a VM type that the table vmType has")
    const size = sizes.get(type)
    yield {
      id: cells.name("vmId"),
      start: start * day,
      end: end * day,
      cores: undefined,
      memory: undefined,
      cpuShare: size?.core,
      memoryShare: size?.memory,
      kind: cells.number("priority", priorities) === 0 ? "high priority" : "low priority",
    }
  }
}

const day = 86_400

const vmColumns = ["vmId", "vmTypeId", "priority", "starttime", "endtime"] as const
const typeColumns = ["vmTypeId", "machineId", "core", "memory"] as const

const starts: NumberRange = {
  least: Number.NEGATIVE_INFINITY,
  most: 14,
  expected: "days since the collection began, at most 14 (not seconds)",
}
// The description does not say whether 90 days are counted from the begin of the collection or from the start of the VM.
const ends: NumberRange = {
  least: Number.NEGATIVE_INFINITY,
  most: 104,
  expected: "days since the collection began, at most 90, or nothing where the VM was alive then",
}
const priorities: NumberRange = { least: 0, most: 1, expected: "0 (high) or 1 (low)" }
const shares: NumberRange = { least: 0, most: 1, expected: "a share of a machine, from 0 to 1" }
const machineIds: NumberRange = { least: 0, most: Number.MAX_SAFE_INTEGER, expected: "a whole number" }

interface Size {
  readonly machine: number
  readonly core: number
  readonly memory: number
}

/** By VM type; undefined where it cannot run on the machine that was asked for. */
async function sizesOf(
  types: AsyncIterable<Cells<(typeof typeColumns)[number]>>,
  asked: number | undefined,
  path: string,
): Promise<Map<string, Size | undefined>> {
  const sizes = new Map<string, Size | undefined>()
  const machines = new Set<number>()
  for await (const cells of types) {
    const type = cells.name("vmTypeId")
    const machine = cells.number("machineId", machineIds)
    const size = { machine, core: cells.number("core", shares), memory: cells.number("memory", shares) }
    machines.add(machine)
    const before = sizes.get(type)
    const isTaken = asked === undefined ? before === undefined || machine < before.machine : machine === asked
    sizes.set(type, isTaken ? size : before)
  }
  if (asked !== undefined && !machines.has(asked)) {
    const known = [...machines].sort((a, b) => a - b).join(", ")
    throw new InputError(path, "machine", asked, `the machineId of a kind of machine of the trace: ${known}`)
  }
  return sizes
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch (error) {
    throw unreadable(
      path,
      "file",
      error,
      "the SQLite file of the trace, or a folder with vm.csv and vmType.csv",
    )
  }
}
