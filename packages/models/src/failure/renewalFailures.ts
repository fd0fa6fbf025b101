import { InputError, type Law, RandomStream, type Seconds } from "@placelab/core"
import { mergeByDate } from "../load/mergeByDate.ts"
import type { FailureEvent } from "./failureEvent.ts"

/** How long a host is up, and how long it is down. */
export interface RenewalLaw {
  /** From when it comes up until it fails. */
  readonly timeToFailure: Law
  /** From when it fails until it is up again. */
  readonly timeToRepair: Law
}

/** Hosts that fail and are repaired for ever; see {@link renewalFailures}. */
export interface RenewalFailures extends RenewalLaw {
  /** Their names; each name has a random stream of its own. */
  readonly hosts: readonly string[]
  readonly seed: number
  /** No events from this date on. Default Infinity: an endless stream. */
  readonly until?: Seconds
}

/**
 * Failures as an alternating renewal process: a host is up for a time that is drawn from one law, down for a time from another,
 * and so on; at the beginning all are new. A host draws from a stream with its name, so that adding or taking away hosts
 * changes nothing for the others. One event of each host is in memory.
 *
 * Errors: InputError, from the iteration too, where a law gives a negative time.
 *
 * @example
 * const hosts = ["a", "b"]
 * renewalFailures({ hosts, seed: 1, timeToFailure: weibullLaw(0.7, 86_400), timeToRepair: exponentialLaw(600) })
 */
export function renewalFailures({
  hosts,
  seed,
  until = Number.POSITIVE_INFINITY,
  ...law
}: RenewalFailures): Iterable<FailureEvent> {
  const where = "failures"
  if (!(until >= 0)) throw new InputError(where, "until", until, "a date, in seconds (or Infinity)")
  // Refuses a wrong seed here, and not where the stream is read.
  new RandomStream(seed, where)
  requireAbove0(where, law.timeToFailure.mean + law.timeToRepair.mean)
  return mergeByDate(
    hosts.map((name, host) => ({
      [Symbol.iterator]: () =>
        renewals(new RandomStream(seed, `failures of ${name}`), law, name, host, until),
    })),
  )
}

function* renewals(
  random: RandomStream,
  law: RenewalLaw,
  name: string,
  host: number,
  until: Seconds,
): Generator<FailureEvent, void> {
  let date = 0
  for (let isOn = false; ; isOn = !isOn) {
    const time = (isOn ? law.timeToRepair : law.timeToFailure).draw(random)
    if (!(time >= 0)) {
      const what = isOn ? "time to repair" : "time to failure"
      throw new InputError(`failures of "${name}"`, what, time, "a law that gives no negative times")
    }
    date += time
    if (date >= until) return
    yield { date, host, isOn }
  }
}

/** The share of time that a host is up in the long run: MTTF / (MTTF + MTTR), whatever the form of the laws. */
export function availability({ timeToFailure, timeToRepair }: RenewalLaw): number {
  const [up, down] = [timeToFailure.mean, timeToRepair.mean]
  requireAbove0("availability", up + down)
  return up / (up + down)
}

/** Otherwise there would be failures without end on one date. */
function requireAbove0(where: string, cycle: Seconds): void {
  if (cycle > 0 && cycle < Number.POSITIVE_INFINITY) return
  throw new InputError(where, "mean time to failure and repair", cycle, "a finite number above 0, in seconds")
}
