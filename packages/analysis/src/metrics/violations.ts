import type { Seconds, TraceTable } from "@placelab/core"
import { type Monoid, struct } from "fp-ts/lib/Monoid.js"
import { MonoidSum } from "fp-ts/lib/number.js"
import { firstWhere } from "../firstWhere.ts"
import { clipped, horizonOf, type MetricOptions } from "./definition.ts"
import { knownMonoid } from "./known.ts"
import { type Moments, momentsMonoid, momentsOf } from "./moments.ts"
import { stateRows } from "./rows.ts"

/*
 * What is read, of the states PM of each machine:
 *
 *   violation       its VMs ask for more than it has, since a load change or a VM that was resumed ("in")
 *   violation-out   the same since a VM has come by migration ("out")
 *   violation-det   stands on top of one of them from the moment at which a scheduler noticed it; ends with it
 *   normal          neither; `after` in its data says what ended the violation before it
 *
 * Each record of the first two is an episode; under `corrected` what begins and ends on one date is none, be it a violation or the end of
 * one: of loads that change on the same date, only what they come to together counts. An episode is detected
 *
 *   vmplaces    when a violation-det of the same machine ends within 0.01 s of its end;
 *   corrected   when a violation-det of the same machine began during it, and before `until`.
 *
 * It is a false positive when it was detected and yet a load change ended it (slide 77: reported, but over before a
 * reconfiguration has treated it). VMPlaceS has no such notion, and its traces do not say what ended a violation.
 *
 * A trace is meant to be read by the definition whose rules wrote it: VMPlaceS closes an episode where another one begins.
 */

/** One violation of one machine. */
export interface ViolationEpisode {
  /** The machine. */
  readonly entity: string
  readonly begin: Seconds
  /** Up to the end, or to `until`. */
  readonly duration: Seconds
  /** "in": begun by a load change or a VM that was resumed; "out": begun by a VM that has come by migration. */
  readonly kind: "in" | "out"
  /** Whether a scheduler noticed it. */
  readonly detected: boolean
  /** Detected, and yet ended by a load change. */
  readonly falsePositive: boolean
}

/** The violations of a run, or of several. */
export interface Violations {
  /** Durations of those of the kind "in", in seconds. */
  readonly in: Moments
  /** Durations of those of the kind "out", in seconds. */
  readonly out: Moments
  /** Durations that are in the mean and deviation, in seconds: `vmplaces` "in" that began by 3600 s, `corrected` all. */
  readonly durations: Moments
  /** How many of both kinds a scheduler noticed. */
  readonly detected: number
  /** How many of both kinds none noticed. */
  readonly hidden: number
  /** How many were detected and yet ended by a load change; null under `vmplaces`, which does not know. */
  readonly falsePositives: number | null
  /** Of both kinds, in the order of their ends. */
  readonly episodes: readonly ViolationEpisode[]
}

/** The violations of a trace. Complexity: O(rows). Errors: as `horizonOf`. */
export function violationsOf(table: TraceTable, options: MetricOptions): Violations {
  const { tablesUntil } = horizonOf(options)
  const asVmplaces = options.definition === "vmplaces"
  const episodes = asVmplaces ? vmplacesEpisodes(table) : correctedEpisodes(table, options.until)
  const durationsOf = (some: readonly ViolationEpisode[]) => momentsOf(some.map(({ duration }) => duration))
  const ofKind = (kind: ViolationEpisode["kind"]) => episodes.filter((episode) => episode.kind === kind)
  const inTables = (asVmplaces ? ofKind("in") : episodes).filter(({ begin }) => begin <= tablesUntil)
  const detected = episodes.filter((episode) => episode.detected).length
  return {
    in: durationsOf(ofKind("in")),
    out: durationsOf(ofKind("out")),
    durations: durationsOf(inTables),
    detected,
    hidden: episodes.length - detected,
    falsePositives: asVmplaces ? null : episodes.filter(({ falsePositive }) => falsePositive).length,
    episodes,
  }
}

/** The violations of two runs, or of two disjoint sets of machines of one run, together. */
export const violationsMonoid: Monoid<Violations> = struct<Violations>({
  in: momentsMonoid,
  out: momentsMonoid,
  durations: momentsMonoid,
  detected: MonoidSum,
  hidden: MonoidSum,
  falsePositives: knownMonoid(MonoidSum),
  episodes: { empty: [], concat: (a, b) => [...a, ...b] },
})

function vmplacesEpisodes(table: TraceTable): ViolationEpisode[] {
  const { entity, value, time, duration } = table.columns
  const endsOfDetections = new Map<number, number[]>()
  for (const i of stateRows(table, "PM", ["violation-det"])) {
    const ends = endsOfDetections.get(entity[i]!)
    if (ends === undefined) endsOfDetections.set(entity[i]!, [time[i]! + duration[i]!])
    else ends.push(time[i]! + duration[i]!)
  }
  const out = table.values.find("violation-out")
  return stateRows(table, "PM", ["violation", "violation-out"]).map((i) => ({
    entity: table.entities.name(entity[i]!),
    begin: time[i]!,
    duration: duration[i]!,
    kind: value[i] === out ? "out" : "in",
    detected: hasNear(endsOfDetections.get(entity[i]!) ?? [], time[i]! + duration[i]!, 0.01),
    falsePositive: false,
  }))
}

/** Whether one of the ascending values is at most `distance` away from `wanted`. */
function hasNear(ascending: readonly number[], wanted: number, distance: number): boolean {
  const first = ascending[firstWhere(ascending, (value) => value >= wanted - distance)]
  return first !== undefined && first <= wanted + distance
}

function correctedEpisodes(table: TraceTable, until: Seconds): ViolationEpisode[] {
  const { entity, value, time, duration } = table.columns
  const [det, out, normal] = ["violation-det", "violation-out", "normal"].map((name) =>
    table.values.find(name),
  )
  const episodes: { -readonly [K in keyof ViolationEpisode]: ViolationEpisode[K] }[] = []
  /** By machine: when its last violation-det began. */
  const lastDetection = new Float64Array(table.entities.length).fill(Number.NEGATIVE_INFINITY)
  /** By machine: its last episode, until the normal state after it tells what ended it. */
  const lastEpisode = new Int32Array(table.entities.length).fill(-1)
  /** By machine: whether its last episode goes on with the next one. */
  const goesOn = new Uint8Array(table.entities.length)
  for (const i of stateRows(table, "PM", ["violation", "violation-out", "violation-det", "normal"])) {
    const machine = entity[i]!
    if (value[i] === det) {
      if (time[i]! < until) lastDetection[machine] = time[i]!
      continue
    }
    if (value[i] === normal) {
      if (duration[i] === 0) {
        goesOn[machine] = 1
        continue
      }
      goesOn[machine] = 0
      const before = episodes[lastEpisode[machine]!]
      lastEpisode[machine] = -1
      if (before?.detected && time[i]! < until) before.falsePositive = table.data(i)?.after === "load"
      continue
    }
    if (time[i]! >= until || duration[i] === 0) continue
    const before = goesOn[machine] === 1 ? episodes[lastEpisode[machine]!] : undefined
    goesOn[machine] = 0
    if (before !== undefined) {
      before.duration += clipped(time[i]!, duration[i]!, until)
      before.detected ||= lastDetection[machine]! >= time[i]!
      continue
    }
    lastEpisode[machine] = episodes.length
    episodes.push({
      entity: table.entities.name(machine),
      begin: time[i]!,
      duration: clipped(time[i]!, duration[i]!, until),
      kind: value[i] === out ? "out" : "in",
      detected: lastDetection[machine]! >= time[i]!,
      falsePositive: false,
    })
  }
  return episodes
}
