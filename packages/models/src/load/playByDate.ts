import { type Engine, InputError, type Process, type Seconds, type Steps } from "@placelab/core"

/**
 * Starts a daemon that calls `play` for each event at its date, counted from now. As the profiles of a platform, it does not
 * keep a run without end date going. The process fails with an InputError when the events are not in order of date.
 */
export function playByDate<T extends { readonly date: Seconds }>(
  engine: Engine,
  name: string,
  events: Iterable<T>,
  play: (event: T) => void,
): Process<void> {
  function* steps(): Steps<void> {
    const begin = engine.now
    let last = 0
    for (const event of events) {
      if (!(event.date >= last))
        throw new InputError(name, "date", event.date, `a date from ${last} s on: events are in order`)
      last = event.date
      const wait = begin + event.date - engine.now
      if (wait > 0) yield* engine.sleep(wait)
      play(event)
    }
  }
  return engine.spawn(name, steps, { daemon: true })
}
