/*
 * When hosts are switched on and off, given the pools of a plan.
 *
 * Moments are the pools, and the end. At a moment a host has to be on where a VM runs, comes or has not left yet, or where a
 * constraint wants it to be on: at all moments in the continuous reading, at the end in the discrete one. A host that need not
 * be on stays on if it was, as long as every rule of the form "at most n of these hosts" allows it: at all moments, or at the
 * end. So a host is only switched off when a rule asks for it, and on when somebody needs it.
 *
 * A host is counted with the moment before which it is switched. The plan keeps to the rules because the search does: it counts
 * what has to be on, and this adds hosts only where they may be.
 *
 * Left out: how long it takes, and what it costs; which of several hosts is best switched off (the last ones are).
 */
import type { EntropyProblem } from "./entropyProblem.ts"
import type { Move } from "./move.ts"
import type { HostSwitch } from "./plan.ts"

/** "At most `most` of these hosts", from a moment on. */
interface Limit {
  readonly most: number
  readonly from: number
  /** How many are on, for each moment. */
  readonly on: Int32Array
}

/** The switches, by pool, off before on. Empty, at no cost, when all hosts are on and no constraint speaks of power. */
export function hostSwitches(
  problem: EntropyProblem,
  pools: readonly (readonly Move[])[],
): readonly HostSwitch[] {
  const { hosts, isOn, constraints } = problem
  if (!isOn.includes(0) && constraints.every(({ power }) => power === undefined)) return []
  const end = pools.length
  const needed = neededHosts(problem, pools)
  const limits = limitsByHost(problem, needed, end)
  const switches: HostSwitch[] = []
  hosts.forEach(({ name }, host) => {
    let was = isOn[host] === 1
    for (let moment = 0; moment <= end; moment++) {
      const counted = (limits.get(host) ?? []).filter(({ from }) => moment >= from)
      const need = needed[moment]![host] === 1
      const on = need || (was && counted.every((limit) => limit.on[moment]! < limit.most))
      if (on && !need) for (const limit of counted) limit.on[moment]!++
      if (on !== was) switches.push({ kind: on ? "boot" : "shutDown", host: name, pool: moment })
      was = on
    }
  })
  return switches.sort((a, b) => a.pool - b.pool || (a.kind === b.kind ? 0 : a.kind === "shutDown" ? -1 : 1))
}

/** For each moment: 1 for a host that has to be on. */
function neededHosts(
  { hosts, runsAt, constraints, numbering }: EntropyProblem,
  pools: readonly (readonly Move[])[],
): Uint8Array[] {
  const vmsOn = new Int32Array(hosts.length)
  for (const host of runsAt) if (host >= 0) vmsOn[host]!++
  const occupied = () => Uint8Array.from(vmsOn, (count) => (count > 0 ? 1 : 0))
  const needed = pools.map((pool) => {
    for (const { needs } of pool) if (needs >= 0) vmsOn[needs]!++
    const meanwhile = occupied()
    for (const { frees } of pool) if (frees >= 0) vmsOn[frees]!--
    return meanwhile
  })
  needed.push(occupied())
  for (const { power, continuous = false } of constraints) {
    if (power?.on !== "all") continue
    for (const moment of continuous ? needed : needed.slice(-1)) {
      for (const host of power.hosts) moment[numbering.host(host)] = 1
    }
  }
  return needed
}

function limitsByHost(
  { constraints, numbering }: EntropyProblem,
  needed: readonly Uint8Array[],
  end: number,
) {
  const limits = new Map<number, Limit[]>()
  for (const { power, continuous = false } of constraints) {
    if (power === undefined || power.on === "all") continue
    const members = [...new Set(power.hosts.map(numbering.host))]
    const on = Int32Array.from(needed, (moment) => members.filter((host) => moment[host] === 1).length)
    const limit = { most: power.on, from: continuous ? 0 : end, on }
    for (const host of members) limits.set(host, [...(limits.get(host) ?? []), limit])
  }
  return limits
}
