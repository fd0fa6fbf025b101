import { RandomStream } from "@placelab/core"
import { orThrow } from "@placelab/models"
import { describe, expect, test } from "vitest"
import {
  type EntropyInput,
  type EntropyResult,
  entropyOptions,
  entropyProblem,
  planFaults,
  type ReconfigurationPlan,
  situationAtEnd,
  solveEntropy,
  spread,
} from "../../src/index.ts"
import { drawInstance, only } from "./entropyInstances.ts"

/**
 * Carries the actions out in a random order that keeps to what they wait for, pools or not, and gives the hosts that were
 * overloaded as a VM came; and the actions that never started.
 */
function playByDependencies({ hosts, vms }: EntropyInput, { actions }: ReconfigurationPlan, seed: number) {
  const random = new RandomStream(seed, "order of actions")
  const byName = new Map(vms.map((vm) => [vm.name, vm]))
  const held = new Map(hosts.map(({ name }) => [name, { cpu: 0, memory: 0 }]))
  const hold = (host: string, vm: string, sign: 1 | -1) => {
    const at = held.get(host)!
    const { cpu, memory } = byName.get(vm)!
    at.cpu += sign * Math.round(10 * cpu)
    at.memory += sign * memory
  }
  for (const { name, host, state = "running" } of vms) if (state === "running") hold(host!, name, 1)
  const state = actions.map((): "waits" | "goes" | "done" => "waits")
  const overloaded: string[] = []
  for (;;) {
    const ready = actions.flatMap(({ after }, i) =>
      state[i] === "waits" && after.every((other) => state[other] === "done") ? [i] : [],
    )
    const going = actions.flatMap((_, i) => (state[i] === "goes" ? [i] : []))
    const choices = [...ready, ...going]
    if (choices.length === 0) break
    const i = choices[random.below(choices.length)]!
    const action = actions[i]!
    if (state[i] === "waits") {
      state[i] = "goes"
      if (!("to" in action)) continue
      hold(action.to, action.vm, 1)
      const { cpu, memory } = hosts.find(({ name }) => name === action.to)!
      const vm = byName.get(action.vm)!
      const used = held.get(action.to)!
      if ((vm.cpu > 0 && used.cpu > 10 * cpu) || (vm.memory > 0 && used.memory > memory))
        overloaded.push(action.to)
    } else {
      state[i] = "done"
      if (action.kind !== "resume" && action.kind !== "run") hold(action.from, action.vm, -1)
    }
  }
  return { overloaded, stuck: state.filter((each) => each !== "done").length }
}

/** The VMs that repair mode may touch: those on overloaded hosts, those that change state, those a constraint names. */
function touchable({ hosts, vms, constraints = [] }: EntropyInput): Set<string> {
  const stay = vms.filter(
    (vm) => (vm.state ?? "running") === "running" && (vm.target ?? "running") === "running",
  )
  const on = (host: string) => stay.filter((vm) => vm.host === host)
  const overloaded = hosts.filter(({ name, cpu, memory }) => {
    const tenths = on(name).reduce((sum, vm) => sum + Math.round(10 * vm.cpu), 0)
    return tenths > 10 * cpu || on(name).reduce((sum, vm) => sum + vm.memory, 0) > memory
  })
  const running = new Map(stay.map((vm) => [vm.name, vm.host!]))
  return new Set([
    ...overloaded.flatMap(({ name }) => on(name).map((vm) => vm.name)),
    ...vms.filter((vm) => !stay.includes(vm)).map((vm) => vm.name),
    ...constraints.flatMap((constraint) =>
      constraint.faults(situationAtEnd({ hosts, vms }, running)).flatMap((fault) => fault.vms),
    ),
  ])
}

function expectRight(input: EntropyInput, result: EntropyResult, seed: number): void {
  if (!("plan" in result)) return
  const problem = orThrow(entropyProblem(input))
  expect(planFaults(problem, result.plan)).toEqual([])
  expect(playByDependencies(input, result.plan, seed)).toEqual({ overloaded: [], stuck: 0 })
  expect(result.lowerBound).toBeLessThanOrEqual(result.plan.cost)
}

const seeds = Array.from({ length: 500 }, (_, seed) => seed)
const sizes = { hosts: [4, 12], vms: [12, 40], cpu: 1, oneInOtherState: 8 } as const

describe("on random instances", () => {
  test.each(seeds)(
    "the plan passes through no overload, and repair moves only what it may, seed %i",
    (seed) => {
      const random = new RandomStream(seed, "constraint")
      const drawn = drawInstance(seed, sizes)
      const apart = drawn.vms.filter(() => random.below(8) === 0).map(({ name }) => name)
      const input = seed % 2 === 0 ? drawn : { ...drawn, constraints: [spread(apart)] }
      const problem = orThrow(entropyProblem(input))
      const repaired = solveEntropy(problem, orThrow(entropyOptions({ limit: 5000 })))
      expectRight(input, repaired, seed)
      expect(solveEntropy(problem, orThrow(entropyOptions({ limit: 5000 })))).toEqual(repaired)
      const may = touchable(input)
      if ("plan" in repaired) expect(repaired.plan.actions.filter(({ vm }) => !may.has(vm))).toEqual([])
      else
        expectRight(
          input,
          solveEntropy(problem, orThrow(entropyOptions({ limit: 5000, scope: "widening" }))),
          seed,
        )
    },
  )

  test("most of them have a plan, and some have none", () => {
    const found = seeds.filter((seed) => {
      const problem = orThrow(entropyProblem(drawInstance(seed, sizes)))
      return "plan" in solveEntropy(problem, orThrow(entropyOptions({ limit: 5000 })))
    })
    expect(found.length).toBeGreaterThan(250)
    expect(found.length).toBeLessThan(500)
  })
})

describe("where VMs have to change places in cycles", () => {
  test.each(seeds)("the plan breaks them over a pivot, and passes through no overload, seed %i", (seed) => {
    // hosts in a random permutation, each full of one VM that must go to the next; one host has room for the largest
    const random = new RandomStream(seed, "cycles")
    const count = 2 + random.below(7)
    const order = Array.from({ length: count }, (_, i) => i)
    for (let i = count - 1; i > 0; i--) {
      const j = random.below(i + 1)
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
    const hosts = [...order, count].map((_, i) => ({ name: `h${i}`, cpu: 4, memory: 8 }))
    const vms = order.map((_, i) => {
      const memory = 5 + random.below(4)
      return { name: `v${i}`, host: `h${i}`, cpu: random.below(41) / 10, memory }
    })
    const constraints = order.map((to, from) => only(`v${from}`, `h${to}`))
    const input = { hosts, vms, constraints }
    const result = solveEntropy(orThrow(entropyProblem(input)))
    expectRight(input, result, seed)
    const cycles = countCycles(order)
    const migrations = order.filter((to, from) => to !== from).length
    const actions = "plan" in result ? result.plan.actions.length : undefined
    expect(actions).toBe(migrations + cycles)
  })
})

/** Cycles of more than one, each of which needs a bypass, as two VMs never fit on one host. */
function countCycles(order: readonly number[]): number {
  const seen = new Set<number>()
  let cycles = 0
  for (const start of order) {
    if (seen.has(start) || order[start] === start) continue
    cycles++
    for (let at = start; !seen.has(at); at = order[at]!) seen.add(at)
  }
  return cycles
}
