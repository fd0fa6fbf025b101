import { orThrow } from "@placelab/models"
import { expect, test } from "vitest"
import { placedAnew, placedStayingFirst } from "../../src/contextSwitch/heuristicTargets.ts"
import { planTo } from "../../src/contextSwitch/planTo.ts"
import { type EntropyProblem, entropyProblem, planFaults } from "../../src/index.ts"
import { drawInstance } from "./entropyInstances.ts"

const sizes = { hosts: [3, 6], vms: [6, 16], cpu: 2, oneInOtherState: 3 } as const

function overloaded(problem: EntropyProblem, place: Int32Array): string[] {
  return problem.hosts
    .filter((_, host) => {
      const there = [...place.keys()].filter((vm) => place[vm] === host)
      const sum = (of: Float64Array) => there.reduce((total, vm) => total + of[vm]!, 0)
      return sum(problem.vmCpu) > problem.hostCpu[host]! || sum(problem.vmMemory) > problem.hostMemory[host]!
    })
    .map(({ name }) => name)
}

const totals = { anew: 0, staying: 0, stayed: 0, plans: 0 }

test.each(Array.from({ length: 300 }, (_, seed) => seed))(
  "a placement by a heuristic overloads nobody, has all that shall run, and who can stay stays (seed %i)",
  (seed) => {
    const problem = orThrow(entropyProblem(drawInstance(seed, sizes)))
    const [anew, staying] = [placedAnew(problem), placedStayingFirst(problem)]
    for (const place of [anew, staying]) {
      if (place === undefined) continue
      expect(overloaded(problem, place)).toEqual([])
      expect([...place].map((host) => (host < 0 ? 0 : 1))).toEqual([...problem.shallRun])
      const plan = planTo(problem, place)
      if (plan === undefined) continue
      expect(planFaults(problem, plan)).toEqual([])
      totals.plans++
    }
    if (anew !== undefined) totals.anew++
    if (staying === undefined) return
    totals.staying++
    const home = problem.home.map((host, vm) => (problem.shallRun[vm] === 1 ? host : -1))
    if (!home.includes(-1) && overloaded(problem, home).length === 0) {
      totals.stayed++
      expect([...staying]).toEqual([...home])
    }
  },
)

test("in most instances both find one, and in some all can stay", () => {
  expect(totals.anew).toBeGreaterThan(150)
  expect(totals.staying).toBeGreaterThan(150)
  expect(totals.plans).toBeGreaterThan(250)
  expect(totals.stayed).toBeGreaterThanOrEqual(1)
})

test("a host that is off is no target", () => {
  const vms = [{ name: "x", cpu: 1, memory: 1, state: "waiting" }] as const
  const hosts = [{ name: "a", cpu: 1, memory: 1, power: "off" }] as const
  const problem = orThrow(entropyProblem({ hosts, vms }))
  expect([placedAnew(problem), placedStayingFirst(problem)]).toEqual([undefined, undefined])
})
