/*
 * Constraints as documents: text, JSON, and BtrPlace's instances. An entry of its own, @placelab/schedulers/constraints, because
 * it depends on effect, and the main entry does not.
 */

export { decodeConstraints } from "./constraintSchema.ts"
export { type BtrPlaceInstance, decodeBtrPlace } from "./decodeBtrPlace.ts"
export { formatConstraint } from "./formatConstraint.ts"
export { parseConstraints } from "./parseConstraints.ts"
