import { describe, expect, test } from "vitest"
import { FairShare, type SharingPolicy } from "../../src/fairshare/fairShare.ts"

type Uses = [constraint: number, weight: number][]

function shares(
  constraints: [capacity: number, policy?: SharingPolicy][],
  variables: { penalty?: number; bound?: number; uses: Uses }[],
): number[] {
  const system = new FairShare({ solver: "bmf" })
  for (const [capacity, policy = "shared"] of constraints) system.addConstraint(capacity, { policy })
  const ids = variables.map(({ penalty = 1, bound = Number.POSITIVE_INFINITY, uses }) => {
    const v = system.addVariable(penalty, bound)
    for (const [c, weight] of uses) system.use(c, v, weight)
    return v
  })
  system.solve()
  return ids.map((v) => system.value(v))
}

function expectClose(values: number[], expected: number[]): void {
  values.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 12)
  })
}

describe("bottleneck max fairness", () => {
  test("shares the use of a resource equally, not the values", () => {
    // x = 10 y, x + 10 y = 3
    expectClose(shares([[3]], [{ uses: [[0, 1]] }, { uses: [[0, 10]] }]), [1.5, 0.15])
  })

  test("gives each player the largest share of a full resource of its own", () => {
    // Bottlenecks: the third resource for the first player, the first for the second, the second for the third:
    // x + 3/4 (y + z) = 1, x + y + z / 2 = 1, x + y / 2 + z = 1, so y = z and 3 y / 2 = 1 - x = 2/3
    const players: Uses[] = [
      [
        [2, 1],
        [0, 1],
        [1, 1],
      ],
      [
        [0, 1],
        [1, 0.5],
        [2, 0.75],
      ],
      [
        [0, 0.5],
        [1, 1],
        [2, 0.75],
      ],
    ]
    const values = shares(
      [[1], [1], [1]],
      players.map((uses) => ({ uses })),
    )
    expectClose(values, [1 / 3, 4 / 9, 4 / 9])
  })

  test("gives the rest of a bounded player to the other", () => {
    // 2 x 0.1 + y = 1
    expectClose(shares([[1]], [{ bound: 0.1, uses: [[0, 2]] }, { uses: [[0, 1]] }]), [0.1, 0.8])
  })

  test("finds out which of two bounds is met", () => {
    // both bounds would take 5 x 1.5 + 3 of 10: y is at its bound, 5 x = 10 - 3
    const on = (weight: number): Uses => [
      [0, weight],
      [1, 1],
    ]
    const values = shares(
      [[10], [8]],
      [
        { bound: 1.5, uses: on(5) },
        { bound: 3, uses: on(1) },
      ],
    )
    expectClose(values, [1.4, 3])
  })

  test("is not max-min with cross-traffic", () => {
    // 2 x + 0.05 z = 1 and z + 0.1 x = 1: x = 0.95 / 1.995
    const there: Uses = [
      [0, 1],
      [1, 0.05],
    ]
    const values = shares(
      [[1], [1]],
      [{ uses: there }, { uses: there }, { uses: there.map(([c, w]) => [1 - c, w]) }],
    )
    expectClose(values, [0.95 / 1.995, 0.95 / 1.995, 1.9 / 1.995])
  })

  test("counts a penalty of a quarter as four shares", () => {
    // x / 4 = y, x + y = 4, and the bounds 4 and 1 are not met
    const on: Uses = [[0, 1]]
    expectClose(
      shares(
        [[4]],
        [
          { penalty: 0.25, bound: 4, uses: on },
          { bound: 1, uses: on },
        ],
      ),
      [3.2, 0.8],
    )
  })

  test("compares the largest single use of players that use a resource several times", () => {
    // the first uses it twice: 2 x + y = 3, and its shares are x and y, so x = y
    const twice: Uses = [
      [0, 1],
      [0, 1],
    ]
    expectClose(shares([[3]], [{ uses: twice }, { uses: [[0, 1]] }]), [1, 1])
  })

  test("gives each user of a fatpipe all of it", () => {
    expectClose(shares([[3, "fatpipe"]], [{ uses: [[0, 1]] }, { uses: [[0, 2]] }]), [3, 1.5])
  })

  test("stops the users of a resource without capacity", () => {
    const both: Uses = [
      [0, 1],
      [1, 1],
    ]
    expectClose(shares([[0], [5]], [{ uses: both }, { uses: [[1, 1]] }]), [0, 5])
  })

  test("gives the same result again when the same system is solved again", () => {
    const system = new FairShare({ solver: "bmf" })
    const [a, b] = [system.addConstraint(7), system.addConstraint(5)]
    const variables = [1, 2, 3].map((weight) => {
      const v = system.addVariable(1, 4 - weight)
      system.use(a, v, weight)
      system.use(b, v, 4 - weight)
      return v
    })
    const values = () => {
      system.solve()
      return variables.map((v) => system.value(v))
    }
    const first = values()
    system.setCapacity(a, 70)
    values()
    system.setCapacity(a, 7)
    expect(values()).toEqual(first)
  })
})
