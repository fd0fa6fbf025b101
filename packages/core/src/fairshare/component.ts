import { nonNegative } from "../inputError.ts"
import { grown } from "./columns.ts"
import type { Slack } from "./slack.ts"
import type { ConstraintId, SharingSystem, VariableId } from "./system.ts"

/** A way to share: gives every variable of a component its value, with {@link Component.settle}. */
export interface Solver {
  solve(component: Component): void
}

const inComponent = 2

/** From so many variables on a component is remembered: its search costs more than to look whether it is known. */
const worthKnowing = 32

/** So often a component is taken as it was found; what a search would save is small beside so many searches. */
const mostReuses = 100

/**
 * The part of a system at hand: what one modified constraint reaches through enabled variables, and nothing else, since
 * nothing else can change with it. Also gathers which variables got other values, over all components of one solve.
 */
export class Component {
  readonly system: SharingSystem
  /** The first `constraintCount` are in the component. */
  constraints: Int32Array = new Int32Array(16)
  constraintCount = 0
  /** How many variables are in the component; {@link listVariables} says which. */
  variableCount = 0

  // For solvers that ask for it with {@link sumUp}.
  /** By constraint: the capacity in force, less what a solver has given away. */
  remaining: Float64Array = new Float64Array(16)
  /** By constraint: its open variables. */
  openUsers: Int32Array = new Int32Array(16)

  /** The first `changedCount` have got another value since {@link begin}. */
  changed: Int32Array = new Int32Array(16)
  changedCount = 0

  readonly #slack: Slack
  #variables = new Int32Array(16)
  /** Whether `#variables` lists those of the component at hand. */
  #areListed = false
  /** By variable: 1 while a search has found it. */
  #isFound = new Uint8Array(16)
  /** The first `#settledCount` have got their value. */
  #settled = new Int32Array(16)
  #settledCount = 0
  /** The first `#knownCount` are the constraints of a large component that was found some solves ago. */
  #known = new Int32Array(16)
  #knownCount = 0
  /** How often the known component may still be taken as it is. */
  #reuses = 0

  constructor(system: SharingSystem, slack: Slack) {
    this.system = system
    this.#slack = slack
  }

  /** Whether a component is known from before. */
  get isAnyKnown(): boolean {
    return this.#knownCount > 0
  }

  /** Forgets the changes, and makes room for what the system holds by now. */
  begin(): void {
    this.changedCount = 0
    const { constraintsEnd, variablesEnd } = this.system
    if (constraintsEnd > this.constraints.length) {
      this.constraints = grown(this.constraints, constraintsEnd)
      this.remaining = grown(this.remaining, constraintsEnd)
      this.openUsers = grown(this.openUsers, constraintsEnd)
    }
    if (variablesEnd > this.#variables.length) {
      this.#variables = grown(this.#variables, variablesEnd)
      this.#isFound = grown(this.#isFound, variablesEnd)
      this.#settled = grown(this.#settled, variablesEnd)
      this.changed = grown(this.changed, variablesEnd)
    }
  }

  /**
   * Makes this the component of constraint `first`, with every variable open. Cost: its elements; its constraints only when
   * it is known.
   *
   * What is known of a component stays right as long as nothing ties its constraints to others. What does is modified, and
   * outside: so those of the modified constraints that are not known must be found first. When the component has come
   * apart meanwhile, its parts are solved together, which changes nothing; it is searched again now and then.
   */
  find(first: ConstraintId): void {
    const isKnown = this.system.isKnown[first] === 1
    if (isKnown && this.#reuses-- > 0) this.#takeKnown()
    else this.#search(first, isKnown)
  }

  /** The variables of the component: the first `variableCount` of the list. Cost: its users, when it is known. */
  listVariables(): Int32Array {
    if (!this.#areListed) {
      const { usersStart, enabledCount, userVariable } = this.system
      let count = 0
      for (let i = 0; i < this.constraintCount && count < this.variableCount; i++) {
        const c = this.constraints[i]!
        const usersEnd = usersStart[c]! + enabledCount[c]!
        for (let user = usersStart[c]!; user < usersEnd; user++) {
          const v = userVariable[user]!
          if (this.#isFound[v] === 1) continue
          this.#isFound[v] = 1
          this.#variables[count++] = v
        }
      }
      this.#endListing()
    }
    return this.#variables
  }

  #endListing(): void {
    this.#areListed = true
    for (let i = 0; i < this.variableCount; i++) this.#isFound[this.#variables[i]!] = 0
  }

  #search(first: ConstraintId, isKnown: boolean): void {
    const { constraints, system } = this
    const { constraintState, usersStart, enabledCount, userVariable } = system
    const { elementsStart, elementsCount, elementConstraint, enabledVariables, isSlack } = system
    const variables = this.#variables
    const isFound = this.#isFound
    let constraintCount = 1
    let variableCount = 0
    let meetsKnown = isKnown
    constraints[0] = first
    constraintState[first] = inComponent
    // Once every enabled variable is found, the users of the constraints left can be nobody new.
    for (let i = 0; i < constraintCount && variableCount < enabledVariables; i++) {
      const c = constraints[i]!
      const usersEnd = usersStart[c]! + enabledCount[c]!
      for (let user = usersStart[c]!; user < usersEnd; user++) {
        const v = userVariable[user]!
        if (isFound[v] === 1) continue
        isFound[v] = 1
        variables[variableCount++] = v
        const count = elementsCount[v]!
        if (count === 1) continue
        const start = elementsStart[v]!
        for (let e = start; e < start + count; e++) {
          const d = elementConstraint[e]!
          if (constraintState[d] === inComponent || isSlack[d] === 1) continue
          constraintState[d] = inComponent
          constraints[constraintCount++] = d
          if (system.isKnown[d] === 1) meetsKnown = true
        }
      }
    }
    this.constraintCount = constraintCount
    this.variableCount = variableCount
    this.#endListing()
    if (meetsKnown) this.#forget()
    if (variableCount < worthKnowing) return
    // What a known component holds together for no reason is let go of here, once in a while.
    if (isKnown && this.#slack.lookAgain(constraints, constraintCount)) return
    this.#remember()
  }

  #takeKnown(): void {
    const { constraintState } = this.system
    const count = this.#knownCount
    for (let i = 0; i < count; i++) {
      const c = this.#known[i]!
      this.constraints[i] = c
      constraintState[c] = inComponent
    }
    this.constraintCount = count
    this.variableCount = this.system.knownVariables
    this.#areListed = false
  }

  #remember(): void {
    this.#forget()
    this.#knownCount = this.constraintCount
    this.#known = grown(this.#known, this.#knownCount)
    this.#known.set(this.constraints.subarray(0, this.#knownCount))
    for (let i = 0; i < this.#knownCount; i++) this.system.isKnown[this.#known[i]!] = 1
    this.system.knownVariables = this.variableCount
    this.#reuses = mostReuses
  }

  #forget(): void {
    for (let i = 0; i < this.#knownCount; i++) this.system.isKnown[this.#known[i]!] = 0
    this.#knownCount = 0
  }

  /** The capacity in force: by the number of users, if there are any. Errors: InputError when `capacityOf` gives none. */
  capacity(c: ConstraintId): number {
    const { capacity, capacityOf, concurrency } = this.system
    const inForce = capacityOf[c]
    if (inForce === undefined || concurrency[c] === 0) return capacity[c]!
    return nonNegative("constraint", "capacityOf", inForce(capacity[c]!, concurrency[c]!), "its unit")
  }

  /** Closes a variable with its value. */
  settle(v: VariableId, value: number): void {
    this.system.isOpen[v] = 0
    this.#settled[this.#settledCount++] = v
    this.give(v, value)
  }

  /** Gives a variable its value. */
  give(v: VariableId, value: number): void {
    const { system } = this
    if (system.value[v] === value) return
    system.value[v] = value
    this.changed[this.changedCount++] = v
  }

  /** The component is solved: what was settled may be opened again. */
  end(): void {
    const { isOpen, constraintState } = this.system
    for (let i = 0; i < this.#settledCount; i++) isOpen[this.#settled[i]!] = 1
    for (let i = 0; i < this.constraintCount; i++) constraintState[this.constraints[i]!] = 0
    this.#settledCount = 0
  }

  /** Sets {@link remaining} and {@link openUsers}. */
  sumUp(): void {
    const { constraints, constraintCount, remaining, openUsers, system } = this
    for (let i = 0; i < constraintCount; i++) {
      const c = constraints[i]!
      remaining[c] = this.capacity(c)
      openUsers[c] = system.enabledCount[c]!
    }
  }
}
