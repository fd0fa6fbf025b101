import type { PhysicalMachine } from "@placelab/models"
import type { Overlay } from "./overlay.ts"

/** The published overlay: each machine knows the next one in the order given, and the last one the first. */
export function ringOverlay(machines: readonly PhysicalMachine[]): Overlay {
  const places = new Map(machines.map((machine, i) => [machine, i]))
  const size = machines.length
  return {
    size,
    firstOut(at, inside, initiator) {
      if (inside.size >= size) return undefined
      const place = places.get(at)!
      for (let step = 1; step < size; step++) {
        const next = machines[(place + step) % size]!
        if (next === initiator || !inside.has(next)) return next
      }
      return undefined
    },
  }
}
