import { TraceTable } from "@placelab/core"
import { appendTrace } from "../tables/appendTrace.ts"
import { formatOf } from "../tables/formats/tableFormat.ts"
import { traceFormats } from "../tables/formats/traceFormat.ts"
import { openFile } from "./fileSource.ts"
import { writeOrRefuse } from "./tableFile.ts"

/** Options of {@link traceBatches}. */
export interface TraceBatchOptions {
  /** Told after each read, which part of the file has been read, from 0 to 1. */
  readonly onProgress?: (part: number) => void
}

/**
 * A trace of a file, in pieces that have their names in common; its format is told by the end of the name: .json and .jsonl (VMPlaceS'
 * lines), .csv, .ndjson, .parquet, .paje and .trace, .arrow and .arrows.
 *
 * Complexity  a piece has about 16,384 rows, or is a row group of Parquet, and one is in memory at a time; of Arrow all are
 * Errors      InputError that names the file, and the line or row, when it is reached.
 *
 * @example
 * for await (const piece of traceBatches("events.json")) rows += piece.length
 */
export async function* traceBatches(
  file: string,
  { onProgress }: TraceBatchOptions = {},
): AsyncGenerator<TraceTable, void> {
  const format = formatOf(traceFormats, file)
  const source = openFile(file, onProgress)
  try {
    yield* format.read(source)
  } finally {
    source.close()
  }
}

/** The whole trace of a file. Rejects as {@link traceBatches}. */
export async function readTraceFile(file: string): Promise<TraceTable> {
  const trace = new TraceTable()
  for await (const piece of traceBatches(file)) appendTrace(trace, piece)
  return trace
}

/**
 * Writes a trace, or one that comes in pieces; its format is told by the end of the name. The file is there as a whole or not at all.
 *
 * Complexity  a piece is in memory at a time; for Paje and Arrow all are
 * Rejects     with an InputError for what the format cannot hold, and for a file that cannot be written; with what `trace` throws.
 *
 * @example
 * await writeTraceFile("trace.parquet", traceBatches("events.json"))
 */
export async function writeTraceFile(
  file: string,
  trace: TraceTable | Iterable<TraceTable> | AsyncIterable<TraceTable>,
): Promise<void> {
  const writer = formatOf(traceFormats, file).writer()
  async function* chunks() {
    for await (const piece of "entities" in trace ? [trace] : trace) yield* writer.add(piece)
    yield* writer.end()
  }
  await writeOrRefuse(file, chunks())
}
