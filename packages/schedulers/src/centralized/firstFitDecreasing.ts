/*
 * First-fit decreasing: take VMs off hosts, sort them by falling demand, and put each on the first host where it fits.
 *
 * Taken off    `lazy`: from each overloaded host, in the order given, VMs until the rest fits; `optimistic`: all VMs of overloaded
 *              hosts; `plain`: all VMs.
 * Sorted       by CPU demand (then memory, then name, so that the order is total), or by the memory that was asked for.
 * Put          on the first host, in the order given, with enough free CPU and memory; its own host is one of them. A VM that fits
 *              nowhere stays where it was, which takes the room there again, whoever has come meanwhile.
 * Steps        for each VM the hosts that a walk would have tried; firstFit.ts finds them faster.
 * Source       the FFD of VMPlaceS (2016), as the energy study of Lebre et al. (IEEE TPDS 2018) uses it; `plain`: the textbook's.
 * Differs      VMPlaceS sorts by an order that is not the decreasing one it names, walks hosts in hash order, and ends with the
 *              first VM that fits nowhere (vmplacesFirstFit.ts does so, too).
 */
import * as E from "fp-ts/lib/Either.js"
import type { Configuration, Move, VmView } from "../placement/configuration.ts"
import { type ViewNumbers, viewNumbers } from "../placement/viewNumbers.ts"
import { FirstFit } from "./firstFit.ts"

/** A VM had to leave its host, and no host has room for it. */
export interface NoRoom {
  readonly vm: VmView
}

/** Which VMs are taken off. */
export type TakenOff = "lazy" | "optimistic" | "plain"

/** What VMs are sorted by, largest first. */
export type SortedBy = "load" | "memory"

/** What first-fit decreasing has come to. */
export interface Placed {
  /** Of VMs that change their host, in the order in which they were put. */
  readonly moves: readonly Move[]
  /** VMs that fit nowhere. */
  readonly homeless: readonly VmView[]
  readonly steps: number
}

/** First-fit decreasing. O(V log V + VMs taken off x log H). */
export function firstFitDecreasing(
  view: Configuration,
  takenOff: TakenOff,
  sortedBy: SortedBy,
  numbers: ViewNumbers = viewNumbers(view),
): Placed {
  const { hosts, vms } = view
  const { hostOf, vmCpu, vmMemory } = numbers
  const room = new FirstFit(numbers.freeCpu, numbers.freeMemory)
  const off = takeOff(numbers, takenOff, room)
  const [first, second] = sortedBy === "load" ? [vmCpu, vmMemory] : [vmMemory, vmCpu]
  off.sort((a, b) => first[b]! - first[a]! || second[b]! - second[a]! || byName(vms[a]!, vms[b]!))
  const moves: Move[] = []
  const homeless: VmView[] = []
  let steps = 0
  for (const i of off) {
    const host = room.first(vmCpu[i]!, vmMemory[i]!)
    const vm = vms[i]!
    steps += host < 0 ? hosts.length : host + 1
    room.change(host < 0 ? hostOf[i]! : host, -vmCpu[i]!, -vmMemory[i]!)
    if (host < 0) homeless.push(vm)
    else if (host !== hostOf[i]) moves.push({ vm, to: hosts[host]!.name })
  }
  return { moves, homeless, steps }
}

/** The VMs that are taken off, in the order of the view; their room is free then. */
function takeOff(numbers: ViewNumbers, takenOff: TakenOff, room: FirstFit): number[] {
  const { hostOf, vmCpu, vmMemory, isOverloaded } = numbers
  const off: number[] = []
  hostOf.forEach((host, vm) => {
    if (takenOff !== "plain" && isOverloaded[host] === 0) return
    if (takenOff === "lazy" && room.freeCpu(host) >= 0 && room.freeMemory(host) >= 0) return
    room.change(host, vmCpu[vm]!, vmMemory[vm]!)
    off.push(vm)
  })
  return off
}

function byName(a: VmView, b: VmView): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}

/** Lazy first-fit decreasing by load: the moves after which no host is overloaded, none when none is now; Left when a VM fits nowhere. */
export function relieveByFirstFitDecreasing(view: Configuration): E.Either<NoRoom, readonly Move[]> {
  const { moves, homeless } = firstFitDecreasing(view, "lazy", "load")
  return homeless.length > 0 ? E.left({ vm: homeless[0]! }) : E.right(moves)
}
