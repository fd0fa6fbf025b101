/** A piece of a file. */
export type Chunk = string | Uint8Array

/**
 * Turns a table, or a trace, that comes in pieces into the chunks of a file. They are to be written in the order in which they are
 * asked for; what is iterated is made, and no earlier.
 */
export interface PieceWriter<Piece> {
  /** Errors: InputError for what the format cannot hold. */
  add(piece: Piece): Iterable<Chunk>
  /** What comes last. Nothing is added after it. */
  end(): Iterable<Chunk>
}

/** All chunks of a file of these pieces. */
export function* written<Piece>(writer: PieceWriter<Piece>, pieces: Iterable<Piece>): Generator<Chunk, void> {
  for (const piece of pieces) yield* writer.add(piece)
  yield* writer.end()
}
