import type { Seconds } from "@placelab/core"
import type { Power, Replay } from "./replay.ts"

/** A machine at one date. */
export interface HostPlacement {
  /** Places in `Replay.vms`, ascending. */
  readonly vms: readonly number[]
  readonly power: Power
  /** Never of a machine that is not on, whose violation the rules of VMPlaceS leave open when it crashes. */
  readonly isOverloaded: boolean
  /** Whether a scheduler has noticed the overload. */
  readonly isDetected: boolean
}

/** Who is where at one date. */
export interface Placement {
  readonly date: Seconds
  /** One for each of `Replay.hosts`. */
  readonly hosts: readonly HostPlacement[]
  /** Migrations under way: places in `Replay.migrations`. */
  readonly migrating: readonly number[]
}

/** What is from a date on and until another; at the end of a replay also what ends there. */
interface Spell {
  readonly from: Seconds
  readonly to: Seconds
}

/**
 * Who is where at a date from 0 to the end of a replay. What begins on the date is there, what ends on it is not, but for the end
 * itself, where all is as it was last.
 *
 * Errors      RangeError for a date outside of the replay.
 * Complexity  O(residencies + migrations + violations + power)
 *
 * @example placementAt(replay, 600).hosts.filter(({ isOverloaded }) => isOverloaded).length
 */
export function placementAt(replay: Replay, date: Seconds): Placement {
  const { end } = replay
  if (!(date >= 0 && date <= end))
    throw new RangeError(`replay: the date is ${date} s, expected one from 0 to ${end} s`)
  const isOn = ({ from, to }: Spell) => from <= date && (date < to || (date === end && to === end))
  const hosts = replay.hosts.map(() => ({
    vms: [] as number[],
    power: "on" as Power,
    isOverloaded: false,
    isDetected: false,
  }))
  // They come by VM.
  for (const spell of replay.residencies) if (isOn(spell)) hosts[spell.host]!.vms.push(spell.vm)
  for (const spell of replay.power) if (isOn(spell)) hosts[spell.host]!.power = spell.state
  for (const spell of replay.violations) {
    const host = hosts[spell.host]!
    if (!isOn(spell) || host.power !== "on") continue
    host.isOverloaded = true
    host.isDetected = spell.detected !== undefined && spell.detected <= date
  }
  const migrating = replay.migrations.flatMap(({ begin, end: to }, i) =>
    isOn({ from: begin, to }) ? [i] : [],
  )
  return { date, hosts, migrating }
}
