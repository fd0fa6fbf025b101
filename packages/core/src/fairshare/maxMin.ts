/*
 * Weighted, bounded max-min fairness by progressive filling.
 *
 * Method       one level L grows from 0 and every variable follows with x_v = L / p_v, until L meets the bound of a
 *              variable (L = b_v p_v, its reach) or fills a constraint (L = remaining / usage, where usage is the sum of
 *              a_cv / p_v over its open variables; a fatpipe is filled by the first of its users that alone fills it,
 *              L = C p_v / a_cv). What was met is closed, a full constraint with all of its users, and the rest goes on
 *              growing. A bound that is met where a constraint is full does not count: a fatpipe then stops its other users.
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
import type { ConstraintId, SharingSystem, VariableId } from "./system.ts"

/** A usage is summed up again below this part of what it was when it was summed up last. */
const cancelled = 1 / 1024

/**
 * Users looked at for bounds, a variable, before each bound becomes an entry of the queue. Systems that are not made up
 * for it stay below 5. Without this, n users whose bounds are met one by one cost n^2 looks.
 */
const patience = 16

// What is left of a constraint while it is filled: a record in half a cache line.
const recordSize = 4
/** The capacity that is not given away. */
const remaining = 0
/** The sum of weight / penalty over its open variables. */
const usage = 1
/** The usage below which it is summed up again. */
const floor = 2
/** Its open variables. */
const open = 3

/** Solves a component by max-min fairness; see the head of this file. */
export class MaxMin implements Solver {
  /** An item c >= 0 is a shared constraint, an item ~u < 0 is user u of a fatpipe, or a bound that user u stands for. */
  readonly #queue = new LevelQueue()
  /** By constraint: its record. */
  #records = new Float64Array(16 * recordSize)
  /** The shared constraint that is full first, if nobody has met a bound by then; -1: a fatpipe is. */
  #lowest = -1
  #lowestLevel = 0
  /** Users that may still be looked at for bounds. */
  #looks = 0
  /** Bounds are entries of the queue. */
  #areBoundsSorted = false

  solve(component: Component): void {
    this.#setUp(component)
    const c = this.#lowest
    let left = component.variableCount
    // Often one constraint has all the variables and stops them: then nothing has to be put in order.
    if (c >= 0 && component.system.enabledCount[c] === left) {
      left -= this.#closeBounded(component, c, this.#lowestLevel)
      if (left === component.variableCount) left -= this.#closeAll(component, c, this.#lowestLevel, left)
    }
    if (left > 0) this.#queue.order()
    while (left > 0) {
      const item = this.#queue.topItem
      left -= item < 0 ? this.#meetUser(component, ~item, left) : this.#meetConstraint(component, item, left)
    }
  }

  #setUp(component: Component): void {
    const { constraints, constraintCount, variableCount, system } = component
    const { constraintsEnd, isFatpipe, enabledCount, totalUse, isStale } = system
    const queue = this.#queue
    this.#looks = patience * variableCount
    this.#areBoundsSorted = false
    this.#records = grown(this.#records, constraintsEnd * recordSize)
    const records = this.#records
    queue.clear()
    let lowest = -1
    let lowestLevel = Number.POSITIVE_INFINITY
    for (let i = 0; i < constraintCount; i++) {
      const c = constraints[i]!
      const at = c * recordSize
      records[at + open] = enabledCount[c]!
      if (enabledCount[c] === 0) continue
      const capacity = component.capacity(c)
      records[at + remaining] = capacity
      if (isFatpipe[c] === 1) {
        const level = this.#setUpFatpipe(system, c, capacity)
        if (level <= lowestLevel) {
          lowestLevel = level
          lowest = -1
        }
        continue
      }
      if (isStale[c] === 1) system.sumUp(c)
      const total = totalUse[c]!
      records[at + usage] = total
      records[at + floor] = total * cancelled
      const level = levelOf(capacity, total)
      queue.append(level, c)
      if (level < lowestLevel) {
        lowestLevel = level
        lowest = c
      }
    }
    this.#lowest = lowest
    this.#lowestLevel = lowestLevel
  }

  /** Gives the level at which the first of its users fills a fatpipe. */
  #setUpFatpipe(
    { usersStart, enabledCount, userUse }: SharingSystem,
    c: ConstraintId,
    capacity: number,
  ): number {
    this.#records[c * recordSize + floor] = Number.NEGATIVE_INFINITY
    const end = usersStart[c]! + enabledCount[c]!
    let lowest = Number.POSITIVE_INFINITY
    for (let user = usersStart[c]!; user < end; user++) {
      const level = levelOf(capacity, userUse[user]!)
      this.#queue.append(level, ~user)
      lowest = Math.min(lowest, level)
    }
    return lowest
  }

  /** A shared constraint is on top of the queue. Gives how many variables that closes. */
  #meetConstraint(component: Component, c: ConstraintId, left: number): number {
    const queue = this.#queue
    const at = c * recordSize
    if (this.#records[at + open] === 0) {
      queue.removeTop()
      return 0
    }
    if (this.#records[at + usage]! < this.#records[at + floor]!) this.#sumUp(component, c)
    const level = levelOf(this.#records[at + remaining]!, this.#records[at + usage]!)
    if (level > queue.topLevel) {
      queue.raiseTop(level)
      return 0
    }
    const bounded = this.#closeBounded(component, c, level)
    if (bounded > 0) return bounded
    queue.removeTop()
    return this.#closeAll(component, c, level, left)
  }

  /** A user of a fatpipe, or a bound, is on top of the queue. Gives how many variables that closes. */
  #meetUser(component: Component, user: number, left: number): number {
    const { userVariable, userElement, userReach, isOpen, bound, elementConstraint } = component.system
    const level = this.#queue.topLevel
    const v = userVariable[user]!
    this.#queue.removeTop()
    if (isOpen[v] === 0) return 0
    if (userReach[user]! < level) {
      this.#close(component, v, userReach[user]!, bound[v]!)
      return 1
    }
    const c = elementConstraint[userElement[user]!]!
    const bounded = this.#closeBounded(component, c, level)
    return bounded + this.#closeAll(component, c, level, left - bounded)
  }

  /** Closes the users of c whose bounds are met up to `level`. */
  #closeBounded(component: Component, c: ConstraintId, level: number): number {
    if (this.#areBoundsSorted) return 0
    const { usersStart, enabledCount, userVariable, userReach, isOpen, bound } = component.system
    const end = usersStart[c]! + enabledCount[c]!
    let closed = 0
    for (let user = usersStart[c]!; user < end; user++) {
      if (userReach[user]! >= level) continue
      const v = userVariable[user]!
      if (isOpen[v] === 0) continue
      this.#close(component, v, userReach[user]!, bound[v]!)
      closed++
    }
    this.#looks -= enabledCount[c]!
    if (this.#looks < 0) this.#sortBounds(component)
    return closed
  }

  /** Closes the open users of c, which is full at `level`; `left` variables are open in all. */
  #closeAll(component: Component, c: ConstraintId, level: number, left: number): number {
    const { usersStart, enabledCount, userVariable, isOpen, penalty } = component.system
    const end = usersStart[c]! + enabledCount[c]!
    const closed = this.#records[c * recordSize + open]!
    for (let user = usersStart[c]!; user < end; user++) {
      const v = userVariable[user]!
      if (isOpen[v] === 0) continue
      // Where nobody is left, nobody asks what remains.
      if (closed === left) component.settle(v, level / penalty[v]!)
      else this.#close(component, v, level, level / penalty[v]!)
    }
    return closed
  }

  /** Closes a variable, and takes what it uses off its constraints. */
  #close(component: Component, v: VariableId, level: number, value: number): void {
    const { elementsStart, elementsCount, elementConstraint, elementUse } = component.system
    const records = this.#records
    component.settle(v, value)
    const end = elementsStart[v]! + elementsCount[v]!
    for (let e = elementsStart[v]!; e < end; e++) {
      const at = elementConstraint[e]! * recordSize
      const use = elementUse[e]!
      const rest = records[at + remaining]! - use * level
      records[at + remaining] = rest > 0 ? rest : 0
      records[at + usage]! -= use
      records[at + open]!--
    }
  }

  #sumUp({ system }: Component, c: ConstraintId): void {
    const { usersStart, enabledCount, userVariable, userUse, isOpen } = system
    const end = usersStart[c]! + enabledCount[c]!
    let sum = 0
    for (let user = usersStart[c]!; user < end; user++)
      if (isOpen[userVariable[user]!] === 1) sum += userUse[user]!
    this.#records[c * recordSize + usage] = sum
    this.#records[c * recordSize + floor] = sum * cancelled
  }

  /** Makes an entry of the queue of each bound that can still be met: from now on they are met in order. */
  #sortBounds(component: Component): void {
    const { variableCount, system } = component
    const { isOpen, elementsStart, elementTwin, userReach } = system
    const variables = component.listVariables()
    this.#areBoundsSorted = true
    for (let i = 0; i < variableCount; i++) {
      const v = variables[i]!
      const user = elementTwin[elementsStart[v]!]!
      if (isOpen[v] === 1 && userReach[user]! < Number.POSITIVE_INFINITY)
        this.#queue.append(justAbove(userReach[user]!), ~user)
    }
    this.#queue.order()
  }
}

/** So that a full fatpipe comes before a bound that is met at its level, and a bound is told from it. */
function justAbove(reach: number): number {
  return Math.max(Number.MIN_VALUE, reach * (1 + Number.EPSILON))
}

function levelOf(remaining: number, usage: number): number {
  return usage > 0 ? remaining / usage : Number.POSITIVE_INFINITY
}
