/*
 * Fence: these VMs run inside a set of hosts.
 *
 *   for all v of the set that run:  host(v) in hosts
 *
 * Discrete     once the plan is done.
 * Continuous   at every moment: a VM that is outside today cannot be brought in.
 * Source       Hermenier, Lawall, Muller, BtrPlace (IEEE TDSC 2013), where it is about one VM.
 */
import { type Reading, read, type Stated } from "./stated.ts"

/** {@link fence} as data. */
export interface FenceStatement {
  readonly type: "fence"
  readonly vms: readonly string[]
  readonly hosts: readonly string[]
  readonly continuous?: true
}

/** Each of these VMs runs on one of these hosts, or not at all. */
export function fence(
  vms: readonly string[],
  hosts: readonly string[],
  reading: Reading = "discrete",
): Stated<FenceStatement> {
  return {
    statement: { type: "fence", vms, hosts, ...read(reading) },
    ...read(reading),

    faults(situation) {
      return [...new Set(vms)].flatMap((vm) =>
        situation
          .hostsOf(vm)
          .filter((host) => !hosts.includes(host))
          .map((host) => ({ message: `fence: VM "${vm}" runs on host "${host}", outside`, vms: [vm] })),
      )
    },

    pruning(numbering) {
      const inside = new Set(hosts.map(numbering.host))
      return { vms: vms.map(numbering.vm), allows: (_vm, host) => inside.has(host) }
    },
  }
}
