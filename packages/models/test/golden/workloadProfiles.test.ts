/*
 * The profiles that come with the package, beside the traces that they are of.
 *
 * Source    A day of PlanetLab, 20110303, and 50 VMs of Bitbrains, as in OpenDC's example.
 * Data      is not here, for it has no stated licence. $PLACELAB_TRACES names a folder with `planetlab/20110303` and `bitbrains`, where OpenDC's
 *           Parquet files are as CSV. Without it these tests are skipped.
 */
import { existsSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import {
  bitbrainsProfile,
  onGrid,
  planetlabProfile,
  profileOf,
  synthesise,
  type WorkloadStatistics,
  workloadStatistics,
} from "../../src/index.ts"
import { readOpendc, readWorkload } from "../../src/node/index.ts"
import { regularVm, workloadOf } from "../workloads.ts"

const traces = process.env.PLACELAB_TRACES
if (traces !== undefined && !existsSync(join(traces, "planetlab", "20110303")))
  throw new Error(`PLACELAB_TRACES: there is no planetlab/20110303 in ${traces}`)

const day = () => readWorkload(join(traces!, "planetlab", "20110303"))
const month = () =>
  readOpendc(
    {
      tasks: join(traces!, "bitbrains", "bitbrains-small-meta.csv"),
      fragments: join(traces!, "bitbrains", "bitbrains-small-trace.csv.gz"),
    },
    { name: "Bitbrains" },
  )

type Row = Partial<Record<keyof WorkloadStatistics, readonly [value: number, most: number]>>

function expectRow(made: WorkloadStatistics, row: Row) {
  for (const [what, [value, most]] of Object.entries(row))
    expect(Math.abs((made[what as keyof WorkloadStatistics] as number) - value), what).toBeLessThan(most)
}

describe.skipIf(traces === undefined)("a day of PlanetLab (skipped without PLACELAB_TRACES)", () => {
  test("has the profile that comes with the package", async () => {
    expect(profileOf(await day(), planetlabProfile.source)).toEqual(planetlabProfile)
  })

  test.each([1, 2, 3, 4, 5])("looks like its look-alike, seed %i", async (seed) => {
    const made = workloadStatistics(synthesise(planetlabProfile, { vms: 1052, seed }))
    expectRow(made, {
      mean: [0.1231, 0.0012],
      deviation: [0.1709, 0.0045],
      lowerQuartile: [0.02, 1e-9],
      median: [0.06, 0.011],
      upperQuartile: [0.15, 0.011],
      percentile95: [0.5, 0.021],
      betweenShare: [0.7504, 0.03],
      stepAutocorrelation: [0.0778, 0.012],
      // What comes back every hour in the trace is not in the model.
      hourAutocorrelation: [0.0639, 0.025],
    })
    const { dailyShape } = workloadStatistics(await day())
    for (const [h, times] of dailyShape!.entries())
      expect(Math.abs(made.dailyShape![h]! - times)).toBeLessThan(0.04)
  })
})

describe.skipIf(traces === undefined)("a month of Bitbrains (skipped without PLACELAB_TRACES)", () => {
  test("has the profile that comes with the package", async () => {
    expect(profileOf(await month(), bitbrainsProfile.source)).toEqual(bitbrainsProfile)
  })

  test.each([1, 2])("looks like its look-alike, seed %i", async (seed) => {
    // On the grid, as the look-alike is: the trace itself has a sample where something changes.
    const trace = await month()
    const cells = onGrid(trace, trace.interval)
    const real = workloadStatistics(workloadOf(cells.map((cpu) => regularVm(cpu))))
    const made = workloadStatistics(synthesise(bitbrainsProfile, { vms: 1000, seed }))
    expectRow(made, {
      mean: [real.mean, 0.01],
      deviation: [real.deviation, 0.015],
      lowerQuartile: [real.lowerQuartile, 0.001],
      median: [real.median, 0.001],
      upperQuartile: [real.upperQuartile, 0.001],
      percentile95: [real.percentile95, 0.1],
      betweenShare: [real.betweenShare!, 0.03],
      stepAutocorrelation: [real.stepAutocorrelation!, 0.06],
      hourAutocorrelation: [real.hourAutocorrelation!, 0.06],
    })
    for (const [h, times] of real.dailyShape!.entries())
      expect(Math.abs(made.dailyShape![h]! - times)).toBeLessThan(0.06)
  })
})
