import { expect, it } from "vitest"
import { planSlipOf } from "../src/index.ts"
import { tableOf } from "./support/traces.ts"

const corrected = { definition: "corrected", until: 100 } as const

/** Two plans: 8 s for 10 planned, which two nodes carry out; 12 s for 8. */
const trace = tableOf([
  ["node0", "SERVICE", "reconfigure", 10, 8, { plan: 1 }],
  ["node9", "SERVICE", "reconfigure", 10, 8, { plan: 1, planned: 10 }],
  ["node9", "SERVICE", "reconfigure", 40, 12, { plan: 2, planned: 8 }],
])

it.each([corrected, { definition: "vmplaces", until: 1 }] as const)(
  "a slip is what a plan took over what was planned, once a plan, $definition",
  (options) => {
    expect(planSlipOf(trace, options)).toEqual({
      count: 2,
      sum: 0.8 + 1.5,
      squares: expect.closeTo(0.245, 10),
    })
  },
)

it("a plan of which nobody said how long it would take, or nothing, has none", () => {
  const table = tableOf([
    ["node0", "SERVICE", "reconfigure", 10, 8, { plan: 1, planned: 0 }],
    ["node0", "SERVICE", "reconfigure", 30, 8, { plan: 2 }],
  ])
  expect(planSlipOf(table, corrected).count).toBe(0)
})

it("a plan that the horizon cuts has none", () => {
  expect(planSlipOf(trace, { definition: "corrected", until: 45 })).toMatchObject({ count: 1, sum: 0.8 })
})
