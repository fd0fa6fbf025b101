import { InputError } from "@placelab/core"

/** Which numbers a column has. */
export interface NumberRange {
  readonly least: number
  readonly most: number
  /** For messages, with the unit. */
  readonly expected: string
}

/**
 * The cells of one line after the other of a table whose columns are known. What is refused is an InputError with file, line, column
 * and value.
 *
 * The public traces are tables of numbers and names with commas between and without quotes, so a line is split at its commas. Quotes
 * are understood where a line has some, because programs that save such a table again put them around names.
 */
export class Cells<Column extends string> {
  private readonly columns: readonly string[]
  private readonly fewest: number
  private readonly place: ReadonlyMap<string, number>
  private where = ""
  private cells: readonly string[] = []

  /** The last columns may be missing, as long as `fewest` are there. */
  constructor(columns: readonly Column[], fewest = columns.length) {
    this.columns = columns
    this.fewest = fewest
    this.place = new Map(columns.map((column, i) => [column, i]))
  }

  /** Takes a line; false where it is empty. Errors: InputError where it has another number of columns. */
  take(line: string, where: string): boolean {
    if (line.trim() === "") return false
    const cells = line.includes('"') ? splitQuoted(line, where) : line.split(",")
    if (cells.length < this.fewest || cells.length > this.columns.length) {
      const most = this.columns.length
      const count = this.fewest === most ? `${most}` : `${this.fewest} to ${most}`
      const names = `with commas between: ${this.columns.join(", ")}`
      throw new InputError(where, "number of columns", cells.length, `${count}, ${names}`)
    }
    this.cells = cells
    this.where = where
    return true
  }

  /** The cell, which may be empty, or missing at the end of the line. */
  text(column: Column): string {
    return (this.cells[this.place.get(column)!] ?? "").trim()
  }

  /** A cell that may not be empty. */
  name(column: Column): string {
    const text = this.text(column)
    if (text === "") throw this.refusal(column, "a name")
    return text
  }

  /** The number in a cell; `mark` may stand before it. */
  number(column: Column, range: NumberRange, mark = ""): number {
    const cell = this.text(column)
    const text = cell.startsWith(mark) ? cell.slice(mark.length) : cell
    const value = decimal.test(text) ? Number(text) : Number.NaN
    if (value >= range.least && value <= range.most) return value
    throw this.refusal(column, range.expected)
  }

  /** A number, or undefined where the cell is empty. */
  optional(column: Column, range: NumberRange): number | undefined {
    return this.text(column) === "" ? undefined : this.number(column, range)
  }

  /** The error that says that a cell's value is none that was expected. */
  refusal(column: Column, expected: string): InputError {
    return new InputError(this.where, column, this.text(column), expected)
  }
}

/** A number as people write it. What `Number` takes is more: nothing at all, other bases, infinity. */
export const decimal = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/** A cell in quotes, in which two of them stand for one, or one without. */
const cell = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y

function splitQuoted(line: string, where: string): string[] {
  const text = line.trimEnd()
  const cells: string[] = []
  for (cell.lastIndex = 0; ; ) {
    const found = cell.exec(text)
    if (found === null)
      throw new InputError(
        where,
        "line",
        shortened(line),
        "every quote closed, and quotes around whole cells",
      )
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2]!)
    if (found[3] === "") return cells
  }
}

/** The begin of a line, which is enough to find it by. */
export function shortened(line: string): string {
  return line.length > 60 ? `${line.slice(0, 60)}...` : line
}
