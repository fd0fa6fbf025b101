import { describe, expect, test } from "vitest"
import { FairShare, type SharingPolicy } from "../../src/index.ts"

/** Builds a system, solves it, and gives the values in order. */
function shares(
  constraints: [capacity: number, policy?: SharingPolicy][],
  variables: { penalty?: number; bound?: number; uses: [constraint: number, weight: number][] }[],
): number[] {
  const system = new FairShare()
  for (const [capacity, policy] of constraints) system.addConstraint(capacity, policy)
  const ids = variables.map(({ penalty = 1, bound = Number.POSITIVE_INFINITY, uses }) => {
    const v = system.addVariable(penalty, bound)
    for (const [c, weight] of uses) system.use(c, v, weight)
    return v
  })
  system.solve(() => {})
  return ids.map((v) => system.value(v))
}

describe("max-min sharing", () => {
  test("equal users of one constraint get equal parts", () => {
    const user = { uses: [[0, 1]] as [number, number][] }
    expect(shares([[9]], [user, user, user])).toEqual([3, 3, 3])
  })

  test("a variable of penalty 2 gets half of one of penalty 1", () => {
    // x1 + x2 = 9 with x1 = 2 x2
    expect(shares([[9]], [{ uses: [[0, 1]] }, { penalty: 2, uses: [[0, 1]] }])).toEqual([6, 3])
  })

  test("a weight costs capacity and leaves the values equal", () => {
    // x + 2 x = 9
    expect(shares([[9]], [{ uses: [[0, 1]] }, { uses: [[0, 2]] }])).toEqual([3, 3])
  })

  test("what a bounded variable leaves goes to the others", () => {
    expect(shares([[9]], [{ bound: 1, uses: [[0, 1]] }, { uses: [[0, 1]] }])).toEqual([1, 8])
  })

  test("the line of three links gives the long flow half of the tightest link", () => {
    const long = {
      uses: [
        [0, 1],
        [1, 1],
        [2, 1],
      ] as [number, number][],
    }
    const short = [0, 1, 2].map((c) => ({ uses: [[c, 1]] as [number, number][] }))
    expect(shares([[10], [4], [6]], [long, ...short])).toEqual([2, 8, 2, 4])
  })

  test("a fatpipe gives each user its whole capacity, less by weight and by penalty", () => {
    expect(shares([[10, "fatpipe"]], [{ uses: [[0, 1]] }, { penalty: 2, uses: [[0, 2]] }])).toEqual([10, 5])
  })

  test("using a shared constraint twice adds the weights, using a fatpipe twice keeps the larger", () => {
    const twice = {
      uses: [
        [0, 1],
        [0, 2],
      ] as [number, number][],
    }
    expect(shares([[12]], [twice])).toEqual([4])
    expect(shares([[12, "fatpipe"]], [twice])).toEqual([6])
  })

  test("a constraint of capacity 0 stops its users, even on a path with capacity", () => {
    expect(
      shares(
        [[0], [5]],
        [
          {
            uses: [
              [0, 1],
              [1, 1],
            ],
          },
          { uses: [[1, 1]] },
        ],
      ),
    ).toEqual([0, 5])
  })

  test("a disabled variable takes nothing, and its value is 0", () => {
    expect(shares([[6]], [{ penalty: 0, uses: [[0, 1]] }, { uses: [[0, 1]] }])).toEqual([0, 6])
  })

  test("a variable that uses nothing has its bound", () => {
    expect(shares([[1]], [{ bound: 5, uses: [] }])).toEqual([5])
  })

  test("usages that differ by twelve orders of magnitude still add up to the capacity", () => {
    const [small, large] = shares([[1]], [{ uses: [[0, 1]] }, { penalty: 1e-12, uses: [[0, 1]] }])
    expect(small! + large!).toBeCloseTo(1, 12)
    expect(large! / small!).toBeCloseTo(1e12, -3)
  })
})

describe("a system that changes", () => {
  test("tells only of the component that a change reaches", () => {
    const system = new FairShare()
    const [a, b] = [system.addConstraint(4), system.addConstraint(4)]
    const inA = system.addVariable(1, Number.POSITIVE_INFINITY)
    const inB = system.addVariable(1, Number.POSITIVE_INFINITY)
    system.use(a, inA, 1)
    system.use(b, inB, 1)
    system.solve(() => {})
    system.setCapacity(b, 2)
    const told: number[] = []
    system.solve((v) => told.push(v))
    expect(told).toEqual([inB])
    expect(system.value(inB)).toBe(2)
  })

  test("a removed variable frees its part, and its number is used again", () => {
    const system = new FairShare()
    const c = system.addConstraint(4)
    const [v, w] = [1, 1].map((penalty) => system.addVariable(penalty, Number.POSITIVE_INFINITY))
    system.use(c, v!, 1)
    system.use(c, w!, 1)
    system.solve(() => {})
    expect(system.value(w!)).toBe(2)
    system.removeVariable(v!)
    system.solve(() => {})
    expect(system.value(w!)).toBe(4)
    expect(system.addVariable(1, 1)).toBe(v)
  })
})
