import type { Seconds } from "@placelab/core"
import type { Placement } from "./placementAt.ts"
import type { Replay } from "./replay.ts"

/** How many names a sentence lists. */
const mostNames = 5

/** A count and what is counted: "1 machine", "1,000 machines". */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`
}

/** A count with its thousands apart: "1,000". */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",")
}

/** A date with one digit after the point: "12.3 s". */
export function dateText(date: Seconds): string {
  return `${date.toFixed(1)} s`
}

/**
 * What a replay holds, in a sentence.
 *
 * @example replayText(replay) // "8 machines and 80 VMs for 600.0 s: 12 migrations (1 failed), 3 overloads (all noticed)."
 */
export function replayText(replay: Replay): string {
  const { hosts, vms, migrations, violations, end, unplaced } = replay
  const failed = migrations.filter(({ ok }) => !ok).length
  const unnoticed = violations.filter(({ detected }) => detected === undefined).length
  const moves = `${counted(migrations.length, "migration")}${failed > 0 ? ` (${failed} failed)` : ""}`
  const overloads = `${counted(violations.length, "overload")}${unnoticed > 0 ? ` (${unnoticed} not noticed)` : ""}`
  const size = `${counted(hosts.length, "machine")} and ${counted(vms.length + unplaced, "VM")}`
  const unknown =
    unplaced > 0
      ? ` ${counted(unplaced, "VM")} never moved: the trace does not say where ${unplaced === 1 ? "it is" : "they are"}.`
      : ""
  return `${size} for ${dateText(end)}: ${moves}, ${overloads}.${unknown}`
}

/**
 * Who is where at a date, in sentences for those who do not see the picture.
 *
 * @example placementText(replay, placementAt(replay, 30)) // "At 30.0 s: 1 of 8 machines overloaded: node3 with 12 VMs. No migration under way."
 */
export function placementText(replay: Replay, { date, hosts, migrating }: Placement): string {
  const name = (host: number) => replay.hosts[host]!
  const places = hosts.map((_, host) => host)
  const over = places.filter((host) => hosts[host]!.isOverloaded)
  const off = places.filter((host) => hosts[host]!.power !== "on")
  const overloaded =
    over.length === 0
      ? `none of ${counted(hosts.length, "machine")} overloaded.`
      : `${grouped(over.length)} of ${counted(hosts.length, "machine")} overloaded: ${listed(
          over.map((host) => `${name(host)} with ${counted(hosts[host]!.vms.length, "VM")}`),
        )}.`
  const notOn =
    off.length === 0 ? "" : ` Not on: ${listed(off.map((host) => `${name(host)} (${hosts[host]!.power})`))}.`
  const moves = migrating.map((i) => {
    const { vm, from, to } = replay.migrations[i]!
    return `${replay.vms[vm]} from ${name(from)} to ${name(to)}`
  })
  const moving = moves.length === 0 ? " No migration under way." : ` Under way: ${listed(moves)}.`
  return `At ${dateText(date)}: ${overloaded}${notOn}${moving}`
}

function listed(texts: readonly string[]): string {
  const rest = texts.length - mostNames
  return rest > 0 ? `${texts.slice(0, mostNames).join(", ")} and ${rest} more` : texts.join(", ")
}
