/*
 * Spread: no two of these VMs run on one host.
 *
 *   for all v != w of the set that run:  host(v) != host(w)
 *
 * Discrete     once the plan is done.
 * Continuous   a VM of the set only comes to a host that no other one is on, or still leaves. As in BtrPlace, two that share a
 *              host today are no fault: they may part.
 * Source       Hermenier, Lawall, Muller, BtrPlace (IEEE TDSC 2013).
 */
import { Counts } from "./counts.ts"
import { listed, type Reading, read, type Stated } from "./stated.ts"

/** {@link spread} as data. */
export interface SpreadStatement {
  readonly type: "spread"
  readonly vms: readonly string[]
  readonly continuous?: true
}

/** These VMs run on hosts of their own; those that do not run do not count. */
export function spread(vms: readonly string[], reading: Reading = "discrete"): Stated<SpreadStatement> {
  const names = new Set(vms)
  return {
    statement: { type: "spread", vms, ...read(reading) },
    ...read(reading),

    faults(situation) {
      const hosts = new Set([...names].flatMap((vm) => situation.hostsOf(vm)))
      return [...hosts].flatMap((host) => {
        const sharing = [...names].filter((vm) => situation.hostsOf(vm).includes(host))
        if (sharing.length < 2) return []
        if (situation.meanwhile !== undefined && !sharing.some((vm) => situation.comes(vm, host))) return []
        return [{ message: `spread: VMs ${listed(sharing)} run on host "${host}"`, vms: sharing }]
      })
    },

    pruning(numbering) {
      const taken = new Counts()
      return {
        vms: vms.map(numbering.vm),
        asksWhoComes: true,
        allows: (_vm, host) => taken.at(host) === 0,
        put: (_vm, host) => taken.add(host),
        takeBack: (_vm, host) => taken.remove(host),
      }
    },
  }
}
