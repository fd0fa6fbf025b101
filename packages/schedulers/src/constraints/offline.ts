/*
 * Offline: these hosts are off, so nobody runs there.
 *
 *   for all h of the set:  h is off
 *
 * Discrete     once the plan is done: VMs leave first.
 * Continuous   from the first action on: nobody may run there today.
 * Source       Hermenier, Lawall, Muller, BtrPlace (IEEE TDSC 2013), where it is about one host.
 * Left out     images of sleeping VMs, which stay on the disks of a host that is off.
 */
import { listed, type Reading, read, type Stated } from "./stated.ts"

/** {@link offline} as data. */
export interface OfflineStatement {
  readonly type: "offline"
  readonly hosts: readonly string[]
  readonly continuous?: true
}

/** These hosts are off. */
export function offline(hosts: readonly string[], reading: Reading = "discrete"): Stated<OfflineStatement> {
  return {
    statement: { type: "offline", hosts, ...read(reading) },
    ...read(reading),
    power: { hosts, on: 0 },

    faults(situation) {
      const on = [...new Set(hosts)].filter((host) => situation.isOnline(host))
      if (on.length === 0) return []
      return [{ message: `offline: on are ${listed(on)}`, vms: on.flatMap((host) => situation.vmsOn(host)) }]
    },

    pruning(numbering) {
      const members = new Set(hosts.map(numbering.host))
      return {
        hosts: members,
        isPossible: ![...members].some((host) => numbering.mustBeOn[host]! > 0),
        allows: () => false,
      }
    },
  }
}
