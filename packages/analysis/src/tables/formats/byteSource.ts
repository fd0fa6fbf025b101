import { InputError } from "@placelab/core"

/** Where a table or trace is read from: bytes in memory, or a file, which is read as far as it is asked for. */
export interface ByteSource {
  /** For messages: the name of the file. */
  readonly name: string
  readonly byteLength: number
  /** The bytes from `start` up to `end`, which is not in it. */
  bytes(start: number, end: number): Uint8Array<ArrayBuffer>
}

/**
 * Bytes in memory, or a text, as a source.
 *
 * @example
 * readTrace("parquet", bytesSource("trace.parquet", await (await fetch(url)).arrayBuffer()))
 */
export function bytesSource(
  name: string,
  content: ArrayBuffer | Uint8Array<ArrayBuffer> | string,
): ByteSource {
  const all = typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content)
  return { name, byteLength: all.byteLength, bytes: (start, end) => all.subarray(start, end) }
}

const bytesAChunk = 1 << 19

/** A source as text, in chunks that end anywhere. Errors: InputError for bytes that are no UTF-8. */
export function* textOf(source: ByteSource): Generator<string, void> {
  const decoder = new TextDecoder("utf-8", { fatal: true })
  for (let start = 0; start < source.byteLength; start += bytesAChunk) {
    const end = Math.min(start + bytesAChunk, source.byteLength)
    const bytes = source.bytes(start, end)
    let text: string
    try {
      text = decoder.decode(bytes, { stream: end < source.byteLength })
    } catch {
      throw new InputError(source.name, "file", "binary", "text in UTF-8")
    }
    yield text
  }
}
