/*
 * Claims C10.1 and C10.2: what is known of published traces, computed from the files.
 *
 * Data      is not here, for most of it has no stated licence. $PLACELAB_TRACES names a folder with `planetlab/20110303` (1052 files, as
 *           in the repository beloglazov/planetlab-workload-traces) and `bitbrains/`: a VM of GWA-T-12 as published, and OpenDC's 50 VMs
 *           as CSV. Without it these tests are skipped.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gunzipSync } from "node:zlib"
import { parquetWriteBuffer } from "hyparquet-writer"
import { expect, test } from "vitest"
import { onGrid, orThrow, type Workload, workloadStatistics } from "../../src/index.ts"
import { readOpendc, readPlanetlabDay, readWorkload } from "../../src/node/index.ts"

const traces = process.env.PLACELAB_TRACES
const pathOf = (...names: string[]) => {
  if (traces === undefined) return ""
  const path = join(traces, ...names)
  if (!existsSync(path))
    throw new Error(`PLACELAB_TRACES: there is no ${path}; expected ${names.join("/")} in it`)
  return path
}
const day = pathOf("planetlab", "20110303")
const one = pathOf("bitbrains", "gwa-t-12-one-vm.csv")
const fifty = {
  tasks: pathOf("bitbrains", "bitbrains-small-meta.csv"),
  fragments: pathOf("bitbrains", "bitbrains-small-trace.csv.gz"),
}

const samples = ({ vms }: Workload) => vms.flatMap(({ cpu }) => [...cpu])
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const percent = (value: number, digits: number) => (100 * value).toFixed(digits)

/** Over the time in which VMs are there. */
function meanOverTime({ vms }: Workload): number {
  let sum = 0
  let seconds = 0
  for (const { dates, cpu, end } of vms) {
    for (const [i, value] of cpu.entries()) sum += value * ((dates[i + 1] ?? end) - dates[i]!)
    seconds += end - dates[0]!
  }
  return sum / seconds
}

test.skipIf(traces === undefined)("PlanetLab's 3rd of March 2011 is 1052 VMs of 288 samples", async () => {
  const workload = await readWorkload(day)
  expect(workload).toMatchObject({ interval: 300, shareOf: "itself", repairs: [] })
  expect(workload.vms).toHaveLength(1052)
  for (const { dates, end } of workload.vms) expect([dates.length, end]).toEqual([288, 86_400])
  const { samples, lowerQuartile, median, upperQuartile, ...figures } = workloadStatistics(workload)
  expect(samples).toBe(1052 * 288)
  expect([percent(figures.mean, 2), percent(figures.deviation, 2)]).toEqual(["12.31", "17.09"])
  expect([lowerQuartile, median, upperQuartile]).toEqual([0.02, 0.06, 0.15])
  expect(figures.timeWeightedMean).toBeCloseTo(figures.mean, 12)
  expect(onGrid(workload, 300).map((grid) => [...grid])).toEqual(
    orThrow(readPlanetlabDay(day)).map((trace) => Array.from(trace.percent, (value) => value / 100)),
  )
})

test.skipIf(traces === undefined)(
  "a VM of Bitbrains is read as published: seconds, jitter and gaps",
  async () => {
    const workload = await readWorkload(one)
    const [vm] = workload.vms
    expect(vm).toMatchObject({ id: "gwa-t-12-one-vm", cores: 1, memory: 2 * 2 ** 30 })
    const all = samples(workload)
    expect(all).toHaveLength(8619)
    expect([percent(mean(all), 2), percent(Math.max(...all), 1)]).toEqual(["0.28", "12.6"])
    // 14 of 8,618 steps are longer than 305 s: 8 of 600, 3 of 900, one each of 310, 1200 and 1500.
    expect(workload.interval).toBe(300)
    expect(workload.repairs).toEqual([
      { what: "gaps, 6310 s in all: the last value holds", count: 14, first: `${one}, line 2266` },
    ])
  },
)

test.skipIf(traces === undefined)(
  "OpenDC's 50 VMs of Bitbrains are the same as CSV and as Parquet",
  async () => {
    const workload = await readOpendc(fifty)
    expect(workload.vms).toHaveLength(50)
    expect(samples(workload)).toHaveLength(276_979)
    expect(percent(meanOverTime(workload), 1)).toBe("9.1")
    expect(workload.interval).toBe(300)
    const folder = mkdtempSync(join(tmpdir(), "placelab-opendc-"))
    try {
      writeTables(folder)
      const read = await readWorkload(folder)
      expect(read.vms).toEqual(workload.vms)
      expect(read.repairs.map(({ what, count }) => [what, count])).toEqual(
        workload.repairs.map(({ what, count }) => [what, count]),
      )
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
)

/** The tables from which the CSV was made, by the names and types of before 2024. */
function writeTables(folder: string): void {
  const columns = (text: string) => {
    const [header, ...rows] = text.trimEnd().split("\n")
    const cells = rows.map((row) => row.split(","))
    return (name: string) => cells.map((row) => row[header!.split(",").indexOf(name)]!)
  }
  const date = (seconds: string) => new Date(1000 * Number(seconds))
  const write = (name: string, columnData: Parameters<typeof parquetWriteBuffer>[0]["columnData"]) =>
    writeFileSync(
      join(folder, name),
      new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 50_000 })),
    )
  const meta = columns(readFileSync(fifty.tasks, "utf8"))
  write("meta.parquet", [
    { name: "id", data: meta("id"), type: "STRING" },
    { name: "start_time", data: meta("start_time_s").map(date), type: "TIMESTAMP" },
    { name: "stop_time", data: meta("stop_time_s").map(date), type: "TIMESTAMP" },
    { name: "cpu_count", data: meta("cpu_count").map(Number), type: "INT32" },
    { name: "cpu_capacity", data: meta("cpu_capacity_mhz").map(Number), type: "DOUBLE" },
    { name: "mem_capacity", data: meta("mem_capacity_kb").map(BigInt), type: "INT64" },
  ])
  const trace = columns(gunzipSync(readFileSync(fifty.fragments)).toString())
  write("trace.parquet", [
    { name: "id", data: trace("id"), type: "STRING" },
    { name: "timestamp", data: trace("timestamp_s").map(date), type: "TIMESTAMP" },
    {
      name: "duration",
      data: trace("duration_s").map((seconds) => BigInt(1000 * Number(seconds))),
      type: "INT64",
    },
    { name: "cpu_count", data: trace("cpu_count").map(Number), type: "INT32" },
    { name: "cpu_usage", data: trace("cpu_usage_mhz").map(Number), type: "DOUBLE" },
  ])
}
