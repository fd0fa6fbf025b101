import { closeSync, fstatSync, openSync, readSync } from "node:fs"
import { InputError } from "@placelab/core"
import type { ByteSource } from "../tables/formats/byteSource.ts"

/** A file that is open for reading. */
export interface FileSource extends ByteSource {
  close(): void
}

/**
 * Opens a file. `onProgress` is told after each read, which part of its bytes has been read, from 0 to 1.
 *
 * Errors  InputError for a file that is missing, a folder, or cannot be read.
 */
export function openFile(file: string, onProgress?: (part: number) => void): FileSource {
  const descriptor = orRefused(file, () => openSync(file, "r"))
  const stat = fstatSync(descriptor)
  if (!stat.isFile()) {
    closeSync(descriptor)
    throw refused(file, stat.isDirectory() ? "a folder" : "none on a disk")
  }
  const { size } = stat
  let done = 0
  return {
    name: file,
    byteLength: size,
    bytes(start, end) {
      const bytes = new Uint8Array(end - start)
      for (let filled = 0; filled < bytes.length; ) {
        const read = orRefused(file, () =>
          readSync(descriptor, bytes, filled, bytes.length - filled, start + filled),
        )
        if (read === 0) throw refused(file, "shorter than it was")
        filled += read
      }
      done += bytes.length
      onProgress?.(Math.min(done / size, 1))
      return bytes
    },
    close: () => closeSync(descriptor),
  }
}

function orRefused<Result>(file: string, act: () => Result): Result {
  try {
    return act()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw refused(file, code === "ENOENT" ? "missing" : code)
  }
}

function refused(file: string, what: string | undefined): InputError {
  return new InputError(file, "file", what, "a file that can be read")
}
