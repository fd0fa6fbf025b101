import { describe, expect, test } from "vitest"
import { solveReference } from "../../src/fairshare/fairShare.reference.ts"
import { FairShare, type Solution } from "../../src/fairshare/fairShare.ts"
import { RandomStream } from "../../src/random/randomStream.ts"

const seeds = 1000
const operations = 200

describe.each(Array.from({ length: seeds / 100 }, (_, i) => 100 * i))("seeds from %i", (from) => {
  test(`the fast solver agrees with the reference after each of ${operations} random changes`, () => {
    for (let seed = from; seed < from + 100; seed++) new Fuzz(seed).run()
  })
})

describe("a large component", () => {
  test.each(Array.from({ length: 20 }, (_, seed) => seed))(
    "that is known from before agrees with the reference while it changes, grows and comes apart, seed %i",
    (seed) => new Fuzz(seed, { constraints: 12, variables: 110 }).run(300),
  )
})

describe.each([
  { size: "small", seeds: 200, constraints: 6, variables: 14 },
  { size: "large", seeds: 20, constraints: 12, variables: 110 },
])("a $size system where most users have low bounds", ({ seeds, ...size }) => {
  test("agrees with the reference while constraints become slack and full again", () => {
    for (let seed = 0; seed < seeds; seed++) new Fuzz(seed, { ...size, mostBound: 6 }).run(300)
  })
})

interface Size {
  readonly constraints: number
  readonly variables: number
  /** Bounds are up to this, where most variables have one. */
  readonly mostBound?: number
}

interface Constraint {
  capacity: number
  readonly policy: "shared" | "fatpipe"
  readonly capacityOf?: (capacity: number, users: number) => number
  readonly limit: number
}

interface Variable {
  readonly id: number
  /** As wanted; whether it is in force, see `waits`. */
  penalty: number
  bound: number
  /** Weight by constraint. */
  readonly elements: Map<number, number>
  /** Staged, since a constraint is full. */
  waits: boolean
}

/** A system, and beside it a plain model of it, from which all values are computed anew after each change. */
class Fuzz {
  readonly #seed: number
  readonly #random: RandomStream
  readonly #system = new FairShare()
  readonly #constraints: Constraint[] = []
  readonly #variables: Variable[] = []
  /** Those who wait, first come first. */
  readonly #queue: Variable[] = []
  #operation = 0

  readonly #mostVariables: number
  readonly #mostBound: number | undefined
  /** What watched constraints carried after the last solve. */
  readonly #loads = new Map<number, number>()

  constructor(seed: number, { constraints, variables, mostBound }: Size = { constraints: 6, variables: 14 }) {
    this.#seed = seed
    this.#mostVariables = variables
    this.#mostBound = mostBound
    this.#random = new RandomStream(seed, "fair share fuzz")
    const count = 1 + this.#random.below(constraints)
    for (let c = 0; c < count; c++) this.#addConstraint()
    while (this.#variables.length < variables - 14) this.#add()
    for (let c = 0; c < count; c += 2) {
      this.#system.watch(c)
      this.#loads.set(c, 0)
    }
  }

  run(changes = operations): void {
    const told = new Set<number>()
    while (this.#operation++ < changes) {
      this.#change()
      if (this.#random.below(4) === 0) continue // several changes in one solve
      const before = new Map(this.#variables.map((v) => [v, this.#system.value(v.id)]))
      told.clear()
      const solution = this.#system.solve()
      for (let i = 0; i < (solution?.variableCount ?? 0); i++) told.add(solution!.variables[i]!)
      for (const [v, value] of before)
        this.#require(told.has(v.id) === (value !== this.#system.value(v.id)), `${v.id} told when changed`)
      this.#checkWatched(solution)
      this.#compare()
      this.#checkFairness()
    }
  }

  /** A watched constraint that carries something else is named, once; one that is not watched never. */
  #checkWatched(solution: Solution | undefined): void {
    const named = [...(solution?.constraints.subarray(0, solution.constraintCount) ?? [])]
    this.#require(new Set(named).size === named.length, `constraints ${named} are named once`)
    for (const c of named) this.#require(this.#loads.has(c), `constraint ${c}, which is named, is watched`)
    for (const [c, before] of this.#loads) {
      const load = this.#system.load(c)
      const isSame = Math.abs(load - before) <= 1e-12 * before
      this.#require(isSame || named.includes(c), `constraint ${c}, which carries ${load}, is named`)
      this.#loads.set(c, load)
    }
  }

  #addConstraint(): void {
    const r = this.#random
    const capacity = r.uniform(0, 100)
    const policy = r.below(4) === 0 ? "fatpipe" : "shared"
    const concurrencyLimit = r.below(4) === 0 ? 1 + r.below(3) : Number.POSITIVE_INFINITY
    const nonlinear =
      r.below(4) === 0 ? { capacityOf: (c: number, users: number) => c / (1 + users / 10) } : {}
    this.#system.addConstraint(capacity, { policy, concurrencyLimit, ...nonlinear })
    this.#constraints.push({ capacity, policy, limit: concurrencyLimit, ...nonlinear })
  }

  #change(): void {
    const r = this.#random
    const v = this.#variables[r.below(this.#variables.length || 1)]
    const kind = v === undefined ? -1 : r.below(9)
    if (v === undefined || (kind <= 1 && this.#variables.length < this.#mostVariables)) this.#add()
    else if (kind <= 2) this.#remove(v)
    else if (kind === 3) this.#use(v, r.below(this.#constraints.length), this.#weight())
    else if (kind <= 5) this.#setBound(v, this.#bound())
    else if (kind <= 7) this.#setPenalty(v, this.#penalty())
    else this.#setCapacity(r.below(this.#constraints.length))
  }

  #setBound(v: Variable, bound: number): void {
    v.bound = bound
    this.#system.setBound(v.id, bound)
  }

  #setCapacity(c: number): void {
    this.#constraints[c]!.capacity = this.#random.below(10) === 0 ? 0 : this.#random.uniform(0, 100)
    this.#system.setCapacity(c, this.#constraints[c]!.capacity)
  }

  #bound(): number {
    if (this.#mostBound === undefined)
      return this.#random.below(2) === 0 ? this.#random.uniform(0, 20) : Number.POSITIVE_INFINITY
    return this.#random.below(10) > 0 ? this.#random.uniform(0, this.#mostBound) : Number.POSITIVE_INFINITY
  }

  #penalty(): number {
    return [0, 1, 1, this.#random.uniform(0.1, 10), this.#random.uniform(0.1, 10)][this.#random.below(5)]!
  }

  #weight(): number {
    return [0.05, 1, 1, this.#random.uniform(0.1, 3)][this.#random.below(4)]!
  }

  #add(): void {
    const [penalty, bound] = [this.#penalty(), this.#bound()]
    const id = this.#system.addVariable(penalty, bound)
    const v: Variable = { id, penalty, bound, elements: new Map(), waits: false }
    this.#variables.push(v)
    for (let uses = this.#random.below(4); uses > 0; uses--)
      this.#use(v, this.#random.below(this.#constraints.length), this.#weight())
  }

  #remove(v: Variable): void {
    this.#system.removeVariable(v.id)
    this.#variables.splice(this.#variables.indexOf(v), 1)
    if (v.waits) this.#queue.splice(this.#queue.indexOf(v), 1)
    this.#admit()
  }

  #use(v: Variable, c: number, weight: number): void {
    this.#system.use(c, v.id, weight)
    const known = v.elements.get(c) ?? 0
    const sum = this.#constraints[c]!.policy === "shared" ? known + weight : Math.max(known, weight)
    const isFull = known < 1 && sum >= 1 && this.#users(c) >= this.#constraints[c]!.limit
    const isEnabled = v.penalty > 0 && !v.waits
    v.elements.set(c, sum)
    if (isEnabled && isFull) this.#stage(v)
    this.#admit()
  }

  #setPenalty(v: Variable, penalty: number): void {
    this.#system.setPenalty(v.id, penalty)
    const wasDisabled = v.penalty === 0
    v.penalty = penalty
    if (penalty === 0) {
      if (v.waits) this.#queue.splice(this.#queue.indexOf(v), 1)
      v.waits = false
    } else if (wasDisabled) {
      v.waits = true // so that it does not count itself
      v.waits = !this.#fits(v)
      if (v.waits) this.#queue.push(v)
    }
    this.#admit()
  }

  #stage(v: Variable): void {
    v.waits = true
    this.#queue.push(v)
  }

  #admit(): void {
    for (const v of [...this.#queue]) {
      if (!this.#fits(v)) continue
      v.waits = false
      this.#queue.splice(this.#queue.indexOf(v), 1)
    }
  }

  #fits(v: Variable): boolean {
    return [...v.elements].every(([c, w]) => w < 1 || this.#users(c) < this.#constraints[c]!.limit)
  }

  #users(c: number): number {
    return this.#variables.filter((v) => v.penalty > 0 && !v.waits && (v.elements.get(c) ?? 0) >= 1).length
  }

  #capacity(c: number): number {
    const { capacity, capacityOf } = this.#constraints[c]!
    return capacityOf === undefined ? capacity : capacityOf(capacity, this.#users(c))
  }

  #compare(): void {
    const expected = solveReference({
      constraints: this.#constraints.map(({ policy }, c) => ({ policy, capacity: this.#capacity(c) })),
      variables: this.#variables.map((v) => ({
        penalty: v.waits ? 0 : v.penalty,
        bound: v.bound,
        elements: [...v.elements],
      })),
    })
    this.#variables.forEach((v, j) => {
      const value = this.#system.value(v.id)
      const isSame = value === expected[j] || Math.abs(value - expected[j]!) <= 1e-9 * expected[j]!
      this.#require(isSame, `value ${j} is ${value}; expected ${expected[j]}`)
      this.#require(this.#system.penalty(v.id) === v.penalty, `penalty ${j} is kept`)
    })
  }

  /** Nothing over its capacity; whoever is below its bound has the largest share of some full constraint. */
  #checkFairness(): void {
    const enabled = this.#variables.filter((v) => v.penalty > 0 && !v.waits)
    const share = (v: Variable) => this.#system.value(v.id) * v.penalty
    const largest = this.#constraints.map((_, c) =>
      enabled.reduce((most, v) => (v.elements.has(c) ? Math.max(most, share(v)) : most), 0),
    )
    this.#constraints.forEach((_, c) => {
      const isWithin = this.#system.load(c) <= this.#capacity(c) * (1 + 1e-12)
      this.#require(isWithin, `constraint ${c} carries ${this.#system.load(c)} of ${this.#capacity(c)}`)
      this.#require(this.#system.users(c) === this.#users(c), `constraint ${c} counts its users`)
    })
    for (const v of enabled) {
      const value = this.#system.value(v.id)
      this.#require(value <= v.bound, `variable ${v.id} is within its bound`)
      const isLimited =
        value === v.bound ||
        [...v.elements.keys()].some(
          (c) =>
            this.#system.load(c) >= this.#capacity(c) * (1 - 1e-9) && share(v) >= largest[c]! * (1 - 1e-9),
        )
      this.#require(isLimited, `variable ${v.id} cannot get more`)
    }
  }

  #require(condition: boolean, what: string): void {
    if (!condition) expect.fail(`seed ${this.#seed}, operation ${this.#operation}: ${what}`)
  }
}
