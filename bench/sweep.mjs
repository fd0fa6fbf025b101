// How much faster a sweep is on two threads than on one: the same 200 runs, with the whole command, in turn.
//
//   npm run build && node bench/sweep.mjs [--rounds 3] [--hosts 256] [--workers 2]
//
// Wall time is what a sweep is about, so this wants a machine with as many idle cores as threads; the load is printed, and CPU seconds,
// which tell more threads that cost more work from other programs that took the cores.
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { availableParallelism, loadavg, tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { spread, summary, threeDigits } from "./statistics.mjs"

const goal = 1.8
const option = (value) => ({ type: "string", default: value })
const { values } = parseArgs({
  options: { rounds: option("3"), hosts: option("256"), workers: option("2") },
})
const folder = mkdtempSync(join(tmpdir(), "placelab-bench-sweep-"))
const program = join(import.meta.dirname, "../packages/cli/bin/placelab.js")
const sweep = join(folder, "sweep.json")
writeFileSync(
  sweep,
  JSON.stringify({
    scenario: { hosts: Number(values.hosts), duration: 1800 },
    axes: { scheduler: ["entropy", "ffd-lazy", { name: "snooze", lcsPerGm: 8 }, "dvms"] },
    seeds: { first: 1, count: 50 },
  }),
)

// Of all threads; told by the main one alone, since threads load it, too.
const tellCpu = join(folder, "tellCpu.mjs")
writeFileSync(
  tellCpu,
  `import { isMainThread } from "node:worker_threads"
   if (isMainThread) process.on("exit", () => {
     const { user, system } = process.cpuUsage()
     console.error(JSON.stringify({ cpu: (user + system) / 1e6, peak: process.resourceUsage().maxRSS / 1024 }))
   })`,
)

/** One sweep into an empty folder. */
function play(workers) {
  const out = join(folder, "out")
  rmSync(out, { recursive: true, force: true })
  const args = ["--import", tellCpu, program, "sweep", sweep, "--out", out, "--workers", String(workers)]
  const begin = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" })
  const wall = (performance.now() - begin) / 1000
  if (status !== 0) throw new Error(stderr)
  const { runs } = JSON.parse(stdout.trimEnd().split("\n").at(-1))
  if (runs !== 200) throw new Error(`${runs} runs, expected 200`)
  return { wall, ...JSON.parse(stderr) }
}

try {
  const counts = [1, Number(values.workers)]
  const measured = counts.map(() => [])
  for (let round = 0; round < Number(values.rounds); round++)
    for (const [i, workers] of counts.entries()) {
      const load = loadavg()[0]
      const { wall, cpu, peak } = play(workers)
      measured[i].push({ wall, cpu })
      const cost = `${threeDigits(wall)} s, ${threeDigits(cpu)} s of CPU, ${peak.toFixed(0)} MiB`
      console.log(`${workers} threads: ${cost}; load before: ${load.toFixed(2)}`)
    }
  const of = (i, field) => measured[i].map((each) => each[field])
  for (const [i, workers] of counts.entries())
    console.log(`${workers} threads: wall ${spread(of(i, "wall"))} s, CPU ${spread(of(i, "cpu"))} s`)
  const median = (i, field) => summary(of(i, field)).median
  const ratio = median(0, "wall") / median(1, "wall")
  const work = median(1, "cpu") / median(0, "cpu")
  const verdict = counts[1] !== 2 ? "" : ` (goal ${goal}: ${ratio >= goal ? "met" : "missed"})`
  console.log(
    `${counts[1]} threads are ${threeDigits(ratio)} times as fast${verdict}, with ${threeDigits(work)} times the CPU`,
  )
  console.log(
    `Node ${process.versions.node}, ${availableParallelism()} cores; wall times hold on an idle machine only`,
  )
} finally {
  rmSync(folder, { recursive: true })
}
