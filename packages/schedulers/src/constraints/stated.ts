import type { PlacementConstraint } from "../centralized/entropy/placementConstraint.ts"

/** When a constraint has to hold: once the plan is done, or from its first action on. */
export type Reading = "discrete" | "continuous"

/** A constraint that can say what it is, as plain data: the JSON form. */
export interface Stated<S> extends PlacementConstraint {
  readonly statement: S
}

/** For this folder: the field of a statement or a constraint that tells its reading. */
export function read(reading: Reading): { readonly continuous?: true } {
  return reading === "continuous" ? { continuous: true } : {}
}

/** For this folder: names in a sentence. */
export function listed(names: Iterable<string>): string {
  const quoted = [...new Set(names)].map((name) => JSON.stringify(name))
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1)}`
}
