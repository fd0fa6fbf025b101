/*
 * Quarantine: nobody comes to these hosts, and nobody goes from them to another host.
 *
 *   for all v that run today on a host h of the set, and go on running:  host(v) = h
 *   for all other v that run:  host(v) not in the set
 *
 * Continuous only. VMs there may be suspended or stopped.
 *
 * Source: Hermenier, Lawall, Muller, BtrPlace (IEEE TDSC 2013), where it is about one host.
 */
import type { Stated } from "./stated.ts"

/** {@link quarantine} as data. */
export interface QuarantineStatement {
  readonly type: "quarantine"
  readonly hosts: readonly string[]
}

/** These hosts are closed: who runs there stays, and nobody else comes. */
export function quarantine(hosts: readonly string[]): Stated<QuarantineStatement> {
  return {
    statement: { type: "quarantine", hosts },
    continuous: true,

    faults(situation) {
      return [...new Set(hosts)].flatMap((host) => [
        ...situation
          .vmsOn(host)
          .filter((vm) => situation.ranAt(vm) !== host)
          .map((vm) => ({ message: `quarantine: VM "${vm}" has come to host "${host}"`, vms: [vm] })),
        ...situation
          .ranOn(host)
          .filter((vm) => situation.hostsOf(vm).some((other) => other !== host))
          .map((vm) => ({ message: `quarantine: VM "${vm}" has gone from host "${host}"`, vms: [vm] })),
      ])
    },

    pruning(numbering) {
      const { runsAt } = numbering
      const closed = new Set(hosts.map(numbering.host))
      return {
        vms: Array.from(runsAt.keys()).filter((vm) => closed.has(runsAt[vm]!)),
        hosts: closed,
        allows: (vm, host) => (closed.has(runsAt[vm]!) ? host === runsAt[vm] : !closed.has(host)),
      }
    },
  }
}
