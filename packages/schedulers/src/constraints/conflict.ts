/*
 * Why there is no plan: a minimal set of constraints that conflict.
 *
 * Problem    given constraints C under which a problem is proved to be infeasible, find S in C that is infeasible with the
 *            hosts and VMs alone, and no longer so without any one of its members.
 * Deletion   take a block of constraints out; if the rest is still infeasible, it stays out. Blocks are a half of C at first, then
 *            halves of these, and single ones at the end. What contains an infeasible set is infeasible, so a constraint that could
 *            not be taken out of a set cannot be taken out of a part of it, and one round of single ones is enough.
 * Scope      all VMs may move: repair mode looks at fewer VMs with fewer constraints, and would not compare.
 * Limit      each search has the limit of the options. Where it ends without an answer, the block stays in, and the set may not be
 *            minimal: the single constraints for which this is so are told.
 * Cost       O(|C|) searches at most; O(|S| log |C|) where S is small. Most end at the root.
 * Source     deletion filtering: Chinneck, Dravnieks (ORSA Journal on Computing 1991); the blocks are ours.
 * Left out   the smallest of all minimal sets; conflicts that are about the order of actions only, where the search gives unknown.
 */
import type { InputError } from "@placelab/core"
import { checked, orThrow } from "@placelab/models"
import type { Either } from "fp-ts/lib/Either.js"
import { type EntropyOptions, entropyOptions } from "../centralized/entropy/entropyOptions.ts"
import { type EntropyInput, entropyProblem } from "../centralized/entropy/entropyProblem.ts"
import type { PlacementConstraint } from "../centralized/entropy/placementConstraint.ts"
import { solveEntropy } from "../centralized/entropy/solveEntropy.ts"

/** What {@link findConflict} has come to; `C` is the type of the constraints. */
export type Conflict<C extends PlacementConstraint> =
  /** There is a plan. */
  | { readonly status: "feasible" }
  /** Whether there is a plan is not known within the limit. */
  | { readonly status: "unknown" }
  | {
      readonly status: "infeasible"
      /**
       * These cannot hold together, in the order given. None: without any constraint, the VMs do not fit onto the hosts.
       */
      readonly constraints: readonly C[]
      /** Those of them without which nothing is known within the limit; when there are none, the set is minimal. */
      readonly open: readonly C[]
    }

/**
 * Finds constraints that conflict. Left: InputError for a problem that is refused, or options that make no sense; the scope
 * is all VMs, whatever the options say.
 *
 * @example
 * const why = orThrow(findConflict({ hosts, vms, constraints }, { limit: 20_000 }))
 * if (why.status === "infeasible") for (const { statement } of why.constraints) console.log(formatConstraint(statement))
 */
export function findConflict<C extends PlacementConstraint>(
  input: EntropyInput & { readonly constraints: readonly C[] },
  options: EntropyOptions = {},
): Either<InputError, Conflict<C>> {
  return checked(() => {
    const search = orThrow(entropyOptions({ ...options, scope: "all" }))
    const statusOf = (constraints: readonly C[]) => {
      const { status } = solveEntropy(orThrow(entropyProblem({ ...input, constraints })), search)
      return status === "optimal" ? "feasible" : status
    }
    const status = statusOf(input.constraints)
    return status === "infeasible" ? minimal(input.constraints, statusOf) : { status }
  })
}

function minimal<C extends PlacementConstraint>(
  all: readonly C[],
  statusOf: (constraints: readonly C[]) => "feasible" | "infeasible" | "unknown",
): Conflict<C> {
  let kept = all
  for (let size = Math.ceil(all.length / 2); size > 1; size = Math.ceil(size / 2)) {
    for (let from = kept.length - size; from > -size; from -= size) {
      const rest = without(kept, from, size)
      if (statusOf(rest) === "infeasible") kept = rest
    }
  }
  const open: C[] = []
  for (let at = kept.length - 1; at >= 0; at--) {
    const rest = without(kept, at, 1)
    const status = statusOf(rest)
    if (status === "unknown") open.unshift(kept[at]!)
    if (status === "infeasible") kept = rest
  }
  return { status: "infeasible", constraints: kept, open }
}

/** Without the elements from a position on; a position below 0 begins before the first one. */
function without<C>(list: readonly C[], from: number, size: number): readonly C[] {
  return [...list.slice(0, Math.max(0, from)), ...list.slice(from + size)]
}
