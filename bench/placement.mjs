// What a whole run of a placement scheduler costs: machines of 10 VMs, half an hour, from the start of Node to its end.
//
//   node bench/placement.mjs [--runs 3] [--most 1024]
//     --most   the most machines; where it is given, nothing is written
//
// Every run is a process of its own. Writes medians to placement.json and README.md. VMPlaceS itself needs Java 8, an old SimGrid and
// jars that are gone from the web, so it does not run beside us here: its CPU seconds are of its last version on SimGrid 3.32 and two
// cores, on a day when the machine had other work as well (so good to a third or so).
import { execFileSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { asText } from "./peer.mjs"
import { rewriteReadme, table } from "./readme.mjs"
import { summary, threeDigits } from "./statistics.mjs"

const { values } = parseArgs({
  options: { runs: { type: "string", default: "3" }, most: { type: "string" } },
})
const schedulers = ["none", "ffd-lazy", "ffd-optimistic", "entropy", "snooze", "dvms"]
/** CPU seconds of VMPlaceS with its Entropy, by machines and scheduler. */
const vmplaces = {
  32: { none: 5.5, "ffd-lazy": 6.7, "ffd-optimistic": 12.7, entropy: 29.2, snooze: 52.7, dvms: 27.9 },
  64: { none: 12.1, "ffd-lazy": 13.2, "ffd-optimistic": 18.7, entropy: 78.7, snooze: 113.7, dvms: 96.7 },
  128: { none: 39.5, "ffd-lazy": 44.2, "ffd-optimistic": 45.7, entropy: 263.9, snooze: 289.2, dvms: 272.0 },
}
const rows = [
  ...[32, 64, 128].flatMap((hosts) => schedulers.map((scheduler) => ["vmplaces-head", hosts, scheduler])),
  ...[128, 256, 512, 1024].flatMap((hosts) =>
    ["none", "ffd-lazy", "entropy", "snooze", "dvms"].map((scheduler) => ["corrected", hosts, scheduler]),
  ),
  ...["none", "snooze", "dvms"].map((scheduler) => ["corrected", 10_000, scheduler]),
].filter(([, hosts]) => hosts <= Number(values.most ?? Number.POSITIVE_INFINITY))

const file = join(import.meta.dirname, "placementRun.mjs")
const results = rows.map(([profile, hosts, scheduler]) => {
  const args = [file, profile, hosts, scheduler].map(String)
  const runs = Array.from({ length: Number(values.runs) }, () =>
    JSON.parse(execFileSync(process.execPath, args, asText)),
  )
  const of = (field) => summary(runs.map((run) => run[field])).median
  const result = {
    profile,
    hosts,
    scheduler,
    wholeCpu: Number(threeDigits(of("wholeCpu"))),
    peak: Math.round(of("peak")),
    loadEvents: runs[0].count,
    violation: Number(runs[0].end),
    migrations: runs[0].migrations,
  }
  console.log(`${profile}, ${hosts} machines, ${scheduler}: ${result.wholeCpu} s of CPU, ${result.peak} MiB`)
  return result
})
if (values.most === undefined) {
  const folder = import.meta.dirname
  writeFileSync(join(folder, "placement.json"), `${JSON.stringify(results, undefined, 2)}\n`)
  const head = [
    "profile",
    "machines",
    "scheduler",
    "CPU s",
    "peak MiB",
    "violation s",
    "migrations",
    "VMPlaceS, CPU s",
    "ratio",
  ]
  rewriteReadme("placement", table(head, results.map(rowOf)))
}

function rowOf({ profile, hosts, scheduler, wholeCpu, peak, violation, migrations }) {
  const peer = profile === "vmplaces-head" ? vmplaces[hosts][scheduler] : undefined
  return [
    profile,
    hosts.toLocaleString("en"),
    scheduler,
    threeDigits(wholeCpu),
    peak,
    violation.toFixed(0),
    migrations,
    peer ?? "",
    peer ? threeDigits(wholeCpu / peer) : "",
  ]
}
