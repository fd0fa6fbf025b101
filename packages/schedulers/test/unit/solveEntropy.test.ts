import { orThrow } from "@placelab/models"
import { describe, expect, test } from "vitest"
import {
  bestFit,
  byLargestShare,
  byMemory,
  constantCosts,
  type EntropyInput,
  type EntropyOptions,
  entropyOptions,
  entropyProblem,
  situationAtEnd,
  solveEntropy,
  spread,
  worstFit,
} from "../../src/index.ts"
import { only } from "../property/entropyInstances.ts"

const host = (name: string, cpu = 7, memory = 32) => ({ name, cpu, memory })
const vm = (name: string, on: string, cpu: number, memory = 1) => ({ name, host: on, cpu, memory })
const solve = (input: EntropyInput, options: EntropyOptions = {}) =>
  solveEntropy(orThrow(entropyProblem(input)), orThrow(entropyOptions(options)))
const moves = (input: EntropyInput, options: EntropyOptions = {}) => {
  const result = solve(input, options)
  if (!("plan" in result)) return result.status
  return result.plan.actions.map((action) => `${action.vm} ${"to" in action ? action.to : ""}`)
}

describe("repair", () => {
  test("does nothing, and searches nothing, where no host is overloaded", () => {
    const quiet = { hosts: [host("a"), host("b")], vms: [vm("x", "a", 7), vm("y", "b", 1)] }
    expect(solve(quiet)).toEqual({
      status: "optimal",
      plan: { actions: [], cost: 0 },
      lowerBound: 0,
      nodes: 0,
      openVms: 0,
    })
  })

  test("moves as few VMs as it can: one large one, not two small ones", () => {
    // a asks for 8 of 7 cores: without z, or without both of x and y
    const vms = [vm("x", "a", 0.5), vm("y", "a", 0.5), vm("z", "a", 7)]
    const input = { hosts: [host("a"), host("b")], vms, costs: constantCosts }
    expect(moves(input)).toEqual(["z b"])
    expect(solve(input)).toMatchObject({ status: "optimal", lowerBound: 5, openVms: 3 })
  })

  test("moves as little memory as it can, by the memory costs", () => {
    const vms = [vm("x", "a", 0.5, 1), vm("y", "a", 0.5, 2), vm("z", "a", 7, 8)]
    expect(moves({ hosts: [host("a"), host("b")], vms })).toEqual(["x b", "y b"])
  })

  test("takes the host with most free memory, and one that was overloaded only if it has to", () => {
    const vms = [
      vm("x", "a", 4),
      vm("y", "a", 4),
      vm("u", "b", 1, 4),
      vm("v", "c", 1, 3),
      vm("w", "d", 1, 33),
      vm("s", "e", 1, 1),
    ]
    const hosts = [host("a"), host("b"), host("c"), host("d", 7, 32), host("e", 3.5)]
    // e has most free memory, but no CPU for y; d is overloaded in memory, and w fits nowhere
    expect(moves({ hosts, vms })).toBe("infeasible")
    expect(moves({ hosts: [...hosts, host("f", 7, 34)], vms })).toEqual(["y c", "w f"])
  })

  test("takes hosts in the order of another heuristic, when told so", () => {
    const vms = [vm("x", "a", 4), vm("y", "a", 4), vm("u", "b", 2), vm("v", "c", 1)]
    const input = { hosts: [host("a"), host("b"), host("c")], vms }
    expect(moves(input)).toEqual(["y b"])
    expect(moves(input, { strategies: [{ vms: byMemory, hosts: worstFit }] })).toEqual(["y c"])
    expect(moves(input, { strategies: [{ vms: byLargestShare, hosts: bestFit }] })).toEqual(["y b"])
  })

  test("does not move VMs of hosts that are in order, unless it may widen", () => {
    // x or y (4 cores each) must leave a; b and c have 3 cores free, and become one hole of 4 when u moves
    const vms = [vm("x", "a", 4), vm("y", "a", 4), vm("u", "b", 1), vm("v", "b", 3, 2), vm("w", "c", 4)]
    const hosts = [host("a"), host("b"), host("c")]
    expect(moves({ hosts, vms })).toBe("infeasible")
    expect(moves({ hosts, vms }, { scope: "widening" })).toEqual(["u c", "y b"])
    expect(solve({ hosts, vms }, { scope: "widening" })).toMatchObject({ status: "optimal", openVms: 4 })
    expect(solve({ hosts, vms }, { scope: "all" })).toMatchObject({ status: "optimal", openVms: 5 })
  })
})

describe("the result says", () => {
  // 60 VMs that fill 98 % of the CPU and 94 % of the memory
  const vms = Array.from({ length: 60 }, (_, i) => vm(`v${i}`, "h0", 0.5 + (i % 7) / 10, 1 + (i % 5)))
  const hosts = Array.from({ length: 8 }, (_, i) => host(`h${i}`, 6.1, 24))

  test("unknown when the limit is reached before a plan was found, and how many nodes that took", () => {
    expect(solve({ hosts, vms }, { limit: 30 })).toMatchObject({ status: "unknown", nodes: 30 })
  })

  test("feasible when a plan was found, and not proved to be the cheapest", () => {
    // nine VMs in a ring: more actions than are tried in all orders
    const ring = Array.from({ length: 9 }, (_, i) => vm(`v${i}`, `h${i}`, 5, 2))
    const rules = ring.map(({ name }, i) => only(name, `h${(i + 1) % 9}`))
    const places = Array.from({ length: 10 }, (_, i) => host(`h${i}`))
    const input = { hosts: places, vms: ring, constraints: rules }
    const result = solve(input)
    // v0 leaves the ring (2); the others follow one by one, each 2 later than the one before, and v0 comes last
    expect(result).toMatchObject({ status: "feasible", lowerBound: 36, plan: { cost: 2 * (10 + 45) } })
  })

  test("infeasible when the demands are more than all hosts have, without a search", () => {
    const result = solve({ hosts: hosts.slice(0, 5), vms }, { scope: "all" })
    expect(result).toMatchObject({ status: "infeasible", nodes: 0, lowerBound: Infinity })
  })

  test("the same in every run", () => {
    expect(solve({ hosts, vms }, { limit: 3000 })).toEqual(solve({ hosts, vms }, { limit: 3000 }))
  })
})

describe("all at once", () => {
  test("two VMs change places without a pivot, as in VMPlaceS, and the plan costs its actions", () => {
    const vms = [vm("x", "a", 4, 20), vm("y", "a", 1, 13), vm("z", "b", 3.5, 13)]
    const hosts = [host("a", 4.5), host("b", 4.5)]
    const input = { hosts, vms, costs: constantCosts }
    const result = solve(input, { scope: "all", sequencing: "atOnce" })
    expect(result).toMatchObject({ status: "optimal", plan: { cost: 5 } })
    expect(moves(input, { scope: "all", sequencing: "atOnce" })).toEqual(["y b"])
  })
})

describe("spread", () => {
  const hosts = [host("a"), host("b"), host("c")]
  const vms = [vm("x", "a", 1), vm("y", "a", 1), vm("z", "b", 1), vm("w", "a", 1)]

  test("brings VMs onto hosts of their own, and opens only those", () => {
    const input = { hosts, vms, constraints: [spread(["x", "y", "z"])] }
    expect(solve(input)).toMatchObject({ status: "optimal", openVms: 2 })
    expect(moves(input)).toEqual(["y c"])
  })

  test("is infeasible for more VMs than hosts", () => {
    const input = { hosts, vms, constraints: [spread(["x", "y", "z", "w"])] }
    expect(solve(input, { scope: "all" }).status).toBe("infeasible")
  })

  test("names both VMs in its fault, and does not count those that do not run", () => {
    const rule = spread(["x", "y", "z"])
    const running = new Map([
      ["x", "a"],
      ["y", "a"],
    ])
    expect(rule.faults(situationAtEnd({ hosts, vms }, running))).toEqual([
      { message: 'spread: VMs "x" and "y" run on host "a"', vms: ["x", "y"] },
    ])
    expect(
      rule.faults(
        situationAtEnd(
          { hosts, vms },
          new Map([
            ["x", "a"],
            ["y", "b"],
          ]),
        ),
      ),
    ).toEqual([])
    const asleep = vms.map((each) => (each.name === "y" ? { ...each, target: "sleeping" as const } : each))
    expect(moves({ hosts, vms: asleep, constraints: [rule] })).toEqual(["y "])
  })
})
