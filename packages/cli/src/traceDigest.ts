import { createHash } from "node:crypto"
import { closeSync, openSync, readdirSync, readSync, statSync } from "node:fs"
import { join } from "node:path"
import { InputError } from "@placelab/core"

/** SHA-256 of a file; of a folder, of the names and digests of the files in it, without hidden ones. Errors: InputError. */
export function traceDigest(path: string): string {
  try {
    if (!statSync(path).isDirectory()) return digestOfFile(path)
    const hash = createHash("sha256")
    for (const name of readdirSync(path).sort())
      if (!name.startsWith(".")) hash.update(`${name}\n${digestOfFile(join(path, name))}\n`)
    return hash.digest("hex")
  } catch (error) {
    if (error instanceof InputError) throw error
    const { code } = error as NodeJS.ErrnoException
    const what = code === "ENOENT" ? "missing" : code
    throw new InputError(path, "trace", what, "a file or folder that can be read, as load.trace names it")
  }
}

/** One for all files: a trace can have thousands of them. */
const piece = Buffer.allocUnsafe(1 << 16)

/** Piece by piece: traces can be larger than memory. */
function digestOfFile(path: string): string {
  const status = statSync(path)
  if (!status.isFile()) {
    const what = status.isDirectory() ? "a folder" : "no regular file"
    throw new InputError(path, "trace", what, "a file, or a folder of files")
  }
  const hash = createHash("sha256")
  const file = openSync(path, "r")
  try {
    for (let length = readSync(file, piece); length > 0; length = readSync(file, piece))
      hash.update(piece.subarray(0, length))
  } finally {
    closeSync(file)
  }
  return hash.digest("hex")
}
