import { positive } from "@placelab/core"
import type { LoadEvent } from "./loadEvent.ts"
import { mergeByDate } from "./mergeByDate.ts"

/**
 * Combines streams: a VM asks for the sum of what each of them says, up to `cores` (default 1), such as the shape of a day
 * and what changes at random beside it. A stream that has said nothing of a VM yet counts 0. Errors: InputError.
 */
export function sumLoads(
  streams: readonly Iterable<LoadEvent>[],
  { cores = 1 }: { readonly cores?: number } = {},
): Iterable<LoadEvent> {
  positive("sum of loads", "cores", cores, "cores")
  const tagged = streams.map((stream, source) => withSource(stream, source))

  function* events(): Generator<LoadEvent, void> {
    const parts = new Map<number, number[]>()
    for (const { date, vm, load, source } of mergeByDate(tagged)) {
      const said = parts.get(vm) ?? new Array<number>(streams.length).fill(0)
      parts.set(vm, said)
      said[source] = load
      const sum = said.reduce((total, part) => total + part, 0)
      yield { date, vm, load: Math.min(cores, sum) }
    }
  }
  return { [Symbol.iterator]: events }
}

interface SourcedEvent extends LoadEvent {
  readonly source: number
}

/** Begins anew with `stream`. */
function withSource(stream: Iterable<LoadEvent>, source: number): Iterable<SourcedEvent> {
  function* events(): Generator<SourcedEvent, void> {
    for (const { date, vm, load } of stream) yield { date, vm, load, source }
  }
  return { [Symbol.iterator]: events }
}
