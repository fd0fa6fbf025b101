/*
 * First-fit decreasing as the last version of VMPlaceS does it, with what went wrong there.
 *
 * Order of hosts   that of a hash map of their names.
 * Taken off        `lazy`: from each overloaded host, VMs as they came there, until its CPU fits; where its memory is overbooked,
 *                  all VMs, because the test looks at what it has now and not at what is left. `optimistic`: all VMs.
 * Order of VMs     its comparator negates the load of one side only, so each VM comes before each that was there before it: VMs
 *                  are placed in the reverse of the order in which they were taken off, whatever their loads.
 * Put              on the first host where CPU and memory fit, its own included. The first VM that fits nowhere ends it: what was
 *                  planned until then is the plan, and counts as a success.
 * Source           VMPlaceS (2018), with `useload`, as its files set it. Without it the same comparator compares sizes.
 * Left out         the order where two VMs are compared that ask for nothing and are equal in size; it is reversed here, too.
 */
import { FirstFit } from "../centralized/firstFit.ts"
import { type ViewNumbers, viewNumbers } from "../placement/viewNumbers.ts"
import { decided } from "./decided.ts"
import { inHashOrder } from "./hashOrder.ts"
import type { PlannedMove, Planner } from "./planner.ts"

/** The lazy first-fit decreasing of VMPlaceS; {@link lazyFirstFit} is as it was meant. */
export const vmplacesLazyFirstFit: Planner = vmplacesFirstFit("lazy FFD of VMPlaceS", true)

/** The optimistic first-fit decreasing of VMPlaceS; {@link optimisticFirstFit} is as it was meant. */
export const vmplacesOptimisticFirstFit: Planner = vmplacesFirstFit("optimistic FFD of VMPlaceS", false)

const prefers = { order: "hash", searches: false } as const

function vmplacesFirstFit(name: string, isLazy: boolean): Planner {
  return {
    name,
    decide: (asSeen) => {
      const seen = viewNumbers(asSeen)
      if (seen.overloaded === 0) return decided(asSeen, [], { numbers: seen, steps: 0 })
      const view = inHashOrder(asSeen)
      const numbers = viewNumbers(view)
      const { hostOf, vmCpu, vmMemory } = numbers
      const room = new FirstFit(numbers.freeCpu, numbers.freeMemory)
      const moves: PlannedMove[] = []
      let steps = 0
      for (const i of takeOff(numbers, isLazy, room).reverse()) {
        const host = room.first(vmCpu[i]!, vmMemory[i]!)
        steps += host < 0 ? view.hosts.length : host + 1
        if (host < 0) break
        room.change(host, -vmCpu[i]!, -vmMemory[i]!)
        if (host !== hostOf[i]) moves.push({ vm: view.vms[i]!, to: view.hosts[host]!.name })
      }
      return decided(view, moves, { numbers, steps, prefers })
    },
  }
}

function takeOff(numbers: ViewNumbers, isLazy: boolean, room: FirstFit): number[] {
  const { hostOf, vmCpu, vmMemory, freeMemory, isOverloaded } = numbers
  const off: number[] = []
  hostOf.forEach((host, vm) => {
    if (isOverloaded[host] === 0) return
    if (isLazy && room.freeCpu(host) >= 0 && freeMemory[host]! >= 0) return
    room.change(host, vmCpu[vm]!, vmMemory[vm]!)
    off.push(vm)
  })
  return off
}
