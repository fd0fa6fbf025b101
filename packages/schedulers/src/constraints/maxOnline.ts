/*
 * Max online: at most so many of these hosts are on.
 *
 *   number of hosts of the set that are on <= count
 *
 * A host where a VM runs is on, and so is one that another constraint wants to be on; the others can be switched off.
 *
 * Discrete     once the plan is done.
 * Continuous   a host of the set is only switched on when no more than `count` are then on: BtrPlace's definition. Too many
 *              today are no fault here; its checker refuses them.
 * Source       Hermenier, Lawall, Muller, BtrPlace (IEEE TDSC 2013).
 */
import { InputError } from "@placelab/core"
import { Counts } from "./counts.ts"
import { type Reading, read, type Stated } from "./stated.ts"

/** {@link maxOnline} as data. */
export interface MaxOnlineStatement {
  readonly type: "maxOnline"
  readonly hosts: readonly string[]
  readonly count: number
  readonly continuous?: true
}

/** At most `count` of these hosts are on. */
export function maxOnline(
  hosts: readonly string[],
  count: number,
  reading: Reading = "discrete",
): Stated<MaxOnlineStatement> {
  return {
    statement: { type: "maxOnline", hosts, count, ...read(reading) },
    ...read(reading),
    power: { hosts, on: count },

    faults(situation) {
      const on = [...new Set(hosts)].filter((host) => situation.isOnline(host))
      if (on.length <= count) return []
      if (
        situation.meanwhile !== undefined &&
        !situation.meanwhile.boots.some((host) => hosts.includes(host))
      )
        return []
      const message = `max online: ${on.length} hosts are on, more than ${count}`
      return [{ message, vms: on.flatMap((host) => situation.vmsOn(host)) }]
    },

    pruning(numbering) {
      if (!Number.isInteger(count) || count < 0)
        throw new InputError("max online", "count", count, "a whole number of at least 0")
      const { mustBeOn, isOn, runsAt } = numbering
      const occupiedToday = new Set(runsAt)
      const members = new Set(hosts.map(numbering.host))
      const wanted = [...members].filter((host) => mustBeOn[host]! > 0)
      const occupied = new Counts()
      const on = new Counts()
      for (const host of wanted) on.add(host)
      return {
        hosts: members,
        isPossible: wanted.length <= count && !bootsTooSoon(),
        asksWhoComes: true,
        allows: (_vm, host) => occupied.at(host) > 0 || (on.at(host) > 0 ? on.size : on.size + 1) <= count,
        put: (_vm, host) => {
          occupied.add(host)
          on.add(host)
        },
        takeBack: (_vm, host) => {
          occupied.remove(host)
          on.remove(host)
        },
      }

      /** Those that must be on at every moment are switched on before anybody has left the others. */
      function bootsTooSoon(): boolean {
        const always = [...members].filter((host) => mustBeOn[host] === 2)
        const first = new Set([...always, ...[...members].filter((host) => occupiedToday.has(host))])
        return reading === "continuous" && first.size > count && always.some((host) => isOn[host] === 0)
      }
    },
  }
}
