import type { TraceTable } from "@placelab/core"
import type { ColumnTable } from "arquero"
import { traceSchema } from "./schemas/trace.ts"
import { batchOf, tableOfBatches } from "./tableBatch.ts"
import { batchOfTrace, traceOfBatch } from "./traceBatch.ts"

/**
 * A trace as an arquero table with the columns of `traceSchema`.
 *
 * Complexity  O(rows)
 *
 * @example
 * traceColumns(run.trace.records).filter((row) => row.value === "violation").groupby("entity").count()
 */
export function traceColumns(table: TraceTable): ColumnTable {
  return tableOfBatches(traceSchema, [batchOfTrace(table)])
}

/**
 * The trace that an arquero table with the columns of `traceSchema` is, in the order in which the table shows its rows.
 *
 * Complexity  O(rows)
 * Errors      InputError for a column that is missing or unknown, a value of another type, and what is no record.
 *
 * @example
 * violationsOf(traceTableOf(table.filter((row) => row.time < 600)), { definition: "corrected", until: 600 })
 */
export function traceTableOf(columns: ColumnTable): TraceTable {
  return traceOfBatch(batchOf(traceSchema, columns))
}
