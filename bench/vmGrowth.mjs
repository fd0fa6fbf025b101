// What a load change costs in a larger data centre (vmload.mjs), and the memory it takes: CPU seconds of the run, migrations
// too, over the number of load changes.
//
//   ours      100 to 100,000 hosts of 10 VMs; small ones for longer than 1800 s, until 600,000 loads have changed, so that
//             it is not the compiling that is measured
//   SimGrid   1800 s: its VMs in the way async, as far as one can wait for them; and the way bare, without VMs
//
// Every run is a process of its own. Migrations begin once in 2000 s a host; the backbone has 100 Gbit/s, from 10,000 hosts on in
// proportion to them. Writes the medians to vmGrowth.json and to README.md. The largest run takes minutes and some GB.
//
// npm run build && node bench/vmGrowth.mjs [--runs 3] [--most 100000] [--simgrid PREFIX]
//   --most     the most hosts; where it is given, nothing is written
import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { asText, compilePeer } from "./peer.mjs"
import { rewriteReadme, table } from "./readme.mjs"
import { summary, threeDigits } from "./statistics.mjs"

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "3" },
    most: { type: "string" },
    simgrid: { type: "string" },
  },
})
const runs = Number(values.runs)
const sizes = [100, 300, 1000, 3000, 10_000, 30_000, 100_000].filter(
  (hosts) => hosts <= Number(values.most ?? 100_000),
)
/** The most hosts that SimGrid is measured with, by way. */
const mostOfPeer = { async: 300, bare: 10_000 }
const period = 1800
/** One run of more hosts than these has to do. */
const mostRepeated = 10_000

function inputFor(hosts, seconds) {
  return [hosts, seconds, hosts / 2000, Math.max(100, hosts / 100)]
}

function ours(input) {
  const file = join(import.meta.dirname, "vmload.mjs")
  return JSON.parse(execFileSync(process.execPath, [file, ...input.map(String)], asText))
}

function measure(name, hosts, seconds, once) {
  const results = Array.from({ length: hosts > mostRepeated ? 1 : runs }, () => once())
  const [{ count: changes, started: migrations }] = results
  const of = (field) => summary(results.map((result) => result[field])).median
  const microseconds = Number(threeDigits((of("runCpu") * 1e6) / changes))
  console.log(`${name}, ${hosts} hosts: ${microseconds} us a load change, ${of("peak").toFixed(0)} MiB`)
  return {
    hosts,
    seconds,
    changes,
    migrations,
    runCpu: Number(threeDigits(of("runCpu"))),
    wholeCpu: Number(threeDigits(of("wholeCpu"))),
    microseconds,
    peak: Math.round(of("peak")),
  }
}

const folder = mkdtempSync(join(tmpdir(), "placelab-bench-"))
try {
  const peer = compilePeer(folder, values.simgrid)
  const ourPoints = sizes.map((hosts) => {
    const seconds = Math.max(period, (period * 10_000) / hosts)
    return measure("ours", hosts, seconds, () => ours(inputFor(hosts, seconds)))
  })
  const peerPoints = (way) =>
    sizes
      .filter((hosts) => peer && hosts <= mostOfPeer[way])
      .map((hosts) =>
        measure(`SimGrid, ${way}`, hosts, period, () => peer("vmload", [...inputFor(hosts, period), way])),
      )
  const result = { runs, ours: ourPoints, async: peerPoints("async"), bare: peerPoints("bare") }
  if (values.most === undefined && peer) write(result)
} finally {
  rmSync(folder, { recursive: true })
}

function write(result) {
  writeFileSync(join(import.meta.dirname, "vmGrowth.json"), `${JSON.stringify(result, undefined, 2)}\n`)
  const rows = result.ours.map((point, i) => [
    point.hosts.toLocaleString("en"),
    ...[point, result.async[i], result.bare[i]].map((each) => (each ? threeDigits(each.microseconds) : "")),
    ...[point, result.async[i], result.bare[i]].map((each) => each?.peak ?? ""),
    threeDigits(point.wholeCpu),
  ])
  const head = [
    "hosts of 10 VMs",
    "ours, CPU us a load change",
    "SimGrid, async",
    "SimGrid, bare",
    "ours, peak MiB",
    "SimGrid, async",
    "SimGrid, bare",
    "ours, whole process, CPU s",
  ]
  rewriteReadme("vm growth", table(head, rows))
}
