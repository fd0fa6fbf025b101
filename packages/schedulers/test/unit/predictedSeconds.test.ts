import { mebibytes } from "@placelab/core"
import { expect, it } from "vitest"
import { predictedSeconds } from "../../src/cluster/predictedSeconds.ts"
import { viewOf } from "../../src/cluster/view.ts"
import { testCluster } from "../support/testCluster.ts"

/** The prediction for one VM of load 1 that makes half of `bandwidthLimit` dirty when that is 125 MiB/s. */
function predicted(bandwidthLimit: number): number {
  const migration = { bandwidthLimit, roundLimit: Number.MAX_SAFE_INTEGER }
  const cluster = testCluster({ loads: [[1], []], migration })
  const [vm] = viewOf(cluster, cluster.machines).vms
  return predictedSeconds(cluster, [{ vm: vm!, to: "node1" }])
}

it("a move is foreseen to take what pre-copy takes alone", () => {
  // VMPlaceS: intensity 50 %, full load.
  expect(predicted(mebibytes(125))).toBeCloseTo(16.52, 1)
})

it("a VM that never converges is foreseen to take long, and not for ever", () => {
  const seconds = predicted(mebibytes(62.5))
  expect(seconds).toBeGreaterThan(1000)
  expect(seconds).toBeLessThan(20_000)
})
