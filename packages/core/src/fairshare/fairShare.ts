/*
 * Fair sharing of resources, solved again where it changed.
 *
 * Problem      constraints c with a capacity C_c, variables v with a value x_v, elements (c, v) with a weight a_cv > 0:
 *                shared c:    sum over v of a_cv x_v <= C_c
 *                fatpipe c:   max over v of a_cv x_v <= C_c
 *                bound of v:  x_v <= b_v
 *              and among the values that keep to this, by default the max-min fair ones of x_v p_v: none can grow without
 *              making a smaller one smaller. p_v > 0 is the penalty: a variable of penalty 2 gets half of what one of
 *              penalty 1 gets. The weight says how much of the resource a unit of value uses; it does not change shares.
 *              A fatpipe that one of its users fills stops all of them at that level, as in SimGrid: among users of
 *              different penalties it gives less than max-min fairness would.
 *
 * Selective    a change marks its constraints; solving visits only the connected components of the marked ones, since
 *              nothing else can change. A constraint that its users cannot fill, even if all have their bounds, connects
 *              nobody (max-min only); a variable that uses no other has its bound.
 *
 * Parts        system.ts: the store. staging.ts: concurrency limits. component.ts: what has to be solved again; slack.ts: what
 *              does not connect.
 *              maxMin.ts, fairBottleneck.ts, bmf.ts: how it is shared; lone.ts: where that is simple.
 *
 * Cost         a change: its elements. A solve: the elements of the components that changed, times log constraints at
 *              most. Nothing is allocated once the columns have grown. Results depend on the sequence of calls only.
 *
 * Differs      from SimGrid's solver (which skips constraints of capacity 0, and rounds usages below 1e-5 to none):
 *              here both count, and no absolute precision exists.
 */

import { InputError, nonNegative } from "../inputError.ts"
import { BottleneckMaxFairness } from "./bmf.ts"
import { grown } from "./columns.ts"
import { Component, type Solver } from "./component.ts"
import { FairBottleneck } from "./fairBottleneck.ts"
import { solveLone } from "./lone.ts"
import { MaxMin } from "./maxMin.ts"
import { Slack } from "./slack.ts"
import { Staging } from "./staging.ts"
import { type CapacityOf, type ConstraintId, SharingSystem, type VariableId } from "./system.ts"

export type { CapacityOf, ConstraintId, VariableId }

/** How a constraint adds up its users: their sum, or the largest of them. */
export type SharingPolicy = "shared" | "fatpipe"

/** How a system is solved. */
export type SolverName = "max-min" | "bmf" | "fair-bottleneck"

/** What a constraint can have besides its capacity. */
export interface ConstraintOptions {
  /** Default: `"shared"`. */
  readonly policy?: SharingPolicy
  /** The capacity in force for so many users (enabled variables with a weight of at least 1), asked at each solve. */
  readonly capacityOf?: CapacityOf | undefined
  /** Most users at a time, default Infinity. Others wait, disabled, until a place is free on all their constraints. */
  readonly concurrencyLimit?: number
}

/** What a solve has changed; it holds until the next one. */
export interface Solution {
  /** The first `variableCount` are the variables that got another value. */
  readonly variables: Int32Array
  readonly variableCount: number
  /** The values of all variables, by variable. */
  readonly values: Float64Array
  /** The first `constraintCount` are the watched constraints whose components were solved: their loads may be others. */
  readonly constraints: Int32Array
  readonly constraintCount: number
}

/**
 * A system of constraints and variables that is solved again, where it changed, after changes.
 *
 * @example
 * const system = new FairShare()
 * const link = system.addConstraint(125e6)
 * const flow = system.addVariable(1, Number.POSITIVE_INFINITY)
 * system.use(link, flow, 1)
 * system.solve()
 * system.value(flow) // 125000000
 */
export class FairShare {
  readonly #system = new SharingSystem()
  readonly #staging = new Staging(this.#system)
  readonly #slack = new Slack(this.#system)
  readonly #component = new Component(this.#system, this.#slack)
  readonly #solver: Solver
  readonly #isMaxMin: boolean
  /** By constraint: 0, {@link watched}, or {@link noted}, in the solution at hand. */
  #isWatched = new Uint8Array(16)
  #hasWatched = false
  #hasCapacityOf = false
  readonly #solution: { -readonly [Field in keyof Solution]: Solution[Field] } = {
    variables: new Int32Array(0),
    variableCount: 0,
    values: new Float64Array(0),
    constraints: new Int32Array(16),
    constraintCount: 0,
  }
  /** A stack of copies: what the calls of {@link forEachVariable} that are under way go through. */
  #visits = new Int32Array(16)
  #visitsEnd = 0

  constructor({ solver = "max-min" }: { readonly solver?: SolverName } = {}) {
    const create = solvers[solver]
    if (create === undefined) {
      throw new InputError("fair share", "solver", solver, `one of ${Object.keys(solvers).join(", ")}`)
    }
    this.#solver = create()
    this.#isMaxMin = solver === "max-min"
  }

  /** Adds a constraint of `capacity` (any unit, at least 0). Errors: InputError for wrong values, here and below. */
  addConstraint(
    capacity: number,
    { policy = "shared", capacityOf, concurrencyLimit = Number.POSITIVE_INFINITY }: ConstraintOptions = {},
  ): ConstraintId {
    nonNegative("constraint", "capacity", capacity, "its unit")
    if (!(concurrencyLimit >= 0)) {
      throw new InputError(
        "constraint",
        "concurrencyLimit",
        concurrencyLimit,
        "a number of at least 0 (Infinity for none)",
      )
    }
    const c = this.#system.addConstraint(capacity, policy === "fatpipe", concurrencyLimit, capacityOf)
    this.#isWatched = grown(this.#isWatched, c + 1)
    this.#isWatched[c] = 0
    if (capacityOf !== undefined) this.#hasCapacityOf = true
    return c
  }

  /** Takes a constraint out that nobody uses; its number will be given to another one. */
  removeConstraint(constraint: ConstraintId): void {
    this.#requireConstraint(constraint)
    const users = this.#system.usersCount[constraint]!
    if (users > 0) throw new InputError("constraint", "users", users, "0, to remove it")
    this.#isWatched[constraint] = 0
    this.#system.removeConstraint(constraint)
  }

  /** Adds a variable that uses nothing yet. `penalty` 0 disables it; `bound` Infinity is none. */
  addVariable(penalty: number, bound: number): VariableId {
    checkPenalty(penalty)
    checkBound(bound)
    return this.#system.addVariable(penalty, bound)
  }

  /**
   * Lets a variable use a constraint; a weight of 0 is no use. A second use of the same one adds up if it is shared, else
   * the larger weight holds.
   */
  use(constraint: ConstraintId, variable: VariableId, weight: number): void {
    nonNegative("element", "weight", weight, "units of the constraint")
    this.#requireConstraint(constraint)
    this.#requireVariable(variable)
    if (weight === 0) return
    const system = this.#system
    const known = system.findElement(constraint, variable)
    const before = known < 0 ? 0 : system.elementWeight[known]!
    const sum = system.isFatpipe[constraint] === 1 ? Math.max(before, weight) : before + weight
    const waits = system.penalty[variable]! > 0 && before < 1 && !this.#staging.hasPlace(constraint, sum)
    if (waits) this.#staging.putBack(variable)
    const e = known < 0 ? system.addElement(constraint, variable) : known
    system.setWeight(e, variable, sum, weight)
    if (waits) this.#staging.admit(variable)
  }

  /** Changes a constraint's capacity. */
  setCapacity(constraint: ConstraintId, capacity: number): void {
    this.#requireConstraint(constraint)
    nonNegative("constraint", "capacity", capacity, "its unit")
    if (this.#system.capacity[constraint] === capacity) return
    this.#system.setCapacity(constraint, capacity)
  }

  /** Changes a variable's bound; Infinity is none. */
  setBound(variable: VariableId, bound: number): void {
    this.#requireVariable(variable)
    checkBound(bound)
    if (this.#system.bound[variable] === bound) return
    this.#system.setBound(variable, bound)
  }

  /** Changes a variable's penalty; 0 disables it, and its value is 0 at once. */
  setPenalty(variable: VariableId, penalty: number): void {
    this.#requireVariable(variable)
    checkPenalty(penalty)
    const system = this.#system
    const before = system.penalty[variable]!
    if (this.#staging.penalty(variable) > 0) this.#staging.change(variable, penalty)
    else if (before === 0 && penalty > 0) this.#staging.enable(variable, penalty)
    else if (before !== penalty) system.setPenalty(variable, penalty)
    if (before > 0 && penalty === 0) this.#staging.admit(variable)
  }

  /** Takes a variable and its elements out; its number will be given to another one. */
  removeVariable(variable: VariableId): void {
    this.#requireVariable(variable)
    if (this.#staging.penalty(variable) > 0) this.#staging.change(variable, 0)
    this.#system.leaveConstraints(variable)
    this.#staging.admit(variable)
    this.#system.removeVariable(variable)
  }

  /** The value of a variable after the last {@link solve}, 0 before its first; one that uses nothing has its bound. */
  value(variable: VariableId): number {
    return this.#system.value[variable]!
  }

  /** The capacity that the constraint was given last. */
  capacity(constraint: ConstraintId): number {
    return this.#system.capacity[constraint]!
  }

  /** The penalty that the variable was given last, also while it waits for a place. */
  penalty(variable: VariableId): number {
    return this.#staging.penalty(variable) || this.#system.penalty[variable]!
  }

  /** The bound that the variable was given last. */
  bound(variable: VariableId): number {
    return this.#system.bound[variable]!
  }

  /** What a constraint carries by the last solve: the sum (fatpipe: the largest) of weight x value. Cost: its users. */
  load(constraint: ConstraintId): number {
    this.#requireConstraint(constraint)
    const { usersStart, enabledCount, userVariable, userElement, elementWeight, value } = this.#system
    const isFatpipe = this.#system.isFatpipe[constraint] === 1
    const end = usersStart[constraint]! + enabledCount[constraint]!
    let load = 0
    for (let user = usersStart[constraint]!; user < end; user++) {
      const part = elementWeight[userElement[user]!]! * value[userVariable[user]!]!
      load = isFatpipe ? Math.max(load, part) : load + part
    }
    return load
  }

  /** How many enabled variables use the constraint with a weight of at least 1. */
  users(constraint: ConstraintId): number {
    this.#requireConstraint(constraint)
    return this.#system.concurrency[constraint]!
  }

  /**
   * Calls `callback` for all variables that use the constraint as the call begins, the disabled ones too; it may change
   * and remove what it is called with.
   */
  forEachVariable(constraint: ConstraintId, callback: (variable: VariableId) => void): void {
    this.#requireConstraint(constraint)
    const { usersStart, usersCount, userVariable, hasVariable } = this.#system
    const start = this.#visitsEnd
    const end = start + usersCount[constraint]!
    const shift = usersStart[constraint]! - start
    this.#visits = grown(this.#visits, end)
    for (let i = start; i < end; i++) this.#visits[i] = userVariable[i + shift]!
    this.#visitsEnd = end
    try {
      for (let i = start; i < end; i++) if (hasVariable[this.#visits[i]!] === 1) callback(this.#visits[i]!)
    } finally {
      this.#visitsEnd = start
    }
  }

  /** From now on, solutions name the constraint whenever its component was solved. */
  watch(constraint: ConstraintId): void {
    this.#requireConstraint(constraint)
    this.#isWatched[constraint] = watched
    this.#hasWatched = true
  }

  /** Solves the components that changed since the last call; undefined when nothing had changed. */
  solve(): Solution | undefined {
    const system = this.#system
    if (system.modifiedCount === 0 && system.touchedCount === 0) return undefined
    const component = this.#component
    const solution = this.#solution
    component.begin()
    const modified = system.modifiedCount
    if (this.#hasCapacityOf) this.#requireCapacities(modified)
    this.#forgetNoted()
    system.modifiedCount = 0
    if (this.#isMaxMin) this.#slack.look(modified)
    this.#settleTouched()
    const { isAnyKnown } = component
    this.#solveUnknown(modified)
    if (isAnyKnown) this.#solveRest(modified)
    if (this.#hasWatched) this.#noteWatchedSlack(modified)
    this.#slack.settle()
    solution.variables = component.changed
    solution.variableCount = component.changedCount
    solution.values = system.value
    return solution
  }

  /** What `capacityOf` throws, or gives wrongly, comes before anything is solved: all changes are still there afterwards. */
  #requireCapacities(count: number): void {
    const { modified, capacityOf } = this.#system
    for (let i = 0; i < count; i++)
      if (capacityOf[modified[i]!] !== undefined) this.#component.capacity(modified[i]!)
  }

  // Methods of their own that end with their loop: V8 enters a loop that runs long in the middle, and what it has not yet
  // seen behind the loop would throw it out again at every call.
  #solveUnknown(count: number): void {
    const { modified, constraintState, isKnown } = this.#system
    for (let i = 0; i < count; i++) {
      const c = modified[i]!
      if (constraintState[c] === isModified && isKnown[c] === 0) this.#solveComponent(c)
    }
  }

  #solveRest(count: number): void {
    const { modified, constraintState } = this.#system
    for (let i = 0; i < count; i++) {
      const c = modified[i]!
      if (constraintState[c] === isModified) this.#solveComponent(c)
    }
  }

  #solveComponent(c: ConstraintId): void {
    const component = this.#component
    if (!(this.#isMaxMin && solveLone(component, c))) {
      component.find(c)
      if (component.variableCount > 0) this.#solver.solve(component)
    }
    component.end()
    if (this.#hasWatched) this.#noteWatched()
  }

  /** Variables that nothing ties get their bound. */
  #settleTouched(): void {
    const { touched, touchedCount, hasVariable, penalty, bound } = this.#system
    for (let i = 0; i < touchedCount; i++) {
      const v = touched[i]!
      if (hasVariable[v] === 1 && !this.#isTied(v)) this.#component.give(v, penalty[v]! > 0 ? bound[v]! : 0)
    }
    this.#system.touchedCount = 0
  }

  /** Whether a constraint that v uses may hold it back. */
  #isTied(v: VariableId): boolean {
    const { elementsStart, elementsCount, elementConstraint, isSlack } = this.#system
    const end = elementsStart[v]! + elementsCount[v]!
    for (let e = elementsStart[v]!; e < end; e++) if (isSlack[elementConstraint[e]!] === 0) return true
    return false
  }

  #noteWatched(): void {
    const { constraints, constraintCount } = this.#component
    for (let i = 0; i < constraintCount; i++) this.#note(constraints[i]!)
  }

  /** Those that are in no component: they may carry something else where they were modified, or a user of theirs has changed. */
  #noteWatchedSlack(modifiedCount: number): void {
    const { modified, isSlack, elementsStart, elementsCount, elementConstraint } = this.#system
    const { changed, changedCount } = this.#component
    for (let i = 0; i < modifiedCount; i++) if (isSlack[modified[i]!] === 1) this.#note(modified[i]!)
    for (let i = 0; i < changedCount; i++) {
      const v = changed[i]!
      const end = elementsStart[v]! + elementsCount[v]!
      for (let e = elementsStart[v]!; e < end; e++)
        if (isSlack[elementConstraint[e]!] === 1) this.#note(elementConstraint[e]!)
    }
  }

  #forgetNoted(): void {
    const { constraints, constraintCount } = this.#solution
    for (let i = 0; i < constraintCount; i++) {
      const c = constraints[i]!
      // It may have been removed meanwhile.
      if (this.#isWatched[c] === noted) this.#isWatched[c] = watched
    }
    this.#solution.constraintCount = 0
  }

  /** Once a solve. */
  #note(c: ConstraintId): void {
    if (this.#isWatched[c] !== watched) return
    this.#isWatched[c] = noted
    const solution = this.#solution
    solution.constraints = grown(solution.constraints, solution.constraintCount + 1)
    solution.constraints[solution.constraintCount++] = c
  }

  #requireVariable(v: VariableId): void {
    if (this.#system.hasVariable[v] === 1) return
    throw new InputError("fair share", "variable", v, "a number that addVariable gave")
  }

  #requireConstraint(c: ConstraintId): void {
    if (this.#system.hasConstraint[c] === 1) return
    throw new InputError("fair share", "constraint", c, "a number that addConstraint gave")
  }
}

const isModified = 1

const watched = 1
const noted = 2

const solvers: Record<SolverName, () => Solver> = {
  "max-min": () => new MaxMin(),
  bmf: () => new BottleneckMaxFairness(),
  "fair-bottleneck": () => new FairBottleneck(),
}

function checkPenalty(penalty: number): void {
  nonNegative("variable", "penalty", penalty, "its unit (0: disabled)")
}

function checkBound(bound: number): void {
  if (bound >= 0) return
  throw new InputError("variable", "bound", bound, "a number of at least 0 (Infinity for none)")
}
