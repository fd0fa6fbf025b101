import type { EntropyProblem } from "./entropyProblem.ts"
import type { PartialPlacement } from "./partialPlacement.ts"

/**
 * Whether each open VM has a host that allows it now, and those that have one only fit there together. Necessary only, and
 * asked once, at the root of a search: it proves at once that VMs do not fit where constraints hold them.
 */
export function eachHasAHost({ vmCpu, vmMemory }: EntropyProblem, placement: PartialPlacement): boolean {
  const cpu = placement.freeCpu.slice()
  const memory = placement.freeMemory.slice()
  for (const vm of placement.order) {
    const allows = (host: number) => placement.allows(vm, host)
    const only = firstFrom(0, cpu.length, allows)
    if (only < 0) return false
    if (firstFrom(only + 1, cpu.length, allows) >= 0) continue
    cpu[only]! -= vmCpu[vm]!
    memory[only]! -= vmMemory[vm]!
    if (cpu[only]! < 0 || memory[only]! < 0) return false
  }
  return true
}

/** The first host of a range that passes; -1 for none. */
function firstFrom(from: number, until: number, passes: (host: number) => boolean): number {
  for (let host = from; host < until; host++) if (passes(host)) return host
  return -1
}
