/*
 * First-fit decreasing as planners: lazy, optimistic, and plain. All moves of a plan start at once.
 *
 * What they do where a VM fits nowhere is an option of the first two. The plain one gives up then: a VM that stays where it was could
 * overload a host that was well before.
 */
import { InputError, unknownName } from "@placelab/core"
import { firstFitDecreasing, type SortedBy, type TakenOff } from "../centralized/firstFitDecreasing.ts"
import { viewNumbers } from "../placement/viewNumbers.ts"
import { decided } from "./decided.ts"
import type { Planner } from "./planner.ts"

/** How VMs are sorted. */
export interface FirstFitSorting {
  /** What VMs are sorted by, largest first: the CPU that they ask for now (default), or the memory that they were given. */
  readonly sortedBy?: SortedBy
}

/** How to place by first fit. */
export interface FirstFitOptions extends FirstFitSorting {
  /**
   * Where a VM fits on no host: `partial plan` (default) leaves it where it is and moves the others; `no solution` moves nobody.
   */
  readonly noRoom?: "partial plan" | "no solution"
}

/**
 * Takes VMs off each overloaded host, in the order of the view, until the rest fits, and places them by first-fit decreasing: few moves.
 * Errors: InputError for an unknown option.
 *
 * @example const planner = lazyFirstFit({ sortedBy: "memory" })
 */
export function lazyFirstFit(options: FirstFitOptions = {}): Planner {
  return firstFitPlanner("lazy FFD", "lazy", options)
}

/**
 * Takes all VMs off each overloaded host, and places them by first-fit decreasing: many moves. Errors: InputError for an unknown
 * option.
 */
export function optimisticFirstFit(options: FirstFitOptions = {}): Planner {
  return firstFitPlanner("optimistic FFD", "optimistic", options)
}

/**
 * Places all VMs anew by first-fit decreasing when any host is overloaded, wherever they are: the textbook's, which knows nothing of
 * the cost of moves. Without a place for each there is no solution. Errors: InputError for an unknown option.
 */
export function plainFirstFit(options: FirstFitSorting = {}): Planner {
  return firstFitPlanner("plain FFD", "plain", { ...options, noRoom: "no solution" })
}

function firstFitPlanner(
  name: string,
  takenOff: TakenOff,
  { sortedBy = "load", noRoom = "partial plan" }: FirstFitOptions,
): Planner {
  if (!["load", "memory"].includes(sortedBy)) throw unknownName(name, "order", sortedBy, ["load", "memory"])
  if (!["partial plan", "no solution"].includes(noRoom))
    throw new InputError(name, "noRoom", noRoom, '"partial plan" or "no solution"')
  return {
    name,
    decide: (view) => {
      const numbers = viewNumbers(view)
      if (numbers.overloaded === 0) return decided(view, [], { numbers, steps: 0 })
      const { moves, homeless, steps } = firstFitDecreasing(view, takenOff, sortedBy, numbers)
      const givesUp = homeless.length > 0 && noRoom === "no solution"
      return decided(view, givesUp ? [] : moves, { numbers, steps })
    },
  }
}
