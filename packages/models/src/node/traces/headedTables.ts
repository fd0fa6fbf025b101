import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync } from "node:fs"
import { join, resolve } from "node:path"
import { createInterface } from "node:readline"
import { InputError, nearestName } from "@placelab/core"
import { Cells } from "../../load/traces/cells.ts"
import { openLines } from "./textLines.ts"

// For this package: tables with names for their columns, row by row, whether they are CSV or in a SQLite file.

/** A table as lines of CSV, the first of which is its header, and how a message names it, and one of them. */
interface Table {
  readonly name: string
  readonly lines: AsyncIterable<string>
  readonly where: (line: number) => string
}

/** A table by its name, with these columns at least. */
export type Tables = (name: string, columns: readonly string[]) => Table

/**
 * The rows of a table, at least one, in one object that is filled again and again. Errors: InputError with file and line, or table and
 * row; where the table, a column or `sqlite3` is missing.
 */
export async function* rowsOf<Column extends string>(
  tables: Tables,
  table: string,
  columns: readonly Column[],
): AsyncGenerator<Cells<Column>> {
  const { name, lines, where } = tables(table, columns)
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

/** The tables of a folder, `name.csv` each, or `name.csv.gz`. */
export function csvTables(folder: string): Tables {
  return (table) => {
    const plain = join(folder, `${table}.csv`)
    const file = existsSync(`${plain}.gz`) ? `${plain}.gz` : plain
    return { name: file, lines: openLines(file), where: (line) => `${file}, line ${line}` }
  }
}

/** The tables of a SQLite file, read by the program `sqlite3`, in the order of their rows. */
export function sqliteTables(file: string): Tables {
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
    yield* createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY })
    const [code] = await closed
    if (code === 0) return
    const expected = `a SQLite file with a table ${table} of ${columns.join(", ")}`
    throw new InputError(file, "answer of sqlite3", complaint.trim().split("\n")[0], expected)
  } finally {
    child.kill()
  }
}
