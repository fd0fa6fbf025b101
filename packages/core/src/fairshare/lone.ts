import type { Component } from "./component.ts"
import type { ConstraintId } from "./system.ts"

/** Up to so many users are looked through again for each round of bounds that are met. */
const mostUsers = 32

/**
 * Max-min fairness where it is simplest: a shared constraint with few users that use nothing else, as the cores of most
 * hosts are. False, with nothing done, where it is not so simple.
 *
 * Method       the level at which the constraint is full, if those stop at their bounds that meet them below it; raised until
 *              nobody more does. Each round sums up anew, so no rounding piles up.
 * Cost         O(users x rounds), with at most one round a user, mostly one or two.
 */
export function solveLone(component: Component, c: ConstraintId): boolean {
  const { system } = component
  const { usersStart, enabledCount, userVariable, userUse, userReach, elementsCount, bound, penalty } = system
  const start = usersStart[c]!
  const end = start + enabledCount[c]!
  if (end - start > mostUsers || system.isFatpipe[c] === 1) return false
  for (let user = start; user < end; user++) if (elementsCount[userVariable[user]!]! > 1) return false

  const capacity = component.capacity(c)
  let level: number
  let higher = 0
  do {
    level = higher
    let left = capacity
    let usage = 0
    for (let user = start; user < end; user++) {
      if (userReach[user]! < level) left -= userUse[user]! * userReach[user]!
      else usage += userUse[user]!
    }
    higher = usage > 0 ? Math.max(level, left / usage) : Number.POSITIVE_INFINITY
  } while (higher > level)
  for (let user = start; user < end; user++) {
    const v = userVariable[user]!
    component.give(v, userReach[user]! <= level ? bound[v]! : level / penalty[v]!)
  }
  component.constraints[0] = c
  component.constraintCount = 1
  return true
}
