import { constantLaw, exponentialLaw, uniformLaw } from "@placelab/core"
import { orThrow } from "@placelab/models"
import { describe, expect, test } from "vitest"
import { type SyntheticJobs, syntheticJobs } from "../../src/index.ts"

const spec: SyntheticJobs = {
  seed: 1,
  nodes: 64,
  jobs: 20_000,
  load: 0.8,
  largest: 5,
  runtime: exponentialLaw(3600),
  overestimate: uniformLaw(1, 5),
}
const jobs = (change: Partial<SyntheticJobs> = {}) => orThrow(syntheticJobs({ ...spec, ...change })).jobs

describe("synthetic jobs", () => {
  test("ask for the load that was said, with runtimes and sizes of their laws", () => {
    const all = jobs()
    const asked = all.reduce((sum, { nodes, runtime }) => sum + nodes * runtime, 0)
    expect(asked / (64 * all.at(-1)!.submitted)).toBeCloseTo(0.8, 1)
    expect(all.reduce((sum, { runtime }) => sum + runtime, 0) / all.length / 3600).toBeCloseTo(1, 1)
    expect(new Set(all.map(({ nodes }) => nodes))).toEqual(new Set([1, 2, 4, 8, 16, 32]))
    for (const { runtime, walltime } of all) {
      expect(walltime).toBeGreaterThanOrEqual(runtime)
      expect(walltime).toBeLessThanOrEqual(5 * runtime)
    }
  })

  test("have the same sizes and runtimes at another load, and other ones of another seed", () => {
    const [one, other] = [jobs({ jobs: 100 }), jobs({ jobs: 100, load: 0.4 })]
    expect(other.map(({ runtime, nodes, walltime }) => [runtime, nodes, walltime])).toEqual(
      one.map(({ runtime, nodes, walltime }) => [runtime, nodes, walltime]),
    )
    expect(other.at(-1)!.submitted).toBeGreaterThan(1.9 * one.at(-1)!.submitted)
    expect(jobs({ jobs: 100, seed: 2 })).not.toEqual(one)
  })

  test("that say less than they need, are taken for exact", () => {
    for (const { runtime, walltime } of jobs({ jobs: 100, overestimate: constantLaw(0.5) }))
      expect(walltime).toBe(runtime)
  })

  test.each<[Partial<SyntheticJobs>, string]>([
    [{ nodes: 0 }, "synthetic jobs: nodes is 0; expected a whole number above 0"],
    [{ jobs: 0 }, "synthetic jobs: jobs is 0; expected a whole number above 0"],
    [{ load: 0 }, "synthetic jobs: load is 0; expected a number above 0, in parts of the nodes"],
    [{ largest: 7 }, "synthetic jobs: largest is 7; expected a whole number k of at least 0, 2^k at most 64"],
    [{ runtime: constantLaw(0) }, "synthetic jobs: mean runtime is 0; expected a number above 0, in seconds"],
  ])("are refused: %o", (wrong, message) => {
    expect(() => jobs(wrong)).toThrow(message)
  })
})
