import type { Seconds } from "@placelab/core"
import type { FailureEvent } from "../failure/failureEvent.ts"
import type { LoadEvent } from "./loadEvent.ts"
import type { SuspensionEvent } from "./vmplacesSuspensions.ts"

/** Anything that VMPlaceS injects. */
export type InjectedEvent =
  | ({ readonly kind: "load" } & LoadEvent)
  | ({ readonly kind: "failure" } & FailureEvent)
  | ({ readonly kind: "suspension" } & SuspensionEvent)

/** The lists that are merged; each in order of date. */
export interface InjectedLists {
  readonly loads: Iterable<LoadEvent>
  readonly failures?: Iterable<FailureEvent>
  readonly suspensions?: Iterable<SuspensionEvent>
}

/**
 * One queue of all that is injected.
 *
 * - "by date": on one date loads come first, then failures, then suspensions. So it was in 2015.
 * - "half-second": as the last version of VMPlaceS sorts. It takes dates for equal that are less than half a second apart, so
 *   that a load may come before a failure that was due before it; what comes too late is played at once, and the dates
 *   here are those at which it is played.
 *
 * The latter is not transitive, so what a sort makes of it depends on the sort. Of two lists in order of date Java's makes
 * what is made here. Of three it makes something close, which depends on how it searches; here failures and suspensions
 * are merged first, and the result with the loads.
 */
export function vmplacesQueue(
  lists: InjectedLists,
  order: "by date" | "half-second" = "by date",
): Iterable<InjectedEvent> {
  const { loads, failures = [], suspensions = [] } = lists
  const slack = order === "by date" ? 0 : 0.5
  return { [Symbol.iterator]: () => played(loads, failures, suspensions, slack) }
}

function* played(
  loads: Iterable<LoadEvent>,
  failures: Iterable<FailureEvent>,
  suspensions: Iterable<SuspensionEvent>,
  slack: Seconds,
): Generator<InjectedEvent, void> {
  const others = merge<InjectedEvent>(ofKind("failure", failures), ofKind("suspension", suspensions), slack)
  let now = 0
  for (const event of merge<InjectedEvent>(ofKind("load", loads), others, slack)) {
    now = Math.max(now, event.date)
    yield event.date === now ? event : { ...event, date: now }
  }
}

function* ofKind<K extends InjectedEvent["kind"], T extends object>(
  kind: K,
  events: Iterable<T>,
): Generator<{ readonly kind: K } & T, void> {
  for (const event of events) yield { kind, ...event }
}

/** What comes second is taken first where it is earlier by more than `slack`. */
function* merge<T extends { readonly date: Seconds }>(
  first: Iterator<T, void>,
  second: Iterator<T, void>,
  slack: Seconds,
): Generator<T, void> {
  let a = first.next()
  let b = second.next()
  while (a.done !== true || b.done !== true) {
    if (a.done === true || (b.done !== true && b.value.date - a.value.date < -slack)) {
      if (b.done === true) return
      yield b.value
      b = second.next()
    } else {
      yield a.value
      a = first.next()
    }
  }
}
