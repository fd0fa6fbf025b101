import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { hostname } from "node:os"
import { dirname } from "node:path"

/** Drafts have the name of this machine and of the process, so that nobody else writes into them. */
const draft = `.new-${hostname()}-${process.pid}`

/** Whether a file of this name is what a writer has left that did not come to its end. */
export const isDraft = (name: string) => /\.new-.+-\d+$/.test(name)

/**
 * Writes a file that is there as a whole or not at all, whoever reads or writes it at the same time: chunks go to a draft beside
 * it, which takes its name in the end. What was there before stays until then; folders are made. Somebody who sweeps may take our
 * draft, or its folder: then it is written again.
 *
 * Errors  what Node says of a file that cannot be written, and what `chunks` throws; the draft is removed.
 *
 * @example
 * writeWholeFileSync("out/events.json", () => writeJsonLines(trace.records))
 */
export function writeWholeFileSync(path: string, chunks: () => Iterable<string | Uint8Array>): void {
  for (let attempt = 1; ; attempt++) {
    mkdirSync(dirname(path), { recursive: true })
    try {
      const descriptor = openSync(path + draft, "w")
      try {
        for (const chunk of chunks()) writeFileSync(descriptor, chunk)
      } finally {
        closeSync(descriptor)
      }
      renameSync(path + draft, path)
      return
    } catch (error) {
      rmSync(path + draft, { force: true })
      if ((error as NodeJS.ErrnoException).code !== "ENOENT" || attempt === 3) throw error
    }
  }
}

/**
 * The same for chunks that come in their time, and once: a draft that somebody has swept is not written again, and folders have
 * to be there.
 *
 * @example
 * await writeWholeFile("trace.parquet", chunksOf(batches))
 */
export async function writeWholeFile(
  path: string,
  chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): Promise<void> {
  try {
    const descriptor = openSync(path + draft, "w")
    try {
      for await (const chunk of chunks) writeFileSync(descriptor, chunk)
    } finally {
      closeSync(descriptor)
    }
    renameSync(path + draft, path)
  } catch (error) {
    rmSync(path + draft, { force: true })
    throw error
  }
}
