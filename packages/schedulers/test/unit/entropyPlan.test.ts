import { orThrow } from "@placelab/models"
import { describe, expect, test } from "vitest"
import {
  constantCosts,
  type EntropyInput,
  entropyProblem,
  type PlanAction,
  planCost,
  planFaults,
  solveEntropy,
} from "../../src/index.ts"
import { only } from "../property/entropyInstances.ts"

const host = (name: string, cpu = 4, memory = 8) => ({ name, cpu, memory })
const solve = (input: EntropyInput) => {
  const problem = orThrow(entropyProblem(input))
  const result = solveEntropy(problem)
  if (!("plan" in result)) throw new Error(result.status)
  expect(planFaults(problem, result.plan)).toEqual([])
  return result
}
const shown = ({ kind, vm, pool, ...action }: PlanAction) => {
  const from = "from" in action ? ` from ${action.from}` : ""
  const to = "to" in action ? ` to ${action.to}` : ""
  return `${pool}: ${kind} ${vm}${from}${to}`
}

describe("the cost of a plan", () => {
  test("is what its actions cost, and each waits for the costliest of every earlier pool", () => {
    // pools {2, 1} and {3} and {0, 1}: 2 + 1, then 3 + 2, then 0 + 5 and 1 + 5
    expect(planCost([[2, 1], [3], [0, 1]])).toBe(3 + 5 + 5 + 6)
    expect(planCost([])).toBe(0)
  })

  test("is 3 or 2 for one target, by the order: two migrations of cost 1 in sequence, or at once", () => {
    // The costs of the published example; its VMs and hosts are not known.
    expect(planCost([[1], [1]])).toBe(3)
    expect(planCost([[1, 1]])).toBe(2)
  })
})

describe("a plan", () => {
  test("does at once what can be done at once", () => {
    const vms = [
      { name: "x", host: "a", cpu: 3, memory: 1 },
      { name: "y", host: "a", cpu: 3, memory: 1 },
      { name: "z", host: "a", cpu: 3, memory: 1 },
    ]
    const { plan } = solve({ hosts: [host("a"), host("b"), host("c")], vms })
    expect(plan.actions.map(shown)).toEqual(["0: migrate y from a to b", "0: migrate z from a to c"])
    expect(plan.cost).toBe(2)
  })

  test("lets a VM wait until its target has room, and says for whom", () => {
    // x must go to b, which y fills until it has gone to c: y costs 5, and x 2 after it
    const vms = [
      { name: "x", host: "a", cpu: 1, memory: 2 },
      { name: "y", host: "b", cpu: 4, memory: 5 },
    ]
    const hosts = [host("a"), host("b"), host("c")]
    const { plan, status } = solve({ hosts, vms, constraints: [only("x", "b"), only("y", "c")] })
    expect(plan.actions.map(shown)).toEqual(["0: migrate y from b to c", "1: migrate x from a to b"])
    expect(plan.actions.map(({ after }) => after)).toEqual([[], [0]])
    expect({ cost: plan.cost, status }).toEqual({ cost: 5 + (2 + 5), status: "optimal" })
  })

  test("puts an action off that nobody waits for, where it would keep others waiting", () => {
    // y (1) makes room for x (1), and z (7) is in nobody's way: {y}, {x, z} costs 1 + 2 + 8; {y, z}, {x} would cost 1 + 7 + 8
    const vms = [
      { name: "x", host: "a", cpu: 1, memory: 1 },
      { name: "y", host: "b", cpu: 4, memory: 1 },
      { name: "z", host: "a", cpu: 1, memory: 7 },
    ]
    const hosts = ["a", "b", "c", "d"].map((name) => host(name))
    const { plan } = solve({ hosts, vms, constraints: [only("x", "b"), only("y", "c"), only("z", "d")] })
    expect(plan.cost).toBe(11)
    expect(plan.actions.map(({ vm, pool }) => `${pool} ${vm}`)).toEqual(["0 y", "1 x", "1 z"])
  })

  test("breaks a cycle over a pivot, by the VM that costs less", () => {
    const vms = [
      { name: "x", host: "a", cpu: 3, memory: 5 },
      { name: "y", host: "b", cpu: 3, memory: 4 },
    ]
    const hosts = [host("a"), host("b"), host("c")]
    const { plan, status } = solve({ hosts, vms, constraints: [only("x", "b"), only("y", "a")] })
    expect(plan.actions.map(shown)).toEqual([
      "0: migrate y from b to c",
      "1: migrate x from a to b",
      "2: migrate y from c to a",
    ])
    expect(plan.actions.map(({ after }) => after)).toEqual([[], [0], [0, 1]])
    expect({ cost: plan.cost, status }).toEqual({ cost: 4 + (5 + 4) + (4 + 9), status: "optimal" })
  })

  test("is not found, and not called impossible, where a cycle has no pivot", () => {
    const vms = [
      { name: "x", host: "a", cpu: 3, memory: 5 },
      { name: "y", host: "b", cpu: 3, memory: 4 },
    ]
    const problem = { hosts: [host("a"), host("b")], vms, constraints: [only("x", "b"), only("y", "a")] }
    expect(solveEntropy(orThrow(entropyProblem(problem))).status).toBe("unknown")
  })
})

describe("states are reached", () => {
  const hosts = [host("a"), host("b")]
  const vms = [
    { name: "runs", cpu: 4, memory: 1, state: "waiting" },
    { name: "stops", cpu: 3, memory: 2, host: "a", target: "terminated" },
    { name: "sleeps", cpu: 1, memory: 3, host: "a", target: "sleeping" },
    { name: "wakes", cpu: 4, memory: 4, host: "a", state: "sleeping" },
    { name: "rests", cpu: 9, memory: 5, host: "b", state: "sleeping", target: "ready" },
    { name: "waits", cpu: 9, memory: 5, state: "waiting", target: "ready" },
  ] as const

  test("by run, stop, suspend and resume, each at its cost, with room before it is needed", () => {
    const { plan, status } = solve({ hosts, vms })
    // a is full until both have left it: wakes there costs 4 after 3, where it would cost 8 at once on b
    expect(plan.actions.map(shown)).toEqual([
      "0: run runs to b",
      "0: stop stops from a",
      "0: suspend sleeps from a",
      "1: resume wakes from a to a",
    ])
    expect(plan.actions.map(({ cost }) => cost)).toEqual([0, 0, 3, 4])
    expect({ cost: plan.cost, status }).toEqual({ cost: 3 + (4 + 3), status: "optimal" })
  })

  test("at other costs elsewhere, if these make it cheaper", () => {
    // constants: stop 1, suspend 7; resumed elsewhere at once 14, or at home 7 after 7: with run at 1 after 7 that is dearer
    const { plan } = solve({ hosts, vms, costs: constantCosts })
    expect(plan.cost).toBe(Math.min(1 + 1 + 7 + (7 + 7), 1 + 7 + 14 + (1 + 14)))
  })
})

describe("a plan is found faulty", () => {
  const vms = [
    { name: "x", host: "a", cpu: 3, memory: 5 },
    { name: "y", host: "b", cpu: 3, memory: 4 },
    { name: "s", host: "c", cpu: 0.4, memory: 1 },
    { name: "z", cpu: 1, memory: 1, state: "waiting", target: "ready" },
  ] as const
  const problem = orThrow(entropyProblem({ hosts: [host("a"), host("b"), host("c")], vms }))
  const migrate = (vm: string, from: string, to: string, pool: number): PlanAction => {
    return { kind: "migrate", vm, from, to, pool, cost: 1, after: [] }
  }
  test.each([
    [
      [migrate("x", "a", "b", 0), migrate("y", "b", "a", 0)],
      [
        'pool 0: the cpu of host "b" is overloaded',
        'pool 0: the memory of host "b" is overloaded',
        'pool 0: the cpu of host "a" is overloaded',
        'pool 0: the memory of host "a" is overloaded',
      ],
    ],
    [[migrate("x", "b", "c", 0)], ['pool 0: VM "x" cannot migrate from where it is']],
    [[migrate("w", "a", "c", 0)], ['pool 0: there is no VM "w"']],
    [[migrate("x", "a", "d", 0)], ['pool 0: there is no host "d"', 'at the end: there is no host "d"']],
    [[migrate("s", "c", "a", 0), migrate("s", "c", "a", 0)], ['pool 0: VM "s" is in two actions']],
    [
      [{ kind: "stop", vm: "x", from: "a", pool: 0, cost: 0, after: [] }],
      ['at the end: VM "x" is terminated, and shall be running'],
    ],
    [
      [{ kind: "run", vm: "z", to: "c", pool: 0, cost: 0, after: [] }],
      ['at the end: VM "z" is running, and shall be ready'],
    ],
  ] satisfies [PlanAction[], string[]][])("case %#", (actions, faults) => {
    expect(planFaults(problem, { actions, cost: 0 })).toEqual(faults)
  })
})
