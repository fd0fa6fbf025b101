import { describe, expect, test } from "vitest"
import {
  type Decision,
  lazyFirstFit,
  optimisticFirstFit,
  plainFirstFit,
  vmplacesLazyFirstFit,
  vmplacesOptimisticFirstFit,
} from "../../src/index.ts"

const host = (name: string) => ({ name, cpu: 7, memory: 32 })
const vm = (name: string, on: string, cpu: number, memory = 1) => ({ name, host: on, cpu, memory })
const hosts = (...names: string[]) => names.map(host)
const ways = ({ moves }: Decision) => moves.map(({ vm, to }) => `${vm.name} ${to}`)

describe("first-fit decreasing, as it was meant", () => {
  // x: 8 of 7, a leaves; y: 8 of 7, b leaves. Then c has 3 free, d 5, x 2, y 1.
  const two = {
    hosts: hosts("c", "d", "x", "y"),
    vms: [
      ...[vm("a", "x", 3, 2), vm("e", "x", 5), vm("b", "y", 2, 4), vm("f", "y", 6)],
      ...[vm("g", "c", 4), vm("h", "d", 2)],
    ],
  }

  test("the lazy one places the VM of the largest load first", () => {
    expect(ways(lazyFirstFit().decide(two))).toEqual(["a c", "b d"])
  })

  test("or that of the largest memory, where sizes count", () => {
    expect(ways(lazyFirstFit({ sortedBy: "memory" }).decide(two))).toEqual(["b c", "a d"])
  })

  test("counts a step for each host that a walk would have tried", () => {
    expect(lazyFirstFit().decide(two).work).toEqual({ hosts: 4, vms: 6, overloaded: 2, openVms: 4, steps: 3 })
  })

  test("the optimistic one takes all VMs off overloaded hosts", () => {
    // f 6, e 5, a 3, b 2 onto c with 3 free, d with 5, x and y with 7: f x, e d, a c, b y
    expect(ways(optimisticFirstFit().decide(two))).toEqual(["f x", "e d", "a c"])
  })

  test("the plain one places all VMs anew", () => {
    const view = {
      hosts: hosts("a", "b"),
      vms: [vm("x", "a", 4), vm("y", "a", 4), vm("z", "b", 3)],
    }
    const decision = plainFirstFit().decide(view)
    expect(ways(decision)).toEqual(["y b", "z a"])
    expect(decision.verdict).toBe("plan")
  })

  test("the plain one gives up where a VM fits nowhere", () => {
    const vms = [vm("x", "a", 4), vm("y", "a", 4), vm("z", "b", 4)]
    const { verdict, moves } = plainFirstFit().decide({ hosts: hosts("a", "b"), vms })
    expect({ verdict, moves }).toEqual({ verdict: "no solution", moves: [] })
  })

  test("VMs that are equal are placed in the order of their names", () => {
    const vms = [vm("q", "a", 4), vm("p", "a", 4), vm("r", "a", 4)]
    expect(ways(lazyFirstFit().decide({ hosts: hosts("b", "c", "a"), vms }))).toEqual(["p b", "q c"])
  })

  test("and before that those that are equal in load by memory, and the other way round", () => {
    const vms = [vm("p", "a", 4, 1), vm("q", "a", 4, 2), vm("r", "a", 4)]
    expect(ways(lazyFirstFit().decide({ hosts: hosts("b", "c", "a"), vms }))).toEqual(["q b", "p c"])
    const sized = [vm("p", "a", 3.9, 1), vm("q", "a", 4, 1), vm("r", "a", 7)]
    const bySize = lazyFirstFit({ sortedBy: "memory" })
    expect(ways(bySize.decide({ hosts: hosts("b", "c", "a"), vms: sized }))).toEqual(["q b", "p c"])
  })

  // x: 10 of 7, a leaves and fits nowhere; y: 8 of 7, b leaves, z has 2 free for it; x would have 3 if a did not stay
  const tight = {
    hosts: hosts("x", "y", "z"),
    vms: [vm("a", "x", 6), vm("e", "x", 4), vm("b", "y", 2), vm("f", "y", 6), vm("g", "z", 5)],
  }

  test("a VM that fits nowhere stays, keeps its room, and the others move", () => {
    const decision = lazyFirstFit().decide(tight)
    expect(ways(decision)).toEqual(["b z"])
    expect(decision.verdict).toBe("partial plan")
  })

  test("or nobody moves, where that is asked for", () => {
    const { verdict, moves } = lazyFirstFit({ noRoom: "no solution" }).decide(tight)
    expect({ verdict, moves }).toEqual({ verdict: "no solution", moves: [] })
  })

  test.each([lazyFirstFit(), optimisticFirstFit(), plainFirstFit(), vmplacesLazyFirstFit])(
    "without an overload $name does nothing",
    ({ decide }) => {
      const quiet = { hosts: hosts("a", "b"), vms: [vm("x", "b", 7), vm("y", "a", 1)] }
      expect(decide(quiet)).toEqual({
        verdict: "nothing to do",
        moves: [],
        work: { hosts: 2, vms: 2, overloaded: 0, openVms: 0, steps: 0 },
      })
    },
  )

  test("an option that there is not is refused", () => {
    const asked = { sortedBy: "lod" } as unknown as { sortedBy: "load" }
    expect(() => optimisticFirstFit(asked)).toThrow(
      'optimistic FFD: order name is "lod"; expected a known one: did you mean "load"?',
    )
    const other = { noRoom: "stop" } as unknown as { noRoom: "no solution" }
    expect(() => lazyFirstFit(other)).toThrow(
      'lazy FFD: noRoom is "stop"; expected "partial plan" or "no solution"',
    )
  })
})

// The names hash to the buckets 12, 13, 2 and 3 of 16, so the order is node2, node3, node0, node1.
describe("first-fit decreasing, as VMPlaceS does it", () => {
  const four = hosts("node0", "node1", "node2", "node3")

  test("the lazy one takes the first VMs off, and tries hosts in hash order", () => {
    const vms = [
      ...[vm("a", "node0", 3), vm("b", "node0", 3), vm("c", "node0", 2)],
      ...[vm("d", "node2", 5), vm("e", "node3", 4)],
    ]
    expect(ways(vmplacesLazyFirstFit.decide({ hosts: four, vms }))).toEqual(["a node3"])
  })

  test("VMs are placed in the reverse of the order in which they were taken off, and not by load", () => {
    // off: p of node2 (6), then a of node0 (4). a comes first: node2 has 3 free, node3 6. For p node1 is left.
    const vms = [
      ...[vm("a", "node0", 4), vm("c", "node0", 4), vm("u", "node1", 1)],
      ...[vm("p", "node2", 6), vm("q", "node2", 4), vm("v", "node3", 1)],
    ]
    const view = { hosts: four, vms }
    expect(ways(vmplacesLazyFirstFit.decide(view))).toEqual(["a node3", "p node1"])
    expect(ways(lazyFirstFit().decide(view))).toEqual(["p node1", "a node3"])
  })

  test("a host whose memory is overbooked is emptied, although one VM less would do", () => {
    const vms = [vm("a", "node0", 1, 20), vm("b", "node0", 1, 20)]
    expect(ways(vmplacesLazyFirstFit.decide({ hosts: four, vms }))).toEqual(["b node2", "a node3"])
    expect(ways(lazyFirstFit().decide({ hosts: four, vms }))).toEqual(["a node1"])
  })

  test("a VM that finds its own host first does not move", () => {
    const full = [vm("u", "node2", 7), vm("v", "node3", 6.5)]
    const vms = [vm("a", "node0", 1, 20), vm("b", "node0", 1, 20), ...full]
    expect(ways(vmplacesLazyFirstFit.decide({ hosts: four, vms }))).toEqual(["a node1"])
  })

  test("the first VM that fits nowhere ends the plan, and what there is of it is applied", () => {
    // off: p of node2 (6.5), then a of node0 (4). a goes to node2, which has 6 without p; p fits nowhere.
    const vms = [
      ...[vm("a", "node0", 4), vm("c", "node0", 4), vm("u", "node1", 6)],
      ...[vm("p", "node2", 6.5), vm("q", "node2", 1), vm("v", "node3", 6)],
    ]
    const decision = vmplacesLazyFirstFit.decide({ hosts: four, vms })
    expect(ways(decision)).toEqual(["a node2"])
    expect(decision.verdict).toBe("partial plan")
  })

  test("also when one that comes after it would fit", () => {
    // off: a of node2 (4), then p of node0 (6.5), which fits nowhere; a would fit on node3
    const vms = [
      ...[vm("p", "node0", 6.5), vm("c", "node0", 1), vm("u", "node1", 6)],
      ...[vm("a", "node2", 4), vm("q", "node2", 4), vm("v", "node3", 2)],
    ]
    expect(vmplacesLazyFirstFit.decide({ hosts: four, vms }).verdict).toBe("no solution")
    expect(ways(lazyFirstFit().decide({ hosts: four, vms }))).toEqual(["a node3"])
  })

  test("where the first one fits nowhere there is no solution", () => {
    const vms = [
      ...[vm("a", "node0", 4), vm("c", "node0", 4)],
      ...["1", "2", "3"].map((i) => vm(`v${i}`, `node${i}`, 6)),
    ]
    expect(vmplacesLazyFirstFit.decide({ hosts: four, vms })).toMatchObject({
      verdict: "no solution",
      moves: [],
    })
  })

  test("the optimistic one takes all VMs off overloaded hosts", () => {
    const vms = [vm("a", "node0", 4), vm("b", "node0", 4), vm("u", "node2", 1)]
    expect(ways(vmplacesOptimisticFirstFit.decide({ hosts: four, vms }))).toEqual(["b node2", "a node3"])
  })
})
