import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { hostname } from "node:os"
import { dirname } from "node:path"
import { InputError } from "@placelab/core"

/** Drafts have the name of this machine and of the process, so that nobody else writes into them. */
const draft = `.new-${hostname()}-${process.pid}`

/** Whether a file of this name is what a writer has left that did not come to its end. */
export const isDraft = (name: string) => /\.new-.+-\d+$/.test(name)

/**
 * Writes a file that is there as a whole or not at all, whoever reads or writes it at the same time; folders are made.
 * Somebody who sweeps drafts may take ours: then it is written again.
 */
export function writeWhole(path: string, chunks: () => Iterable<string>): void {
  mkdirSync(dirname(path), { recursive: true })
  for (let attempt = 1; ; attempt++) {
    try {
      writeChunks(path + draft, chunks())
      renameSync(path + draft, path)
      return
    } catch (error) {
      rmSync(path + draft, { force: true })
      if ((error as NodeJS.ErrnoException).code !== "ENOENT" || attempt === 3) throw error
    }
  }
}

function writeChunks(path: string, chunks: Iterable<string>): void {
  const descriptor = openSync(path, "w")
  try {
    for (const chunk of chunks) writeFileSync(descriptor, chunk)
  } finally {
    closeSync(descriptor)
  }
}

/** Does what writes into the folder of `--out`. Errors: InputError when it cannot be written. */
export function intoFolder<A>(folder: string, write: () => A): A {
  try {
    return write()
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error
    throw new InputError("--out", "folder", folder, `a folder that can be written (${error.code})`)
  }
}
