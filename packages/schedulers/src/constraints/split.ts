/*
 * Split: groups of VMs share no host.
 *
 *   for all v, w of different groups that run:  host(v) != host(w)
 *
 * Discrete     once the plan is done.
 * Continuous   at every moment.
 * Source       Hermenier, Lawall, Muller, BtrPlace (IEEE TDSC 2013). The groups are disjoint.
 */
import { InputError } from "@placelab/core"
import { Counts } from "./counts.ts"
import { listed, type Reading, read, type Stated } from "./stated.ts"

/** {@link split} as data. */
export interface SplitStatement {
  readonly type: "split"
  readonly groups: readonly (readonly string[])[]
  readonly continuous?: true
}

/** VMs of different groups run on different hosts; VMs of one group may share theirs. */
export function split(
  groups: readonly (readonly string[])[],
  reading: Reading = "discrete",
): Stated<SplitStatement> {
  return {
    statement: { type: "split", groups, ...read(reading) },
    ...read(reading),

    faults(situation) {
      const hosts = new Set(groups.flat().flatMap((vm) => situation.hostsOf(vm)))
      return [...hosts].flatMap((host) => {
        const there = groups.map((group) => group.filter((vm) => situation.hostsOf(vm).includes(host)))
        if (there.filter((group) => group.length > 0).length < 2) return []
        const sharing = there.flat()
        const message = `split: VMs ${listed(sharing)} of different groups are on host "${host}"`
        return [{ message, vms: sharing }]
      })
    },

    pruning(numbering) {
      const groupOf = new Map<number, number>()
      groups.forEach((group, number) => {
        for (const name of new Set(group)) {
          const vm = numbering.vm(name)
          if (groupOf.has(vm)) throw new InputError("split", "VM", name, "each VM in one group at most")
          groupOf.set(vm, number)
        }
      })
      const all = new Counts()
      const own = groups.map(() => new Counts())
      return {
        vms: groupOf.keys(),
        allows: (vm, host) => all.at(host) === own[groupOf.get(vm)!]!.at(host),
        put: (vm, host) => {
          all.add(host)
          own[groupOf.get(vm)!]!.add(host)
        },
        takeBack: (vm, host) => {
          all.remove(host)
          own[groupOf.get(vm)!]!.remove(host)
        },
      }
    },
  }
}
