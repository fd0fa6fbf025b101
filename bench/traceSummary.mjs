// Does the summary of a trace take memory for its rows? A trace that is drawn from a seed is written as JSON lines and as Parquet,
// piece by piece, and summed up in a process of its own; for 1,000,000 rows and for ten times as many. Times are CPU
// seconds of the whole process, all threads.
//
// node bench/traceSummary.mjs [--rows 1000000] writes its table into README.md where no rows are given
// node bench/traceSummary.mjs FILE                               the child: prints rows, CPU seconds and peak MiB as JSON
import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, statSync } from "node:fs"
import { cpus, tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { traceBatches, writeTraceFile } from "@placelab/analysis/node/tables"
import { summaryOf, traceSummaryMonoid } from "@placelab/analysis/tables"
import { RandomStream, TraceTable } from "@placelab/core"
import { cpuSeconds, peakMebibytes } from "./measured.mjs"
import { rewriteReadme, table } from "./readme.mjs"
import { threeDigits } from "./statistics.mjs"

const { values, positionals } = parseArgs({ options: { rows: { type: "string" } }, allowPositionals: true })

/** What a scheduler's run leaves: loads, states of 10,000 VMs and 1,000 machines, migrations with data, a few crashes. */
function* trace(rows) {
  const random = new RandomStream(2015, "trace")
  let piece = new TraceTable()
  const { entities, states, values } = piece
  const [load, service, machine, crash] = ["LOAD", "SERVICE", "PM", "crash_event"].map((name) =>
    states.code(name),
  )
  const [normal, violation, migrate] = ["normal", "violation", "migrate"].map((name) => values.code(name))
  let now = 0
  for (let i = 0; i < rows; i++) {
    now += random.uniform(0, 0.01)
    const node = `node${random.below(1000)}`
    const kind = random.below(1000)
    if (kind < 600) {
      piece.addVariable(
        entities.code(`vm-${random.below(10_000)}`),
        load,
        random.uniform(0, 100),
        now,
        random.uniform(0, 60),
      )
    } else if (kind < 900) {
      const lasting = random.uniform(0, Math.min(now, 120))
      piece.addState(entities.code(node), machine, kind < 750 ? normal : violation, now - lasting, lasting, {
        after: "load",
      })
    } else if (kind < 999) {
      const lasting = random.uniform(0, Math.min(now, 30))
      const vm = entities.code(`vm-${random.below(10_000)}`)
      const data = { from: node, to: `node${random.below(1000)}`, state: 0, plan: i, end: "converged" }
      piece.addState(vm, service, migrate, now - lasting, lasting, data)
    } else {
      piece.addEvent(entities.code(node), crash, now)
    }
    if (piece.length < 16_384) continue
    yield piece
    piece = new TraceTable(piece)
  }
  yield piece
}

async function measureOne(file) {
  let summary = traceSummaryMonoid.empty
  for await (const piece of traceBatches(file)) summary = traceSummaryMonoid.concat(summary, summaryOf(piece))
  const { rows, entities } = summary
  const measured = { rows, entities: entities.size, seconds: cpuSeconds(), peak: peakMebibytes() }
  console.log(JSON.stringify(measured))
}

async function measureAll(sizes) {
  const folder = mkdtempSync(join(tmpdir(), "placelab-trace-"))
  const found = []
  try {
    for (const extension of ["json", "parquet"]) {
      for (const rows of sizes) {
        const file = join(folder, `trace.${extension}`)
        await writeTraceFile(file, trace(rows))
        const bytes = statSync(file).size
        const child = execFileSync(process.execPath, [import.meta.filename, file], { encoding: "utf8" })
        rmSync(file)
        found.push({ extension, bytes, ...JSON.parse(child) })
        const { seconds, peak } = found.at(-1)
        console.log(`${extension}, ${rows} rows: ${threeDigits(seconds)} CPU s, peak ${peak.toFixed(0)} MiB`)
      }
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  return found
}

if (positionals.length > 0) {
  await measureOne(positionals[0])
} else {
  const sizes = values.rows === undefined ? [1_000_000, 10_000_000] : [Number(values.rows)]
  const found = await measureAll(sizes)
  const rows = found.map(({ extension, rows, bytes, seconds, peak }) => [
    `.${extension}`,
    rows.toLocaleString("en"),
    (bytes / 2 ** 20).toFixed(0),
    threeDigits(seconds),
    (rows / seconds / 1e6).toFixed(2),
    peak.toFixed(0),
  ])
  const text = `Node ${process.versions.node}, ${cpus().length} cores of a server; one run each.

${table(["file", "rows", "MiB", "CPU s", "million rows a CPU second", "peak MiB"], rows)}`
  console.log(`\n${text}`)
  if (values.rows === undefined) rewriteReadme("traceSummary", text)
}
