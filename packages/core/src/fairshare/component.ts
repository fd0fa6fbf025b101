import { nonNegative } from "../inputError.ts"
import { grown } from "./columns.ts"
import type { ConstraintId, SharingSystem, VariableId } from "./system.ts"

/** A way to share: gives every variable of a component its value, with {@link Component.settle}. */
export interface Solver {
  solve(component: Component): void
}

const inComponent = 2

/**
 * The part of a system at hand: what one modified constraint reaches through enabled variables, and nothing else, since
 * nothing else can change with it. Also gathers which variables got other values, over all components of one solve.
 */
export class Component {
  readonly system: SharingSystem
  /** The first `constraintCount` are in the component. */
  constraints: Int32Array = new Int32Array(16)
  constraintCount = 0
  /** The first `variableCount` are in the component; they are open until settled. */
  variables: Int32Array = new Int32Array(16)
  variableCount = 0

  /** By constraint: the capacity in force, less what a solver has given away. */
  remaining: Float64Array = new Float64Array(16)
  /** By constraint: the sum of weight / penalty over its open variables. */
  usage: Float64Array = new Float64Array(16)
  /** By constraint: its open variables. */
  openUsers: Int32Array = new Int32Array(16)

  /** The first `changedCount` have got another value since {@link begin}. */
  changed: Int32Array = new Int32Array(16)
  changedCount = 0

  constructor(system: SharingSystem) {
    this.system = system
  }

  /** Forgets the changes, and makes room for what the system holds by now. */
  begin(): void {
    this.changedCount = 0
    const { constraintsEnd, variablesEnd } = this.system
    if (constraintsEnd > this.constraints.length) {
      this.constraints = grown(this.constraints, constraintsEnd)
      this.remaining = grown(this.remaining, constraintsEnd)
      this.usage = grown(this.usage, constraintsEnd)
      this.openUsers = grown(this.openUsers, constraintsEnd)
    }
    if (variablesEnd > this.variables.length) {
      this.variables = grown(this.variables, variablesEnd)
      this.changed = grown(this.changed, variablesEnd)
    }
  }

  /** Makes this the component of constraint `first`: every variable open, what is open summed up. Cost: its elements. */
  find(first: ConstraintId): void {
    const { constraints, variables, system } = this
    const { constraintState, usersStart, enabledCount, userVariable } = system
    const { isOpen, elementsStart, elementsCount, elementConstraint, enabledVariables } = system
    let constraintCount = 1
    let variableCount = 0
    constraints[0] = first
    constraintState[first] = inComponent
    // Once every enabled variable is found, the users of the constraints left can be nobody new.
    for (let i = 0; i < constraintCount && variableCount < enabledVariables; i++) {
      const c = constraints[i]!
      const usersEnd = usersStart[c]! + enabledCount[c]!
      for (let user = usersStart[c]!; user < usersEnd; user++) {
        const v = userVariable[user]!
        if (isOpen[v] === 1) continue
        isOpen[v] = 1
        variables[variableCount++] = v
        const count = elementsCount[v]!
        if (count === 1) continue
        const start = elementsStart[v]!
        for (let e = start; e < start + count; e++) {
          const d = elementConstraint[e]!
          if (constraintState[d] === inComponent) continue
          constraintState[d] = inComponent
          constraints[constraintCount++] = d
        }
      }
    }
    this.constraintCount = constraintCount
    this.variableCount = variableCount
    this.#sumUp()
  }

  /** The capacity in force. Errors: InputError when `capacityOf` gives none. */
  capacity(c: ConstraintId): number {
    const { capacity, capacityOf, concurrency } = this.system
    const inForce = capacityOf[c]
    if (inForce === undefined) return capacity[c]!
    return nonNegative("constraint", "capacityOf", inForce(capacity[c]!, concurrency[c]!), "its unit")
  }

  /** Closes a variable with its value. */
  settle(v: VariableId, value: number): void {
    const { system } = this
    system.isOpen[v] = 0
    if (system.value[v] === value) return
    system.value[v] = value
    system.isChanged[v] = 1
    this.changed[this.changedCount++] = v
  }

  #sumUp(): void {
    const { constraints, constraintCount, remaining, usage, openUsers, system } = this
    const { enabledCount, totalUse, isStale } = system
    for (let i = 0; i < constraintCount; i++) {
      const c = constraints[i]!
      remaining[c] = this.capacity(c)
      openUsers[c] = enabledCount[c]!
      if (isStale[c] === 1) system.sumUp(c)
      usage[c] = totalUse[c]!
    }
  }
}
