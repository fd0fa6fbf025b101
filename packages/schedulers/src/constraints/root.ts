/*
 * Root: these VMs do not move.
 *
 *   for all v of the set that run today, and go on running:  host(v) is that of today
 *
 * Continuous only: the VM does not go away and come back either. It may be suspended or stopped; one that does not run today
 * may start anywhere.
 *
 * Source: Hermenier, Lawall, Muller, BtrPlace (IEEE TDSC 2013), where it is about one VM.
 */
import type { Stated } from "./stated.ts"

/** {@link root} as data. */
export interface RootStatement {
  readonly type: "root"
  readonly vms: readonly string[]
}

/** These VMs stay where they run. */
export function root(vms: readonly string[]): Stated<RootStatement> {
  return {
    statement: { type: "root", vms },
    continuous: true,

    faults(situation) {
      return [...new Set(vms)].flatMap((vm) => {
        const home = situation.ranAt(vm)
        return situation
          .hostsOf(vm)
          .filter((host) => home !== undefined && host !== home)
          .map((host) => ({
            message: `root: VM "${vm}" is on host "${host}", and was on "${home}"`,
            vms: [vm],
          }))
      })
    },

    pruning(numbering) {
      const { runsAt } = numbering
      return {
        vms: vms.map(numbering.vm),
        allows: (vm, host) => runsAt[vm]! < 0 || runsAt[vm] === host,
      }
    },
  }
}
