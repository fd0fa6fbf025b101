/** The place of the first of the things whose measure is the least; 0 when none is below infinity. */
export function firstOfLeast<T>(things: readonly T[], measure: (thing: T) => number): number {
  let [at, least] = [0, Number.POSITIVE_INFINITY]
  for (const [i, thing] of things.entries()) {
    const value = measure(thing)
    if (value < least) [at, least] = [i, value]
  }
  return at
}
