import { describe, expect, test } from "vitest"
import { FairShare, RandomStream, type ReferenceSystem, solveReference } from "../../src/index.ts"

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type Variable = Mutable<ReferenceSystem["variables"][number]> & { id: number }

const seeds = 300
const operations = 60

describe.each(Array.from({ length: seeds / 50 }, (_, i) => i * 50))(
  "fast and reference solver, seeds from %i",
  (from) => {
    for (let seed = from; seed < from + 50; seed++) {
      test(`agree on ${operations} random changes of seed ${seed}`, () => fuzz(seed))
    }
  },
)

/** Adds, removes and changes at random; after each change compares all values with those of the obvious solver. */
function fuzz(seed: number): void {
  const random = new RandomStream(seed, "fair share fuzz")
  const system = new FairShare()
  const constraints = Array.from({ length: 1 + random.below(8) }, () => ({
    capacity: random.uniform(0, 100),
    policy: random.below(4) === 0 ? ("fatpipe" as const) : ("shared" as const),
  }))
  for (const { capacity, policy } of constraints) system.addConstraint(capacity, policy)
  const variables: Variable[] = []
  const bound = () => (random.below(3) === 0 ? random.uniform(0.1, 20) : Number.POSITIVE_INFINITY)
  const penalty = () => (random.below(6) === 0 ? 0 : random.uniform(0.1, 10))

  for (let i = 0; i < operations; i++) {
    const some = variables[random.below(variables.length || 1)]
    switch (some === undefined ? 0 : random.below(6)) {
      case 0:
      case 1: {
        const uses = new Map<number, number>()
        const count = 1 + random.below(constraints.length)
        while (uses.size < count) uses.set(random.below(constraints.length), random.uniform(0.1, 3))
        const v = { penalty: penalty(), bound: bound(), elements: [...uses] }
        const id = system.addVariable(v.penalty, v.bound)
        for (const [c, weight] of v.elements) system.use(c, id, weight)
        variables.push({ ...v, id })
        break
      }
      case 2:
        system.removeVariable(some!.id)
        variables.splice(variables.indexOf(some!), 1)
        break
      case 3:
        some!.bound = bound()
        system.setBound(some!.id, some!.bound)
        break
      case 4:
        some!.penalty = penalty()
        system.setPenalty(some!.id, some!.penalty)
        break
      case 5: {
        const c = random.below(constraints.length)
        constraints[c]!.capacity = random.below(10) === 0 ? 0 : random.uniform(0, 100)
        system.setCapacity(c, constraints[c]!.capacity)
        break
      }
    }
    system.solve(() => {})
    const expected = solveReference({ constraints, variables })
    const about = `seed ${seed}, operation ${i}`
    variables.forEach((v, j) => {
      const difference = Math.abs(system.value(v.id) - expected[j]!)
      expect(difference, `${about}, variable ${j}`).toBeLessThanOrEqual(1e-9 * Math.max(1e-3, expected[j]!))
    })
    checkFairness(system, constraints, variables, about)
  }
}

/** Nothing over its capacity; whoever is below its bound has the largest share of some full constraint. */
function checkFairness(
  system: FairShare,
  constraints: ReferenceSystem["constraints"],
  variables: readonly Variable[],
  about: string,
): void {
  const enabled = variables.filter((v) => v.penalty > 0)
  const used = constraints.map(({ policy }, c) => {
    const uses = enabled.flatMap((v) =>
      v.elements.filter(([d]) => d === c).map(([, w]) => w * system.value(v.id)),
    )
    return policy === "shared" ? uses.reduce((sum, use) => sum + use, 0) : Math.max(0, ...uses)
  })
  used.forEach((use, c) => {
    expect(use, `${about}, constraint ${c} over its capacity`).toBeLessThanOrEqual(
      constraints[c]!.capacity * (1 + 1e-9) + 1e-12,
    )
  })
  for (const v of enabled) {
    const share = system.value(v.id) * v.penalty
    const limited =
      system.value(v.id) >= v.bound * (1 - 1e-9) ||
      v.elements.some(
        ([c]) =>
          used[c]! >= constraints[c]!.capacity * (1 - 1e-9) &&
          enabled.every(
            (w) =>
              !w.elements.some(([d]) => d === c) ||
              system.value(w.id) * w.penalty <= share * (1 + 1e-9) + 1e-12,
          ),
      )
    expect(limited, `${about}, variable ${v.id} could get more`).toBe(true)
  }
}
