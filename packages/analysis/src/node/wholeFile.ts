import { closeSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs"
import type { Chunk } from "../tables/formats/pieceWriter.ts"

/**
 * Writes a file that is there as a whole or not at all: chunks go to a draft beside it, which takes its name in the end. What
 * was there before stays until then.
 *
 * Errors  what Node says of a file that cannot be written, and what `chunks` throws; the draft is removed.
 *
 * @example
 * await writeWholeFile("trace.paje", writeTrace(traceFormats.paje, trace))
 */
export async function writeWholeFile(
  file: string,
  chunks: Iterable<Chunk> | AsyncIterable<Chunk>,
): Promise<void> {
  const draft = `${file}.new-${process.pid}`
  try {
    const descriptor = openSync(draft, "w")
    try {
      for await (const chunk of chunks) writeFileSync(descriptor, chunk)
    } finally {
      closeSync(descriptor)
    }
    renameSync(draft, file)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}
