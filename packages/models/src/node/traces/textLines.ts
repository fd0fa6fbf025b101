import { closeSync, fstatSync, openSync, readSync } from "node:fs"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { createGunzip } from "node:zlib"
import { InputError } from "@placelab/core"
import { unreadable } from "../unreadable.ts"

/**
 * The lines of a text file, or of one that is compressed by gzip, without their line breaks. At any time a piece of the file is in
 * memory, and no more.
 *
 * Errors    InputError with the file: missing, a folder, no text (an archive, Parquet, SQLite), gzip that is broken or cut off.
 *
 * @example for await (const line of openLines("task_usage.csv.gz")) console.log(line)
 */
export async function* openLines(file: string): AsyncGenerator<string, void> {
  for await (const lines of lineBatches(file)) yield* lines
}

/** For this package: as {@link openLines}, many lines at a time, which is faster. */
export async function* lineBatches(file: string): AsyncGenerator<string[], void> {
  let begun = ""
  let number = 0
  for await (const chunk of textChunks(file)) {
    const lines = (begun + chunk).split("\n")
    begun = lines.pop()!
    number += lines.length
    if (begun.length > longestLine)
      throw new InputError(
        `${file}, line ${number + 1}`,
        "line",
        "endless",
        `at most ${longestLine} characters`,
      )
    yield lines.map(withoutReturn)
  }
  if (begun !== "") yield [withoutReturn(begun)]
}

const longestLine = 1 << 24

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line
}

async function* textChunks(file: string): AsyncGenerator<string, void> {
  const decoder = new TextDecoder("utf-8", { fatal: true })
  const decode = (bytes?: Uint8Array) => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
    } catch {
      throw noText(file, "binary")
    }
  }
  const bytes = byteChunks(file)
  const { value: first, done } = bytes.next()
  if (done) return
  if (first[0] === 0x1f && first[1] === 0x8b) {
    for await (const open of gunzipped(file, again(first, bytes))) yield decode(open)
  } else {
    for (const chunk of again(first, bytes)) yield decode(requireText(file, chunk))
  }
  yield decode()
}

function* again(first: Uint8Array, others: Generator<Uint8Array, void>): Generator<Uint8Array, void> {
  yield first
  yield* others
}

const bytesAChunk = 1 << 20

function* byteChunks(file: string): Generator<Uint8Array, void> {
  const expected = "a trace that can be read"
  let descriptor: number
  try {
    descriptor = openSync(file, "r")
  } catch (error) {
    throw unreadable(file, "file", error, expected)
  }
  try {
    // Many traces are a folder of small files.
    const size = Math.min(Math.max(fstatSync(descriptor).size, 1 << 12), bytesAChunk)
    for (;;) {
      const chunk = new Uint8Array(size)
      const length = readPiece(file, descriptor, chunk, expected)
      if (length === 0) return
      yield chunk.subarray(0, length)
    }
  } finally {
    closeSync(descriptor)
  }
}

function readPiece(file: string, descriptor: number, into: Uint8Array, expected: string): number {
  try {
    return readSync(descriptor, into, 0, into.length, null)
  } catch (error) {
    throw unreadable(file, "file", error, expected)
  }
}

async function* gunzipped(
  file: string,
  bytes: Generator<Uint8Array, void>,
): AsyncGenerator<Uint8Array, void> {
  const gunzip = createGunzip()
  // What goes wrong is thrown where the bytes are asked for.
  pipeline(Readable.from(bytes, { objectMode: false }), gunzip).catch(() => {})
  try {
    for await (const open of gunzip) yield requireText(file, open)
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(file, "content", "broken gzip, or a part of it", "a whole file of gzip")
  }
}

const kinds: readonly (readonly [magic: string, what: string, instead: string])[] = [
  ["PK\x03\x04", "a zip archive", "unpack it first"],
  ["PAR1", "Parquet", "OpenDC's tables are read by their folder"],
  ["SQLite format 3\0", "an SQLite database", "readAzurePacking reads that of Azure"],
  ["BZh", "bzip2", "unpack it first"],
  ["\xfd7zXZ\0", "xz", "unpack it first"],
  ["\x28\xb5\x2f\xfd", "Zstandard", "unpack it first"],
  ["7z\xbc\xaf", "a 7z archive", "unpack it first"],
]

function requireText(file: string, bytes: Uint8Array): Uint8Array {
  const kind = kinds.find(([magic]) => [...magic].every((sign, i) => sign.charCodeAt(0) === bytes[i]))
  if (kind !== undefined) throw noText(file, kind[1], kind[2])
  if (bytes.includes(0)) throw noText(file, "binary")
  return bytes
}

function noText(file: string, what: string, instead?: string): InputError {
  const expected = "text, which may be compressed by gzip"
  return new InputError(file, "content", what, instead === undefined ? expected : `${expected}; ${instead}`)
}
