/*
 * Why there is no plan: a minimal set of constraints that conflict.
 *
 * Problem    given constraints C under which a problem is proved to be infeasible, find S in C that is infeasible with the
 *            hosts and VMs alone, and no longer so without any one of its members.
 * Deletion   take a block of constraints out; if the rest is still infeasible, it stays out. Blocks are a half of C at first, then
 *            halves of these, and single ones at the end. What contains an infeasible set is infeasible, so a constraint that could
 *            not be taken out of a set cannot be taken out of a part of it, and one round of single ones is enough.
 * Scope      all VMs may move: repair mode looks at fewer VMs with fewer constraints, and would not compare.
 * Parts      where the search of all gives no answer, parts are searched, with the VMs only that their constraints are asked
 *            about: pairs of constraints with two VMs in common, then all that are tied by VMs. With fewer VMs less is asked of
 *            hosts and rules, so what is infeasible there is so.
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
import { type EntropyInput, type EntropyVm, entropyProblem } from "../centralized/entropy/entropyProblem.ts"
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
    const { numbering } = orThrow(entropyProblem(input))
    const all: readonly C[] = input.constraints
    const asked = new Map(all.map((each) => [each, [...(each.pruning(numbering).vms ?? [])]]))
    const status = (vms: readonly EntropyVm[], constraints: readonly C[]) => {
      const problem = entropyProblem({ ...input, vms, constraints })
      // A constraint may name VMs that it is not asked about; without them it says nothing.
      if (problem._tag === "Left") return "unknown"
      const found = solveEntropy(problem.right, search).status
      return found === "optimal" ? "feasible" : found
    }
    const inPart = (constraints: readonly C[]) => {
      const vms = new Set(constraints.flatMap((each) => asked.get(each)!))
      return status(
        [...vms].sort((a, b) => a - b).map((vm) => input.vms[vm]!),
        constraints,
      )
    }
    const statusOf = (constraints: readonly C[]) =>
      inPart(constraints) === "infeasible" ? "infeasible" : status(input.vms, constraints)

    const whole = status(input.vms, all)
    if (whole === "infeasible") return minimal(all, statusOf)
    if (whole === "feasible") return { status: "feasible" }
    for (const part of partsOf(all, asked)) if (inPart(part) === "infeasible") return minimal(part, statusOf)
    return { status: "unknown" }
  })
}

/** Pairs with two VMs in common, then all that are tied by VMs; each in the order given. */
function* partsOf<C>(
  constraints: readonly C[],
  asked: ReadonlyMap<C, readonly number[]>,
): Generator<readonly C[]> {
  const about = new Map<number, C[]>()
  for (const constraint of constraints) {
    for (const vm of new Set(asked.get(constraint)!)) about.set(vm, [...(about.get(vm) ?? []), constraint])
  }
  const seen = new Set<C>()
  for (const constraint of constraints) {
    seen.add(constraint)
    const common = new Map<C, number>()
    for (const vm of new Set(asked.get(constraint)!))
      for (const other of about.get(vm)!)
        if (!seen.has(other)) common.set(other, (common.get(other) ?? 0) + 1)
    for (const [other, vms] of common) if (vms > 1) yield [constraint, other]
  }
  const done = new Set<C>()
  for (const constraint of constraints) {
    if (done.has(constraint)) continue
    const part = new Set([constraint])
    for (const each of part)
      for (const vm of asked.get(each)!) for (const tied of about.get(vm)!) part.add(tied)
    for (const each of part) done.add(each)
    yield constraints.filter((each) => part.has(each))
  }
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
