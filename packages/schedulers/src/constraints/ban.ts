/*
 * Ban: these VMs run outside a set of hosts.
 *
 *   for all v of the set that run:  host(v) not in hosts
 *
 * Discrete     once the plan is done.
 * Continuous   at every moment: a VM that is on one of the hosts today cannot be brought away.
 * Source       Hermenier, Lawall, Muller, BtrPlace (IEEE TDSC 2013), where it is about one VM.
 */
import { type Reading, read, type Stated } from "./stated.ts"

/** {@link ban} as data. */
export interface BanStatement {
  readonly type: "ban"
  readonly vms: readonly string[]
  readonly hosts: readonly string[]
  readonly continuous?: true
}

/** None of these VMs runs on one of these hosts. */
export function ban(
  vms: readonly string[],
  hosts: readonly string[],
  reading: Reading = "discrete",
): Stated<BanStatement> {
  return {
    statement: { type: "ban", vms, hosts, ...read(reading) },
    ...read(reading),

    faults(situation) {
      const banned = new Set(vms)
      return [...new Set(hosts)].flatMap((host) =>
        situation
          .vmsOn(host)
          .filter((vm) => banned.has(vm))
          .map((vm) => ({ message: `ban: VM "${vm}" runs on host "${host}"`, vms: [vm] })),
      )
    },

    pruning(numbering) {
      const forbidden = new Set(hosts.map(numbering.host))
      return { vms: vms.map(numbering.vm), allows: (_vm, host) => !forbidden.has(host) }
    },
  }
}
