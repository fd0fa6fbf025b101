import { RandomStream } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  type CloudsimMetrics,
  interquartileRange,
  localRegression,
  maximumCorrelation,
  medianAbsoluteDeviation,
  minimumMigrationTime,
  minimumUtilization,
  randomSelection,
  simulateCloudsim,
  staticThreshold,
} from "../../src/index.ts"
import { randomFleet } from "../support/randomFleet.ts"
import { referenceCloudsim } from "../support/referenceCloudsim.ts"

const detectors = {
  thr: staticThreshold(),
  mad: medianAbsoluteDeviation(),
  iqr: interquartileRange(),
  lr: localRegression(),
}

/** To the last bit, but for sums over hosts and VMs, which the reference makes in another order. */
function exactly({ slatah, slav, sla_overall, sla_average, ...metrics }: CloudsimMetrics) {
  const round = (value: number) => Number(value.toPrecision(11))
  return {
    ...metrics,
    sd_s_before_shutdown: metrics.sd_s_before_shutdown?.toFixed(6),
    sd_s_before_migration: metrics.sd_s_before_migration?.toFixed(6),
    slatah: round(slatah),
    slav: round(slav),
    sla_overall: sla_overall.toFixed(12),
    sla_average: round(sla_average),
  }
}

describe.each(Object.entries(detectors))(
  "%s on columns does what it does on objects",
  (name, isOverloaded) => {
    test.each([
      ["mmt", () => minimumMigrationTime],
      ["mu", () => minimumUtilization],
      ["mc", () => maximumCorrelation],
      ["rs", () => randomSelection(new RandomStream(7, name))],
    ] as const)("with %s, to the last bit of energy: fleets of seeds 1 to 25", (_, selection) => {
      let migrations = 0
      for (let seed = 1; seed <= 25; seed++) {
        const fleet = randomFleet(seed)
        const metrics = simulateCloudsim(fleet, { isOverloaded, select: selection() })
        const expected = referenceCloudsim(fleet, { isOverloaded, select: selection() })
        expect({ seed, ...exactly(metrics) }).toEqual({ seed, ...exactly(expected) })
        migrations += metrics.migrations
      }
      expect(migrations).toBeGreaterThan(1000)
    })
  },
)

test.each(["dvfs", "non-power-aware"] as const)("%s on columns does what it does on objects", (policy) => {
  for (let seed = 1; seed <= 25; seed++) {
    const fleet = randomFleet(seed)
    expect(exactly(simulateCloudsim(fleet, policy))).toEqual(exactly(referenceCloudsim(fleet, policy)))
  }
})
