import { InputError, nonNegative, positiveInteger, type Seconds } from "@placelab/core"
import type { LoadEvent } from "./loadEvent.ts"

/*
 * Problem     VMs stay where they are, and ask for more and less. When do those of a host ask for more than it has?
 * Given       placement p(v), capacity C(h), loads l(v) at the beginning, events (t, v, l).
 * Computed    demand D(h) = sum of l(v) over p(v) = h, constant between events. A violation of h is a longest time in which
 *             D(h) > C(h); what happens on one date counts together.
 *             Means over hosts and time: E(D) and the deviation of D.
 * Exactness   Loads are mostly tenths, which doubles do not hold: what adds up to 7 may come out above 7, and be a violation.
 *             So demands are counted in whole billionths of a core, without rounding, whatever the order of events.
 * Left out    Migrations, hosts that are off: the engine is there for these.
 */

/** VMs that stay where they are, and their load; see {@link violations}. */
export interface StaticScenario {
  /** How many hosts there are. */
  readonly hosts: number
  /** What each host has for its VMs, in cores; a list has one for each host. */
  readonly capacity: number | ArrayLike<number>
  /** The host of each VM. */
  readonly placement: ArrayLike<number>
  /** What VMs ask for at date 0, in cores. Default 0. */
  readonly loads?: number | ArrayLike<number>
  readonly events: Iterable<LoadEvent>
  /** Nothing is counted before. Default 0. */
  readonly from?: Seconds
  /** The end; events from this date on are not read. */
  readonly until: Seconds
}

/** A longest time in which a host was overloaded. */
export interface Violation {
  readonly host: number
  /** Maybe before `from`. */
  readonly begin: Seconds
  /** `until`, where it had not ended by then. */
  readonly end: Seconds
}

/** What came out; see {@link violations}. */
export interface Violations {
  /** How many load events were counted. */
  readonly events: number
  /** Violations that began in the time that counts. */
  readonly count: number
  /** Sum over the hosts of the time in violation. */
  readonly seconds: Seconds
  /** By host. */
  readonly perHost: { readonly count: Int32Array; readonly seconds: Float64Array }
  /** All that lasted into the time that counts, in order of their end. */
  readonly episodes: readonly Violation[]
  /** Of a host's demand, over hosts and time, in cores. */
  readonly meanDemand: number
  /** Standard deviation of a host's demand, over hosts and time, in cores. */
  readonly demandDeviation: number
}

/**
 * When and for how long hosts are overloaded if nothing is moved: what VMPlaceS counts without a scheduler. Costs a few
 * operations an event, without an engine.
 *
 * Errors: InputError. Source: Lebre, Pastor, Suedholt, 2015, for the violation; clipped at `until`.
 *
 * @example
 * const events = gaussianLoad({ vms: 640, seed: 1, until: 1800 })
 * const placement = Array.from({ length: 640 }, (_, vm) => Math.floor(vm / 10))
 * violations({ hosts: 64, capacity: 7, placement, loads: 0.6, events, until: 1800 }).seconds
 */
export function violations(scenario: StaticScenario): Violations {
  const { hosts, capacity, placement, loads = 0, events, from = 0, until } = scenario
  positiveInteger(where, "hosts", hosts)
  if (!(from >= 0 && from < until && until < Number.POSITIVE_INFINITY))
    throw new InputError(where, "from", from, `a date from 0 on, before until = ${until} s, which is finite`)
  const capacities = billionths(hosts, "capacity", capacity)
  const asked = billionths(placement.length, "loads", loads)
  const demands = new Float64Array(hosts)
  for (let vm = 0; vm < asked.length; vm++) demands[hostOf(placement, vm, hosts)]! += asked[vm]!

  const begins = new Float64Array(hosts).fill(Number.NaN)
  const count = new Int32Array(hosts)
  const seconds = new Float64Array(hosts)
  const episodes: Violation[] = []
  const begin = (host: number, date: Seconds) => {
    begins[host] = date
    if (date >= from) count[host]!++
  }
  const end = (host: number, date: Seconds) => {
    if (date > from) {
      seconds[host]! += date - Math.max(from, begins[host]!)
      episodes.push({ host, begin: begins[host]!, end: date })
    }
    begins[host] = Number.NaN
  }

  let total = 0
  let squares = 0
  for (const demand of demands) {
    total += demand
    squares += demand * demand
  }
  let [totalTime, squaresTime] = [0, 0]
  let date = 0
  const touched = Array.from(demands.keys())
  /** All that was to happen on `date` has happened, and stays until `next`. */
  const settle = (next: Seconds) => {
    for (const host of touched) {
      const isOver = demands[host]! > capacities[host]!
      if (isOver === !Number.isNaN(begins[host]!)) continue
      if (isOver) begin(host, date)
      else end(host, date)
    }
    touched.length = 0
    const counted = Math.max(0, next - Math.max(from, date))
    totalTime += total * counted
    squaresTime += squares * counted
    date = next
  }

  let read = 0
  for (const event of events) {
    if (event.date >= until) break
    if (!(event.date >= date))
      throw new InputError(where, "event date", event.date, `a date from ${date} s on: events are in order`)
    if (event.date > date) settle(event.date)
    if (event.date >= from) read++
    const host = hostOf(placement, event.vm, hosts)
    const load = Math.round(nonNegative(where, "event load", event.load, "cores") * billion)
    const before = demands[host]!
    const after = before + load - asked[event.vm]!
    asked[event.vm] = load
    demands[host] = after
    total += after - before
    squares += after * after - before * before
    touched.push(host)
  }
  settle(until)
  for (const [host, since] of begins.entries()) if (!Number.isNaN(since)) end(host, until)

  const time = hosts * (until - from)
  const meanDemand = totalTime / time
  const variance = Math.max(0, squaresTime / time - meanDemand * meanDemand)
  return {
    events: read,
    count: count.reduce((sum, each) => sum + each, 0),
    seconds: seconds.reduce((sum, each) => sum + each, 0),
    perHost: { count, seconds },
    episodes,
    meanDemand: meanDemand / billion,
    demandDeviation: Math.sqrt(variance) / billion,
  }
}

const where = "violations"
const billion = 1e9

/** In billionths of a core; one number stands for all. */
function billionths(count: number, what: string, given: number | ArrayLike<number>): Float64Array {
  const all = new Float64Array(count)
  if (typeof given !== "number" && given.length !== count)
    throw new InputError(where, what, `a list of ${given.length}`, `${count} numbers, or one for all`)
  for (let i = 0; i < count; i++) {
    const [each, name] = typeof given === "number" ? [given, what] : [given[i]!, `${what}[${i}]`]
    all[i] = Math.round(nonNegative(where, name, each, "cores") * billion)
  }
  return all
}

function hostOf(placement: ArrayLike<number>, vm: number, hosts: number): number {
  const host = placement[vm]
  if (host === undefined)
    throw new InputError(where, "event VM", vm, `a place in the list of ${placement.length} VMs`)
  if (Number.isInteger(host) && host >= 0 && host < hosts) return host
  throw new InputError(where, `placement[${vm}]`, host, `a whole number from 0 to ${hosts - 1}`)
}
