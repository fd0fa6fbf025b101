/*
 * Lonely: these VMs share hosts with each other only.
 *
 *   for all v of the set, w outside, that run:  host(v) != host(w)
 *
 * Discrete     once the plan is done.
 * Continuous   at every moment.
 * Source       Hermenier, Lawall, Muller, BtrPlace (IEEE TDSC 2013).
 */
import { Counts } from "./counts.ts"
import { listed, type Reading, read, type Stated } from "./stated.ts"

/** {@link lonely} as data. */
export interface LonelyStatement {
  readonly type: "lonely"
  readonly vms: readonly string[]
  readonly continuous?: true
}

/** No other VM runs on a host of one of these. */
export function lonely(vms: readonly string[], reading: Reading = "discrete"): Stated<LonelyStatement> {
  const names = new Set(vms)
  return {
    statement: { type: "lonely", vms, ...read(reading) },
    ...read(reading),

    faults(situation) {
      const hosts = new Set([...names].flatMap((vm) => situation.hostsOf(vm)))
      return [...hosts].flatMap((host) => {
        const there = situation.vmsOn(host)
        const others = there.filter((vm) => !names.has(vm))
        if (others.length === 0) return []
        const members = there.filter((vm) => names.has(vm))
        const message = `lonely: VMs ${listed(members)} share host "${host}" with ${listed(others)}`
        return [{ message, vms: there }]
      })
    },

    pruning(numbering) {
      const members = new Set(vms.map(numbering.vm))
      const [inside, outside] = [new Counts(), new Counts()]
      const [own, other] = [
        (vm: number) => (members.has(vm) ? inside : outside),
        (vm: number) => (members.has(vm) ? outside : inside),
      ]
      return {
        allows: (vm, host) => other(vm).at(host) === 0,
        put: (vm, host) => own(vm).add(host),
        takeBack: (vm, host) => own(vm).remove(host),
      }
    },
  }
}
