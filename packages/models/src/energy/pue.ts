import { InputError } from "@placelab/core"

/**
 * Returns a power usage effectiveness, what a site draws over what its machines draw, when it is finite and at least 1.
 * Errors: InputError.
 */
export function requirePue(where: string, pue: number): number {
  if (pue >= 1 && pue < Number.POSITIVE_INFINITY) return pue
  throw new InputError(where, "pue", pue, "a number of at least 1")
}
