import { expect, test } from "vitest"
import { planetlabTraces } from "../../src/index.ts"
import { regularVm, workloadOf } from "../workloads.ts"

test("shares of something else than the VM are none of PlanetLab", () => {
  const vm = regularVm(Array.from({ length: 288 }, () => 0.25))
  expect(planetlabTraces(workloadOf([vm]))[0]!.percent[0]).toBe(25)
  expect(() => planetlabTraces(workloadOf([vm], { shareOf: "the largest machine" }))).toThrow(
    'test: shares is "of the largest machine"; expected of what each VM has itself',
  )
})
