import { Trace } from "@placelab/core"
import { expect, it } from "vitest"
import {
  flatMetrics,
  measureRun,
  runMeasuresMonoid,
  runMetrics,
  siteMigrationsMonoid,
  siteMigrationsOf,
} from "../src/index.ts"

const sites = new Map([
  ["node0", "Rennes"],
  ["node1", "Rennes"],
  ["node2", "Sophia"],
])
const corrected = { definition: "corrected", until: 100 } as const

/** Migrations with begin, end, from, to and outcome. */
function traceOf(moves: readonly (readonly [number, number, string, string, number?])[]) {
  let now = 0
  const trace = new Trace(() => now)
  for (const [i, [begin, end, from, to, state = 0]] of moves.entries()) {
    const track = trace.track(`vm-${i}`, "SERVICE")
    now = begin
    track.set("migrate")
    now = end
    track.pop({ from, to, state })
  }
  // Under way to the end.
  trace.track("vm-last", "SERVICE").set("migrate", { from: "node0", to: "node2" })
  now = 4000
  trace.close()
  return trace.records
}

const moves = traceOf([
  [1, 11, "node0", "node1"],
  [2, 14, "node1", "node0"],
  [3, 23, "node0", "node2"],
  [4, 9, "node2", "node1", -1],
  [5, 9, "node2", "node7"],
  [95, 105, "node2", "node0"],
])

it("migrations within a site and between sites are those that have succeeded by the end", () => {
  const { intra, inter } = siteMigrationsOf(moves, sites, corrected)
  expect(intra).toMatchObject({ count: 2, sum: 22 })
  expect(inter).toMatchObject({ count: 1, sum: 20 })
})

it("by the rules of VMPlaceS those that begin after 3600 s are left out, and no others", () => {
  const late = traceOf([
    [3600, 3605, "node0", "node2"],
    [3601, 3605, "node0", "node2"],
  ])
  expect(siteMigrationsOf(late, sites, { definition: "vmplaces", until: 100 }).inter.count).toBe(1)
  expect(siteMigrationsOf(moves, sites, { definition: "vmplaces", until: 100 }).inter.count).toBe(2)
})

it("the metrics of a run have them where it is said who is where, and nothing of it else", () => {
  expect(runMetrics(moves, { ...corrected, siteOf: sites })).toMatchObject({
    migrations: 6,
    migrations_intra_site: 2,
    migrations_inter_site: 1,
    migration_intra_site_mean_s: 11,
    migration_inter_site_mean_s: 20,
  })
  expect(Object.keys(runMetrics(moves, corrected)).filter((key) => key.includes("site"))).toEqual([])
  expect(runMetrics(traceOf([]), { ...corrected, siteOf: sites }).migration_intra_site_mean_s).toBeNull()
})

it("those of two runs merge, where both have them", () => {
  const measures = measureRun(moves, { ...corrected, siteOf: sites })
  const { concat } = runMeasuresMonoid("corrected")
  expect(flatMetrics(concat(measures, measures))).toMatchObject({
    migrations_intra_site: 4,
    migration_intra_site_mean_s: 11,
    migrations_inter_site: 2,
  })
  const without = measureRun(moves, corrected)
  expect(concat(measures, without).siteMigrations).toBeNull()
  const parts = siteMigrationsOf(moves, sites, corrected)
  expect(siteMigrationsMonoid.concat(parts, parts).inter).toMatchObject({ count: 2, sum: 40 })
})
