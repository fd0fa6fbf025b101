/*
 * Among: these VMs run inside one of several groups of hosts, all in the same.
 *
 *   there is a group g with   for all v of the set that run:  host(v) in g
 *
 * Discrete     once the plan is done: a plan may choose another group than that of today.
 * Continuous   at every moment: those that run today keep their group, and the others come into it.
 * Source       Hermenier, Lawall, Muller, BtrPlace (IEEE TDSC 2013). The groups are disjoint.
 */
import { InputError } from "@placelab/core"
import { Counts } from "./counts.ts"
import { listed, type Reading, read, type Stated } from "./stated.ts"

/** {@link among} as data. */
export interface AmongStatement {
  readonly type: "among"
  readonly vms: readonly string[]
  readonly groups: readonly (readonly string[])[]
  readonly continuous?: true
}

/** These VMs run on hosts of one group, whichever it is; those that do not run do not count. */
export function among(
  vms: readonly string[],
  groups: readonly (readonly string[])[],
  reading: Reading = "discrete",
): Stated<AmongStatement> {
  return {
    statement: { type: "among", vms, groups, ...read(reading) },
    ...read(reading),

    faults(situation) {
      const stays = [...new Set(vms)].flatMap((vm) => situation.hostsOf(vm).map((host) => ({ vm, host })))
      if (stays.length === 0 || groups.some((group) => stays.every(({ host }) => group.includes(host))))
        return []
      const hosts = listed(stays.map(({ host }) => host))
      const running = stays.map(({ vm }) => vm)
      return [{ message: `among: VMs ${listed(running)} are on ${hosts}, in no single group`, vms: running }]
    },

    pruning(numbering) {
      const { runsAt, shallRun } = numbering
      const groupOf = new Map<number, number>()
      groups.forEach((group, number) => {
        for (const name of new Set(group)) {
          const host = numbering.host(name)
          if (groupOf.has(host)) throw new InputError("among", "host", name, "each host in one group at most")
          groupOf.set(host, number)
        }
      })
      const members = vms.map(numbering.vm)
      const staying = members.filter(
        (vm) => reading === "continuous" && shallRun[vm] === 1 && runsAt[vm]! >= 0,
      )
      const kept = new Set(staying.map((vm) => groupOf.get(runsAt[vm]!)))
      const used = new Counts()
      const outside = -1
      return {
        vms: members,
        allows: (_vm, host) => {
          const group = groupOf.get(host)
          if (group === undefined || !used.onlyAt(group)) return false
          return kept.size === 0 || (kept.size === 1 && kept.has(group))
        },
        put: (_vm, host) => used.add(groupOf.get(host) ?? outside),
        takeBack: (_vm, host) => used.remove(groupOf.get(host) ?? outside),
      }
    },
  }
}
