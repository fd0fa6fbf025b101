import type { LineReader, UsageRow } from "../src/index.ts"
import { shareRow } from "../src/load/traces/shareRow.ts"
import { rowsOf } from "./traces.ts"

/** A row that tells nothing but this. */
export function usageRow(told: Partial<UsageRow> & Pick<UsageRow, "start" | "cpu">): UsageRow {
  return { ...shareRow("vm", told.start, 300, told.cpu, undefined, undefined), ...told }
}

/** All rows of a text, without what they do not tell. */
export function toldBy<Row>(reader: LineReader<Row>, text: string, file?: string): Partial<Row>[] {
  return rowsOf({ reader: () => reader }, text, file).map((row) =>
    Object.fromEntries(Object.entries(row as object).filter(([, value]) => value !== undefined)),
  ) as Partial<Row>[]
}
