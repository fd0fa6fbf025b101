/*
 * One decision of dynamic consolidation.
 *
 * Relieve     From each overloaded host VMs are taken, as the selection says, until the detector is content or none is left. All that
 *             were taken are placed by PABFD, the largest demand first, anywhere but on overloaded hosts; who finds no place stays.
 * Empty       Then the least used hosts are emptied, one after the other: all VMs of a host find another one that is used, or all stay.
 *             Overloaded hosts, hosts that are off, hosts emptied before, and those where it failed take nobody; and a host that received
 *             VMs in this phase is not emptied.
 * Twice       A host that received VMs in the first phase may be emptied in the second one, and they with the others: then a VM is in two
 *             moves. CloudSim makes both of them, the second one as if from where the VM was; so moves are to be carried out in order.
 * Cost        O(hosts) a VM that is moved or could not be, and a host that is emptied or could not be.
 * Source      Beloglazov and Buyya, CCPE 24(13), 2012, algorithms 1 and 2, as CloudSim 3.0.3 carries them out. By the paper a host that
 *             received VMs is not emptied; CloudSim means it, and looks into a list that is still empty.
 */
import type { ConsolidationView } from "./consolidationView.ts"
import type { OverloadDetector } from "./detector/watchedHost.ts"
import { leastUtilized } from "./leastUtilized.ts"
import { powerAwareBestFit } from "./powerAwareBestFit.ts"
import type { VmSelection } from "./selection/selectableVm.ts"

/** When a host is overloaded, and who leaves it then. */
export interface ConsolidationPolicy {
  readonly isOverloaded: OverloadDetector
  readonly select: VmSelection
}

/** A VM, by number, and the host that it goes to. */
export interface ConsolidationMove {
  readonly vm: number
  readonly to: number
}

/** The moves, in order; see above. The view is left as the moves would leave it, but for VMs that found no place. */
export function consolidationRound(
  view: ConsolidationView,
  policy: ConsolidationPolicy,
): readonly ConsolidationMove[] {
  const takesNobody = new Uint8Array(view.hosts)
  const leaving = relieve(view, policy, takesNobody)
  const moves: ConsolidationMove[] = []
  for (const vm of byDecreasingDemand(view, leaving)) {
    const to = powerAwareBestFit(view, policy.isOverloaded, vm, takesNobody)
    if (to < 0) continue
    view.put(vm, to)
    moves.push({ vm, to })
  }
  for (let host = 0; host < view.hosts; host++) if (view.utilization(host) === 0) takesNobody[host] = 1
  const isNotEmptied = takesNobody.slice()
  for (;;) {
    const host = leastUtilized(view, isNotEmptied)
    if (host < 0) return moves
    isNotEmptied[host] = 1
    takesNobody[host] = 1
    for (const move of emptied(view, policy, host, takesNobody)) {
      isNotEmptied[move.to] = 1
      moves.push(move)
    }
  }
}

/** Takes VMs off overloaded hosts, and marks these. */
function relieve(
  view: ConsolidationView,
  { isOverloaded, select }: ConsolidationPolicy,
  marks: Uint8Array,
): number[] {
  const overloaded: number[] = []
  for (let host = 0; host < view.hosts; host++) if (isOverloaded(view.load(host))) overloaded.push(host)
  const leaving: number[] = []
  for (const host of overloaded) {
    marks[host] = 1
    do {
      const vms = view.movable(host)
      if (vms.length === 0) break
      const vm = vms[select(vms.map((each) => view.vm(each)))]!
      leaving.push(vm)
      view.take(vm, host)
    } while (isOverloaded(view.load(host)))
  }
  return leaving
}

/** The moves that leave the host without VMs; none where one of them finds no place. */
function emptied(
  view: ConsolidationView,
  { isOverloaded }: ConsolidationPolicy,
  host: number,
  takesNobody: Uint8Array,
): readonly ConsolidationMove[] {
  const moves: ConsolidationMove[] = []
  for (const vm of byDecreasingDemand(view, view.movable(host))) {
    const to = powerAwareBestFit(view, isOverloaded, vm, takesNobody)
    if (to < 0) {
      for (const made of moves) view.take(made.vm, made.to)
      return []
    }
    view.put(vm, to)
    moves.push({ vm, to })
  }
  return moves
}

/** Ties as they were. */
function byDecreasingDemand(view: ConsolidationView, vms: readonly number[]): number[] {
  return [...vms].sort((a, b) => view.demand(b) - view.demand(a))
}
