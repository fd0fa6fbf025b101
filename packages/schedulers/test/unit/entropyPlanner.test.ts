import { describe, expect, test } from "vitest"
import { bestFit, byLargestShare, type Decision, entropyPlanner, vmplacesEntropy } from "../../src/index.ts"

const host = (name: string, cpu = 7, memory = 32) => ({ name, cpu, memory })
const vm = (name: string, on: string, cpu: number, memory = 1) => ({ name, host: on, cpu, memory })
const ways = ({ moves }: Decision) =>
  moves.map(({ vm, to, after }) => `${vm.name} ${to} ${after ?? ""}`.trim())

describe("Entropy as a planner", () => {
  test("searches nothing where no host is overloaded", () => {
    const view = { hosts: [host("a"), host("b")], vms: [vm("x", "a", 7), vm("y", "b", 1)] }
    expect(entropyPlanner().decide(view)).toEqual({
      verdict: "nothing to do",
      moves: [],
      work: { hosts: 2, vms: 2, overloaded: 0, openVms: 0, steps: 0 },
    })
  })

  test("relieves a host by the cheapest plan, and says what it has done", () => {
    // without z, or without both of x and y, which together have less memory
    const vms = [vm("x", "a", 0.5, 1), vm("y", "a", 0.5, 2), vm("z", "a", 7, 8)]
    const view = { hosts: [host("a"), host("b")], vms }
    const decision = entropyPlanner().decide(view)
    expect(ways(decision)).toEqual(["x b", "y b"])
    expect(decision).toMatchObject({ verdict: "plan", work: { hosts: 2, vms: 3, overloaded: 1, openVms: 3 } })
    expect(decision.work.steps).toBeGreaterThanOrEqual(3)
    expect(ways(vmplacesEntropy().decide(view))).toEqual(["z b"])
  })

  test("has a move wait for those that make room for it; as VMPlaceS calls it, none waits", () => {
    // only y fits on c; x or z fits on a when y is gone, and x is the first to stay
    const vms = [vm("y", "a", 5, 1), vm("w", "a", 3, 2), vm("x", "b", 4, 2), vm("z", "b", 4, 2)]
    const view = { hosts: [host("a"), host("b"), host("c", 7, 1)], vms }
    expect(ways(entropyPlanner().decide(view))).toEqual(["y c", "z a 0"])
    expect(ways(vmplacesEntropy().decide(view))).toEqual(["y c", "z a"])
  })

  test("finds no solution where there is none, and where its limit is too low", () => {
    const vms = [vm("x", "a", 4), vm("y", "a", 4), vm("z", "b", 4)]
    const full = { hosts: [host("a"), host("b")], vms }
    expect(entropyPlanner().decide(full)).toMatchObject({ verdict: "no solution", moves: [] })
    const roomy = { hosts: [...full.hosts, host("c")], vms }
    expect(entropyPlanner({ limit: 1 }).decide(roomy)).toMatchObject({ verdict: "no solution", moves: [] })
    expect(entropyPlanner().decide(roomy).verdict).toBe("plan")
  })

  test("opens further hosts where it may", () => {
    // x or w has to leave a, and fits on b when y has gone to c
    const vms = [vm("x", "a", 4), vm("w", "a", 4), vm("y", "b", 2), vm("v", "b", 3), vm("u", "c", 5)]
    const view = { hosts: [host("a"), host("b"), host("c")], vms }
    expect(entropyPlanner().decide(view).verdict).toBe("no solution")
    expect(ways(entropyPlanner({ scope: "widening" }).decide(view))).toEqual(["y c", "w b 0"])
  })

  test("takes hosts that have no room left for what they are", () => {
    const vms = [vm("x", "a", 4), vm("y", "a", 4)]
    const view = { hosts: [host("a"), host("none", 0, 0), host("b")], vms }
    for (const planner of [entropyPlanner(), entropyPlanner({ scope: "widening" }), vmplacesEntropy()])
      expect(ways(planner.decide(view))).toHaveLength(1)
    expect(entropyPlanner().decide({ ...view, hosts: view.hosts.slice(0, 2) }).verdict).toBe("no solution")
    const stuck = { hosts: [host("none", 0, 0), host("b")], vms: [vm("x", "none", 1)] }
    expect(ways(entropyPlanner().decide(stuck))).toEqual(["x b"])
  })

  test("breaks a cycle by a bypass: a VM that moves twice", () => {
    // a, b and d are overloaded; t wants the place of r, r that of t, and s the place where t waits
    const vms = [
      ...[vm("q", "a", 7, 8), vm("s", "a", 8, 5), vm("t", "b", 6, 1)],
      ...[vm("u", "b", 7, 4), vm("r", "d", 3, 5), vm("v", "d", 2, 6)],
    ]
    const view = { hosts: ["a", "b", "c", "d"].map((name) => host(name, 10, 10)), vms }
    const decision = entropyPlanner().decide(view)
    expect(ways(decision)).toEqual(["t c", "r b 0", "t d 0,1", "s c 2"])
    expect(decision.moves.map((move) => move.vm.host)).toEqual(["b", "d", "c", "a"])
    expect(decision.verdict).toBe("plan")
  })

  test("weighs VMs by what hosts have, also where the first has nothing", () => {
    const strategies = [{ vms: byLargestShare, hosts: bestFit }]
    const view = {
      hosts: [host("none", 0, 0), host("a"), host("b")],
      vms: [vm("x", "a", 3), vm("y", "a", 5)],
    }
    expect(ways(entropyPlanner({ strategies }).decide(view))).toEqual(["x b"])
  })

  test("takes the first of equal hosts: in the order of the view, or of VMPlaceS' hash map", () => {
    const hosts = ["node0", "node1", "node2", "node3"].map((name) => host(name))
    const view = { hosts, vms: [vm("x", "node0", 4), vm("y", "node0", 4)] }
    expect(ways(entropyPlanner().decide(view))).toEqual(["y node1"])
    expect(ways(vmplacesEntropy().decide(view))).toEqual(["y node2"])
  })

  test("refuses a limit that is none, and no strategies at all", () => {
    expect(() => entropyPlanner({ limit: 0 })).toThrow("Entropy: limit is 0; expected a whole number above 0")
    expect(() => entropyPlanner({ strategies: [] })).toThrow(
      "Entropy: strategies is []; expected one at least",
    )
  })
})
