/*
 * Fair-bottleneck sharing: rounds of equal offers.
 *
 * Method       in each round a constraint offers remaining / open users to each of its open users; a variable grows by
 *              the least of offer / weight over its constraints, or to its bound. A constraint that is used up closes
 *              its variables. Penalties do not matter (except that 0 disables).
 *              A closed variable goes on being charged: each later round takes what it grew last, once more, off its
 *              constraints. So capacity may be left unused where bounds are met early.
 * Notation     offer[c]; remaining and openUsers as in component.ts; a fatpipe of capacity C is a bound of C / weight on
 *              each of its users.
 * Ends         when all are closed. With unequal weights the last of a capacity may be taken in ever smaller parts: a
 *              constraint is used up when less than 1e-12 of its capacity remains.
 * Source       SimGrid's fair-bottleneck solver, its default for parallel tasks. The charging of closed variables looks
 *              like a slip there, but all its dates depend on it, and this solver is there to meet them.
 * Differs      no absolute precision; users of a fatpipe never get more than its capacity.
 * Cost         O(rounds x open elements); with equal weights each round uses up a constraint or meets a bound.
 */

import { grown } from "./columns.ts"
import type { Component, Solver } from "./component.ts"

const usedUp = 1e-12

/** Solves a component by fair-bottleneck sharing; see the head of this file. */
export class FairBottleneck implements Solver {
  /** By constraint: what each open user may use more of it in this round. */
  #offer = new Float64Array(16)
  /** By constraint: it is used up when not more than this remains. */
  #dregs = new Float64Array(16)
  /** By constraint: what its closed users are charged in each round. */
  #charge = new Float64Array(16)
  /** By place in the component: bound (fatpipes included), value so far, growth in this round. */
  #limit = new Float64Array(16)
  #value = new Float64Array(16)
  #growth = new Float64Array(16)
  /** The first are the places that are open still. */
  #open = new Int32Array(16)

  solve(component: Component): void {
    component.sumUp()
    let open = this.#begin(component)
    while (open > 0) {
      this.#makeOffers(component)
      this.#grow(component, open)
      open = this.#close(component, open)
    }
  }

  #begin(component: Component): number {
    const { system, variableCount, constraints, constraintCount, remaining } = component
    const variables = component.listVariables()
    const { elementsStart, elementsCount, elementConstraint, elementWeight, isFatpipe, bound } = system
    this.#offer = grown(this.#offer, remaining.length)
    this.#dregs = grown(this.#dregs, remaining.length)
    this.#charge = grown(this.#charge, remaining.length)
    this.#limit = grown(this.#limit, variableCount)
    this.#value = grown(this.#value, variableCount)
    this.#growth = grown(this.#growth, variableCount)
    this.#open = grown(this.#open, variableCount)
    for (let i = 0; i < constraintCount; i++) {
      const c = constraints[i]!
      this.#dregs[c] = remaining[c]! * usedUp
      this.#charge[c] = 0
    }
    for (let i = 0; i < variableCount; i++) {
      const v = variables[i]!
      let limit = bound[v]!
      const end = elementsStart[v]! + elementsCount[v]!
      for (let e = elementsStart[v]!; e < end; e++) {
        const c = elementConstraint[e]!
        if (isFatpipe[c] === 1) limit = Math.min(limit, remaining[c]! / elementWeight[e]!)
      }
      this.#limit[i] = limit
      this.#value[i] = 0
      this.#open[i] = i
    }
    return variableCount
  }

  #makeOffers(component: Component): void {
    const { system, constraints, constraintCount, remaining, openUsers } = component
    const offer = this.#offer
    for (let i = 0; i < constraintCount; i++) {
      const c = constraints[i]!
      offer[c] = system.isFatpipe[c] === 1 ? Number.POSITIVE_INFINITY : remaining[c]! / openUsers[c]!
      remaining[c]! -= this.#charge[c]!
    }
  }

  #grow(component: Component, openCount: number): void {
    const { system, remaining } = component
    const variables = component.listVariables()
    const { elementsStart, elementsCount, elementConstraint, elementWeight, isFatpipe } = system
    const offer = this.#offer
    for (let k = 0; k < openCount; k++) {
      const i = this.#open[k]!
      const v = variables[i]!
      const start = elementsStart[v]!
      const end = start + elementsCount[v]!
      let growth = this.#limit[i]! - this.#value[i]!
      let meetsLimit = true
      for (let e = start; e < end; e++) {
        const part = offer[elementConstraint[e]!]! / elementWeight[e]!
        if (part >= growth) continue
        growth = part
        meetsLimit = false
      }
      this.#growth[i] = growth
      this.#value[i] = meetsLimit ? this.#limit[i]! : this.#value[i]! + growth
    }
    for (let k = 0; k < openCount; k++) {
      const i = this.#open[k]!
      const v = variables[i]!
      const end = elementsStart[v]! + elementsCount[v]!
      for (let e = elementsStart[v]!; e < end; e++) {
        const c = elementConstraint[e]!
        if (isFatpipe[c] === 0) remaining[c]! -= elementWeight[e]! * this.#growth[i]!
      }
    }
  }

  /** Closes who is at its limit or uses a constraint that is used up; gives how many are left. */
  #close(component: Component, openCount: number): number {
    const { system, remaining, openUsers } = component
    const variables = component.listVariables()
    const { elementsStart, elementsCount, elementConstraint, elementWeight, isFatpipe } = system
    let left = 0
    for (let k = 0; k < openCount; k++) {
      const i = this.#open[k]!
      const v = variables[i]!
      const start = elementsStart[v]!
      const end = start + elementsCount[v]!
      let isClosed = this.#value[i]! === this.#limit[i]!
      for (let e = start; e < end && !isClosed; e++) {
        const c = elementConstraint[e]!
        isClosed = isFatpipe[c] === 0 && remaining[c]! <= this.#dregs[c]!
      }
      if (!isClosed) {
        this.#open[left++] = i
        continue
      }
      component.settle(v, this.#value[i]!)
      for (let e = start; e < end; e++) {
        const c = elementConstraint[e]!
        openUsers[c]!--
        this.#charge[c]! += elementWeight[e]! * this.#growth[i]!
      }
    }
    return left
  }
}
