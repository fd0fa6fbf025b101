/*
 * Spread: no two of these VMs run on one host.
 *
 *   for all v != w of the set that run:  host(v) != host(w)
 *
 * Source: the constraint of BtrPlace, in its discrete reading (it holds once the plan is done). Left out: the continuous
 * reading, in which a VM may only come once the other has gone.
 */
import type { PlacementConstraint } from "./placementConstraint.ts"

/** These VMs run on hosts of their own; those that do not run do not count. */
export function spread(names: readonly string[]): PlacementConstraint {
  return {
    faults(running) {
      const first = new Map<string, string>()
      return names.flatMap((vm) => {
        const host = running.get(vm)
        if (host === undefined) return []
        const other = first.get(host)
        if (other === undefined) {
          first.set(host, vm)
          return []
        }
        return [{ message: `spread: VMs "${other}" and "${vm}" run on host "${host}"`, vms: [other, vm] }]
      })
    },

    pruning(numbering) {
      const member = new Uint8Array(numbering.vms)
      for (const name of names) member[numbering.vm(name)] = 1
      const taken = new Uint8Array(numbering.hosts)
      return {
        allows: (vm, host) => member[vm] === 0 || taken[host] === 0,
        put: (vm, host) => {
          taken[host]! += member[vm]!
        },
        takeBack: (vm, host) => {
          taken[host]! -= member[vm]!
        },
      }
    },
  }
}
