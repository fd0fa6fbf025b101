import type { Seconds } from "@placelab/core"

/**
 * Merges streams that are in order of date into one. On one date, the events of an earlier stream come first. Reads no more
 * than one event of each stream ahead, and costs log(streams) an event.
 */
export function mergeByDate<T extends { readonly date: Seconds }>(
  streams: readonly Iterable<T>[],
): Iterable<T> {
  return { [Symbol.iterator]: () => merged(streams) }
}

/** What a stream gives next, and which one of the streams it is. */
interface Head<T> {
  event: T
  readonly rank: number
  readonly rest: Iterator<T>
}

function* merged<T extends { readonly date: Seconds }>(streams: readonly Iterable<T>[]): Generator<T, void> {
  const heap: Head<T>[] = []
  for (const [rank, stream] of streams.entries()) {
    const rest = stream[Symbol.iterator]()
    const { done, value } = rest.next()
    if (done !== true) heap.push({ event: value, rank, rest })
  }
  for (let i = heap.length >> 1; i >= 0; i--) sink(heap, i)
  while (heap.length > 0) {
    const first = heap[0]!
    yield first.event
    const { done, value } = first.rest.next()
    if (done !== true) first.event = value
    else {
      const last = heap.pop()!
      if (last !== first) heap[0] = last
    }
    sink(heap, 0)
  }
}

function sink<T extends { readonly date: Seconds }>(heap: Head<T>[], from: number): void {
  const head = heap[from]
  if (head === undefined) return
  let at = from
  for (;;) {
    let child = 2 * at + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++
    if (!isBefore(heap[child]!, head)) break
    heap[at] = heap[child]!
    at = child
  }
  heap[at] = head
}

function isBefore<T extends { readonly date: Seconds }>(a: Head<T>, b: Head<T>): boolean {
  return a.event.date < b.event.date || (a.event.date === b.event.date && a.rank < b.rank)
}
