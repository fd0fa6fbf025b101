import { InputError, positiveInteger } from "@placelab/core"
import { checked } from "@placelab/models"
import type { Either } from "fp-ts/lib/Either.js"
import { defaultStrategies, type Strategy } from "./heuristics.ts"

/** How to search. */
export interface EntropyOptions {
  /** The most nodes to search; the actions of the last plan that is made may come on top. Default: 200,000. */
  readonly limit?: number
  /** Who may move: what must change only (default), more where that is not enough, or all VMs. */
  readonly scope?: "repair" | "widening" | "all"
  /**
   * Pools in which targets have room for both at once (default), or everything at once, as VMPlaceS does it: then the plan
   * costs the sum of its actions, hosts may be overloaded on the way, and constraints hold at its end only.
   */
  readonly sequencing?: "pools" | "atOnce"
  /** Used in turn, a round each. Default: {@link defaultStrategies}. */
  readonly strategies?: readonly Strategy[]
}

/** Options with nothing left open. */
export type CheckedEntropyOptions = Required<EntropyOptions>

/**
 * Fills in defaults. Left: InputError for a limit that is not a whole number above 0, or for no strategy at all.
 *
 * @example const options = orThrow(entropyOptions({ limit: 50_000, scope: "widening" }))
 */
export function entropyOptions(options: EntropyOptions): Either<InputError, CheckedEntropyOptions> {
  return checked(() => {
    const { limit, strategies } = { ...defaultOptions, ...options }
    positiveInteger("Entropy", "limit", limit)
    if (strategies.length === 0) throw new InputError("Entropy", "strategies", strategies, "one at least")
    return { ...defaultOptions, ...options }
  })
}

/** What {@link entropyOptions} fills in. */
export const defaultOptions: CheckedEntropyOptions = {
  limit: 200_000,
  scope: "repair",
  sequencing: "pools",
  strategies: defaultStrategies,
}
