/*
 * One day of PlanetLab, 20110303: 1052 VMs on 800 hosts.
 *
 * Source    CloudSim 3.0.3, run from its public sources on Java 17; versions 4.0 and 5.0 give the same. Figures to the digits that it prints.
 *           In the order of names without case they are those that papers after Beloglazov and Buyya (CCPE 24(13), 2012) give for this day.
 * Data      is not here, for it has no stated licence. $PLACELAB_TRACES names a folder with `planetlab/20110303`, 1052 files, as in the
 *           repository beloglazov/planetlab-workload-traces. Without it these tests are skipped.
 */
import { existsSync } from "node:fs"
import { join } from "node:path"
import { orThrow } from "@placelab/models"
import { readPlanetlabDay } from "@placelab/models/node"
import { describe, expect, test } from "vitest"
import {
  type CloudsimMetrics,
  type CloudsimPolicy,
  interquartileRange,
  localRegression,
  medianAbsoluteDeviation,
  minimumMigrationTime,
  planetlabFleet,
  robustLocalRegression,
  simulateCloudsim,
  staticThreshold,
} from "../../src/index.ts"

const traces = process.env.PLACELAB_TRACES
const day = traces === undefined ? undefined : join(traces, "planetlab", "20110303")
if (day !== undefined && !existsSync(day))
  throw new Error(`PLACELAB_TRACES: there is no folder ${day}; expected planetlab/20110303 in it`)

/** As CloudSim prints them; what is not named was not kept. */
interface Printed {
  readonly kWh: string
  readonly migrations?: number
  readonly slav?: string
  readonly pdm?: string
  readonly slatah?: string
  readonly overall?: string
  readonly average?: string
  readonly shutdowns?: number
  /** Mean, and where it is known, deviation. */
  readonly shutdown?: readonly (string | undefined)[]
  readonly migration?: readonly (string | undefined)[]
}

function printed(metrics: CloudsimMetrics, { shutdown, migration }: Printed): Printed {
  const percent = (value: number, digits: number) => (100 * value).toFixed(digits)
  const seconds = (mean: number | null, deviation: number | null, told: readonly unknown[]) =>
    (told.length === 2 ? [mean, deviation] : [mean]).map((value) => value?.toFixed(2))
  return {
    kWh: metrics.energy_kwh.toFixed(2),
    migrations: metrics.migrations,
    slav: percent(metrics.slav, 5),
    pdm: percent(metrics.pdm, 2),
    slatah: percent(metrics.slatah, 2),
    overall: percent(metrics.sla_overall, 2),
    average: percent(metrics.sla_average, 2),
    shutdowns: metrics.shutdowns,
    ...(shutdown && {
      shutdown: seconds(metrics.mean_s_before_shutdown, metrics.sd_s_before_shutdown, shutdown),
    }),
    ...(migration && {
      migration: seconds(metrics.mean_s_before_migration, metrics.sd_s_before_migration, migration),
    }),
  }
}

const select = minimumMigrationTime
const lr: Printed = {
  kWh: "163.15",
  migrations: 27_632,
  slav: "0.00463",
  pdm: "0.08",
  slatah: "5.84",
  overall: "0.14",
  average: "9.60",
  shutdowns: 5_023,
  shutdown: ["1030.07", "2273.21"],
  migration: ["15.47", "7.57"],
}
const still = {
  migrations: 0,
  slav: "0.00000",
  pdm: "0.00",
  slatah: "0.00",
  overall: "0.00",
  average: "0.00",
  shutdowns: 457,
  shutdown: ["3336.21"],
} as const

const rows: readonly (readonly [string, CloudsimPolicy, Printed])[] = [
  [
    "THR 0.8, MMT",
    { isOverloaded: staticThreshold(0.8), select },
    {
      kWh: "191.73",
      migrations: 26_634,
      slav: "0.00324",
      pdm: "0.07",
      slatah: "4.95",
      overall: "0.07",
      average: "10.14",
      shutdowns: 5_863,
      shutdown: ["972.50", "3327.20"],
      migration: ["13.97", "6.40"],
    },
  ],
  ["LR 1.2, MMT", { isOverloaded: localRegression(1.2), select }, lr],
  ["LRR 1.2, MMT", { isOverloaded: robustLocalRegression(1.2), select }, lr],
  ["MAD 2.5, MMT", { isOverloaded: medianAbsoluteDeviation(2.5), select }, { kWh: "184.88" }],
  ["IQR 1.5, MMT", { isOverloaded: interquartileRange(1.5), select }, { kWh: "188.86" }],
  ["DVFS", "dvfs", { kWh: "803.91", ...still }],
  ["no power awareness", "non-power-aware", { kWh: "2410.80", ...still }],
]

describe.skipIf(day === undefined)("on 20110303 (skipped without $PLACELAB_TRACES)", () => {
  const fleet = (order: "case-insensitive" | "bytes") =>
    planetlabFleet(orThrow(readPlanetlabDay(day!, order)))

  test("the traces are the published ones: 1052 VMs, mean 12.31 %, deviation 17.09 %", () => {
    const samples = orThrow(readPlanetlabDay(day!)).map(({ percent }) => [...percent])
    expect(samples).toHaveLength(1052)
    const all = samples.flat()
    const mean = all.reduce((sum, value) => sum + value, 0) / all.length
    const variance = all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length
    expect([mean.toFixed(2), Math.sqrt(variance).toFixed(2)]).toEqual(["12.31", "17.09"])
  })

  test.each(rows)("%s gives CloudSim's figures, in the order of names without case", (_, policy, golden) => {
    expect(printed(simulateCloudsim(fleet("case-insensitive"), policy), golden)).toMatchObject(golden)
  })

  test("THR 0.8, MMT gives CloudSim's figures in the order of bytes too, which are others", () => {
    const golden: Printed = {
      kWh: "192.62",
      migrations: 26_711,
      slav: "0.00318",
      pdm: "0.06",
      slatah: "4.91",
      overall: "0.07",
      average: "10.15",
      shutdowns: 5_885,
      shutdown: ["949.58"],
      migration: ["13.88"],
    }
    const policy = { isOverloaded: staticThreshold(0.8), select }
    expect(printed(simulateCloudsim(fleet("bytes"), policy), golden)).toMatchObject(golden)
  })
})
