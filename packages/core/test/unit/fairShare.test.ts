import { describe, expect, test } from "vitest"
import { FairShare, type SharingPolicy, type Solution } from "../../src/fairshare/fairShare.ts"

/** The variables that a solution names. */
function changedIn(solution: Solution | undefined): number[] {
  return solution === undefined ? [] : [...solution.variables.subarray(0, solution.variableCount)]
}

/** Builds a system, solves it, and gives the values in order. */
function shares(
  constraints: [capacity: number, policy?: SharingPolicy][],
  variables: { penalty?: number; bound?: number; uses: [constraint: number, weight: number][] }[],
): number[] {
  const system = new FairShare()
  for (const [capacity, policy] of constraints)
    system.addConstraint(capacity, policy === undefined ? {} : { policy })
  const ids = variables.map(({ penalty = 1, bound = Number.POSITIVE_INFINITY, uses }) => {
    const v = system.addVariable(penalty, bound)
    for (const [c, weight] of uses) system.use(c, v, weight)
    return v
  })
  system.solve()
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

  test("cross-traffic of 5 % takes its part of both directions", () => {
    // 2 x + 0.05 x <= 1 on the first, x + 0.1 x <= 1 on the second; the first is full
    const there: [number, number][] = [
      [0, 1],
      [1, 0.05],
    ]
    const back: [number, number][] = [
      [1, 1],
      [0, 0.05],
    ]
    const values = shares([[1], [1]], [{ uses: there }, { uses: there }, { uses: back }])
    for (const value of values) expect(value).toBeCloseTo(1 / 2.05, 14)
  })

  test("a bound is compared with the value, whatever the penalty", () => {
    // levels of the bounds: 1 x 2 and 3 x 1; what is left for the third is 10 - 1 - 3
    const on = { uses: [[0, 1]] as [number, number][] }
    expect(
      shares(
        [[10]],
        [
          { ...on, penalty: 2, bound: 1 },
          { ...on, bound: 3 },
          { ...on, penalty: 0.5 },
        ],
      ),
    ).toEqual([1, 3, 6])
  })

  test("the heaviest user fills a fatpipe for all of its users", () => {
    // 2 x = 12 for the first; the second stops at the same level
    expect(shares([[12, "fatpipe"]], [{ uses: [[0, 2]] }, { uses: [[0, 1]] }])).toEqual([6, 6])
  })

  test("a fatpipe whose heaviest user is held elsewhere gives the others more", () => {
    // the first is held to 1 by its bound, then the level is 12 / 1
    expect(shares([[12, "fatpipe"]], [{ bound: 1, uses: [[0, 2]] }, { uses: [[0, 1]] }])).toEqual([1, 12])
  })

  test("bounds that are met one by one are met exactly, however many", () => {
    // each bound is what would be everybody's equal part of the rest, the first one half of it
    const system = new FairShare()
    const c = system.addConstraint(1)
    let left = 1
    const bounds = Array.from({ length: 300 }, (_, i) => {
      const bound = i === 0 ? left / 600 : left / (300 - i)
      left -= bound
      return bound
    })
    const variables = bounds.map((bound) => system.addVariable(1, bound * (1 - 1e-12)))
    for (const v of variables) system.use(c, v, 1)
    system.solve()
    for (const v of variables) expect(system.value(v)).toBe(system.bound(v))
  })

  test("a large user that leaves does not leave its rounding behind", () => {
    // weights of 1, 1/2, 1/4, ...: what remains of the usage is right to twelve digits, down to the last
    const system = new FairShare()
    const shared = system.addConstraint(2)
    const last = system.addVariable(1, Number.POSITIVE_INFINITY)
    for (let k = 0; k < 45; k++) {
      const own = system.addConstraint(0)
      const v = system.addVariable(1, Number.POSITIVE_INFINITY)
      system.use(own, v, 1)
      system.use(shared, v, 2 ** -k / 3)
    }
    system.use(shared, last, 2 ** -45)
    system.solve()
    expect(system.value(last) / 2 ** 46).toBeCloseTo(1, 12)
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
    system.solve()
    system.setCapacity(b, 2)
    expect(changedIn(system.solve())).toEqual([inB])
    expect(system.value(inB)).toBe(2)
  })

  test("a removed variable frees its part, and its number is used again", () => {
    const system = new FairShare()
    const c = system.addConstraint(4)
    const [v, w] = [1, 1].map((penalty) => system.addVariable(penalty, Number.POSITIVE_INFINITY))
    system.use(c, v!, 1)
    system.use(c, w!, 1)
    system.solve()
    expect(system.value(w!)).toBe(2)
    system.removeVariable(v!)
    system.solve()
    expect(system.value(w!)).toBe(4)
    expect(system.addVariable(1, 1)).toBe(v)
  })
})

describe("a nonlinear capacity", () => {
  const factors = [1, 0.9, 0.8, 0.7]
  const capacityOf = (capacity: number, users: number) =>
    users === 0 ? capacity : capacity * factors[Math.min(users, 4) - 1]!

  test("is that for the number of users", () => {
    // 10 for one, 0.9 x 10 / 2 for two
    const system = new FairShare()
    const c = system.addConstraint(10, { capacityOf })
    const v = system.addVariable(1, Number.POSITIVE_INFINITY)
    system.use(c, v, 1)
    system.solve()
    expect(system.value(v)).toBe(10)
    system.use(c, system.addVariable(1, Number.POSITIVE_INFINITY), 1)
    system.solve()
    expect(system.value(v)).toBe(4.5)
    expect(system.users(c)).toBe(2)
  })

  test("does not count a weight below 1", () => {
    // x + 0.05 x = 10
    const system = new FairShare()
    const c = system.addConstraint(10, { capacityOf })
    const variables = [1, 0.05].map((weight) => {
      const v = system.addVariable(1, Number.POSITIVE_INFINITY)
      system.use(c, v, weight)
      return v
    })
    system.solve()
    for (const v of variables) expect(system.value(v)).toBeCloseTo(10 / 1.05, 12)
  })
})

describe("a concurrency limit", () => {
  /** Users of weight 1 of a constraint of capacity 10. */
  function limited(concurrencyLimit: number, users: number) {
    const system = new FairShare()
    const c = system.addConstraint(10, { concurrencyLimit })
    const variables = Array.from({ length: users }, () => {
      const v = system.addVariable(1, Number.POSITIVE_INFINITY)
      system.use(c, v, 1)
      return v
    })
    const values = () => {
      system.solve()
      return variables.map((v) => system.value(v))
    }
    return { system, c, variables, values }
  }

  test("lets the first come in, and the next when one leaves", () => {
    const { system, variables, values } = limited(2, 4)
    expect(values()).toEqual([5, 5, 0, 0])
    system.setPenalty(variables[0]!, 0)
    expect(values()).toEqual([0, 5, 5, 0])
    system.removeVariable(variables[1]!)
    system.solve()
    expect(variables.slice(2).map((v) => system.value(v))).toEqual([5, 5])
  })

  test("keeps the penalty of who waits", () => {
    const { system, variables, values } = limited(1, 2)
    values()
    expect(system.penalty(variables[1]!)).toBe(1)
    system.setPenalty(variables[1]!, 3)
    expect(system.penalty(variables[1]!)).toBe(3)
    expect(values()).toEqual([10, 0])
  })

  test("puts who was disabled at the end of the queue", () => {
    const { system, variables, values } = limited(1, 3)
    system.setPenalty(variables[1]!, 0)
    system.setPenalty(variables[1]!, 1)
    system.setPenalty(variables[0]!, 0)
    expect(values()).toEqual([0, 0, 10])
  })

  test("is passed by who weighs less than 1", () => {
    // x + 0.25 x = 10
    const { system, c, values } = limited(1, 1)
    const light = system.addVariable(1, Number.POSITIVE_INFINITY)
    system.use(c, light, 0.25)
    expect(values()).toEqual([8])
    expect(system.value(light)).toBe(8)
    expect(system.users(c)).toBe(1)
  })

  test("makes a variable wait until a place is free on all its constraints", () => {
    const { system, c, variables } = limited(1, 1)
    const other = system.addConstraint(10, { concurrencyLimit: 1 })
    const inOther = system.addVariable(1, Number.POSITIVE_INFINITY)
    system.use(other, inOther, 1)
    const both = system.addVariable(1, Number.POSITIVE_INFINITY)
    system.use(c, both, 1)
    system.use(other, both, 1)
    system.removeVariable(variables[0]!)
    system.solve()
    expect(system.value(both)).toBe(0)
    system.removeVariable(inOther)
    system.solve()
    expect(system.value(both)).toBe(10)
  })
})

describe("a solution", () => {
  test("names the variables with other values than before, and no others", () => {
    // the second variable is at its bound both times
    const system = new FairShare()
    const c = system.addConstraint(10)
    const free = system.addVariable(1, Number.POSITIVE_INFINITY)
    const bounded = system.addVariable(1, 2)
    for (const v of [free, bounded]) system.use(c, v, 1)
    system.solve()
    system.setCapacity(c, 20)
    const solution = system.solve()
    expect(changedIn(solution)).toEqual([free])
    expect(solution?.values[free]).toBe(18)
  })

  test("keeps to a constraint that a new user brings to a large component through another one that has become slack", () => {
    const system = new FairShare()
    const [hub, wide, narrow] = [system.addConstraint(40), system.addConstraint(4), system.addConstraint(1)]
    const users = Array.from({ length: 40 }, () => system.addVariable(1, 5))
    for (const user of users) system.use(hub, user, 1)
    system.use(wide, users[0]!, 1)
    system.solve()
    // From now on one user of at most 5 cannot fill it.
    system.setCapacity(wide, 100)
    system.solve()
    const late = system.addVariable(1, 10)
    system.use(narrow, late, 1)
    system.use(wide, late, 1)
    system.solve()
    expect(system.value(late)).toBe(1)
    system.setCapacity(hub, 80)
    system.solve()
    expect(users.map((user) => system.value(user))).toEqual(users.map(() => 2))
    expect(system.value(late)).toBe(1)
  })

  test("keeps to a constraint whose only user comes to a large component later on", () => {
    const system = new FairShare()
    const [hub, narrow] = [system.addConstraint(41), system.addConstraint(2)]
    const users = Array.from({ length: 40 }, () => system.addVariable(1, Number.POSITIVE_INFINITY))
    for (const user of users) system.use(hub, user, 1)
    const late = system.addVariable(1, Number.POSITIVE_INFINITY)
    system.use(narrow, late, 1)
    system.solve()
    system.use(hub, late, 1)
    system.solve()
    expect(system.value(late)).toBe(1)
    system.setCapacity(hub, 402)
    system.solve()
    expect([...users, late].map((user) => system.value(user))).toEqual([...users.map(() => 10), 2])
    system.setCapacity(narrow, 1)
    system.solve()
    expect([...users, late].map((user) => system.value(user))).toEqual([...users.map(() => 10.025), 1])
  })

  test("is right after a constraint was removed and its number given to another one", () => {
    const system = new FairShare()
    const [slack, other] = [system.addConstraint(100), system.addConstraint(100)]
    const bounded = system.addVariable(1, 3)
    system.use(slack, bounded, 1)
    system.solve()
    system.solve()
    system.removeVariable(bounded)
    system.removeConstraint(slack)
    const full = system.addConstraint(4)
    expect(full).toBe(slack)
    const users = [system.addVariable(1, 3), system.addVariable(1, 3)]
    for (const user of users) for (const c of [full, other]) system.use(c, user, 1)
    system.solve()
    expect(users.map((user) => system.value(user))).toEqual([2, 2])
  })

  test("is right where users of a slack constraint come, go, change their weights and their penalties", () => {
    const system = new FairShare()
    const link = system.addConstraint(10)
    const users = Array.from({ length: 4 }, () => system.addVariable(1, 2))
    const values = () => {
      system.solve()
      return users.map((user) => system.value(user))
    }
    for (const user of users) system.use(link, user, 1)
    expect(values()).toEqual([2, 2, 2, 2])
    const late = [system.addVariable(1, 2), system.addVariable(1, 2)]
    for (const user of late) system.use(link, user, 1)
    expect(values().map((value) => value * 6)).toEqual([10, 10, 10, 10])
    for (const user of late) system.setPenalty(user, 0)
    expect(values()).toEqual([2, 2, 2, 2])
    system.use(link, users[0]!, 4)
    expect(values()).toEqual([1.25, 1.25, 1.25, 1.25])
    system.setCapacity(link, 20)
    expect(values()).toEqual([2, 2, 2, 2])
    system.setPenalty(users[1]!, 2)
    system.setCapacity(link, 8)
    expect(values().map((value) => value * 7.5)).toEqual([8, 4, 8, 8])
    for (const user of late) system.removeVariable(user)
    system.removeVariable(users[0]!)
    users.shift()
    expect(values()).toEqual([2, 2, 2])
  })

  test("is right where capacity and bounds become so small that the rounding of the former ones is large beside them", () => {
    const system = new FairShare()
    const fill = (capacity: number, bounds: readonly number[]) => {
      const link = system.addConstraint(capacity)
      const users = bounds.map((bound) => system.addVariable(1, bound))
      for (const user of users) system.use(link, user, 1)
      system.solve()
      return { link, users }
    }
    const shrunk = fill(1e9, [1e8, 0.3])
    for (const user of shrunk.users) system.setBound(user, 1e-9)
    system.setCapacity(shrunk.link, 1e-9)
    system.solve()
    expect(shrunk.users.map((user) => system.value(user))).toEqual([5e-10, 5e-10])

    const removed = fill(1e9, [1e8, 0.3])
    for (const user of removed.users) system.removeVariable(user)
    system.removeConstraint(removed.link)
    const again = fill(1e-9, [1e-9, 1e-9])
    expect(again.link).toBe(removed.link)
    expect(again.users.map((user) => system.value(user))).toEqual([5e-10, 5e-10])
    system.setBound(again.users[0]!, 2e-9)
    system.solve()
    expect(again.users.map((user) => system.value(user))).toEqual([5e-10, 5e-10])
  })

  test("is right after hundreds of thousands of changes of a constraint that is almost full, up and down by large bounds", () => {
    const system = new FairShare()
    const link = system.addConstraint(1)
    const users = Array.from({ length: 3 }, () => system.addVariable(1, 0.3))
    for (const user of users) system.use(link, user, 1)
    for (let round = 0; round < 100_000; round++) {
      for (const bound of [500 + round / 3, 0.1 + (round % 7) / 30]) {
        system.setBound(users[round % 3]!, bound)
        system.solve()
      }
    }
    const bounds = users.map((user) => system.bound(user))
    system.setBound(users[0]!, 1 - bounds[1]! - bounds[2]! + 1e-5)
    system.solve()
    expect(system.load(link)).toBeCloseTo(1, 14)
    system.setBound(users[0]!, 1 - bounds[1]! - bounds[2]! - 1e-5)
    system.solve()
    expect(users.map((user) => system.value(user))).toEqual(users.map((user) => system.bound(user)))
  })

  test("gives users of a constraint that has become slack what it had held back", () => {
    const system = new FairShare()
    const link = system.addConstraint(10)
    const users = [system.addVariable(1, 8), system.addVariable(1, 8)]
    for (const user of users) system.use(link, user, 1)
    system.solve()
    expect(users.map((user) => system.value(user))).toEqual([5, 5])
    system.setCapacity(link, 20)
    system.solve()
    expect(users.map((user) => system.value(user))).toEqual([8, 8])
    // It is slack: the change of one user is none for the other.
    system.setBound(users[0]!, 3)
    const solution = system.solve()!
    expect([...solution.variables.subarray(0, solution.variableCount)]).toEqual([users[0]])
    system.setCapacity(link, 4)
    system.solve()
    expect(users.map((user) => system.value(user))).toEqual([2, 2])
  })

  test("is right after a bound that dwarfs all others", () => {
    const system = new FairShare()
    const link = system.addConstraint(10)
    const users = [system.addVariable(1, 1), system.addVariable(1, 8)]
    for (const user of users) system.use(link, user, 1)
    const valuesWith = (bound: number) => {
      system.setBound(users[0]!, bound)
      system.solve()
      return users.map((user) => system.value(user))
    }
    expect(valuesWith(1.5)).toEqual([1.5, 8])
    expect(valuesWith(1e300)).toEqual([5, 5])
    expect(valuesWith(8)).toEqual([5, 5])
    expect(valuesWith(7)).toEqual([5, 5])
  })

  test("does not name a watched constraint for the flow of another one on a backbone that is slack", () => {
    const system = new FairShare()
    const backbone = system.addConstraint(100)
    const links = [system.addConstraint(10), system.addConstraint(10)]
    const flows = links.map((link) => {
      const flow = system.addVariable(1, 20)
      for (const each of [link, backbone]) system.use(each, flow, 1)
      system.watch(link)
      return flow
    })
    system.watch(backbone)
    const named = (solution = system.solve()) =>
      [...solution!.constraints.subarray(0, solution!.constraintCount)].sort((a, b) => a - b)
    expect(named()).toEqual([backbone, ...links])
    system.setBound(flows[0]!, 5)
    expect(named()).toEqual([backbone, links[0]])
    expect(flows.map((flow) => system.value(flow))).toEqual([5, 10])
    system.setCapacity(backbone, 8)
    expect(named()).toEqual([backbone, ...links])
    expect(flows.map((flow) => system.value(flow))).toEqual([4, 4])
  })

  test("leaves a watched constraint out also after many users of a slack backbone have come and gone", () => {
    const system = new FairShare()
    const [backbone, link] = [system.addConstraint(100), system.addConstraint(5)]
    const [flow, other] = [system.addVariable(1, 10), system.addVariable(1, 10)]
    for (const c of [backbone, link]) system.use(c, flow, 1)
    system.use(backbone, other, 1)
    system.watch(link)
    const namesLink = (solution = system.solve()) => solution!.constraintCount > 0
    expect(namesLink()).toBe(true)
    for (let i = 0; i < 10; i++) {
      const guest = system.addVariable(1, 60)
      system.use(backbone, guest, 1)
      expect(namesLink()).toBe(false)
      system.removeVariable(guest)
      expect(namesLink()).toBe(false)
    }
    const filling = system.addVariable(1, 90)
    system.use(backbone, filling, 1)
    expect(namesLink()).toBe(true)
    system.setPenalty(filling, 0)
    expect(namesLink()).toBe(true)
    system.setBound(other, 5)
    expect(namesLink()).toBe(false)
  })

  test("leaves out watched links on a backbone that is slack in a large component, once that has been searched again", () => {
    const system = new FairShare()
    const backbone = system.addConstraint(1000)
    const flows = Array.from({ length: 40 }, () => {
      const [link, flow] = [system.addConstraint(10), system.addVariable(1, 20)]
      for (const c of [link, backbone]) system.use(c, flow, 1)
      system.watch(link)
      return flow
    })
    const named = (bound: number) => {
      system.setBound(flows[0]!, bound)
      return system.solve()!.constraintCount
    }
    expect(named(5)).toBe(40)
    for (let i = 0; i < 150; i++) named(6 + (i % 2))
    expect(named(9)).toBe(1)
    expect(flows.map((flow) => system.value(flow))).toEqual([9, ...flows.slice(1).map(() => 10)])
    system.setCapacity(backbone, 80)
    expect(named(1)).toBe(40)
    expect(flows.map((flow) => system.value(flow))).toEqual([1, ...flows.slice(1).map(() => 79 / 39)])
  })

  test("does not name a constraint that has the number of a watched one, which was named and then removed", () => {
    const system = new FairShare()
    const named = () => {
      const link = system.addConstraint(10)
      const user = system.addVariable(1, 20)
      system.use(link, user, 1)
      return { link, user, count: (solution = system.solve()) => solution!.constraintCount }
    }
    const first = named()
    system.watch(first.link)
    expect(first.count()).toBe(1)
    system.removeVariable(first.user)
    system.removeConstraint(first.link)
    const second = named()
    expect([second.link, second.count()]).toEqual([first.link, 0])
    system.setBound(second.user, 3)
    expect(second.count()).toBe(0)
  })

  test("solves what has come apart from a large component that is forgotten in the same solve", () => {
    const system = new FairShare()
    const [a, b, narrow] = [system.addConstraint(42), system.addConstraint(42), system.addConstraint(1)]
    const users = [a, b].map((c) =>
      Array.from({ length: 20 }, () => {
        const user = system.addVariable(1, Number.POSITIVE_INFINITY)
        system.use(c, user, 1)
        return user
      }),
    )
    const tie = system.addVariable(1, Number.POSITIVE_INFINITY)
    for (const c of [a, b]) system.use(c, tie, 1)
    system.solve()
    for (const user of [tie, ...users[0]!.slice(5)]) system.removeVariable(user)
    system.solve()
    system.setCapacity(b, 60)
    const late = system.addVariable(1, Number.POSITIVE_INFINITY)
    for (const c of [narrow, a]) system.use(c, late, 1)
    system.solve()
    expect(users[1]!.map((user) => system.value(user))).toEqual(users[1]!.map(() => 3))
    expect([system.value(users[0]![0]!), system.value(late)]).toEqual([8.2, 1])
  })

  test("names a watched constraint again after a solve that a capacity has stopped", () => {
    let fails = false
    const capacityOf = (capacity: number) => (fails ? Number.NaN : capacity)
    const system = new FairShare()
    const [link, failing] = [system.addConstraint(10), system.addConstraint(10, { capacityOf })]
    for (const c of [link, failing]) system.use(c, system.addVariable(1, Number.POSITIVE_INFINITY), 1)
    system.watch(link)
    const named = (solution = system.solve()) => [
      ...solution!.constraints.subarray(0, solution!.constraintCount),
    ]
    expect(named()).toEqual([link])
    fails = true
    for (const c of [link, failing]) system.setCapacity(c, 20)
    expect(() => system.solve()).toThrow("capacityOf")
    fails = false
    system.setCapacity(link, 30)
    expect(named()).toEqual([link])
  })

  test("keeps all that was changed when a capacity stops it", () => {
    let fails = true
    const capacityOf = (capacity: number) => (fails ? Number.NaN : capacity)
    const system = new FairShare()
    const constraints = [10, 20, 30].map((capacity, i) =>
      system.addConstraint(capacity, i === 1 ? { capacityOf } : {}),
    )
    const users = constraints.map((c) => {
      const user = system.addVariable(1, Number.POSITIVE_INFINITY)
      system.use(c, user, 1)
      return user
    })
    for (let i = 0; i < 2; i++) expect(() => system.solve()).toThrow("capacityOf")
    fails = false
    const solution = system.solve()!
    expect([...solution.variables.subarray(0, solution.variableCount)]).toEqual(users)
    expect(users.map((user) => system.value(user))).toEqual([10, 20, 30])
  })

  test("names a watched constraint whenever its component was solved, also when the last user has left", () => {
    const system = new FairShare()
    const [watched, unwatched] = [system.addConstraint(4), system.addConstraint(4)]
    system.watch(watched)
    const v = system.addVariable(1, Number.POSITIVE_INFINITY)
    for (const c of [watched, unwatched]) system.use(c, v, 1)
    const watchedIn = (solution = system.solve()) => [
      ...solution!.constraints.subarray(0, solution!.constraintCount),
    ]
    expect(watchedIn()).toEqual([watched])
    expect(system.load(watched)).toBe(4)
    system.removeVariable(v)
    expect(watchedIn()).toEqual([watched])
    expect(system.load(watched)).toBe(0)
  })

  test("is none when nothing has changed", () => {
    const system = new FairShare()
    system.use(system.addConstraint(4), system.addVariable(1, 1), 1)
    expect(system.solve()).toBeDefined()
    expect(system.solve()).toBeUndefined()
  })
})

describe("the variables of a constraint", () => {
  test("are visited each once, the disabled ones too, while they are removed and changed", () => {
    const system = new FairShare()
    const c = system.addConstraint(4)
    const variables = Array.from({ length: 9 }, (_, i) => system.addVariable(i % 3, 1))
    for (const v of variables) system.use(c, v, 1)
    const visited: number[] = []
    system.forEachVariable(c, (v) => {
      visited.push(v)
      if (v % 2 === 0) system.removeVariable(v)
      else system.setPenalty(v, 2 - (v % 3))
    })
    expect(visited.sort((a, b) => a - b)).toEqual(variables)
    const left: number[] = []
    system.forEachVariable(c, (v) => system.forEachVariable(c, (w) => left.push(10 * v + w)))
    expect(left).toHaveLength(16)
  })

  test("add up to its load: the sum if it is shared, the largest if it is a fatpipe", () => {
    const system = new FairShare()
    const constraints = (["shared", "fatpipe"] as const).map((policy) => system.addConstraint(10, { policy }))
    for (const bound of [1, 2]) {
      const v = system.addVariable(1, bound)
      for (const c of constraints) system.use(c, v, 2)
    }
    system.solve()
    expect(constraints.map((c) => system.load(c))).toEqual([6, 4])
  })
})

describe("wrong input", () => {
  test("is refused in words that say what was expected", () => {
    const system = new FairShare()
    const c = system.addConstraint(1)
    const v = system.addVariable(1, 1)
    system.use(c, v, 1)
    const refused: [() => unknown, string][] = [
      [
        () => system.addConstraint(-1),
        "constraint: capacity is -1; expected a number of at least 0, in its unit",
      ],
      [
        () => system.addConstraint(1, { concurrencyLimit: -2 }),
        "constraint: concurrencyLimit is -2; expected a number of at least 0 (Infinity for none)",
      ],
      [() => system.removeConstraint(c), "constraint: users is 1; expected 0, to remove it"],
      [
        () => system.removeConstraint(7),
        "fair share: constraint is 7; expected a number that addConstraint gave",
      ],
      [() => system.use(c, 5, 1), "fair share: variable is 5; expected a number that addVariable gave"],
      [
        () => system.use(c, v, Number.NaN),
        "element: weight is NaN; expected a number of at least 0, in units of the constraint",
      ],
      [
        () => system.setBound(v, -1),
        "variable: bound is -1; expected a number of at least 0 (Infinity for none)",
      ],
      [
        () => system.setPenalty(v, -1),
        "variable: penalty is -1; expected a number of at least 0, in its unit (0: disabled)",
      ],
      [
        () => new FairShare({ solver: "fast" as "bmf" }),
        'fair share: solver is "fast"; expected one of max-min, bmf, fair-bottleneck',
      ],
    ]
    for (const [call, message] of refused) expect(call).toThrow(message)
  })

  test("does not meet a constraint whose number is given out again", () => {
    const system = new FairShare()
    const c = system.addConstraint(1)
    system.removeConstraint(c)
    expect(() => system.setCapacity(c, 1)).toThrow("fair share: constraint is 0")
    expect(system.addConstraint(5)).toBe(c)
    expect(system.capacity(c)).toBe(5)
  })
})
