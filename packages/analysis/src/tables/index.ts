/**
 * Tables of all outputs, with readers and writers, and summaries of traces. An entry of its own, @placelab/analysis/tables: the main one
 * needs no library of tables.
 */
export { arrowWriter, readArrow } from "./formats/arrow.ts"
export { type ByteSource, bytesSource, textOf } from "./formats/byteSource.ts"
export { csvWriter, readCsv } from "./formats/csv.ts"
export { jsonRowsWriter, readJsonRows } from "./formats/jsonRows.ts"
export { parquetWriter, readParquet } from "./formats/parquet.ts"
export { type Chunk, type PieceWriter, written } from "./formats/pieceWriter.ts"
export { formatOf, readTable, type TableFormat, tableFormats, writeTable } from "./formats/tableFormat.ts"
export { type TraceFormat, traceFormats, writeTrace } from "./formats/traceFormat.ts"
export { pajeWriter } from "./paje/pajeWriter.ts"
export { readPaje } from "./paje/readPaje.ts"
export type { Cell, ColumnType, TableColumn, TableSchema } from "./schema.ts"
export { schemaMarkdown } from "./schemaMarkdown.ts"
export { type MigrationRow, migrationRows, migrationSchema } from "./schemas/migrations.ts"
export { schemaOfRows, seedColumn } from "./schemas/rows.ts"
export { runMetricsSchema } from "./schemas/runMetrics.ts"
export { traceSchema } from "./schemas/trace.ts"
export { violationSchema } from "./schemas/violations.ts"
export { type DdSketch, quantileError, sketchMonoid, sketchOf, sketchQuantile } from "./summary/ddSketch.ts"
export {
  type EventRow,
  type StateRow,
  type SummaryObject,
  summaryObject,
  type VariableRow,
} from "./summary/summaryObject.ts"
export {
  type DurationSummary,
  summaryOf,
  type TraceSummary,
  traceSummaryMonoid,
  type VariableSummary,
} from "./summary/traceSummary.ts"
export { batchOf, type TableBatch, tableOfBatches } from "./tableBatch.ts"
export { tableOf } from "./tableOf.ts"
export { traceColumns, traceTableOf } from "./traceColumns.ts"
