// SimGrid and ours beside each other: the same scenarios (scenarios.mjs), each run in a process of its own, in turn.
//
//   simgrid/flows.cpp, flows.mjs     transfers over a star and a tree
//   simgrid/churn.cpp, churn.mjs     tasks on hosts, and in VMs
//   fairShare.mjs                    the solver alone, in one process
//
// Measured is the CPU time of the run phase, user and system, of all threads (so compiling and collecting garbage count).
// Both sides must come to the same end date, to the last printed digit. Rewrites the tables of README.md, and beside.json.
//
// npm run bench [-- --runs 5] [--only TEXT] [--simgrid PREFIX]
//   --only     the scenarios with that text in their name; README.md stays as it is
//   --simgrid  where another SimGrid than the system's is installed
import { execFileSync } from "node:child_process"
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { cpus, tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { compilePeer } from "./peer.mjs"
import { rewriteReadme, table } from "./readme.mjs"
import { mostMoreMemory, scenarios } from "./scenarios.mjs"
import { spread, summary, threeDigits } from "./statistics.mjs"

const { values } = parseArgs({
  options: { runs: { type: "string", default: "5" }, only: { type: "string" }, simgrid: { type: "string" } },
})
const runs = Number(values.runs)
if (!(Number.isInteger(runs) && runs > 0))
  throw new Error(`--runs: ${values.runs}: expected a whole number above 0`)
const chosen = scenarios.filter(({ name }) => name.includes(values.only ?? ""))

function ours(program, input) {
  const file = join(import.meta.dirname, `${program}.mjs`)
  return JSON.parse(execFileSync(process.execPath, [file, ...input.map(String)], { encoding: "utf8" }))
}

function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`)
}

/** Runs SimGrid in all its ways and ours, in turn. Returns what each run printed, by way; ours is "ours". */
function measure({ name, program, input, ways }, peer) {
  const measured = { ours: [] }
  for (let run = 1; run <= runs; run++) {
    for (const way of peer ? ways : []) {
      progress(`${name}: SimGrid ${way.name} ${run}/${runs}`)
      measured[way.name] ??= []
      measured[way.name].push(peer(program, [...input, way.name]))
    }
    progress(`${name}: ours ${run}/${runs}`)
    measured.ours.push(ours(program, input))
  }
  progress("")
  return measured
}

/** Errors: runs that end on another date, or with another count, than they should. */
function checkEnds({ name, ways }, measured) {
  const { end, count } = measured.ours[0]
  const expected = { ours: end }
  for (const way of ways) expected[way.name] = way.end ?? end
  for (const [way, results] of Object.entries(measured)) {
    const wrong = results.find((result) => result.end !== expected[way] || result.count !== count)
    if (wrong === undefined) continue
    const found = `${wrong.end} s after ${wrong.count}`
    throw new Error(`${name}: ${way} ends at ${found}, expected ${expected[way]} s after ${count}`)
  }
}

const of = (results, field) => results.map((result) => result[field])
const median = (results, field) => summary(of(results, field)).median
const verdict = (isMet) => (isMet ? "met" : "missed")

const ratioTo = (measured, way) => median(measured.ours, "runCpu") / median(measured[way.name], "runCpu")

/** What beside.json says of a scenario; seconds of CPU of the run phase, medians. */
function summaryOf({ name, short, ways, goal }, measured) {
  return ways.map((way) => ({
    scenario: name,
    short,
    way: way.name,
    goal,
    simgrid: Number(threeDigits(median(measured[way.name], "runCpu"))),
    ours: Number(threeDigits(median(measured.ours, "runCpu"))),
    ratio: Number(threeDigits(ratioTo(measured, way))),
  }))
}

function rowsOf({ name, ways, goal }, measured) {
  return ways.map((way) => {
    const theirs = measured[way.name]
    const ratio = ratioTo(measured, way)
    const more = median(measured.ours, "peak") - median(theirs, "peak")
    const end = way.end === undefined ? measured.ours[0].end : `${measured.ours[0].end} (SimGrid: ${way.end})`
    return [
      name,
      way.name,
      spread(of(theirs, "runCpu")),
      spread(of(measured.ours, "runCpu")),
      threeDigits(ratio),
      goal === undefined ? "" : `${goal}: ${verdict(ratio <= goal)}`,
      `${threeDigits(median(theirs, "wholeCpu"))}, ${threeDigits(median(measured.ours, "wholeCpu"))}`,
      `${median(theirs, "peak").toFixed(0)}, ${median(measured.ours, "peak").toFixed(0)}`,
      `${more > 0 ? "+" : ""}${more.toFixed(0)}: ${verdict(more <= mostMoreMemory)}`,
      end,
    ]
  })
}

const head = [
  "scenario",
  "SimGrid's way",
  "SimGrid, CPU s",
  "ours, CPU s",
  "ratio",
  "goal",
  "whole process, CPU s",
  "peak MiB",
  "more",
  "end, s",
]

function fairShareTable() {
  const program = join(import.meta.dirname, "fairShare.mjs")
  if (!existsSync(program)) return undefined
  progress("fair share alone")
  const output = execFileSync(process.execPath, [program], { encoding: "utf8" })
  progress("")
  return output
}

const folder = mkdtempSync(join(tmpdir(), "placelab-bench-"))
try {
  const peer = compilePeer(folder, values.simgrid)
  const rows = []
  const summaries = []
  let caption
  for (const scenario of chosen) {
    const measured = measure(scenario, peer)
    checkEnds(scenario, measured)
    console.log(`${scenario.name}: ends at ${measured.ours[0].end} s`)
    for (const [way, results] of Object.entries(measured))
      console.log(
        `  ${way.padEnd(9)}  ${spread(of(results, "runCpu"))} CPU s, ${median(results, "peak").toFixed(0)} MiB`,
      )
    if (!peer) continue
    rows.push(...rowsOf(scenario, measured))
    summaries.push(...summaryOf(scenario, measured))
    const [theirs, mine] = [measured[scenario.ways[0].name][0].by, measured.ours[0].by]
    caption = `${theirs}, ${mine}, ${cpus()[0].model.trim()}; ${runs} runs each, in turn: median (least to most).`
  }
  if (peer && values.only === undefined) {
    rewriteReadme("simgrid", `${caption}\n\n${table(head, rows)}`)
    const result = { measured: caption, rows: summaries }
    writeFileSync(join(import.meta.dirname, "beside.json"), `${JSON.stringify(result, undefined, 2)}\n`)
  }
  const alone = values.only === undefined ? fairShareTable() : undefined
  if (alone !== undefined) {
    console.log(alone)
    if (peer) rewriteReadme("fair share", alone)
  }
} finally {
  rmSync(folder, { recursive: true })
}
