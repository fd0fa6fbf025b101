/** A bound as the cases write it: what is not above 0, or not there, is none. */
export function boundOrNone(bound: number | undefined): number {
  return bound !== undefined && bound > 0 ? bound : Number.POSITIVE_INFINITY
}
