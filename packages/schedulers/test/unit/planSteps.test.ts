import { describe, expect, test } from "vitest"
import { type PlanAction, planSteps, type ReconfigurationPlan } from "../../src/index.ts"

const migrate = (vm: string, from: string, to: string, pool: number, after: number[] = []): PlanAction => ({
  kind: "migrate",
  ...{ vm, from, to, pool, after, cost: 1 },
})

/** a moves away, b takes its place; c moves beside, and d follows in the second pool. */
const plan: ReconfigurationPlan = {
  actions: [
    migrate("a", "h1", "h2", 0),
    migrate("c", "h3", "h4", 0),
    migrate("b", "h0", "h1", 1, [0]),
    migrate("d", "h4", "h3", 1, [1]),
  ],
  cost: 6,
}

/** Host h5 is shut down when its VM has left, and h6 is on before its VM comes, as no more than six may be on. */
const switched: ReconfigurationPlan = {
  actions: [
    migrate("a", "h5", "h1", 0),
    migrate("b", "h2", "h3", 0),
    migrate("c", "h4", "h6", 1),
    migrate("d", "h3", "h2", 1, [1]),
  ],
  switches: [
    { kind: "shutDown", host: "h5", pool: 1 },
    { kind: "boot", host: "h6", pool: 1 },
    { kind: "shutDown", host: "h4", pool: 2 },
  ],
  cost: 6,
}

const told = (steps: ReturnType<typeof planSteps>) =>
  steps.map(({ does, needs, after }) => [`${does.kind} ${"vm" in does ? does.vm : does.host}`, needs, after])

describe("the steps of a plan", () => {
  test("wait by dependencies for the actions that they come after only", () => {
    expect(told(planSteps(plan, "dependencies"))).toEqual([
      ["migrate a", [], []],
      ["migrate c", [], []],
      ["migrate b", [0], [0]],
      ["migrate d", [1], [1]],
    ])
  })

  test("wait by pools for the whole pool before, and need what they need by dependencies", () => {
    expect(told(planSteps(plan, "pools"))).toEqual([
      ["migrate a", [], []],
      ["migrate c", [], []],
      ["migrate b", [0], [0, 1]],
      ["migrate d", [1], [0, 1]],
    ])
  })

  test("shut a host down when its VMs have left, and boot one when those are off, before a VM comes", () => {
    expect(told(planSteps(switched, "dependencies"))).toEqual([
      ["migrate a", [], []],
      ["migrate b", [], []],
      ["shutDown h5", [0], [0]],
      ["boot h6", [2], [2]],
      ["migrate c", [3], [3]],
      ["migrate d", [1], [1]],
      ["shutDown h4", [4], [4]],
    ])
  })

  test("switch hosts between two pools, off before on", () => {
    expect(told(planSteps(switched, "pools")).map(([step, , after]) => [step, after])).toEqual([
      ["migrate a", []],
      ["migrate b", []],
      ["shutDown h5", [0, 1]],
      ["boot h6", [2]],
      ["migrate c", [3]],
      ["migrate d", [3]],
      ["shutDown h4", [4, 5]],
    ])
  })
})
