import { grown } from "./columns.ts"
import type { ConstraintId, SharingSystem } from "./system.ts"

/**
 * Above this part of its capacity, what users could take is too much for a constraint to be slack: rounding must not decide, and
 * a sum that differences keep up to date is off by some 1e-13 of the capacity a change, until it is summed up again.
 */
const almostFull = 1 - 1e-6

/** So many differences at least keep a sum up to date; as many as it has users, so that summing up costs one step each. */
const leastDifferences = 1024

/**
 * Constraints that are slack: even if all users had their bounds, it would not be full. It stops nobody, so it ties none of
 * its users together, and a search for a component goes past it. A backbone that many transfers with limits share, and
 * the cores of a host whose guests have limits, then cost no more than the one user that changes. A fatpipe is taken to add
 * up its users too, which finds fewer slack ones than there are, and no wrong ones.
 *
 * Held by  `SharingSystem.isSlack`: as the last solve left it. In a solve, those that were slack and still are tie nothing.
 *          Those that become so tie their users once more, since these may have been held back by it.
 */
export class Slack {
  readonly #system: SharingSystem
  /** The first `#count` are slack from the end of this solve on. */
  #next = new Int32Array(16)
  #count = 0

  constructor(system: SharingSystem) {
    this.#system = system
  }

  /** Looks at the first `count` of the modified constraints; those that tie nothing are taken for solved. */
  look(count: number): void {
    const { modified, isSlack, constraintState } = this.#system
    // A solve that was stopped has left some.
    this.#count = 0
    for (let i = 0; i < count; i++) {
      const c = modified[i]!
      if (!this.#holds(c)) isSlack[c] = 0
      else if (isSlack[c] === 1) constraintState[c] = 0
      else this.#note(c)
    }
  }

  /**
   * Looks at the first `count` of `constraints`, which are in one component. Gives whether any is slack, and so will not be in
   * it from the next solve on.
   */
  lookAgain(constraints: Int32Array, count: number): boolean {
    const before = this.#count
    for (let i = 0; i < count; i++) if (this.#holds(constraints[i]!)) this.#note(constraints[i]!)
    return this.#count > before
  }

  /** All is solved. What is in a known component stays there, until that is searched again. */
  settle(): void {
    const { isSlack, isKnown } = this.#system
    for (let i = 0; i < this.#count; i++) {
      const c = this.#next[i]!
      if (isKnown[c] === 0) isSlack[c] = 1
    }
    this.#count = 0
  }

  #note(c: ConstraintId): void {
    this.#next = grown(this.#next, this.#count + 1)
    this.#next[this.#count++] = c
  }

  #holds(c: ConstraintId): boolean {
    const { capacityOf, capacity, demand, demandLasts } = this.#system
    if (capacityOf[c] !== undefined) return false
    const most = capacity[c]! * almostFull
    return demandLasts[c] === 0 ? this.#sumUp(c, most) : demand[c]! < most
  }

  /** Sums up what the users of c could take. Gives whether that is below `most`; leaves off where it is not. */
  #sumUp(c: ConstraintId, most: number): boolean {
    const { usersStart, enabledCount, userUse, userReach, demand, demandLasts } = this.#system
    const end = usersStart[c]! + enabledCount[c]!
    let sum = 0
    for (let user = usersStart[c]!; user < end; user++) {
      sum += userUse[user]! * userReach[user]!
      if (!(sum < most)) return false
    }
    demand[c] = sum
    demandLasts[c] = Math.max(leastDifferences, enabledCount[c]!)
    return sum < most
  }
}
