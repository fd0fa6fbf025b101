import { RandomStream } from "@placelab/core"
import { orThrow } from "@placelab/models"
import { describe, expect, test } from "vitest"
import { FirstFit } from "../../src/centralized/firstFit.ts"
import {
  type Configuration,
  constantCosts,
  type Decision,
  doNothing,
  entropyOptions,
  entropyPlanner,
  entropyProblem,
  examplePlanner,
  lazyFirstFit,
  optimisticFirstFit,
  type Planner,
  plainFirstFit,
  planFaults,
  solveEntropy,
  vmplacesEntropy,
  vmplacesLazyFirstFit,
  vmplacesOptimisticFirstFit,
} from "../../src/index.ts"

/** Two to nine hosts, some smaller, so full that some are overloaded and some plans do not exist. */
function draw(seed: number): Configuration {
  const random = new RandomStream(seed, "view")
  const hosts = Array.from({ length: 2 + random.below(8) }, (_, i) => ({
    ...{ name: `node${i}`, cpu: [7, 7, 7, 3][random.below(4)]!, memory: 32 },
  }))
  const vms = Array.from({ length: hosts.length * (8 + random.below(3)) }, (_, i) => ({
    ...{ name: `vm-${i}`, host: `node${random.below(hosts.length)}` },
    ...{ cpu: random.below(11) / 10, memory: 1 + random.below(5) },
  }))
  return { hosts, vms }
}

/** The names of overloaded hosts once VMs are where `places` says, counted in tenths. */
function overloads({ hosts, vms }: Configuration, places: ReadonlyMap<string, string>): string[] {
  return hosts
    .filter(({ name, cpu, memory }) => {
      const here = vms.filter((vm) => (places.get(vm.name) ?? vm.host) === name)
      const tenths = here.reduce((sum, vm) => sum + Math.round(vm.cpu * 10), 0)
      return tenths > cpu * 10 || here.reduce((sum, vm) => sum + vm.memory, 0) > memory
    })
    .map(({ name }) => name)
}

const placesAfter = ({ moves }: Decision) => new Map(moves.map(({ vm, to }) => [vm.name, to]))
/** Nodes: enough for most of these views. */
const limit = 2000
const seeds = Array.from({ length: 200 }, (_, seed) => seed)
const planners: readonly Planner[] = [
  ...[entropyPlanner({ limit }), entropyPlanner({ scope: "widening", limit }), vmplacesEntropy({ limit })],
  ...[lazyFirstFit(), lazyFirstFit({ sortedBy: "memory", noRoom: "no solution" }), optimisticFirstFit()],
  ...[optimisticFirstFit({ noRoom: "no solution" }), plainFirstFit(), plainFirstFit({ sortedBy: "memory" })],
  ...[vmplacesLazyFirstFit, vmplacesOptimisticFirstFit, examplePlanner, doNothing],
]

describe.each(planners.map((planner, i) => ({ i, planner })))(
  "planner $i, $planner.name,",
  ({ i, planner }) => {
    const movesAny = planner.name === "plain FFD" || i === 1
    const decisions = seeds.map((seed) => ({ seed, view: draw(seed), decision: planner.decide(draw(seed)) }))

    test("says of each of 200 views what its moves lead to", () => {
      const said = new Set<string>()
      for (const { seed, view, decision } of decisions) {
        const { verdict, moves, work } = decision
        said.add(verdict)
        const before = overloads(view, new Map())
        const after = overloads(view, placesAfter(decision))
        expect(work).toMatchObject({
          hosts: view.hosts.length,
          vms: view.vms.length,
          overloaded: before.length,
        })
        expect(work.openVms).toBe(view.vms.filter(({ host }) => before.includes(host)).length)
        if (verdict === "plan" || verdict === "nothing to do") expect([seed, after]).toEqual([seed, []])
        else expect([seed, after.length]).not.toEqual([seed, 0])
        expect(moves.length > 0).toBe(verdict === "plan" || verdict === "partial plan")
        expect(verdict === "nothing to do").toBe(before.length === 0)
      }
      expect(said.size).toBeGreaterThan(1)
    })

    test("moves VMs of overloaded hosts, to hosts that there are, from where they are", () => {
      for (const { view, decision } of decisions) {
        const overloaded = overloads(view, new Map())
        const home = new Map(view.vms.map(({ name, host }) => [name, host]))
        const at = new Map(home)
        for (const { vm, to } of decision.moves) {
          expect(vm.host).toBe(at.get(vm.name))
          expect(to).not.toBe(vm.host)
          expect(view.hosts.some(({ name }) => name === to)).toBe(true)
          if (!movesAny) expect(overloaded).toContain(home.get(vm.name))
          at.set(vm.name, to)
        }
      }
    })

    test("decides the same again, and leaves the view as it was", () => {
      for (const { seed, view, decision } of decisions.slice(0, 50)) {
        expect(planner.decide(view)).toEqual(decision)
        expect(view).toEqual(draw(seed))
      }
    })
  },
)

test.each([lazyFirstFit(), optimisticFirstFit()])("$name overloads no host that was well", (planner) => {
  let partial = 0
  for (const seed of seeds) {
    const view = draw(seed)
    const decision = planner.decide(view)
    if (decision.verdict === "partial plan") partial++
    const before = overloads(view, new Map())
    for (const name of overloads(view, placesAfter(decision))) expect(before).toContain(name)
  }
  expect(partial).toBeGreaterThan(5)
})

test("Entropy as a planner decides as the search that it asks, by plans without faults", () => {
  for (const seed of seeds) {
    const view = draw(seed)
    for (const scope of ["repair", "widening"] as const) {
      const problem = orThrow(entropyProblem(view))
      const result = solveEntropy(problem, orThrow(entropyOptions({ scope, limit })))
      const { moves, work, verdict } = entropyPlanner({ scope, limit }).decide(view)
      if (!("plan" in result)) {
        expect(verdict).toBe("no solution")
        continue
      }
      expect(planFaults(problem, result.plan)).toEqual([])
      expect(moves.map(({ vm, to, after = [] }) => [vm.name, vm.host, to, after])).toEqual(
        result.plan.actions.map((action) => [
          action.vm,
          "from" in action && action.from,
          "to" in action && action.to,
          action.after,
        ]),
      )
      expect(work.steps).toBe(result.nodes)
    }
  }
})

test("as VMPlaceS calls it, Entropy moves as few VMs as the search knows to be needed", () => {
  let known = 0
  for (const seed of seeds) {
    const view = draw(seed)
    const problem = orThrow(entropyProblem({ ...view, costs: constantCosts }))
    const result = solveEntropy(problem, orThrow(entropyOptions({ sequencing: "atOnce", limit })))
    const { moves, verdict } = vmplacesEntropy({ limit }).decide(view)
    if (result.status !== "optimal" || verdict === "no solution") continue
    known++
    expect([seed, 5 * moves.length]).toEqual([seed, result.plan.cost])
    expect(moves.every(({ after }) => after === undefined)).toBe(true)
    expect(verdict).toBe(moves.length === 0 ? "nothing to do" : "plan")
  }
  expect(known).toBeGreaterThan(100)
})

test("the first host with room is found as by a walk, whatever has changed", () => {
  const random = new RandomStream(1, "first fit")
  for (let round = 0; round < 100; round++) {
    const count = 1 + random.below(20)
    const column = () => Float64Array.from({ length: count }, () => random.below(30) - 10)
    const [cpu, memory] = [column(), column()]
    const room = new FirstFit(cpu, memory)
    for (let step = 0; step < 100; step++) {
      const host = random.below(count)
      const [moreCpu, moreMemory] = [random.below(21) - 10, random.below(21) - 10]
      room.change(host, moreCpu, moreMemory)
      cpu[host]! += moreCpu
      memory[host]! += moreMemory
      const [c, m] = [random.below(30), random.below(30)]
      expect(room.first(c, m)).toBe(cpu.findIndex((free, i) => free >= c && memory[i]! >= m))
      expect([room.freeCpu(host), room.freeMemory(host)]).toEqual([cpu[host], memory[host]])
    }
  }
})
