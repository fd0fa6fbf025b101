import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { SweepRow } from "@placelab/core"
import { afterAll, beforeAll, expect, it } from "vitest"
import { differenceTable } from "../src/sweep/differenceTable.ts"
import { planSweep, type SweepPlan } from "../src/sweep/planSweep.ts"
import { summaryTable } from "../src/sweep/summaryTable.ts"

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "placelab-tables-"))
})
afterAll(() => rmSync(folder, { recursive: true }))

function planned(axes: object, seeds: readonly number[]): SweepPlan {
  const path = join(folder, "sweep.json")
  writeFileSync(path, JSON.stringify({ scenario: { hosts: 8 }, axes, seeds }))
  return planSweep(path, { placelab: "0.1.0", code: "abc" })
}

/** Results with these violations, by point; moves are none, and there is no energy. */
function resultsOf({ runs }: SweepPlan, violations: readonly number[]): Map<string, SweepRow> {
  return new Map(
    runs.map(({ hash }, i) => [hash, { violation_s: violations[i]!, migrations: 0, energy_j: null }]),
  )
}

it("differences are paired by seed, against the first value of the last axis that has several", () => {
  const axes = { hosts: [8, 16], scheduler: ["dvms", "entropy"], vms: [40] }
  const plan = planned(axes, [1, 2, 3])
  // By seed: -1, -2, -3 with 8 hosts, 500, 500, 500 with 16.
  const results = resultsOf(plan, [10, 20, 30, 9, 18, 27, 1000, 2000, 4000, 1500, 2500, 4500])
  // Student's quantile of 2 degrees of freedom is 4.302653, the deviation 1: 4.302653 / sqrt(3) = 2.484.
  expect(differenceTable(plan, results)!.split("\n")).toEqual([
    "less scheduler=dvms of the same seed; the two differ where the mean is farther from 0 than its +- 95 %",
    "hosts  scheduler  vms  runs   violation_s     migrations   - energy_j --",
    "                             mean  +- 95 %  mean  +- 95 %  mean  +- 95 %",
    "    8  entropy     40     3    -2    2.484     0        0     -        -",
    "   16  entropy     40     3   500        0     0        0     -        -",
  ])
})

it("each value but the first is held against the first one", () => {
  const plan = planned({ scheduler: ["dvms", "entropy", "ffd-lazy"] }, [1, 2])
  const results = resultsOf(plan, [10, 20, 11, 21, 13, 23])
  const lines = differenceTable(plan, results)!.split("\n").slice(3)
  expect(lines.map((line) => line.split(/ +/).slice(0, 4))).toEqual([
    ["entropy", "2", "1", "0"],
    ["ffd-lazy", "2", "3", "0"],
  ])
})

it.each<[string, object, readonly number[]]>([
  ["no axis has several values", { hosts: [8] }, [1, 2]],
  ["there are no axes", {}, [1, 2]],
  ["there is one seed", { hosts: [8, 16] }, [1]],
])("there are no differences where %s", (_, axes, seeds) => {
  const plan = planned(axes, seeds)
  expect(differenceTable(plan, resultsOf(plan, [1, 2]))).toBe(undefined)
})

it("a label with a line break stays in its line", () => {
  const size = ["one", "two\nlines"].map((label, i) => ({ label, set: { hosts: 8 + i } }))
  const plan = planned({ size }, [1, 2])
  const lines = summaryTable(plan, resultsOf(plan, [1, 2, 3, 4])).split("\n")
  expect(lines.slice(2).map((line) => line.split(/ +/)[0])).toEqual(["one", '"two\\nlines"'])
})
