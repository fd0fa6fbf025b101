/** One field of all things of a kind, by their number. */
export type Column = Float64Array | Int32Array | Uint8Array

/** The column itself when it has room for `length` entries, else a longer copy: at least twice as long. */
export function grown<T extends Column>(column: T, length: number): T {
  if (length <= column.length) return column
  const room = Math.max(length, 2 * column.length, 16)
  const longer = new (column.constructor as new (length: number) => T)(room)
  longer.set(column)
  return longer
}

/**
 * Places for many short lists in a few common columns: each list is one block of consecutive entries, of a power of two
 * of them, and moves to a block of twice the size when it is full. Blocks left behind are given out again.
 */
export class ListBlocks {
  /** Entries given out so far: how long the columns must be. */
  end = 0
  readonly #free: number[][] = []

  /** The first entry of a block for `room` entries, a power of two. */
  take(room: number): number {
    const left = this.#free[room]?.pop()
    if (left !== undefined) return left
    this.end += room
    return this.end - room
  }

  /** Gives a block of `room` entries back. */
  giveBack(first: number, room: number): void {
    ;(this.#free[room] ??= []).push(first)
  }
}
