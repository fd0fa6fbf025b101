import { gibibytes } from "@placelab/core"
import { orThrow } from "@placelab/models"
import * as E from "fp-ts/lib/Either.js"
import { describe, expect, test } from "vitest"
import {
  configuration,
  type EntropyInput,
  type EntropyVm,
  entropyOptions,
  entropyProblem,
  memoryCosts,
  solveEntropy,
  spread,
} from "../../src/index.ts"

const hosts = [
  { name: "pm-1", cpu: 7, memory: 32 },
  { name: "pm-2", cpu: 7, memory: 32 },
]
const vm = (more: Partial<EntropyVm>): EntropyVm => ({ name: "x", cpu: 1, memory: 1, ...more })
const message = (input: EntropyInput) => {
  const parsed = entropyProblem(input)
  return E.isLeft(parsed) ? parsed.left.message : "accepted"
}

describe("a problem is refused", () => {
  test.each([
    [vm({ host: "pm-3" }), 'VM "x": host name is "pm-3"; expected a known one: did you mean "pm-1"?'],
    [vm({ host: "pm-1", cpu: -1 }), 'VM "x": cpu is -1; expected a number of at least 0, in cores'],
    [vm({}), 'VM "x": host is undefined; expected the host of a running VM'],
    [vm({ state: "sleeping" }), 'VM "x": host is undefined; expected the host of a sleeping VM'],
    [
      vm({ state: "waiting", host: "pm-1" }),
      'VM "x": host is "pm-1"; expected none, since the VM is waiting',
    ],
    [
      vm({ state: "waiting", target: "sleeping" }),
      'VM "x": target is "sleeping"; expected one that an action leads to from waiting: running, ready',
    ],
    [
      vm({ state: "sleeping", host: "pm-1", target: "terminated" }),
      'VM "x": target is "terminated"; expected one that an action leads to from sleeping: running, sleeping, ready',
    ],
    [
      vm({ state: "runing" as "running", host: "pm-1" }),
      'VM "x": state name is "runing"; expected a known one: did you mean "running"?',
    ],
    [
      vm({ target: "stoped" as "running", host: "pm-1" }),
      'VM "x": target name is "stoped"; expected one of the 4 known, such as "running"',
    ],
  ])("for one clear reason, case %#", (wrong, expected) => {
    expect(message({ hosts, vms: [wrong] })).toBe(expected)
  })

  test("for a constraint on a VM that it does not have", () => {
    expect(message({ hosts, vms: [vm({ host: "pm-1" })], constraints: [spread(["x", "y"])] })).toBe(
      'placement constraint: VM name is "y"; expected one of the 1 known, such as "x"',
    )
  })

  test("for costs that are no whole numbers, as their sums would not be exact", () => {
    const costs = { ...memoryCosts, migrate: (memory: number) => memory / 2 }
    expect(message({ hosts, vms: [vm({ host: "pm-1" })], costs })).toBe(
      "action costs: migrate(1) is 0.5; expected a whole number of at least 0",
    )
  })

  test("for options without a strategy, or a limit that is no number of nodes", () => {
    const none = entropyOptions({ strategies: [] })
    expect(E.isLeft(none) && none.left.message).toBe("Entropy: strategies is []; expected one at least")
    const parsed = entropyOptions({ limit: 0.5 })
    expect(E.isLeft(parsed) && parsed.left.message).toBe(
      "Entropy: limit is 0.5; expected a whole number above 0",
    )
    expect(entropyOptions({ limit: 10 })).toMatchObject(
      E.right({ limit: 10, scope: "repair", sequencing: "pools" }),
    )
  })
})

describe("demands are compared", () => {
  const solve = (input: EntropyInput) => solveEntropy(orThrow(entropyProblem(input)))
  const full = (count: number, cpu: number, memory: number, capacity: number) => ({
    hosts: [{ name: "a", cpu: capacity, memory: count * memory }],
    vms: Array.from({ length: count }, (_, i) => ({ name: `v${i}`, host: "a", cpu, memory })),
  })

  test.each([
    [10, 0.7, 7],
    [7, 0.1, 0.7],
    [29, 0.29, 8.41],
    [3, 1 / 3, 1],
    [3, 2 / 3, 2],
  ])("exactly: %i VMs of %d cores fill %d cores, and no more", (count, cpu, capacity) => {
    const input = full(count, cpu, gibibytes(0.7), capacity)
    expect(solve(input)).toMatchObject({ status: "optimal", plan: { actions: [], cost: 0 }, nodes: 0 })
    const more = [...input.vms, { name: "more", host: "a", cpu: 1e-6, memory: 0 }]
    expect(solve({ ...input, vms: more }).status).toBe("infeasible")
  })

  test("as a checked configuration gives them", () => {
    const vms = [{ name: "x", host: "pm-1", cpu: 7, memory: 1 }]
    expect(solve(orThrow(configuration({ hosts, vms }))).status).toBe("optimal")
  })
})
