import { expect, it } from "vitest"
import { TickedWatch } from "../../src/cluster/tickedWatch.ts"
import { testCluster } from "../support/testCluster.ts"

it("a watch looks once a period, whatever the period is", () => {
  // 511 * 1.003 / 1.003 is rounded to less than 511.
  const cluster = testCluster({ loads: [[1]] })
  const dates: number[] = []
  new TickedWatch(
    cluster,
    1.003,
    () => true,
    () => dates.push(cluster.engine.now),
  )
  cluster.engine.run(1800)
  expect(dates.length).toBe(Math.floor(1800 / 1.003))
  dates.forEach((date, i) => {
    expect(date).toBeCloseTo(1.003 * (i + 1), 6)
  })
})
