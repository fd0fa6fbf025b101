import type { TraceOrder } from "../../load/traces/planetlab.ts"
import type { RequestRow } from "../../load/traces/requestRow.ts"
import type { LineReader, RequestFormat, UsageFormat } from "../../load/traces/traceFormat.ts"
import { requestFormats, usageFormats } from "../../load/traces/traceFormats.ts"
import type { UsageRow } from "../../load/traces/usageRow.ts"
import { requireFormat } from "./formatOf.ts"
import { lineBatches } from "./textLines.ts"
import { tracePaths } from "./tracePaths.ts"

/** A row of a trace, and its file and line. */
export interface TraceRow<Row> {
  readonly row: Row
  readonly where: string
}

/**
 * What VMs used, row by row, of a file or of all files of a folder: as they come, nothing is repaired. `format` is a name of
 * {@link usageFormats}, or a format. One piece of a file is in memory at any time.
 *
 * Errors    InputError with file and line, when it comes to them.
 *
 * @example for await (const { row } of readUsage("fastStorage", "bitbrains")) console.log(row.id, row.cpu)
 */
export async function* readUsage(
  path: string,
  format: string | UsageFormat,
  order?: TraceOrder,
): AsyncGenerator<TraceRow<UsageRow>, void> {
  const known = typeof format === "string" ? requireFormat(path, format, usageFormats) : format
  for (const file of tracePaths(path, orderOf(known, order)))
    for await (const rows of rowBatches(file, known.reader(file))) yield* rows
}

/** What VMs were asked for, row by row; else as {@link readUsage}. `format` is a name of {@link requestFormats}, or a format. */
export async function* readRequests(
  path: string,
  format: string | RequestFormat,
  order?: TraceOrder,
): AsyncGenerator<TraceRow<RequestRow>, void> {
  const known = typeof format === "string" ? requireFormat(path, format, requestFormats) : format
  for (const file of tracePaths(path, order ?? "natural"))
    for await (const rows of rowBatches(file, known.reader(file))) yield* rows
}

/** For this package: where files are VMs, the order says which; else they are parts, one after the other. */
export function orderOf(
  { isFilePerVm }: UsageFormat,
  order: TraceOrder | undefined,
): TraceOrder | "natural" | undefined {
  return order ?? (isFilePerVm ? undefined : "natural")
}

/** For this package: the rows of a file, many at a time. */
export async function* rowBatches<Row>(
  file: string,
  reader: LineReader<Row>,
): AsyncGenerator<TraceRow<Row>[], void> {
  let number = 0
  for await (const lines of lineBatches(file)) {
    const rows: TraceRow<Row>[] = []
    for (const line of lines) {
      const where = `${file}, line ${++number}`
      const row = reader.row(line, where)
      if (row !== undefined) rows.push({ row, where })
    }
    yield rows
  }
  reader.end()
}
