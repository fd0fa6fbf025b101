import { describe, expect, test } from "vitest"
import { FairShare, type SharingPolicy } from "../../src/fairshare/fairShare.ts"

type Uses = [constraint: number, weight: number][]

function shares(
  constraints: [capacity: number, policy?: SharingPolicy][],
  variables: { penalty?: number; bound?: number; uses: Uses }[],
): number[] {
  const system = new FairShare({ solver: "fair-bottleneck" })
  for (const [capacity, policy = "shared"] of constraints) system.addConstraint(capacity, { policy })
  const ids = variables.map(({ penalty = 1, bound = Number.POSITIVE_INFINITY, uses }) => {
    const v = system.addVariable(penalty, bound)
    for (const [c, weight] of uses) system.use(c, v, weight)
    return v
  })
  system.solve()
  return ids.map((v) => system.value(v))
}

describe("fair-bottleneck sharing", () => {
  test("gives the middle of a line what the ends leave", () => {
    // offers 1/2, 10/2, 1/2: all grow by 1/2 but the middle one by 5; the ends are used up and close the long flow.
    // Then 10 - 5 - 1/2 remain for the middle one.
    const long: Uses = [
      [0, 1],
      [1, 1],
      [2, 1],
    ]
    const values = shares(
      [[1], [10], [1]],
      [long, [[0, 1]] as Uses, [[1, 1]] as Uses, [[2, 1]] as Uses].map((uses) => ({ uses })),
    )
    expect(values).toEqual([0.5, 0.5, 9.5, 0.5])
  })

  test("shares by weight what is asked of one constraint, whatever the penalties", () => {
    // offer 6 / 2: 3 of weight 1, 3 / 3 of weight 3
    expect(shares([[6]], [{ penalty: 5, uses: [[0, 1]] }, { uses: [[0, 3]] }])).toEqual([3, 1])
  })

  test("charges a variable that has met its bound once more in each later round", () => {
    // offers 10 / 2: growth 1 and 5, 4 remain; then an offer of 4 while 1 is charged again: the rest is used up
    expect(shares([[10]], [{ bound: 1, uses: [[0, 1]] }, { uses: [[0, 1]] }])).toEqual([1, 9])
    // with another constraint in the way: 12 / 3 = 4, but 1 and 2 are taken elsewhere: growth 1, 2, 4, 5 remain;
    // then 5 for the last, and 1 + 2 charged in vain
    const own = (c: number): Uses => [
      [0, 1],
      [c, 1],
    ]
    expect(shares([[12], [1], [2]], [{ uses: own(1) }, { uses: own(2) }, { uses: [[0, 1]] }])).toEqual([
      1, 2, 9,
    ])
  })

  test("gives each user of a fatpipe all of it, and stops on a constraint without capacity", () => {
    expect(shares([[6, "fatpipe"]], [{ uses: [[0, 1]] }, { uses: [[0, 2]] }])).toEqual([6, 3])
    expect(shares([[0]], [{ uses: [[0, 1]] }])).toEqual([0])
  })

  test("ends when ever smaller parts remain, with nothing over its capacity", () => {
    // each of the two constraints is the narrower one for one of the two users, so that neither is used up in a round
    const system = new FairShare({ solver: "fair-bottleneck" })
    const constraints = [system.addConstraint(1), system.addConstraint(1)]
    for (const weights of [
      [1, 3],
      [3, 1],
    ]) {
      const v = system.addVariable(1, Number.POSITIVE_INFINITY)
      weights.forEach((weight, c) => {
        system.use(constraints[c]!, v, weight)
      })
    }
    system.solve()
    // by symmetry both get x with x + 3 x = 1
    expect([0, 1].map((v) => system.value(v))).toEqual([expect.closeTo(0.25, 10), expect.closeTo(0.25, 10)])
    for (const c of constraints) expect(system.load(c)).toBeLessThanOrEqual(1)
  })
})
