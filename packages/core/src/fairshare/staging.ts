import { grown } from "./columns.ts"
import type { ConstraintId, SharingSystem, VariableId } from "./system.ts"

/**
 * The variables that wait for a place: enabled by their owner, but a constraint with a concurrency limit that they use
 * is full. They are disabled meanwhile, and let in, first come first served, when a place is free on all their
 * constraints; a later one that fits passes an earlier one that does not. Only elements with a weight of at least 1 take
 * a place.
 */
export class Staging {
  readonly #system: SharingSystem
  /** The penalty that a staged variable will have; 0: not staged. */
  #penalty = new Float64Array(16)
  /** When it was staged, as a number that grows. */
  #turn = new Float64Array(16)
  #turns = 0
  #count = 0

  constructor(system: SharingSystem) {
    this.#system = system
  }

  /** The penalty that v waits to have; 0: it does not wait. */
  penalty(v: VariableId): number {
    return this.#count === 0 || v >= this.#penalty.length ? 0 : this.#penalty[v]!
  }

  /** Whether an element of such a weight finds a place on c. */
  hasPlace(c: ConstraintId, weight: number): boolean {
    return weight < 1 || this.#system.concurrency[c]! < this.#system.limit[c]!
  }

  /** Enables a disabled variable, now or when there is a place. */
  enable(v: VariableId, penalty: number): void {
    if (this.#fits(v)) this.#system.setPenalty(v, penalty)
    else this.#stage(v, penalty)
  }

  /** Disables an enabled variable until there is a place for it; {@link admit} then lets in who fits instead. */
  putBack(v: VariableId): void {
    this.#stage(v, this.#system.penalty[v]!)
    this.#system.setPenalty(v, 0)
  }

  /** Gives a waiting variable another penalty; with 0 it waits no more. */
  change(v: VariableId, penalty: number): void {
    this.#penalty[v] = penalty
    if (penalty === 0) this.#count--
  }

  /** Lets in who fits now that v has left its places, which its elements still name. */
  admit(v: VariableId): void {
    let after = -1
    while (this.#count > 0) {
      const next = this.#nextThatFits(v, after)
      if (next < 0) return
      after = this.#turn[next]!
      const penalty = this.#penalty[next]!
      this.change(next, 0)
      this.#system.setPenalty(next, penalty)
    }
  }

  #stage(v: VariableId, penalty: number): void {
    this.#penalty = grown(this.#penalty, v + 1)
    this.#turn = grown(this.#turn, v + 1)
    this.#penalty[v] = penalty
    this.#turn[v] = this.#turns++
    this.#count++
  }

  #fits(v: VariableId): boolean {
    const { elementsStart, elementsCount, elementConstraint, elementWeight } = this.#system
    const end = elementsStart[v]! + elementsCount[v]!
    for (let e = elementsStart[v]!; e < end; e++)
      if (!this.hasPlace(elementConstraint[e]!, elementWeight[e]!)) return false
    return true
  }

  /** The first in turn, of those staged later than `after`, that uses a constraint of v and fits; -1: nobody. */
  #nextThatFits(v: VariableId, after: number): VariableId {
    const { elementsStart, elementsCount, elementConstraint } = this.#system
    const { limit, usersStart, usersCount, enabledCount, userVariable } = this.#system
    let first = -1
    const end = elementsStart[v]! + elementsCount[v]!
    for (let e = elementsStart[v]!; e < end; e++) {
      const c = elementConstraint[e]!
      if (limit[c] === Number.POSITIVE_INFINITY) continue
      const usersEnd = usersStart[c]! + usersCount[c]!
      for (let user = usersStart[c]! + enabledCount[c]!; user < usersEnd; user++) {
        const w = userVariable[user]!
        const isLater = this.penalty(w) > 0 && this.#turn[w]! > after
        if (isLater && (first < 0 || this.#turn[w]! < this.#turn[first]!) && this.#fits(w)) first = w
      }
    }
    return first
  }
}
