import type { Cell, SweepRow } from "@placelab/core"

/** Rows as CSV by RFC 4180, but for line ends, which are "\n"; the columns are those of the first row, null is an empty cell. */
export function tableCsv(rows: readonly SweepRow[]): string {
  const columns = Object.keys(rows[0] ?? {})
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? null))]
  return lines.map((cells) => `${cells.map(cell).join(",")}\n`).join("")
}

function cell(value: Cell): string {
  const text = value === null ? "" : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
