import type { Monoid } from "fp-ts/lib/Monoid.js"

/** The monoid of what may not be known, which is null: what is not known of one is not known of both together. */
export function knownMonoid<A>({ empty, concat }: Monoid<A>): Monoid<A | null> {
  return { empty, concat: (a, b) => (a === null || b === null ? null : concat(a, b)) }
}
