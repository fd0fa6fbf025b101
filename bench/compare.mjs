// SimGrid and ours beside each other: the same scenarios (scenarios.mjs), each run in a process of its own, in turn.
//
//   simgrid/flows.cpp, flows.mjs     transfers over a star and a tree
//   simgrid/churn.cpp, churn.mjs     tasks on hosts, and in VMs
//   simgrid/vmload.cpp, vmload.mjs   VMs whose loads change, and that migrate
//   fairShare.mjs                    the solver alone, in one process
//
// Measured is the CPU time of the run phase, user and system, of all threads (so compiling and collecting garbage count).
// Both sides must come to the same end date, to the last printed digit; vmload to the same seconds of violation, and durations
// of migrations. Rewrites the tables of README.md, and beside.json and vmBeside.json.
//
// npm run bench [-- --runs 5] [--table NAME] [--only TEXT] [--simgrid PREFIX]
//   --table    one of the tables, simgrid or vmload, instead of all
//   --only     the scenarios with that text in their name; README.md stays as it is
//   --simgrid  where another SimGrid than the system's is installed
import { execFileSync } from "node:child_process"
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { cpus, tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { asText, compilePeer } from "./peer.mjs"
import { rewriteReadme, table } from "./readme.mjs"
import { mostMoreMemory, scenarios } from "./scenarios.mjs"
import { spread, summary, threeDigits } from "./statistics.mjs"

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    table: { type: "string" },
    only: { type: "string" },
    simgrid: { type: "string" },
  },
})
const runs = Number(values.runs)
if (!(Number.isInteger(runs) && runs > 0)) refuse(`--runs: ${values.runs}: expected a whole number above 0`)
/** What `end` means in the tables, and where the numbers are beside README.md. */
const tables = {
  simgrid: { end: "end, s", file: "beside.json" },
  vmload: { end: "violation, s", file: "vmBeside.json" },
}
const tableOf = (scenario) => scenario.table ?? "simgrid"
if (values.table !== undefined && tables[values.table] === undefined)
  refuse(`--table: ${values.table}: expected one of ${Object.keys(tables).join(", ")}`)
const chosen = scenarios
  .filter((scenario) => tableOf(scenario) === (values.table ?? tableOf(scenario)))
  .filter(({ name }) => name.includes(values.only ?? ""))

/** Between durations of a migration on both sides, in seconds; SimGrid's are printed with 9 digits. */
const mostDifference = 1e-6

function ours(program, input) {
  const file = join(import.meta.dirname, `${program}.mjs`)
  return JSON.parse(execFileSync(process.execPath, [file, ...input.map(String)], asText))
}

/** For a wrong command line. */
function refuse(text) {
  console.error(text)
  process.exit(2)
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

const sorted = (numbers) => [...numbers].sort((a, b) => a - b)

/** By how much the durations of two runs' migrations differ at most, in seconds; Infinity where they are not as many. */
function durationsApart(mine, peers) {
  const [ours, theirs] = [sorted(mine.durations), sorted(peers.durations)]
  const isAsMany =
    mine.started === peers.started && mine.skipped === peers.skipped && ours.length === theirs.length
  return isAsMany
    ? Math.max(0, ...ours.map((each, i) => Math.abs(each - theirs[i])))
    : Number.POSITIVE_INFINITY
}

/** Whether the way has to come to what ours comes to. */
const isAlike = (way) => way.end === undefined

/** Errors: migrations of ours and of SimGrid that are not as many, or take longer or shorter. Nothing where there are none. */
function checkMigrations({ name, ways }, { ours: [mine], ...theirs }) {
  if (mine.durations === undefined) return
  for (const way of ways.filter(isAlike)) {
    const [peers] = theirs[way.name] ?? []
    if (peers === undefined || durationsApart(mine, peers) <= mostDifference) continue
    const [found, wanted] = [mine, peers].map(
      ({ started, skipped, durations }) =>
        `${started} started, ${skipped} skipped, ${durations.length} done in ${Math.max(...durations)} s at most`,
    )
    throw new Error(`${name}: ours has ${found}; expected ${wanted}, as in the way ${way.name}`)
  }
}

const of = (results, field) => results.map((result) => result[field])
const median = (results, field) => summary(of(results, field)).median
const verdict = (isMet) => (isMet ? "met" : "missed")

const ratioTo = (measured, way, field = "runCpu") =>
  median(measured.ours, field) / median(measured[way.name], field)

/** What beside.json and vmBeside.json say of a scenario; seconds of CPU of the run phase, medians; `end` as in the tables. */
function summaryOf({ name, short, ways, goal }, measured) {
  return ways.map((way) => ({
    scenario: name,
    short,
    way: way.name,
    goal,
    simgrid: Number(threeDigits(median(measured[way.name], "runCpu"))),
    ours: Number(threeDigits(median(measured.ours, "runCpu"))),
    ratio: Number(threeDigits(ratioTo(measured, way))),
    wholeRatio: Number(threeDigits(ratioTo(measured, way, "wholeCpu"))),
    end: measured.ours[0].end,
    simgridEnd: measured[way.name][0].end,
    ...(measured.ours[0].durations &&
      isAlike(way) && { durationsApart: durationsApart(measured.ours[0], measured[way.name][0]) }),
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
      threeDigits(ratioTo(measured, way, "wholeCpu")),
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
  "ratio",
  "peak MiB",
  "more",
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
  const rows = { simgrid: [], vmload: [] }
  const summaries = { simgrid: [], vmload: [] }
  let caption
  for (const scenario of chosen) {
    const measured = measure(scenario, peer)
    checkEnds(scenario, measured)
    checkMigrations(scenario, measured)
    console.log(`${scenario.name}: ${tables[tableOf(scenario)].end}: ${measured.ours[0].end}`)
    for (const [way, results] of Object.entries(measured))
      console.log(
        `  ${way.padEnd(9)}  ${spread(of(results, "runCpu"))} CPU s, ${median(results, "peak").toFixed(0)} MiB`,
      )
    if (!peer) continue
    rows[tableOf(scenario)].push(...rowsOf(scenario, measured))
    summaries[tableOf(scenario)].push(...summaryOf(scenario, measured))
    const [theirs, mine] = [measured[scenario.ways[0].name][0].by, measured.ours[0].by]
    caption = `${theirs}, ${mine}, ${cpus()[0].model.trim()}; ${runs} runs each, in turn: median (least to most).`
  }
  if (peer && values.only === undefined) {
    for (const [name, { end, file }] of Object.entries(tables)) {
      if (rows[name].length === 0) continue
      rewriteReadme(name, `${caption}\n\n${table([...head, end], rows[name])}`)
      const result = { measured: caption, rows: summaries[name] }
      writeFileSync(join(import.meta.dirname, file), `${JSON.stringify(result, undefined, 2)}\n`)
    }
  }
  const alone = values.only === undefined && values.table === undefined ? fairShareTable() : undefined
  if (alone !== undefined) {
    console.log(alone)
    if (peer) rewriteReadme("fair share", alone)
  }
} finally {
  rmSync(folder, { recursive: true })
}
