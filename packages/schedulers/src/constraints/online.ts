/*
 * Online: these hosts are on.
 *
 *   for all h of the set:  h is on
 *
 * Discrete     once the plan is done.
 * Continuous   from the first action on: one that is off is switched on before.
 * Source       Hermenier, Lawall, Muller, BtrPlace (IEEE TDSC 2013), where it is about one host.
 */
import { listed, type Reading, read, type Stated } from "./stated.ts"

/** {@link online} as data. */
export interface OnlineStatement {
  readonly type: "online"
  readonly hosts: readonly string[]
  readonly continuous?: true
}

/** These hosts are on, whether VMs run there or not. */
export function online(hosts: readonly string[], reading: Reading = "discrete"): Stated<OnlineStatement> {
  return {
    statement: { type: "online", hosts, ...read(reading) },
    ...read(reading),
    power: { hosts, on: "all" },

    faults(situation) {
      const off = hosts.filter((host) => !situation.isOnline(host))
      return off.length === 0 ? [] : [{ message: `online: off are ${listed(off)}`, vms: [] }]
    },

    pruning(numbering) {
      for (const host of hosts) numbering.host(host)
      return { vms: [], allows: () => true }
    },
  }
}
