import { grown } from "./columns.ts"
import type { Component } from "./component.ts"

/**
 * A component as bottleneck max fairness sees it, with numbers of its own from 0 up: players (its variables) that use
 * resources (its shared constraints), each in several places (elements). A fatpipe is a bound on each of its users,
 * and so is a resource without capacity.
 */
export class Players {
  playerCount = 0
  resourceCount = 0
  /** By player: its bound, Infinity for none. */
  bound: Float64Array = new Float64Array(16)
  /** By player: its elements begin here and end where those of the next one begin. */
  start: Int32Array = new Int32Array(16)
  /** By element: the resource, what a unit of rate uses of it, and what a unit of rate counts in comparisons. */
  resource: Int32Array = new Int32Array(16)
  weight: Float64Array = new Float64Array(16)
  share: Float64Array = new Float64Array(16)
  /** By resource. */
  capacity: Float64Array = new Float64Array(16)
  /** By resource: its users begin here and end where those of the next one begin. */
  usersStart: Int32Array = new Int32Array(16)
  /** By user: the player and its element. */
  userPlayer: Int32Array = new Int32Array(16)
  userElement: Int32Array = new Int32Array(16)
  /** By constraint of the system: its number as a resource. */
  #number = new Int32Array(16)

  /** Takes in a component. Cost: its elements. */
  gather(component: Component): void {
    component.sumUp()
    this.#gatherResources(component)
    this.#gatherPlayers(component)
    this.#gatherUsers()
  }

  #gatherResources({ constraints, constraintCount, remaining, system }: Component): void {
    this.#number = grown(this.#number, system.constraintsEnd)
    this.capacity = grown(this.capacity, constraintCount)
    this.usersStart = grown(this.usersStart, constraintCount + 2)
    let count = 0
    for (let i = 0; i < constraintCount; i++) {
      const c = constraints[i]!
      if (system.isFatpipe[c] === 1) continue
      this.#number[c] = count
      this.capacity[count++] = remaining[c]!
    }
    this.resourceCount = count
  }

  #gatherPlayers(component: Component): void {
    const { variableCount, remaining, system } = component
    const variables = component.listVariables()
    const { elementsStart, elementsCount, elementConstraint, elementWeight, elementLargest } = system
    const { isFatpipe, penalty } = system
    this.playerCount = variableCount
    this.bound = grown(this.bound, variableCount)
    this.start = grown(this.start, variableCount + 1)
    let count = 0
    for (let player = 0; player < variableCount; player++) {
      const v = variables[player]!
      this.start[player] = count
      this.resource = grown(this.resource, count + elementsCount[v]!)
      this.weight = grown(this.weight, count + elementsCount[v]!)
      this.share = grown(this.share, count + elementsCount[v]!)
      let bound = system.bound[v]!
      const end = elementsStart[v]! + elementsCount[v]!
      for (let e = elementsStart[v]!; e < end; e++) {
        const c = elementConstraint[e]!
        if (isFatpipe[c] === 1 || remaining[c] === 0)
          bound = Math.min(bound, remaining[c]! / elementWeight[e]!)
        if (isFatpipe[c] === 1) continue
        this.resource[count] = this.#number[c]!
        this.weight[count] = elementWeight[e]!
        this.share[count++] = elementLargest[e]! * penalty[v]!
      }
      this.bound[player] = bound
    }
    this.start[variableCount] = count
  }

  #gatherUsers(): void {
    const { playerCount, resourceCount, start, resource, usersStart } = this
    const elements = start[playerCount]!
    this.userPlayer = grown(this.userPlayer, elements)
    this.userElement = grown(this.userElement, elements)
    // Count into the place after next, sum up, and let filling in move each start to where it belongs.
    usersStart.fill(0, 0, resourceCount + 2)
    for (let e = 0; e < elements; e++) usersStart[resource[e]! + 2]!++
    for (let r = 2; r < resourceCount + 2; r++) usersStart[r]! += usersStart[r - 1]!
    for (let player = 0; player < playerCount; player++) {
      for (let e = start[player]!; e < start[player + 1]!; e++) {
        const user = usersStart[resource[e]! + 1]!++
        this.userPlayer[user] = player
        this.userElement[user] = e
      }
    }
  }
}
