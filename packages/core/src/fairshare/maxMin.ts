/*
 * Weighted, bounded max-min fairness by progressive filling.
 *
 * Method       one level L grows from 0 and every variable follows with x_v = L / p_v, until L meets the bound of a
 *              variable (L = b_v p_v, its reach) or fills a constraint (L = remaining / usage, where usage is the sum of
 *              a_cv / p_v over its open variables; a fatpipe is filled by the first of its users that alone fills it,
 *              L = C p_v / a_cv). What was met is closed, and the rest goes on growing.
 * Queue        constraints by level, the least on top. While others are closed, the level of a constraint only grows, so
 *              an entry may be out of date, but never too high: it is corrected when it comes to the top. Of a fatpipe
 *              each user is an entry, whose level is for ever: nothing is searched again when its largest user is closed.
 * Bounds       are not sorted. A bound is sure to be met when it is reached below the levels of all constraints of its
 *              variable. So only the users of the constraint on top are looked at, before it is declared full.
 * Invariants   no constraint over its capacity, no value over its bound; every variable has its bound or crosses a full
 *              constraint on which nobody has a larger x_v p_v. A constraint of capacity 0 stops its variables.
 * Rounding     no absolute precision anywhere. What is taken off a usage leaves its rounding behind: when little is left
 *              of what was summed up, it is summed up again.
 * Cost         O((elements + constraints) log constraints); see `patience` for the looks at bounds.
 */

import { grown } from "./columns.ts"
import type { Component, Solver } from "./component.ts"
import { LevelQueue } from "./levelQueue.ts"
import type { ConstraintId, VariableId } from "./system.ts"

/** A usage is summed up again below this part of what it was when it was summed up last. */
const cancelled = 1 / 16

/**
 * Users looked at for bounds, a variable, before each bound becomes an entry of the queue. Systems that are not made up
 * for it stay below 5. Without this, n users whose bounds are met one by one cost n^2 looks.
 */
const patience = 16

/** Solves a component by max-min fairness; see the head of this file. */
export class MaxMin implements Solver {
  /** An item c >= 0 is a shared constraint, an item ~u < 0 is user u of a fatpipe, or a bound that user u stands for. */
  readonly #queue = new LevelQueue()
  /** By constraint: the usage below which it is summed up again. */
  #floor = new Float64Array(16)
  /** Users that may still be looked at for bounds. */
  #looks = 0
  /** Bounds are entries of the queue. */
  #areBoundsSorted = false

  solve(component: Component): void {
    this.#begin(component)
    let open = component.variableCount
    while (open > 0) {
      const item = this.#queue.topItem
      open -= item < 0 ? this.#meetUser(component, ~item, open) : this.#meetConstraint(component, item, open)
    }
  }

  #begin(component: Component): void {
    const { constraints, constraintCount, variableCount, remaining, usage, openUsers, system } = component
    const { constraintsEnd, isFatpipe, usersStart, enabledCount, userUse } = system
    const queue = this.#queue
    this.#looks = patience * variableCount
    this.#areBoundsSorted = false
    this.#floor = grown(this.#floor, constraintsEnd)
    queue.clear()
    for (let i = 0; i < constraintCount; i++) {
      const c = constraints[i]!
      if (openUsers[c] === 0) continue
      if (isFatpipe[c] === 0) {
        this.#floor[c] = usage[c]! * cancelled
        queue.append(levelOf(remaining[c]!, usage[c]!), c)
        continue
      }
      this.#floor[c] = Number.NEGATIVE_INFINITY
      const end = usersStart[c]! + enabledCount[c]!
      for (let user = usersStart[c]!; user < end; user++)
        queue.append(levelOf(remaining[c]!, userUse[user]!), ~user)
    }
    queue.order()
  }

  /** A shared constraint is on top of the queue. Gives how many variables that closes. */
  #meetConstraint(component: Component, c: ConstraintId, open: number): number {
    const { remaining, usage, openUsers } = component
    const queue = this.#queue
    if (openUsers[c] === 0) {
      queue.removeTop()
      return 0
    }
    const level = levelOf(remaining[c]!, usage[c]!)
    if (level > queue.topLevel) {
      queue.raiseTop(level)
      return 0
    }
    const bounded = this.#closeBounded(component, c, level)
    if (bounded > 0) return bounded
    queue.removeTop()
    return this.#closeAll(component, c, level, open)
  }

  /** A user of a fatpipe, or a bound, is on top of the queue. Gives how many variables that closes. */
  #meetUser(component: Component, user: number, open: number): number {
    const { userVariable, userElement, userReach, isOpen, bound, elementConstraint } = component.system
    const level = this.#queue.topLevel
    const v = userVariable[user]!
    this.#queue.removeTop()
    if (isOpen[v] === 0) return 0
    if (userReach[user]! <= level) {
      this.#close(component, v, userReach[user]!, bound[v]!)
      return 1
    }
    const c = elementConstraint[userElement[user]!]!
    const bounded = this.#closeBounded(component, c, level)
    return bounded + this.#closeAll(component, c, level, open - bounded)
  }

  /** Closes the users of c whose bounds are met up to `level`. */
  #closeBounded(component: Component, c: ConstraintId, level: number): number {
    if (this.#areBoundsSorted) return 0
    const { usersStart, enabledCount, userVariable, userReach, isOpen, bound } = component.system
    const end = usersStart[c]! + enabledCount[c]!
    let closed = 0
    for (let user = usersStart[c]!; user < end; user++) {
      if (userReach[user]! > level) continue
      const v = userVariable[user]!
      if (isOpen[v] === 0) continue
      this.#close(component, v, userReach[user]!, bound[v]!)
      closed++
    }
    this.#looks -= enabledCount[c]!
    if (this.#looks < 0) this.#sortBounds(component)
    return closed
  }

  /** Closes the open users of c, which is full at `level`; `open` variables are open in all. */
  #closeAll(component: Component, c: ConstraintId, level: number, open: number): number {
    const { usersStart, enabledCount, userVariable, isOpen, penalty } = component.system
    const end = usersStart[c]! + enabledCount[c]!
    const closed = component.openUsers[c]!
    for (let user = usersStart[c]!; user < end; user++) {
      const v = userVariable[user]!
      if (isOpen[v] === 0) continue
      // Where nobody is left, nobody asks what remains.
      if (closed === open) component.settle(v, level / penalty[v]!)
      else this.#close(component, v, level, level / penalty[v]!)
    }
    return closed
  }

  /** Closes a variable, and takes what it uses off its constraints. */
  #close(component: Component, v: VariableId, level: number, value: number): void {
    const { remaining, usage, openUsers, system } = component
    const { elementsStart, elementsCount, elementConstraint, elementUse } = system
    const floor = this.#floor
    component.settle(v, value)
    const end = elementsStart[v]! + elementsCount[v]!
    for (let e = elementsStart[v]!; e < end; e++) {
      const c = elementConstraint[e]!
      const use = elementUse[e]!
      const left = remaining[c]! - use * level
      remaining[c] = left > 0 ? left : 0
      usage[c]! -= use
      if (--openUsers[c]! > 0 && usage[c]! < floor[c]!) this.#sumUp(component, c)
    }
  }

  #sumUp(component: Component, c: ConstraintId): void {
    const { usage, system } = component
    const { usersStart, enabledCount, userVariable, userUse, isOpen } = system
    const end = usersStart[c]! + enabledCount[c]!
    let sum = 0
    for (let user = usersStart[c]!; user < end; user++)
      if (isOpen[userVariable[user]!] === 1) sum += userUse[user]!
    usage[c] = sum
    this.#floor[c] = sum * cancelled
  }

  /** Makes an entry of the queue of each bound that can still be met: from now on they are met in order. */
  #sortBounds(component: Component): void {
    const { variables, variableCount, system } = component
    const { isOpen, elementsStart, elementTwin, userReach } = system
    this.#areBoundsSorted = true
    for (let i = 0; i < variableCount; i++) {
      const v = variables[i]!
      const user = elementTwin[elementsStart[v]!]!
      if (isOpen[v] === 1 && userReach[user]! < Number.POSITIVE_INFINITY)
        this.#queue.append(userReach[user]!, ~user)
    }
    this.#queue.order()
  }
}

function levelOf(remaining: number, usage: number): number {
  return usage > 0 ? remaining / usage : Number.POSITIVE_INFINITY
}
