/*
 * Bottleneck max fairness: every player has the largest share of some full resource, or sits at its bound.
 *
 * Notation     resources r (shared constraints) with a capacity C_r, players v (variables) with a rate x_v <= b_v;
 *                a_rv  weight: what a unit of rate uses of r
 *                m_rv  share: what a unit of rate counts when players of r are compared: the largest weight of a single
 *                      use, times the penalty
 *              A fatpipe of capacity C is a bound of C / a on each of its users.
 * Levels       a result is one level l_r a resource (infinite: nobody is limited by it), such that
 *                x_v = min(b_v, min over r of l_r / m_rv),    sum over v of a_rv x_v <= C_r,    "=" where l_r is finite.
 *              What gives v its minimum is the pick of v: a resource, or its bound.
 * Iteration    given everybody's picks, the levels of the picked resources solve the linear equations
 *                sum over picks s, sum over v that picked s of (a_rv / m_sv) l_s = C_r - sum over v at bounds of a_rv b_v.
 *              Then a resource that nobody picked offers what those at their bounds leave, in equal parts, if it is
 *              overfull, else all of itself; all pick again. Over when nobody moves. First picks: as if alone.
 * Fallback     the iteration can run in circles. Then resources take turns in setting their level so that they are just
 *              full, given the levels of the others; the picks that this settles on go into the equations above. On
 *              17,000 random systems this took 8 turns at most.
 * Not unique   in general; with equal weights and single uses it is the max-min fair result.
 * Source       T. Bonald, J. Roberts: Multi-resource fairness: objectives, algorithms and performance (2015). The
 *              iteration is that of SimGrid's BMF solver, with unknowns by resource and not by player.
 * Differs      from SimGrid, which gives up on some systems with bounds.
 * Cost         a round: elements + (picked resources)^3 / 3.
 */

import { grown } from "./columns.ts"
import type { Component, Solver } from "./component.ts"
import { DenseSystem } from "./denseSystem.ts"
import { Players } from "./players.ts"

const itsBound = -1
const none = -2
const mostRounds = 200
const mostSweeps = 2000
/** A part of a number that rounding may account for. */
const slack = 1e-9
/** A pick is left only for one that is lower by more than this part. */
const tie = 1e-12

/** Solves a component by bottleneck max fairness; see the head of this file. */
export class BottleneckMaxFairness implements Solver {
  readonly #players = new Players()
  readonly #equations = new DenseSystem()
  /** By resource: its level or, where nobody picks it, its offer. */
  #level = new Float64Array(16)
  /** By resource: its row and column in the equations, -1 when it is not picked. */
  #row = new Int32Array(16)
  /** By player: the element at whose resource it has picked, or {@link itsBound}. */
  #pick = new Int32Array(16)
  #earlierPick = new Int32Array(16)
  #rate = new Float64Array(16)

  solve(component: Component): void {
    const players = this.#players
    players.gather(component)
    this.#level = grown(this.#level, players.resourceCount)
    this.#row = grown(this.#row, players.resourceCount)
    this.#pick = grown(this.#pick, players.playerCount)
    this.#earlierPick = grown(this.#earlierPick, players.playerCount)
    this.#rate = grown(this.#rate, players.playerCount)
    if (!this.#iterate() && !this.#takeTurns()) this.#shrink()
    const variables = component.listVariables()
    for (let player = 0; player < players.playerCount; player++)
      component.settle(variables[player]!, this.#rate[player]!)
  }

  /** The published iteration. False: it has come back to earlier picks, or to a result that is none. */
  #iterate(): boolean {
    const { capacity, resourceCount, playerCount } = this.#players
    this.#level.set(capacity.subarray(0, resourceCount))
    this.#pick.fill(none, 0, playerCount)
    this.#earlierPick.fill(none, 0, playerCount)
    for (let round = 1; round <= mostRounds; round++) {
      if (!this.#pickAgain()) return this.#isFair()
      if (this.#isAsEarlier()) return false
      // Keep the picks of rounds 1, 2, 4, 8, ... to compare with: sooner or later a circle comes back to one of them.
      if ((round & (round - 1)) === 0) this.#earlierPick.set(this.#pick.subarray(0, playerCount))
      if (!this.#solvePicks()) return false
      this.#offerUnpicked()
    }
    return false
  }

  /** Everybody picks what limits it most, and stays with its pick in a tie. False: nobody moves. */
  #pickAgain(): boolean {
    const { playerCount, start, resource, share, bound } = this.#players
    let hasMoved = false
    for (let player = 0; player < playerCount; player++) {
      const before = this.#pick[player]!
      let pick = before >= 0 ? before : itsBound
      let least = before >= 0 ? this.#level[resource[before]!]! / share[before]! : bound[player]!
      if (bound[player]! < least * (1 - tie)) {
        pick = itsBound
        least = bound[player]!
      }
      for (let e = start[player]!; e < start[player + 1]!; e++) {
        const rate = this.#level[resource[e]!]! / share[e]!
        if (rate >= least * (1 - tie)) continue
        pick = e
        least = rate
      }
      if (pick !== before) hasMoved = true
      this.#pick[player] = pick
    }
    return hasMoved
  }

  #isAsEarlier(): boolean {
    for (let player = 0; player < this.#players.playerCount; player++)
      if (this.#pick[player] !== this.#earlierPick[player]) return false
    return true
  }

  /** Levels and rates by the picks. False: the equations have no single solution. */
  #solvePicks(): boolean {
    const { playerCount, resourceCount, start, resource, weight, share, bound, capacity } = this.#players
    const pick = this.#pick
    const row = this.#row
    row.fill(-1, 0, resourceCount)
    let size = 0
    for (let player = 0; player < playerCount; player++) {
      if (pick[player] === itsBound || row[resource[pick[player]!]!]! >= 0) continue
      row[resource[pick[player]!]!] = size++
    }
    const equations = this.#equations
    equations.reset(size)
    for (let r = 0; r < resourceCount; r++) if (row[r]! >= 0) equations.side[row[r]!] = capacity[r]!
    for (let player = 0; player < playerCount; player++) {
      const picked = pick[player]!
      for (let e = start[player]!; e < start[player + 1]!; e++) {
        const at = row[resource[e]!]!
        if (at < 0) continue
        if (picked === itsBound) equations.side[at]! -= weight[e]! * bound[player]!
        else equations.add(at, row[resource[picked]!]!, weight[e]! / share[picked]!)
      }
    }
    if (!equations.solve()) return false
    for (let r = 0; r < resourceCount; r++) if (row[r]! >= 0) this.#level[r] = equations.side[row[r]!]!
    this.#takeRates()
    return true
  }

  /** Everybody's rate by its pick. */
  #takeRates(): void {
    const { playerCount, resource, share, bound } = this.#players
    for (let player = 0; player < playerCount; player++) {
      const picked = this.#pick[player]!
      this.#rate[player] =
        picked === itsBound ? bound[player]! : this.#level[resource[picked]!]! / share[picked]!
    }
  }

  #used(r: number): number {
    const { usersStart, userPlayer, userElement, weight } = this.#players
    let used = 0
    for (let user = usersStart[r]!; user < usersStart[r + 1]!; user++)
      used += weight[userElement[user]!]! * this.#rate[userPlayer[user]!]!
    return used
  }

  #offerUnpicked(): void {
    const { resourceCount, capacity, usersStart, userPlayer, userElement, weight, bound } = this.#players
    for (let r = 0; r < resourceCount; r++) {
      if (this.#row[r]! >= 0) continue
      this.#level[r] = capacity[r]!
      if (this.#used(r) <= capacity[r]! * (1 + tie)) continue
      let left = capacity[r]!
      let sharers = 0
      for (let user = usersStart[r]!; user < usersStart[r + 1]!; user++) {
        const player = userPlayer[user]!
        if (this.#pick[player] === itsBound) left -= weight[userElement[user]!]! * bound[player]!
        else sharers++
      }
      this.#level[r] = Math.max(0, left) / Math.max(1, sharers)
    }
  }

  /** Whether the rates keep to all limits, and what is picked is full and limits nobody below its rate. */
  #isFair(): boolean {
    const { playerCount, resourceCount, start, resource, share, bound, capacity } = this.#players
    for (let r = 0; r < resourceCount; r++) {
      const used = this.#used(r)
      const least = this.#row[r]! < 0 ? 0 : capacity[r]! * (1 - slack)
      if (!(used >= least && used <= capacity[r]! * (1 + slack))) return false
    }
    for (let player = 0; player < playerCount; player++) {
      const rate = this.#rate[player]!
      if (!(rate >= 0 && rate <= bound[player]! * (1 + slack))) return false
      for (let e = start[player]!; e < start[player + 1]!; e++) {
        const r = resource[e]!
        if (this.#row[r]! >= 0 && rate * share[e]! > this.#level[r]! * (1 + slack)) return false
      }
    }
    return true
  }

  /** Resources take turns in setting their level; false when that settles on nothing. */
  #takeTurns(): boolean {
    const { playerCount, resourceCount } = this.#players
    const kept = new Float64Array(resourceCount)
    this.#level.fill(Number.POSITIVE_INFINITY, 0, resourceCount)
    this.#pick.fill(none, 0, playerCount)
    for (let sweep = 1; sweep <= mostSweeps; sweep++) {
      for (let r = 0; r < resourceCount; r++) this.#level[r] = this.#fillingLevel(r)
      if (this.#pickAgain()) continue
      kept.set(this.#level.subarray(0, resourceCount))
      if (this.#solvePicks() && this.#isFair()) return true
      // A tie can leave the equations without a single solution: then the levels themselves have to settle.
      this.#level.set(kept)
      this.#takeRates()
      if (this.#isFair()) return true
    }
    return false
  }

  /**
   * The last resort, which no system is known to need: the rates by the last levels, each less by what its resources are
   * over their capacities. Nothing is over its capacity, but not all is given away.
   */
  #shrink(): void {
    const { playerCount, resourceCount, start, resource, capacity } = this.#players
    for (let player = 0; player < playerCount; player++) this.#rate[player] = this.#limitOf(player)
    for (let r = 0; r < resourceCount; r++) this.#level[r] = Math.min(1, capacity[r]! / this.#used(r))
    for (let player = 0; player < playerCount; player++) {
      let part = 1
      for (let e = start[player]!; e < start[player + 1]!; e++)
        part = Math.min(part, this.#level[resource[e]!]!)
      this.#rate[player]! *= part
    }
  }

  /** The level at which r is just full while all other levels stay; Infinity when it cannot be filled. */
  #fillingLevel(r: number): number {
    const { usersStart, userPlayer, userElement, weight, share, capacity } = this.#players
    this.#level[r] = Number.POSITIVE_INFINITY
    let level = 0
    for (;;) {
      // Whoever stays below the level for another reason takes what it can; the others share the rest.
      let left = capacity[r]!
      let use = 0
      for (let user = usersStart[r]!; user < usersStart[r + 1]!; user++) {
        const e = userElement[user]!
        const elsewhere = this.#limitOf(userPlayer[user]!)
        if (elsewhere * share[e]! <= level) left -= weight[e]! * elsewhere
        else use += weight[e]! / share[e]!
      }
      if (use === 0) return Number.POSITIVE_INFINITY
      const next = Math.max(0, left) / use
      if (next <= level) return level
      level = next
    }
  }

  #limitOf(player: number): number {
    const { start, resource, share, bound } = this.#players
    let least = bound[player]!
    for (let e = start[player]!; e < start[player + 1]!; e++)
      least = Math.min(least, this.#level[resource[e]!]! / share[e]!)
    return least
  }
}
