import {
  exponentialLaw,
  gaussianLaw,
  InputError,
  nonNegative,
  positive,
  positiveInteger,
  RandomStream,
  type Seconds,
} from "@placelab/core"
import type { LoadEvent } from "./loadEvent.ts"

/** A load that changes at random; see {@link gaussianLoad}. */
export interface GaussianLoad {
  /** How many VMs there are. */
  readonly vms: number
  readonly seed: number
  /** No events from this date on. Default Infinity: an endless stream. */
  readonly until?: Seconds
  /** Mean time between two changes of one VM. Default 300 s. */
  readonly period?: Seconds
  /** Of the Gaussian, as a share of the VM's cores. Default 0.6. */
  readonly mean?: number
  /** Of the Gaussian, as a share of the VM's cores. Default 0.2. */
  readonly deviation?: number
  /** Loads are multiples of cores / slots. Default 10. */
  readonly slots?: number
  /** Of each VM. Default 1. */
  readonly cores?: number
  /** Of its random streams; two injectors of one seed need two names. Default "load". */
  readonly name?: string
}

/**
 * The load of VMPlaceS: changes come at random, at a constant rate; each one gives a VM, drawn uniformly, a new load from a
 * Gaussian law that is cut to [0, 1] and rounded to slots.
 *
 *     date  += exponential of mean period / vms
 *     vm     = uniform in [0, vms)
 *     load   = round(slots x min(1, max(0, Gaussian))) / slots x cores
 *
 * Dates, VMs and loads are drawn from streams of their own (VMPlaceS draws all three from one sequence of numbers, see
 * {@link vmplacesLoad}): another law of loads leaves dates and VMs as they are. The number of VMs is part of the law of
 * dates, so another number gives other events. What VMs ask for before their first event is up to whoever makes them.
 *
 * Errors: InputError. Source: Lebre, Pastor, Suedholt, 2015 (VMPlaceS).
 */
export function gaussianLoad(law: GaussianLoad): Iterable<LoadEvent> {
  const where = "Gaussian load"
  const { vms, seed, until = Number.POSITIVE_INFINITY, period = 300, mean = 0.6, deviation = 0.2 } = law
  const { slots = 10, cores = 1, name = "load" } = law
  positiveInteger(where, "vms", vms)
  positiveInteger(where, "slots", slots)
  positive(where, "cores", cores, "cores")
  positive(where, "period", period, "seconds")
  nonNegative(where, "mean", mean, "shares of the VM's cores")
  nonNegative(where, "deviation", deviation, "shares of the VM's cores")
  if (!(until >= 0)) throw new InputError(where, "until", until, "a date, in seconds (or Infinity)")
  // Refuses a wrong seed here, and not where the stream is read.
  new RandomStream(seed, name)
  const between = exponentialLaw(period / vms)
  const share = gaussianLaw(mean, deviation)

  function* events(): Generator<LoadEvent, void> {
    const dates = new RandomStream(seed, `${name}: dates`)
    const picks = new RandomStream(seed, `${name}: VMs`)
    const loads = new RandomStream(seed, `${name}: loads`)
    for (let date = between.draw(dates); date < until; date += between.draw(dates)) {
      const slot = Math.round(slots * Math.min(1, Math.max(0, share.draw(loads))))
      yield { date, vm: picks.below(vms), load: (slot * cores) / slots }
    }
  }
  return { [Symbol.iterator]: events }
}
