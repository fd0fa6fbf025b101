import { gibibytes } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  type DecisionRecord,
  decided,
  entropyPlanner,
  explainMove,
  lazyFirstFit,
  type Planner,
  plainFirstFit,
  vmplacesLazyFirstFit,
} from "../../src/index.ts"

const host = (name: string, cpu = 7, memory = gibibytes(32)) => ({ name, cpu, memory })
const vm = (name: string, on: string, cpu: number, memory = gibibytes(1)) => ({ name, host: on, cpu, memory })
const record = (view: DecisionRecord["view"], { decide }: Planner): DecisionRecord => ({
  ...{ number: 3, date: 30, node: "node9", view },
  decision: decide(view),
})
const fates = (explained: ReturnType<typeof explainMove>) =>
  explained.candidates.map(({ host, fate }) => `${host} ${fate}`)

describe("the move of a VM is explained", () => {
  // a: 7.5 of 7, x leaves; b has 0.2 left, c is overloaded by 0.3 and keeps 6.4 when y has left
  const vms = [
    ...[vm("x", "a", 0.5), vm("u", "a", 7), vm("v", "b", 6.8), vm("y", "c", 0.9), vm("w", "c", 6.4)],
    ...[vm("m", "d", 1, gibibytes(31.5)), vm("p", "e", 6), vm("q", "f", 1)],
  ]
  const view = { hosts: ["a", "b", "c", "d", "e", "f"].map((name) => host(name)), vms }

  test("by what each host had free at its turn, and what ruled it out", () => {
    // y has moved before, from c to e
    const asked = record(view, lazyFirstFit())
    expect(asked.decision.moves.map(({ vm, to }) => `${vm.name} ${to}`)).toEqual(["y e", "x c"])
    const explained = explainMove(asked, "x")
    expect(explained).toMatchObject({ vm: vms[0], to: "c" })
    expect(explained.candidates.map(({ freeCpu }) => Number(freeCpu.toFixed(9)))).toEqual([
      0, 0.2, 0.6, 6, 0.1, 6,
    ])
    expect(explained.text.split("\n")).toEqual([
      "decision 3 of node9 at 30 s: x (0.5 cores, 1 GiB) goes from a to c",
      "a (0 cores, 31 GiB free): it was there, with 0.5 cores too few for all",
      "b (0.2 cores, 31 GiB free): 0.3 cores too few",
      "c (0.6 cores, 31 GiB free): chosen",
      "d (6 cores, 0.5 GiB free): 0.5 GiB too little",
      "e (0.1 cores, 30 GiB free): 0.4 cores too few",
      "f (6 cores, 31 GiB free): fits, but later in the order",
    ])
    expect(fates(explained)).toEqual(["a source", "b full", "c chosen", "d full", "e full", "f later"])
  })

  test("a host that has no room and was overloaded before is told apart", () => {
    const explained = explainMove(record(view, lazyFirstFit()), "y")
    expect(explained.candidates[1]).toMatchObject({
      ...{ host: "a", freeCpu: 0, freeMemory: gibibytes(31) },
      ...{ fate: "overloaded", reason: "overloaded itself; 0.9 cores too few" },
    })
  })

  test("in the order of a planner that takes the host with most free cores", () => {
    const emptiest: Planner = {
      name: "emptiest",
      decide: (view) =>
        decided(view, [{ vm: view.vms[0]!, to: "f" }], {
          prefers: { order: "most free cpu", searches: false },
        }),
    }
    const explained = explainMove(record(view, emptiest), "x")
    expect(fates(explained)).toEqual(["a source", "d full", "f chosen", "e later", "b full", "c overloaded"])
  })

  test("in the order of a search: most free memory first, overloaded hosts last", () => {
    const few = { hosts: view.hosts.slice(2), vms: vms.slice(3) }
    expect(fates(explainMove(record(few, entropyPlanner()), "y"))).toEqual([
      ...["c source", "e chosen", "f later", "d full"],
    ])
  })

  test("overloaded hosts come last however much memory they have free", () => {
    const full = [vm("x", "a", 4), vm("w", "a", 4), vm("u", "b", 4), vm("v", "b", 1), vm("t", "b", 2.5)]
    const heavy = [vm("s", "c", 1, gibibytes(20)), vm("r", "d", 6, gibibytes(4))]
    const asked = record({ hosts: view.hosts.slice(0, 4), vms: [...full, ...heavy] }, entropyPlanner())
    expect(asked.decision.moves.map(({ vm, to }) => `${vm.name} ${to}`)).toEqual(["w c", "v d"])
    expect(fates(explainMove(asked, "v"))).toEqual(["b source", "d chosen", "c later", "a later"])
  })

  test("a search may pass over a host that fits", () => {
    // x fits on b only if y does not go there; y fits on b alone
    const both = [
      vm("x", "a", 2, 1),
      vm("u", "a", 6, 9),
      vm("y", "c", 4, 1),
      vm("v", "c", 4, 9),
      vm("w", "d", 4, 2),
    ]
    const tight = { hosts: [host("a"), host("b", 4), host("c"), host("d")], vms: both }
    const asked = record(tight, entropyPlanner())
    expect(asked.decision.moves.map(({ vm, to }) => `${vm.name} ${to}`)).toEqual(["x d", "y b"])
    const explained = explainMove(asked, "x")
    expect(fates(explained)).toEqual(["a source", "b passed over", "d chosen", "c later"])
    expect(explained.candidates[1]!.reason).toBe("fits, but no cheaper plan was found with it")
  })

  test("a planner of one's own may pass over a host, too", () => {
    const toLast: Planner = { name: "last", decide: (seen) => decided(seen, [{ vm: vms[7]!, to: "e" }]) }
    const quiet = { hosts: view.hosts, vms: vms.slice(7) }
    const { candidates } = explainMove(record(quiet, toLast), "q")
    expect(candidates[0]).toMatchObject({ host: "f", fate: "source", reason: "it was there" })
    expect(candidates[1]).toMatchObject({ host: "a", fate: "passed over", reason: "fits, but passed over" })
  })

  test("in the hash order of VMPlaceS", () => {
    const hosts = ["node0", "node1", "node2", "node3"].map((name) => host(name))
    const asked = record({ hosts, vms: [vm("x", "node0", 4), vm("y", "node0", 4)] }, vmplacesLazyFirstFit)
    expect(fates(explainMove(asked, "x"))).toEqual([
      "node0 source",
      "node2 chosen",
      "node3 later",
      "node1 later",
    ])
  })

  test("a bypass as one way", () => {
    const legs: Planner = {
      name: "legs",
      decide: (seen) =>
        decided(seen, [
          { vm: vms[0]!, to: "f" },
          { vm: vms[3]!, to: "f" },
          { vm: { ...vms[0]!, host: "f" }, to: "e" },
        ]),
    }
    const { text, candidates } = explainMove(record(view, legs), "x")
    expect(text.split("\n")[0]).toBe(
      "decision 3 of node9 at 30 s: x (0.5 cores, 1 GiB) goes from a to e, by way of f",
    )
    // f holds q and y, and not x
    expect(candidates.find((each) => each.host === "f")!.freeCpu).toBeCloseTo(7 - 1 - 0.9, 9)
  })

  test("unless it did not move", () => {
    const asked = record(view, lazyFirstFit())
    expect(() => explainMove(asked, "w")).toThrow(
      'decision 3: moved VM name is "w"; expected one of the 2 known, such as "y"',
    )
    const nobody = record({ hosts: view.hosts, vms: [] }, plainFirstFit())
    expect(() => explainMove(nobody, "w")).toThrow(
      'decision 3: moved VM name is "w"; expected a moved VM that exists, and there is none yet',
    )
  })
})
