import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { writeTraceFile } from "@placelab/analysis/node/tables"
import { TraceTable } from "@placelab/core"
import { afterAll, beforeAll, expect, it, vi } from "vitest"
import { environment, program } from "./placelab.ts"

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const few = 70_000
const many = 1_000_000
/** MiB. Less than the data of the many records take, as the last test shows. */
const heap = 64

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "placelab-memory-"))
  for (const extension of ["json", "parquet"])
    for (const rows of [few, many])
      await writeTraceFile(join(folder, `${rows}.${extension}`), migrations(rows))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Records with data, of 1,000 VMs, in pieces. */
function* migrations(rows: number): Generator<TraceTable, void> {
  let table = new TraceTable()
  const service = table.states.code("SERVICE")
  const migrate = table.values.code("migrate")
  for (let i = 0; i < rows; i++) {
    const data = { from: `node${i % 77}`, to: `node${i % 78}`, plan: i, end: "converged", state: 0 }
    table.addState(table.entities.code(`vm-${i % 1000}`), service, migrate, i, (i % 997) / 10, data)
    if (table.length < 50_000) continue
    yield table
    table = new TraceTable(table)
  }
  yield table
}

/** The peak of the memory of a program with a small heap, in MiB. */
function peakOf(...args: readonly string[]): number {
  const peak = "data:text/javascript,process.on('exit',()=>console.error(process.resourceUsage().maxRSS))"
  const node = [`--max-old-space-size=${heap}`, "--import", peak, program, ...args]
  const { status, stderr } = spawnSync(process.execPath, node, { env: environment, encoding: "utf8" })
  expect([status, stderr]).toEqual([0, expect.stringMatching(/^\d+\n$/)])
  return Number(stderr) / 1024
}

it.each(["json", "parquet"])(
  "the summary of more than ten times the rows of .%s takes no more memory",
  (extension) => {
    const [less, more] = [few, many].map((rows) => peakOf("summary", join(folder, `${rows}.${extension}`)))
    // Far below what the rows would take; above what the collector of garbage makes of its freedom.
    expect(more! - less!).toBeLessThan(heap)
  },
)

it("a long trace is converted with a small heap", () => {
  peakOf("convert", join(folder, `${many}.json`), join(folder, "out.parquet"))
  peakOf("convert", join(folder, `${many}.parquet`), join(folder, "out.csv"))
})

it("a program that holds the trace as a whole does not do with this heap", () => {
  const whole = `import("@placelab/analysis/node/tables").then(({ readTraceFile }) => readTraceFile(${JSON.stringify(join(folder, `${many}.json`))})).then((trace) => console.log(trace.length))`
  const node = [`--max-old-space-size=${heap}`, "--input-type=module", "--eval", whole]
  const { status, stderr } = spawnSync(process.execPath, node, { cwd: import.meta.dirname, encoding: "utf8" })
  expect(status).not.toBe(0)
  expect(stderr).toContain("heap out of memory")
})
