import type { RandomStream } from "@placelab/core"
import type { PhysicalMachine } from "@placelab/models"
import type { Overlay } from "./overlay.ts"

/**
 * The overlay of VMPlaceS' last version: the first machine out is any of those outside, drawn anew each time. There is no way
 * around, so a procedure is back at its initiator when chance wants it.
 *
 * Complexity: one number drawn, O(k log k) for k machines inside.
 */
export function randomOverlay(machines: readonly PhysicalMachine[], random: RandomStream): Overlay {
  const places = new Map(machines.map((machine, i) => [machine, i]))
  const size = machines.length
  return {
    size,
    firstOut(at, inside) {
      const skipped = [...inside].map((machine) => places.get(machine)!)
      if (!inside.has(at)) skipped.push(places.get(at)!)
      if (skipped.length >= size) return undefined
      skipped.sort((a, b) => a - b)
      let place = random.below(size - skipped.length)
      for (const each of skipped) if (each <= place) place++
      return machines[place]
    },
  }
}
