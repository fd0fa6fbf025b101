import { describe, expect, test } from "vitest"
import { executePlan } from "../../src/cluster/executePlan.ts"
import { decided, doNothing, examplePlanner, hostLoads, isOverloaded } from "../../src/index.ts"
import { testCluster } from "../support/testCluster.ts"

const host = (name: string, cpu = 7) => ({ name, cpu, memory: 32 })
const vm = (name: string, on: string, cpu: number) => ({ name, host: on, cpu, memory: 1 })

describe("a decision", () => {
  const x = vm("x", "a", 4)
  const view = { hosts: [host("a"), host("b")], vms: [x, vm("y", "a", 4), vm("z", "b", 3)] }

  test("is called by what it leads to", () => {
    expect(decided(view, []).verdict).toBe("no solution")
    expect(decided(view, [{ vm: x, to: "b" }]).verdict).toBe("plan")
    const more = { hosts: [...view.hosts, host("c")], vms: [...view.vms, vm("u", "c", 9)] }
    expect(decided(more, [{ vm: x, to: "b" }]).verdict).toBe("partial plan")
    const quiet = { hosts: view.hosts, vms: [x] }
    expect(decided(quiet, []).verdict).toBe("nothing to do")
    expect(decided(quiet, [{ vm: x, to: "b" }]).verdict).toBe("plan")
    expect(decided({ hosts: view.hosts, vms: [x, vm("y", "b", 4)] }, [{ vm: x, to: "b" }]).verdict).toBe(
      "partial plan",
    )
  })

  test("counts a VM with a bypass where it is in the end", () => {
    const legs = [
      { vm: x, to: "c" },
      { vm: { ...x, host: "c" }, to: "b" },
    ]
    const hosts = [...view.hosts, host("c", 1)]
    expect(decided({ hosts, vms: view.vms }, legs).verdict).toBe("plan")
  })

  test("for a host that the view has not is refused", () => {
    expect(() => decided(view, [{ vm: x, to: "B1" }])).toThrow(
      'decision: host name is "B1"; expected one of the 2 known, such as "a"',
    )
  })

  test("tenths that add up to the capacity are no overload, a billionth more is", () => {
    const full = (last: number) => ({
      hosts: [host("a", 0.8)],
      vms: [0.1, 0.1, 0.1, 0.2, 0.2, last].map((cpu, i) => vm(`vm-${i}`, "a", cpu)),
    })
    expect(decided(full(0.1), []).verdict).toBe("nothing to do")
    expect(decided(full(0.100000001), []).verdict).toBe("no solution")
    const rest = { hosts: [host("a", 7 - 6.7)], vms: [vm("x", "a", 0.3)] }
    expect(decided(rest, []).verdict).toBe("nothing to do")
    expect(isOverloaded(hostLoads(rest).get("a")!)).toBe(false)
    expect(isOverloaded(hostLoads(full(0.1)).get("a")!)).toBe(false)
    expect(isOverloaded(hostLoads(full(0.100000001)).get("a")!)).toBe(true)
  })
})

test("who does nothing leaves overloads where they are", () => {
  const view = { hosts: [host("a")], vms: [vm("x", "a", 8)] }
  expect(doNothing.decide(view)).toMatchObject({ verdict: "no solution", moves: [] })
})

describe("the example of VMPlaceS", () => {
  const names = ["a", "b", "c", "d"]
  const hosts = names.map((name) => host(name))

  test("sends the first VM of an overloaded host to the next one that is loaded by less than half", () => {
    const vms = [vm("u", "a", 3.4), vm("x", "c", 4), vm("y", "c", 4), vm("v", "d", 3.5), vm("w", "b", 1)]
    const { moves, verdict } = examplePlanner.decide({ hosts, vms })
    expect({ moves, verdict }).toEqual({ moves: [{ vm: vms[1], to: "a" }], verdict: "partial plan" })
  })

  test("sends nobody anywhere where all are loaded by half", () => {
    const vms = [vm("x", "c", 8), ...["a", "b", "d"].map((name) => vm(`on ${name}`, name, 3.5))]
    expect(examplePlanner.decide({ hosts, vms })).toMatchObject({ moves: [], verdict: "no solution" })
  })
})

test("a VM that takes a bypass in a plan gets to its target", () => {
  const cluster = testCluster({ loads: [[0.5], [], []] })
  const view = { name: "vm-0", host: "node0", cpu: 0.5, memory: 2 ** 30 }
  const legs = [
    { vm: view, to: "node1" },
    { vm: { ...view, host: "node1" }, to: "node2", after: [0] },
  ]
  const done = cluster.engine.spawn("plan", () => executePlan(cluster, 1, legs))
  cluster.engine.run()
  expect(done.result).toMatchObject({ moved: 2, failed: 0 })
  expect(cluster.vm("vm-0").host?.name).toBe("node2")
  expect(cluster.plans.size).toBe(0)
})
