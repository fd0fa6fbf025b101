/*
 * Gather: these VMs run on one host.
 *
 *   for all v, w of the set that run:  host(v) = host(w)
 *
 * Discrete     once the plan is done.
 * Continuous   at every moment. A VM that migrates is on two hosts, so none of them can: those that run today stay where they
 *              are, and the others come to them.
 * Source       Hermenier, Lawall, Muller, BtrPlace (IEEE TDSC 2013).
 */
import { Counts } from "./counts.ts"
import { listed, type Reading, read, type Stated } from "./stated.ts"

/** {@link gather} as data. */
export interface GatherStatement {
  readonly type: "gather"
  readonly vms: readonly string[]
  readonly continuous?: true
}

/** These VMs run on one host, whichever it is; those that do not run do not count. */
export function gather(vms: readonly string[], reading: Reading = "discrete"): Stated<GatherStatement> {
  return {
    statement: { type: "gather", vms, ...read(reading) },
    ...read(reading),

    faults(situation) {
      const hosts = new Set(vms.flatMap((vm) => situation.hostsOf(vm)))
      if (hosts.size < 2) return []
      const apart = [...new Set(vms)].filter((vm) => situation.hostsOf(vm).length > 0)
      return [{ message: `gather: VMs ${listed(apart)} are on hosts ${listed(hosts)}`, vms: apart }]
    },

    pruning(numbering) {
      const { runsAt, shallRun } = numbering
      const members = vms.map(numbering.vm)
      const used = new Counts()
      const staying = members.filter(
        (vm) => reading === "continuous" && shallRun[vm] === 1 && runsAt[vm]! >= 0,
      )
      return {
        vms: members,
        allows: (_vm, host) => used.onlyAt(host) && staying.every((vm) => runsAt[vm] === host),
        put: (_vm, host) => used.add(host),
        takeBack: (_vm, host) => used.remove(host),
      }
    },
  }
}
