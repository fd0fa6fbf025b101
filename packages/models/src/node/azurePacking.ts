import { spawn } from "node:child_process"
import { once } from "node:events"
import { createReadStream, type ReadStream, statSync } from "node:fs"
import { join, resolve } from "node:path"
import type { Readable } from "node:stream"
import { InputError, nearestName } from "@placelab/core"
import { Cells, type NumberRange } from "../load/traces/cells.ts"
import type { RequestRow } from "../load/traces/requestRow.ts"

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
  const table = isFolder(path) ? csvTable(path) : sqliteTable(path)
  const sizes = await sizesOf(rowsOf(table, "vmType", typeColumns), machine, path)
  for await (const cells of rowsOf(table, "vm", vmColumns)) {
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

/** A table as lines of CSV, the first of which is its header, and how a message names it, and one of them. */
interface Table {
  readonly name: string
  readonly lines: AsyncIterable<string>
  readonly where: (line: number) => string
}

type TableOf = (name: string, columns: readonly string[]) => Table

/** The rows of a table, in one object that is filled again and again. */
async function* rowsOf<Column extends string>(
  tableOf: TableOf,
  table: string,
  columns: readonly Column[],
): AsyncGenerator<Cells<Column>> {
  const { name, lines, where } = tableOf(table, columns)
  let cells: Cells<string> | undefined
  let line = 0
  for await (const text of lines) {
    line++
    if (cells === undefined) cells = new Cells(checkedHeader(text, columns, where(line)))
    else if (cells.take(text, where(line))) yield cells
  }
  // sqlite3 gives a header only together with rows.
  if (line < 2) throw new InputError(name, "table", "empty", "a header line and rows below it")
}

function checkedHeader(line: string, columns: readonly string[], where: string): string[] {
  const header = line.split(",").map((name) => name.trim().replaceAll('"', ""))
  for (const column of columns) {
    if (header.includes(column)) continue
    const nearest = nearestName(column, header)
    const hint = nearest === undefined ? "" : `; the nearest there is "${nearest}"`
    throw new InputError(where, "header", header.join(","), `a column "${column}"${hint}`)
  }
  return header
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch (error) {
    throw unreadable(path, error, "the SQLite file of the trace, or a folder with vm.csv and vmType.csv")
  }
}

function csvTable(folder: string): TableOf {
  return (table) => {
    const file = join(folder, `${table}.csv`)
    const lines = linesOf(file, createReadStream(file))
    return { name: file, lines, where: (line) => `${file}, line ${line}` }
  }
}

function sqliteTable(file: string): TableOf {
  return (table, columns) => {
    const name = `${file}, table ${table}`
    // The header line is none of the table.
    return { name, lines: selected(file, table, columns), where: (line) => `${name}, row ${line - 1}` }
  }
}

async function* selected(file: string, table: string, columns: readonly string[]): AsyncGenerator<string> {
  const names = columns.map((column) => `${column} as ${column}`).join(", ")
  const query = `select ${names} from ${table} order by rowid`
  const child = spawn("sqlite3", ["-batch", "-readonly", "-csv", "-header", resolve(file), query], {
    stdio: ["ignore", "pipe", "pipe"],
  })
  let complaint = ""
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint += text
  })
  try {
    await once(child, "spawn")
  } catch {
    const expected = "sqlite3 installed (apt install sqlite3), or a folder with vm.csv and vmType.csv"
    throw new InputError(file, "program that reads SQLite", "missing", expected)
  }
  const closed = once(child, "close")
  try {
    yield* linesOf(file, child.stdout)
    const [code] = await closed
    if (code === 0) return
    const expected = `a SQLite file with a table ${table} of ${columns.join(", ")}`
    throw new InputError(file, "answer of sqlite3", complaint.trim().split("\n")[0], expected)
  } finally {
    child.kill()
  }
}

async function* linesOf(file: string, input: Readable | ReadStream): AsyncGenerator<string> {
  let begun = ""
  try {
    for await (const chunk of input.setEncoding("utf8")) {
      const lines = (begun + chunk).split("\n")
      begun = lines.pop()!
      yield* lines
    }
  } catch (error) {
    throw unreadable(file, error, "a file that can be read")
  }
  if (begun !== "") yield begun
}

function unreadable(file: string, error: unknown, expected: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  return code === undefined
    ? error
    : new InputError(file, "file", code === "ENOENT" ? "missing" : code, expected)
}
