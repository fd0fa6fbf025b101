/*
 * The store of a fair-share system: constraints, variables, and the elements that tie them, in columns.
 *
 * Elements     of a variable stand together (one block of the element columns), so that closing a variable reads on
 *              end. Each has a twin among the users of its constraint, which stand together too: the enabled ones first,
 *              so that solving sees only those, then the disabled ones. An element knows its twin (`elementTwin`), a
 *              user knows its element (`userElement`).
 * Numbers      of removed constraints and variables are given out again, the last one first, and keep their blocks: a
 *              steady coming and going allocates nothing.
 * Cost         one step an element for adding, removing, enabling and disabling.
 */

import { grown, ListBlocks } from "./columns.ts"

/** A constraint's number in its system, from 0 up. Numbers of removed ones are given out again. */
export type ConstraintId = number
/** A variable's number in its system, from 0 up. Numbers of removed ones are given out again. */
export type VariableId = number

/** Capacity in force for `users` at a time: enabled variables with a weight of at least 1. */
export type CapacityOf = (capacity: number, users: number) => number

const calm = 0
const modified = 1

/** What its users could take is kept up to date by differences as long as it is no more than so many times a capacity. */
const mostDemand = 1024

export class SharingSystem {
  // Constraints.
  hasConstraint = new Uint8Array(0)
  capacity = new Float64Array(0)
  isFatpipe = new Uint8Array(0)
  capacityOf: (CapacityOf | undefined)[] = []
  /** Most users at a time. */
  limit = new Float64Array(0)
  /** Users now: enabled elements with a weight of at least 1. */
  concurrency = new Int32Array(0)
  /** 0: as it was solved last; 1: modified since; 2: in the component at hand. */
  constraintState = new Uint8Array(0)
  usersStart = new Int32Array(0)
  usersRoom = new Int32Array(0)
  usersCount = new Int32Array(0)
  enabledCount = new Int32Array(0)
  /** 1: it is in the component that is known from before; see {@link Component}. */
  isKnown = new Uint8Array(0)
  /** The sum of `userUse` over the enabled users, unless it is stale. */
  totalUse = new Float64Array(0)
  /** 1: its enabled users are others, or use it otherwise, than when `totalUse` was summed up. */
  isStale = new Uint8Array(0)
  /** The sum of weight x bound over the enabled users, while `demandLasts`; see {@link Slack}. */
  demand = new Float64Array(0)
  /** So many differences more may keep `demand` up to date; 0: it has to be summed up. */
  demandLasts = new Int32Array(0)
  /** 1: it ties nothing, as the last solve has left it; see {@link Slack}. */
  isSlack = new Uint8Array(0)

  // Users of constraints.
  userVariable = new Int32Array(0)
  userElement = new Int32Array(0)
  /** What a unit of level takes of the constraint: weight / penalty. Of disabled users it means nothing. */
  userUse = new Float64Array(0)
  /** The level at which the variable meets its bound: bound x penalty. Of disabled users it means nothing. */
  userReach = new Float64Array(0)

  // Variables.
  hasVariable = new Uint8Array(0)
  /** In force: 0 when disabled or staged. */
  penalty = new Float64Array(0)
  bound = new Float64Array(0)
  value = new Float64Array(0)
  /** 0 between the moment a solver gives it its value and the end of its component's solve. */
  isOpen = new Uint8Array(0)
  elementsStart = new Int32Array(0)
  elementsRoom = new Int32Array(0)
  elementsCount = new Int32Array(0)

  // Elements of variables.
  elementConstraint = new Int32Array(0)
  elementTwin = new Int32Array(0)
  elementWeight = new Float64Array(0)
  /** The largest weight of a single use. */
  elementLargest = new Float64Array(0)
  /** As {@link userUse}. */
  elementUse = new Float64Array(0)

  /** Numbers of constraints and variables given out so far. */
  constraintsEnd = 0
  variablesEnd = 0
  /** Enabled variables that use something; and those of them that are in the known component. */
  enabledVariables = 0
  knownVariables = 0
  /** Constraints that were modified since the last solve, in the order of the first change. */
  modified = new Int32Array(16)
  modifiedCount = 0
  /** Variables that were changed since the last solve, some more than once. */
  touched = new Int32Array(16)
  touchedCount = 0

  readonly #freeConstraints: ConstraintId[] = []
  readonly #freeVariables: VariableId[] = []
  readonly #elementBlocks = new ListBlocks()
  readonly #userBlocks = new ListBlocks()

  addConstraint(
    capacity: number,
    isFatpipe: boolean,
    limit: number,
    capacityOf: CapacityOf | undefined,
  ): ConstraintId {
    const c = this.#freeConstraints.pop() ?? this.constraintsEnd++
    if (c >= this.capacity.length) this.#growConstraints()
    this.hasConstraint[c] = 1
    this.capacity[c] = capacity
    this.isFatpipe[c] = isFatpipe ? 1 : 0
    this.limit[c] = limit
    this.capacityOf[c] = capacityOf
    this.demandLasts[c] = 0
    this.isSlack[c] = 0
    return c
  }

  /** Takes out a constraint that has no users. */
  removeConstraint(c: ConstraintId): void {
    this.hasConstraint[c] = 0
    this.capacityOf[c] = undefined
    this.#freeConstraints.push(c)
  }

  addVariable(penalty: number, bound: number): VariableId {
    const v = this.#freeVariables.pop() ?? this.variablesEnd++
    if (v >= this.penalty.length) this.#growVariables()
    this.hasVariable[v] = 1
    this.penalty[v] = penalty
    this.bound[v] = bound
    this.value[v] = 0
    this.isOpen[v] = 1
    this.#touch(v)
    return v
  }

  /** Takes the elements of v out of their constraints; they still name them until {@link removeVariable}. */
  leaveConstraints(v: VariableId): void {
    const end = this.elementsStart[v]! + this.elementsCount[v]!
    for (let e = this.elementsStart[v]!; e < end; e++) this.#removeUser(e)
    if (this.penalty[v]! > 0 && this.elementsCount[v]! > 0) this.#countEnabled(v, -1)
  }

  /** Takes out a variable that has left its constraints. */
  removeVariable(v: VariableId): void {
    this.elementsCount[v] = 0
    this.hasVariable[v] = 0
    this.#freeVariables.push(v)
  }

  /** Adds an element of weight 0, which is nothing until {@link setWeight}. */
  addElement(c: ConstraintId, v: VariableId): number {
    if (this.elementsCount[v] === this.elementsRoom[v]) this.#moveElements(v)
    if (this.usersCount[c] === this.usersRoom[c]) this.#moveUsers(c)
    if (this.penalty[v]! > 0) {
      if (this.elementsCount[v] === 0) this.enabledVariables++
      if (this.isKnown[c] === 1 && !this.#isInKnown(v)) {
        this.knownVariables++
        this.#markAll(v)
      }
    }
    const e = this.elementsStart[v]! + this.elementsCount[v]!++
    const user = this.usersStart[c]! + this.usersCount[c]!++
    this.elementConstraint[e] = c
    this.elementTwin[e] = user
    this.elementWeight[e] = 0
    this.elementLargest[e] = 0
    this.userVariable[user] = v
    this.userElement[user] = e
    return e
  }

  /** The element that ties v to c, -1 if there is none. */
  findElement(c: ConstraintId, v: VariableId): number {
    const end = this.elementsStart[v]! + this.elementsCount[v]!
    for (let e = this.elementsStart[v]!; e < end; e++) if (this.elementConstraint[e] === c) return e
    return -1
  }

  /** Gives an element of v its weight, which one more use of `single` has made; enables it when v is. */
  setWeight(e: number, v: VariableId, weight: number, single: number): void {
    const c = this.elementConstraint[e]!
    const isEnabled = this.elementTwin[e]! < this.usersStart[c]! + this.enabledCount[c]!
    if (isEnabled && this.elementWeight[e]! < 1 && weight >= 1) this.concurrency[c]!++
    this.elementWeight[e] = weight
    this.elementLargest[e] = Math.max(this.elementLargest[e]!, single)
    this.#touch(v)
    if (this.penalty[v] === 0) return
    this.#setUse(e, this.penalty[v]!, this.bound[v]! * this.penalty[v]!)
    if (isEnabled) this.#reweigh(c)
    else this.#enableElement(e)
  }

  setCapacity(c: ConstraintId, capacity: number): void {
    this.capacity[c] = capacity
    this.demandLasts[c] = 0
    this.markModified(c)
  }

  setBound(v: VariableId, bound: number): void {
    const penalty = this.penalty[v]!
    this.bound[v] = bound
    this.#touch(v)
    if (penalty === 0 || this.elementsCount[v] === 0) return
    const start = this.elementsStart[v]!
    const end = start + this.elementsCount[v]!
    for (let e = start; e < end; e++) this.#setReach(e, bound * penalty)
  }

  #setReach(e: number, reach: number): void {
    const c = this.elementConstraint[e]!
    const user = this.elementTwin[e]!
    const change = this.userUse[user]! * (reach - this.userReach[user]!)
    this.userReach[user] = reach
    this.#changeDemand(c, change)
    this.markModified(c)
  }

  #changeDemand(c: ConstraintId, change: number): void {
    if (this.demandLasts[c] === 0) return
    // Otherwise the rounding would be too large, or it is infinite, or not a number.
    if (this.demand[c]! <= mostDemand * this.capacity[c]!) {
      this.demand[c]! += change
      this.demandLasts[c]!--
    } else this.demandLasts[c] = 0
  }

  /** Moves an element to the enabled users of its constraint, which is modified by that. */
  #enableElement(e: number): void {
    const c = this.elementConstraint[e]!
    const user = this.usersStart[c]! + this.enabledCount[c]!++
    this.#swapUsers(this.elementTwin[e]!, user)
    if (this.elementWeight[e]! >= 1) this.concurrency[c]!++
    this.#changeDemand(c, this.userUse[user]! * this.userReach[user]!)
    this.#markStale(c)
  }

  /** Gives a variable a penalty in force: enables it, disables it with 0, or changes its share. */
  setPenalty(v: VariableId, penalty: number): void {
    const before = this.penalty[v]!
    const start = this.elementsStart[v]!
    const end = start + this.elementsCount[v]!
    this.penalty[v] = penalty
    if (penalty === 0) this.value[v] = 0
    this.#touch(v)
    if (start === end) return
    if (penalty > 0) {
      for (let e = start; e < end; e++) this.#setUse(e, penalty, this.bound[v]! * penalty)
      if (before > 0) for (let e = start; e < end; e++) this.#reweigh(this.elementConstraint[e]!)
      else {
        for (let e = start; e < end; e++) this.#enableElement(e)
        this.#countEnabled(v, 1)
      }
    } else if (before > 0) {
      for (let e = start; e < end; e++) this.#disableElement(e)
      this.#countEnabled(v, -1)
    }
  }

  #countEnabled(v: VariableId, change: number): void {
    this.enabledVariables += change
    if (this.#isInKnown(v)) this.knownVariables += change
  }

  /** Whether v uses a constraint of the known component. */
  #isInKnown(v: VariableId): boolean {
    const end = this.elementsStart[v]! + this.elementsCount[v]!
    for (let e = this.elementsStart[v]!; e < end; e++)
      if (this.isKnown[this.elementConstraint[e]!] === 1) return true
    return false
  }

  /** Brings `totalUse` up to date: summed up anew, so that rounding never piles up. */
  sumUp(c: ConstraintId): void {
    const { usersStart, enabledCount, userUse } = this
    const end = usersStart[c]! + enabledCount[c]!
    let sum = 0
    for (let user = usersStart[c]!; user < end; user++) sum += userUse[user]!
    this.totalUse[c] = sum
    this.isStale[c] = 0
  }

  /** Notes that a constraint, and so its component, has to be solved again. */
  markModified(c: ConstraintId): void {
    if (this.constraintState[c] !== calm) return
    this.constraintState[c] = modified
    this.modified = grown(this.modified, this.modifiedCount + 1)
    this.modified[this.modifiedCount++] = c
  }

  /** What it uses, and was outside of the known component, has to be found with it. */
  #markAll(v: VariableId): void {
    const end = this.elementsStart[v]! + this.elementsCount[v]!
    for (let e = this.elementsStart[v]!; e < end; e++) this.markModified(this.elementConstraint[e]!)
  }

  #touch(v: VariableId): void {
    if (this.touchedCount > 0 && this.touched[this.touchedCount - 1] === v) return
    this.touched = grown(this.touched, this.touchedCount + 1)
    this.touched[this.touchedCount++] = v
  }

  #markStale(c: ConstraintId): void {
    this.isStale[c] = 1
    this.markModified(c)
  }

  /** An enabled user uses it otherwise. */
  #reweigh(c: ConstraintId): void {
    this.demandLasts[c] = 0
    this.#markStale(c)
  }

  #setUse(e: number, penalty: number, reach: number): void {
    const use = this.elementWeight[e]! / penalty
    this.elementUse[e] = use
    this.userUse[this.elementTwin[e]!] = use
    this.userReach[this.elementTwin[e]!] = reach
  }

  #disableElement(e: number): void {
    const c = this.elementConstraint[e]!
    const user = this.usersStart[c]! + --this.enabledCount[c]!
    this.#swapUsers(this.elementTwin[e]!, user)
    if (this.elementWeight[e]! >= 1) this.concurrency[c]!--
    this.#changeDemand(c, -this.userUse[user]! * this.userReach[user]!)
    this.#markStale(c)
  }

  #removeUser(e: number): void {
    const c = this.elementConstraint[e]!
    if (this.elementTwin[e]! < this.usersStart[c]! + this.enabledCount[c]!) this.#disableElement(e)
    this.#swapUsers(this.elementTwin[e]!, this.usersStart[c]! + --this.usersCount[c]!)
  }

  #swapUsers(a: number, b: number): void {
    if (a === b) return
    const { userVariable, userElement, userUse, userReach, elementTwin } = this
    const variable = userVariable[a]!
    const element = userElement[a]!
    const use = userUse[a]!
    const reach = userReach[a]!
    userVariable[a] = userVariable[b]!
    userElement[a] = userElement[b]!
    userUse[a] = userUse[b]!
    userReach[a] = userReach[b]!
    userVariable[b] = variable
    userElement[b] = element
    userUse[b] = use
    userReach[b] = reach
    elementTwin[userElement[a]!] = a
    elementTwin[element] = b
  }

  #moveElements(v: VariableId): void {
    const [from, count, room] = [this.elementsStart[v]!, this.elementsCount[v]!, this.elementsRoom[v]!]
    const to = this.#elementBlocks.take(Math.max(2, 2 * room))
    this.#growElements(this.#elementBlocks.end)
    this.elementsStart[v] = to
    this.elementsRoom[v] = Math.max(2, 2 * room)
    if (room === 0) return
    this.elementConstraint.copyWithin(to, from, from + count)
    this.elementTwin.copyWithin(to, from, from + count)
    this.elementWeight.copyWithin(to, from, from + count)
    this.elementLargest.copyWithin(to, from, from + count)
    this.elementUse.copyWithin(to, from, from + count)
    for (let e = to; e < to + count; e++) this.userElement[this.elementTwin[e]!] = e
    this.#elementBlocks.giveBack(from, room)
  }

  #moveUsers(c: ConstraintId): void {
    const [from, count, room] = [this.usersStart[c]!, this.usersCount[c]!, this.usersRoom[c]!]
    const to = this.#userBlocks.take(Math.max(2, 2 * room))
    this.userVariable = grown(this.userVariable, this.#userBlocks.end)
    this.userElement = grown(this.userElement, this.#userBlocks.end)
    this.userUse = grown(this.userUse, this.#userBlocks.end)
    this.userReach = grown(this.userReach, this.#userBlocks.end)
    this.usersStart[c] = to
    this.usersRoom[c] = Math.max(2, 2 * room)
    if (room === 0) return
    this.userVariable.copyWithin(to, from, from + count)
    this.userElement.copyWithin(to, from, from + count)
    this.userUse.copyWithin(to, from, from + count)
    this.userReach.copyWithin(to, from, from + count)
    for (let user = to; user < to + count; user++) this.elementTwin[this.userElement[user]!] = user
    this.#userBlocks.giveBack(from, room)
  }

  #growConstraints(): void {
    const end = this.constraintsEnd
    this.hasConstraint = grown(this.hasConstraint, end)
    this.capacity = grown(this.capacity, end)
    this.isFatpipe = grown(this.isFatpipe, end)
    this.limit = grown(this.limit, end)
    this.concurrency = grown(this.concurrency, end)
    this.constraintState = grown(this.constraintState, end)
    this.usersStart = grown(this.usersStart, end)
    this.usersRoom = grown(this.usersRoom, end)
    this.usersCount = grown(this.usersCount, end)
    this.enabledCount = grown(this.enabledCount, end)
    this.totalUse = grown(this.totalUse, end)
    this.isStale = grown(this.isStale, end)
    this.demand = grown(this.demand, end)
    this.demandLasts = grown(this.demandLasts, end)
    this.isSlack = grown(this.isSlack, end)
    this.isKnown = grown(this.isKnown, end)
  }

  #growVariables(): void {
    const end = this.variablesEnd
    this.hasVariable = grown(this.hasVariable, end)
    this.penalty = grown(this.penalty, end)
    this.bound = grown(this.bound, end)
    this.value = grown(this.value, end)
    this.isOpen = grown(this.isOpen, end)
    this.elementsStart = grown(this.elementsStart, end)
    this.elementsRoom = grown(this.elementsRoom, end)
    this.elementsCount = grown(this.elementsCount, end)
  }

  #growElements(end: number): void {
    this.elementConstraint = grown(this.elementConstraint, end)
    this.elementTwin = grown(this.elementTwin, end)
    this.elementWeight = grown(this.elementWeight, end)
    this.elementLargest = grown(this.elementLargest, end)
    this.elementUse = grown(this.elementUse, end)
  }
}
