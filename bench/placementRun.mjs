// One run of placement.mjs: node bench/placementRun.mjs PROFILE MACHINES SCHEDULER
// From 10,000 machines on the backbone has 18 Gbit/s for each 1,000; one of 18 Gbit/s for all stops every scheduler that moves VMs.
import { playScenario } from "placelab"
import { cpuSeconds, printMeasured } from "./measured.mjs"

const [profile, hosts, scheduler] = process.argv.slice(2)
const before = cpuSeconds()
const seed = profile === "corrected" ? 1 : 23
const network = Number(hosts) >= 10_000 ? { backbone: 2.25e6 * Number(hosts) } : {}
const { metrics } = playScenario({ profile, hosts: Number(hosts), seed, scheduler, network })
printMeasured({
  end: metrics.violation_s,
  digits: 3,
  runCpu: cpuSeconds() - before,
  count: metrics.load_events,
  migrations: metrics.migrations,
})
