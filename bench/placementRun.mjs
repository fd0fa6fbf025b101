// One run of placement.mjs: node bench/placementRun.mjs PROFILE MACHINES SCHEDULER
import { playScenario } from "placelab"
import { cpuSeconds, printMeasured } from "./measured.mjs"

const [profile, hosts, scheduler] = process.argv.slice(2)
const before = cpuSeconds()
const seed = profile === "corrected" ? 1 : 23
const { metrics } = playScenario({ profile, hosts: Number(hosts), seed, scheduler })
printMeasured({
  end: metrics.violation_s,
  digits: 3,
  runCpu: cpuSeconds() - before,
  count: metrics.load_events,
  migrations: metrics.migrations,
})
