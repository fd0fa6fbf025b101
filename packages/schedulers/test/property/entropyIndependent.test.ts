/*
 * HiGHS, a solver of mixed-integer programs by others, finds the cheapest assignment:
 *
 *   min sum cost(v, h) x_vh,  sum_h x_vh = 1,  sum_v c_v x_vh <= C_h,  sum_v m_v x_vh <= M_h,  x binary
 *
 * and sum_v in S x_vh <= 1 for VMs S that are to be spread.
 * With everything started at once the cost of a plan is this sum.
 */
import { orThrow } from "@placelab/models"
import highsModule from "highs"
import { describe, expect, test } from "vitest"
import {
  constantCosts,
  type EntropyInput,
  type EntropyVm,
  entropyOptions,
  entropyProblem,
  memoryCosts,
  planFaults,
  solveEntropy,
  spread,
} from "../../src/index.ts"
import { drawInstance } from "./entropyInstances.ts"

// The declarations of highs 1.15.3 are those of its CommonJS form: what they call `default` is what is imported here.
const loadHighs = highsModule as unknown as typeof highsModule.default
const highs = await loadHighs()

const runs = ({ target = "running" }: EntropyVm) => target === "running"
const isThere = ({ state = "running" }: EntropyVm) => state === "running"

/** The VMs that repair mode may move, by its definition. */
function openInRepair({ hosts, vms }: EntropyInput): EntropyVm[] {
  const overloaded = hosts.filter(({ name, cpu, memory }) => {
    const there = vms.filter((vm) => vm.host === name && isThere(vm) && runs(vm))
    const tenths = there.reduce((sum, vm) => sum + Math.round(10 * vm.cpu), 0)
    return tenths > 10 * cpu || there.reduce((sum, vm) => sum + vm.memory, 0) > memory
  })
  const names = new Set(overloaded.map(({ name }) => name))
  return vms.filter((vm) => runs(vm) && (!isThere(vm) || names.has(vm.host!)))
}

/** The cost of the cheapest assignment of the open VMs, the others staying; undefined when there is none. */
function cheapestAssignment(
  input: EntropyInput,
  open: readonly EntropyVm[],
  apart: ReadonlySet<string>,
): number | undefined {
  const { hosts, vms, costs = memoryCosts } = input
  const leave = vms
    .filter((vm) => isThere(vm) && !runs(vm))
    .reduce((sum, { target, memory }) => sum + costs[target === "terminated" ? "stop" : "suspend"](memory), 0)
  const costOf = ({ host, memory, state = "running" }: EntropyVm, to: string) => {
    if (state === "waiting") return costs.run(memory)
    if (state === "sleeping") return host === to ? costs.resumeLocally(memory) : costs.resumeRemotely(memory)
    return host === to ? 0 : costs.migrate(memory)
  }
  const isOpen = new Set(open)
  const left = hosts.map(({ name, cpu, memory }) => {
    const fixed = vms.filter((vm) => runs(vm) && !isOpen.has(vm) && vm.host === name)
    return {
      cpu: 10 * cpu - fixed.reduce((sum, vm) => sum + Math.round(10 * vm.cpu), 0),
      memory: memory - fixed.reduce((sum, vm) => sum + vm.memory, 0),
    }
  })
  if (open.length === 0) return left.every(({ cpu, memory }) => cpu >= 0 && memory >= 0) ? leave : undefined
  const x = (v: number, h: number) => `x_${v}_${h}`
  const every = <A>(list: readonly A[], term: (each: A, i: number) => string) => list.map(term).join(" + ")
  const model = [
    `Minimize obj: ${every(open, (vm, v) => every(hosts, ({ name }, h) => `${costOf(vm, name)} ${x(v, h)}`))}`,
    "Subject To",
    ...open.map((_, v) => `one_${v}: ${every(hosts, (_, h) => x(v, h))} = 1`),
    ...hosts.map(
      (_, h) =>
        `cpu_${h}: ${every(open, ({ cpu }, v) => `${Math.round(10 * cpu)} ${x(v, h)}`)} <= ${left[h]!.cpu}`,
    ),
    ...hosts.map(
      (_, h) =>
        `memory_${h}: ${every(open, ({ memory }, v) => `${memory} ${x(v, h)}`)} <= ${left[h]!.memory}`,
    ),
    ...hosts.flatMap((_, h) => {
      const members = open.flatMap(({ name }, v) => (apart.has(name) ? [x(v, h)] : []))
      return members.length > 1 ? [`spread_${h}: ${members.join(" + ")} <= 1`] : []
    }),
    "Binary",
    ...open.map((_, v) => hosts.map((_, h) => x(v, h)).join(" ")),
    "End",
  ].join("\n")
  const { Status, ObjectiveValue } = highs.solve(model, { output_flag: false })
  if (Status === "Infeasible") return undefined
  if (Status !== "Optimal") throw new Error(`HiGHS says ${Status}`)
  return Math.round(ObjectiveValue) + leave
}

describe.each([
  ["repair mode, fewest moves", "repair", constantCosts, []],
  ["all VMs, least memory", "all", memoryCosts, []],
  ["all VMs, least memory, four of them spread", "all", memoryCosts, ["v0", "v1", "v2", "v3"]],
] as const)("%s", (_, scope, costs, apart) => {
  test.each(Array.from({ length: 100 }, (_, seed) => seed))(
    "the cheapest assignment costs what HiGHS finds, seed %i",
    (seed) => {
      const sizes = { hosts: [3, 5], vms: [6, 12], cpu: 2, oneInOtherState: 5 } as const
      const input = {
        ...drawInstance(seed, sizes),
        costs,
        ...(apart.length > 0 && { constraints: [spread(apart)] }),
      }
      const open = scope === "repair" ? openInRepair(input) : input.vms.filter(runs)
      const expected = cheapestAssignment(input, open, new Set(apart))
      const problem = orThrow(entropyProblem(input))
      const result = solveEntropy(
        problem,
        orThrow(entropyOptions({ scope, sequencing: "atOnce", limit: 2_000_000 })),
      )
      expect(result.openVms).toBe(open.length)
      if (!("plan" in result)) {
        expect({ status: result.status, expected }).toEqual({ status: "infeasible", expected: undefined })
        return
      }
      expect({ status: result.status, cost: result.plan.cost }).toEqual({ status: "optimal", cost: expected })
      const inPools = solveEntropy(problem, orThrow(entropyOptions({ scope, limit: 20_000 })))
      if ("plan" in inPools) {
        expect(inPools.plan.cost).toBeGreaterThanOrEqual(expected!)
        expect(inPools.lowerBound).toBeGreaterThanOrEqual(expected!)
        expect(planFaults(problem, inPools.plan)).toEqual([])
      }
    },
  )
})
