import type { ZoneRouting } from "./zoneRouting.ts"

/** The numbers of a torus's link ends; -1 where there is no such link. */
export interface TorusEnds {
  /** Sizes, the fastest first: host h stands at h mod d0, floor(h / d0) mod d1, ... */
  readonly dimensions: readonly number[]
  /** The first host's first link; each host has one to the next host in each dimension. */
  readonly firstLink: number
  /** 2 when links are split-duplex, else 1. */
  readonly stride: number
  readonly firstLoopback: number
  readonly firstLimiter: number
}

/**
 * Routes of a torus: one dimension after another, in the direction of the source's shorter way.
 *
 * Cost: O(length of the route x dimensions). Source: SimGrid's torus; limiters are passed at each node.
 */
export function torusRouting(ends: TorusEnds): ZoneRouting {
  const { dimensions, firstLink, stride, firstLoopback, firstLimiter } = ends
  return {
    append(from, to, into) {
      if (from === to && firstLoopback >= 0) {
        into.push(firstLoopback + from)
        return true
      }
      let current = from
      let unit = 1
      for (let d = 0; d < dimensions.length; d++) {
        const size = dimensions[d]!
        const target = Math.floor(to / unit) % size
        let position = Math.floor(current / unit) % size
        const goesUp = isUpward(position, target, size)
        while (position !== target) {
          const nextPosition = (position + (goesUp ? 1 : size - 1)) % size
          const next = current + (nextPosition - position) * unit
          const owner = goesUp ? current : next
          if (firstLimiter >= 0) into.push(firstLimiter + current)
          into.push(firstLink + (owner * dimensions.length + d) * stride + (goesUp ? 0 : stride - 1))
          current = next
          position = nextPosition
        }
        unit *= size
      }
      if (firstLimiter >= 0) into.push(firstLimiter + to)
      return true
    },
  }
}

function isUpward(position: number, target: number, size: number): boolean {
  const half = Math.floor(size / 2)
  const isAhead = target > position && target <= position + half
  const isAroundTheEnd = position > half && (position + half) % size >= target
  return isAhead || isAroundTheEnd
}
