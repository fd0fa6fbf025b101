/** A column of a {@link textTable}. */
export interface Column<Row> {
  /** The first line of the head. Neighbours with the same one share it, drawn over all of them. */
  readonly over: string
  /** The second line of the head. */
  readonly title: string
  readonly cell: (row: Row) => string
  /** Default: "right", as numbers want. */
  readonly align?: "left" | "right"
}

const gap = "  "

/** Rows as aligned text: two lines of head, then one line a row; no line ends in spaces. */
export function textTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cells = rows.map((row) => columns.map((column) => column.cell(row)))
  const widths = columns.map(({ title }, i) =>
    cells.reduce((width, row) => Math.max(width, row[i]!.length), title.length),
  )
  const groups = groupsOf(columns)
  for (const { over, from, to } of groups) {
    const inner = widths.slice(from + 1, to).reduce((sum, width) => sum + gap.length + width, 0)
    widths[from] = Math.max(widths[from]!, over.length - inner)
  }
  const line = (texts: readonly string[]) =>
    texts
      .map((text, i) => pad(text, widths[i]!, columns[i]!.align))
      .join(gap)
      .trimEnd()
  const overline = groups
    .map(({ over, from, to }) => {
      if (to - from === 1) return pad(over, widths[from]!, columns[from]!.align)
      const width = widths.slice(from, to).reduce((sum, each) => sum + gap.length + each, -gap.length)
      return centre(over, width)
    })
    .join(gap)
    .trimEnd()
  return [overline, line(columns.map((column) => column.title)), ...cells.map(line)].join("\n")
}

interface Group {
  readonly over: string
  readonly from: number
  to: number
}

function groupsOf(columns: readonly { readonly over: string }[]): Group[] {
  const groups: Group[] = []
  columns.forEach(({ over }, i) => {
    const last = groups.at(-1)
    if (last !== undefined && last.over === over && over !== "") last.to = i + 1
    else groups.push({ over, from: i, to: i + 1 })
  })
  return groups
}

function pad(text: string, width: number, align: Column<never>["align"] = "right"): string {
  return align === "right" ? text.padStart(width) : text.padEnd(width)
}

/** `-- text --`, so that the columns below are seen to belong together. */
function centre(text: string, width: number): string {
  const dashes = width - text.length - 2
  if (dashes < 2) return text.padStart(Math.ceil((width + text.length) / 2)).padEnd(width)
  return `${"-".repeat(Math.floor(dashes / 2))} ${text} ${"-".repeat(Math.ceil(dashes / 2))}`
}
