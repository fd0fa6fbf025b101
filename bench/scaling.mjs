// What an event costs in a larger simulation: CPU microseconds a completion against the number of activities.
//
//   independentHosts.mjs    10 tasks a host     an event concerns one host: the goal is flat, within a factor of 2
//   sharedBackbone.mjs      one link            an event concerns every flow: the exponent is fitted in log-log
//
// Every run is a process of its own; both programs say what their warm-up is. Writes the medians to scaling.json and to
// README.md.
//
// node bench/scaling.mjs [--runs 5]
import { execFileSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { rewriteReadme, table } from "./readme.mjs"
import { summary, threeDigits } from "./statistics.mjs"

const { values } = parseArgs({ options: { runs: { type: "string", default: "5" } } })
const runs = Number(values.runs)
const sizes = [100, 300, 1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000]
const mostSpread = 2

/** As many completions as one can wait for. */
const completionsOf = (flows) => Math.min(20_000, Math.max(200, 8e6 / flows))

function measure(program, activities, events) {
  const file = join(import.meta.dirname, `${program}.mjs`)
  const input = [file, activities, events].map(String)
  const times = Array.from({ length: runs }, (_, run) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${program} ${activities} ${run + 1}/${runs}`)
    return Number(execFileSync(process.execPath, input, { encoding: "utf8" }))
  })
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K")
  const { median, least, most } = summary(times)
  console.log(
    `${program}, ${activities} activities: ${threeDigits(median)} us (${threeDigits(least)} to ${threeDigits(most)})`,
  )
  return { activities, events, microseconds: Number(threeDigits(median)) }
}

/** The slope of log(microseconds) over log(activities), by least squares. */
function exponentOf(points) {
  const xs = points.map(({ activities }) => Math.log(activities))
  const ys = points.map(({ microseconds }) => Math.log(microseconds))
  const mean = (numbers) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length
  const [x, y] = [mean(xs), mean(ys)]
  const xy = xs.reduce((sum, each, i) => sum + (each - x) * (ys[i] - y), 0)
  return xy / xs.reduce((sum, each) => sum + (each - x) ** 2, 0)
}

const independent = sizes.map((size) => measure("independentHosts", size, 100_000))
const shared = sizes
  .filter((size) => size <= 100_000)
  .map((size) => measure("sharedBackbone", size, Math.round(completionsOf(size))))
const exponent = Number(exponentOf(shared).toFixed(2))
const times = independent.map(({ microseconds }) => microseconds)
const factor = Math.max(...times) / Math.min(...times)

const result = { runs, independentHosts: independent, sharedBackbone: shared, exponent }
writeFileSync(join(import.meta.dirname, "scaling.json"), `${JSON.stringify(result, undefined, 2)}\n`)
const rows = sizes.map((size, i) => [
  size.toLocaleString("en"),
  threeDigits(independent[i].microseconds),
  shared[i] ? threeDigits(shared[i].microseconds) : "",
])
const text = `${table(["activities", "independent hosts, CPU us an event", "one shared link, CPU us an event"], rows)}

Independent hosts: within a factor of ${factor.toFixed(1)} (goal ${mostSpread}: ${factor <= mostSpread ? "met" : "missed"}).
One shared link: CPU grows as the number of flows to the power of ${exponent}.`
console.log(`\n${text}`)
rewriteReadme("scaling", text)
