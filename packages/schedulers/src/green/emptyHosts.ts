/*
 * Consolidation: empties hosts, so that they can be switched off.
 *
 * Hosts are tried by rising CPU demand. Of each, all VMs are placed on the others that have VMs, the largest demand first,
 * each on the first host, in the order given, that has room for it up to `fill` of its CPU; all of them, or the host stays as
 * it is. A host that received VMs is not tried any more.
 *
 * Source       first-fit decreasing, and the handling of underloaded hosts as Beloglazov and Buyya (CCPE 24(13), 2012) do it.
 * Left out     what a host's power depends on besides its being on; the cost of the migrations.
 */
import { pipe } from "fp-ts/lib/function.js"
import * as N from "fp-ts/lib/number.js"
import * as O from "fp-ts/lib/Ord.js"
import * as RA from "fp-ts/lib/ReadonlyArray.js"
import * as S from "fp-ts/lib/string.js"
import type { Configuration, Move, VmView } from "../placement/configuration.ts"

const decreasing: readonly O.Ord<VmView>[] = [
  O.reverse(O.contramap((vm: VmView) => vm.cpu)(N.Ord)),
  O.contramap((vm: VmView) => vm.name)(S.Ord),
]

/** Demands are sums of fractions: what is over by less than this part of the capacity is rounding, not load. */
const rounding = 1e-9

/**
 * The moves after which fewer hosts have VMs; none when that is not possible. `fill` is the part of a host's CPU up to which
 * it receives VMs; what is kept free is there for loads that rise. Cost: O(hosts^2 x VMs a host).
 */
export function emptyHosts({ hosts, vms }: Configuration, fill: number): readonly Move[] {
  const on = new Map(hosts.map((host) => [host.name, vms.filter((vm) => vm.host === host.name)]))
  const left = new Map(
    hosts.map(({ name, cpu, memory }) => {
      const held = on.get(name)!
      return [
        name,
        {
          cpu: cpu * (fill + rounding) - sum(held, (vm) => vm.cpu),
          memory: memory * (1 + rounding) - sum(held, (vm) => vm.memory),
        },
      ]
    }),
  )
  const candidates = pipe(
    hosts.filter(({ name }) => on.get(name)!.length > 0),
    RA.sort(O.contramap(({ name }: { name: string }) => sum(on.get(name)!, (vm) => vm.cpu))(N.Ord)),
  )
  const receivers = new Set<string>()
  const emptied = new Set<string>()
  const moves: Move[] = []
  for (const { name } of candidates) {
    if (receivers.has(name)) continue
    const others = hosts.filter(
      (host) => host.name !== name && on.get(host.name)!.length > 0 && !emptied.has(host.name),
    )
    const planned: Move[] = []
    for (const vm of pipe(on.get(name)!, RA.sortBy(decreasing))) {
      const to = others.find((host) => {
        const room = left.get(host.name)!
        return vm.cpu <= room.cpu && vm.memory <= room.memory
      })
      if (to === undefined) break
      take(left.get(to.name)!, vm, 1)
      planned.push({ vm, to: to.name })
    }
    if (planned.length < on.get(name)!.length) {
      for (const { vm, to } of planned) take(left.get(to)!, vm, -1)
      continue
    }
    emptied.add(name)
    for (const move of planned) receivers.add(move.to)
    moves.push(...planned)
  }
  return moves
}

function take(room: { cpu: number; memory: number }, vm: VmView, sign: 1 | -1): void {
  room.cpu -= sign * vm.cpu
  room.memory -= sign * vm.memory
}

function sum(vms: readonly VmView[], part: (vm: VmView) => number): number {
  return vms.reduce((total, vm) => total + part(vm), 0)
}
