/*
 * The day of `cloudsimPlanetlab.test.ts` on the engine, beside CloudSim's arithmetic, which gives CloudSim's figures.
 *
 * Claims    What has to agree agrees: full power to the last digits; DVFS but for the last interval, which the ticks leave out, 1 of 287, and
 *           demands that are held where the ticks go on along a line. What CloudSim assumes of migrations shows where it is not assumed:
 *           they take longer, as several share a network card; and hosts are short far less, as CloudSim counts a destination as short as
 *           long as a VM comes.
 * Data      as there.
 */
import { existsSync } from "node:fs"
import { join } from "node:path"
import { orThrow } from "@placelab/models"
import { readPlanetlabDay } from "@placelab/models/node"
import { describe, expect, test } from "vitest"
import {
  minimumMigrationTime,
  planetlabFleet,
  simulateCloudsim,
  simulateConsolidation,
  staticThreshold,
} from "../../src/index.ts"

const traces = process.env.PLACELAB_TRACES
const day = traces === undefined ? undefined : join(traces, "planetlab", "20110303")
if (day !== undefined && !existsSync(day))
  throw new Error(`PLACELAB_TRACES: there is no folder ${day}; expected planetlab/20110303 in it`)

describe.skipIf(day === undefined)("on 20110303 (skipped without $PLACELAB_TRACES)", () => {
  const fleet = planetlabFleet(day === undefined ? [] : orThrow(readPlanetlabDay(day)))
  const thr = { isOverloaded: staticThreshold(0.8), select: minimumMigrationTime }

  test("all hosts at full power draw what they do in CloudSim, whose last tick is 0.1 s later", () => {
    const { metrics } = simulateConsolidation(fleet, "non-power-aware")
    const { energy_kwh } = simulateCloudsim(fleet, "non-power-aware")
    expect(metrics.energy_kwh).toBeCloseTo((energy_kwh * 86_100) / 86_100.1, 6)
  })

  test("on DVFS they draw a 287th more, within a tenth of a percent", () => {
    const more =
      simulateConsolidation(fleet, "dvfs").metrics.energy_kwh / simulateCloudsim(fleet, "dvfs").energy_kwh
    expect(Math.abs(more - 288 / 287)).toBeLessThan(0.001)
  })

  test("where memory is not held, as in CloudSim, migrations take longer, and hosts are short far less", () => {
    const ticked = simulateCloudsim(fleet, thr)
    const { metrics } = simulateConsolidation(fleet, thr, {
      memoryOvercommit: Number.POSITIVE_INFINITY,
      updateIntensity: 0,
    })
    expect(metrics.migrations_failed).toBe(0)
    expect(metrics.migration_mean_s!).toBeGreaterThan(2 * ticked.mean_s_before_migration!)
    expect(metrics.slatah).toBeLessThan(ticked.slatah / 10)
  })

  test("where memory is held, few VMs can go, and energy is between that of DVFS and of CloudSim's consolidation", () => {
    const { metrics } = simulateConsolidation(fleet, thr)
    expect(metrics.migrations_failed).toBe(0)
    expect(metrics.migrations).toBeLessThan(simulateCloudsim(fleet, thr).migrations / 10)
    expect(metrics.energy_kwh).toBeGreaterThan(2 * simulateCloudsim(fleet, thr).energy_kwh)
    expect(metrics.energy_kwh).toBeLessThan(simulateCloudsim(fleet, "dvfs").energy_kwh)
  })
})
