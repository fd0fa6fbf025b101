/*
 * Lazy first-fit decreasing: relieve overloaded hosts with few moves.
 *
 * A host is overloaded when its VMs ask for more CPU or more memory than it has. From each overloaded host VMs are taken
 * off, in the order given, until the rest fits; those taken off are sorted by falling CPU demand (then memory, then name,
 * so that the order is total), and each goes to the first host, in the order given, where it fits.
 *
 * Source       the lazy FFD of VMPlaceS (2016), as the energy study of Lebre et al. (IEEE TPDS 2018) uses it.
 * Differs      VMPlaceS sorts by an order that is not the decreasing one it names, walks hosts in hash order, and applies
 *              a partial plan when a VM fits nowhere; here that is said as {@link NoRoom}.
 */
import * as E from "fp-ts/lib/Either.js"
import { pipe } from "fp-ts/lib/function.js"
import * as N from "fp-ts/lib/number.js"
import * as O from "fp-ts/lib/Ord.js"
import * as RA from "fp-ts/lib/ReadonlyArray.js"
import * as S from "fp-ts/lib/string.js"
import type { Configuration, HostView, Move, VmView } from "../placement/configuration.ts"

/** A VM had to leave its host, and no host has room for it. */
export interface NoRoom {
  readonly vm: VmView
}

/** Demands are sums of fractions: what is over by less than this part of the capacity is rounding, not load. */
const rounding = 1e-9

const falling = (of: (vm: VmView) => number): O.Ord<VmView> => O.reverse(O.contramap(of)(N.Ord))

/** Largest CPU demand first, then largest memory, then by name. */
const decreasing: readonly O.Ord<VmView>[] = [
  falling((vm) => vm.cpu),
  falling((vm) => vm.memory),
  O.contramap((vm: VmView) => vm.name)(S.Ord),
]

/**
 * The moves after which no host is overloaded, none when none is now; Left when a VM fits nowhere.
 *
 * Cost: O(V log V + moved VMs x H).
 */
export function relieveByFirstFitDecreasing({
  hosts,
  vms,
}: Configuration): E.Either<NoRoom, readonly Move[]> {
  const free = new Map(
    hosts.map(({ name, cpu, memory }) => [
      name,
      { cpu: cpu * (1 + rounding), memory: memory * (1 + rounding) },
    ]),
  )
  const add = ({ cpu, memory }: VmView, host: string, sign: 1 | -1) => {
    const left = free.get(host)!
    left.cpu += sign * cpu
    left.memory += sign * memory
  }
  for (const vm of vms) add(vm, vm.host, -1)

  const evicted = vms.filter((vm) => {
    const { cpu, memory } = free.get(vm.host)!
    const leaves = cpu < 0 || memory < 0
    if (leaves) add(vm, vm.host, 1)
    return leaves
  })

  const place = (vm: VmView): E.Either<NoRoom, Move> => {
    const fits = ({ name }: HostView) => vm.cpu <= free.get(name)!.cpu && vm.memory <= free.get(name)!.memory
    const host = hosts.find(fits)
    if (host === undefined) return E.left({ vm })
    add(vm, host.name, -1)
    return E.right({ vm, to: host.name })
  }
  return pipe(
    evicted,
    RA.sortBy(decreasing),
    E.traverseArray(place),
    E.map(RA.filter(({ vm, to }) => to !== vm.host)),
  )
}
