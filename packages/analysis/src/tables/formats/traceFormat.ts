import { readJsonLineBatches, type TraceTable, writeJsonLines } from "@placelab/core"
import { pajeWriter } from "../paje/pajeWriter.ts"
import { readPaje } from "../paje/readPaje.ts"
import { traceSchema } from "../schemas/trace.ts"
import { rowsABatch } from "../tableBatch.ts"
import { batchOfTrace, traceOfBatch } from "../traceBatch.ts"
import { type ByteSource, textOf } from "./byteSource.ts"
import { type Chunk, type PieceWriter, written } from "./pieceWriter.ts"
import { type TableFormat, tableFormats } from "./tableFormat.ts"

/** How a trace is written in a file, and read. */
export interface TraceFormat {
  /** As people call it. */
  readonly name: string
  /** With the dot. The first one is that of files that we write. */
  readonly extensions: readonly string[]
  writer(): PieceWriter<TraceTable>
  /** In pieces that have their names in common. Errors: InputError with file, and line or row. */
  read(source: ByteSource): Iterable<TraceTable> | AsyncIterable<TraceTable>
}

/** All formats that hold a trace: VMPlaceS' lines, Paje, and those of tables. */
export const traceFormats = {
  vmplaces: {
    name: "VMPlaceS' JSON lines",
    extensions: [".json", ".jsonl"],
    writer: vmplacesWriter,
    read: (source) => readJsonLineBatches(textOf(source), source.name, rowsABatch),
  },
  paje: {
    name: "Paje",
    extensions: [".paje", ".trace"],
    writer: pajeWriter,
    read: (source) => readPaje(textOf(source), source.name),
  },
  csv: ofTable(tableFormats.csv),
  jsonRows: ofTable(tableFormats.jsonRows),
  arrow: ofTable(tableFormats.arrow),
  arrowStream: ofTable(tableFormats.arrowStream),
  parquet: ofTable(tableFormats.parquet),
} as const satisfies Readonly<Record<string, TraceFormat>>

/**
 * A trace in a format, in chunks to be written one after the other. Errors: InputError for what the format cannot hold.
 *
 * @example
 * [...writeTrace(traceFormats.paje, run.trace.records)].join("")
 */
export function writeTrace(format: TraceFormat, trace: TraceTable): Iterable<Chunk> {
  return written(format.writer(), [trace])
}

function vmplacesWriter(): PieceWriter<TraceTable> {
  let first = 0
  return {
    *add(piece) {
      yield* writeJsonLines(piece, first)
      first += piece.length
    },
    end: () => [],
  }
}

function ofTable({ name, extensions, writer, read }: TableFormat): TraceFormat {
  return {
    name,
    extensions,
    writer: () => {
      const { add, end } = writer(traceSchema)
      return { add: (piece) => add(batchOfTrace(piece)), end }
    },
    async *read(source) {
      let names: TraceTable | undefined
      for await (const batch of read(traceSchema, source)) {
        names = traceOfBatch(batch, names)
        yield names
      }
    },
  }
}
