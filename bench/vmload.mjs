// A data centre of VMs whose loads change, and that migrate, without a scheduler; SimGrid's side is simgrid/vmload.cpp, with
// the same inputs.
//
//   host 0: 8 cores of 1 Gf   [ VM 0 ] ... [ VM 9 ]    --+
//   host 1: 8 cores of 1 Gf   [ VM 10 ] ... [ VM 19 ]  --+-- backbone, 500 us
//   ...                                                --+
//     1.25 GB/s, 50 us, up and down apart
//
// A VM has one core and 1 GiB, and asks for a part of the core that changes now and then (vmEvents.mjs). Migrations are live,
// pre-copy, at 125 MiB/s at most; VM v makes 10 + 10 (v mod 5) percent of that dirty at full speed. Where the VMs of a host
// ask for more than 7 cores, that is a violation.
//
// node bench/vmload.mjs HOSTS SECONDS MIGRATIONS BACKBONE
//   MIGRATIONS  started a second, in all
//   BACKBONE    in Gbit/s
//
// Prints as `end` the seconds of violation, summed over hosts; as `count` the load changes.
import { Engine, lv08Network, mebibytes } from "@placelab/core"
import { migrate, Vm } from "@placelab/models"
import { cpuSeconds, printMeasured } from "./measured.mjs"
import { drawEvents, meanPercent, vmsPerHost } from "./vmEvents.mjs"

const [hostCount, duration, migrationRate, backboneGbits] = process.argv.slice(2).map(Number)
const mostDemand = 7
const migrationSpeed = mebibytes(125)

const engine = new Engine({ network: { ...lv08Network, crossTraffic: true } })
const backbone = engine.addLink({ name: "backbone", bandwidth: (backboneGbits * 1e9) / 8, latency: 500e-6 })
const access = new Map()
const hosts = Array.from({ length: hostCount }, (_, i) => addHost(i))
engine.addRouter((from, to) => [access.get(from), backbone, access.get(to).opposite])
const vms = Array.from({ length: hostCount * vmsPerHost }, (_, v) => addVm(v))

const events = drawEvents(hostCount, duration, migrationRate)

/** What the VMs of a host ask for, in cores; a VM that migrates counts where it comes from until it is over. */
const demand = new Float64Array(hostCount)
/** Since when that is too much; NaN: it is not. */
const violatedSince = new Float64Array(hostCount).fill(Number.NaN)
const asked = new Float64Array(vms.length)
const place = Int32Array.from(vms, (_, v) => Math.floor(v / vmsPerHost))
const isMoving = new Uint8Array(vms.length)
/** Seconds that each migration took, in the order of their ends. */
const durations = []
let violation = 0
let changes = 0
let started = 0
let skipped = 0

function addHost(i) {
  const host = engine.addHost({ name: `n-${i}`, speed: 1e9, cores: 8 })
  const spec = { name: `access ${i}`, bandwidth: 1.25e9, latency: 50e-6, policy: "split-duplex" }
  access.set(host, engine.addLink(spec))
  return host
}

function addVm(v) {
  const host = hosts[Math.floor(v / vmsPerHost)]
  const updateSpeed = migrationSpeed * (0.1 + 0.1 * (v % 5))
  return new Vm(engine, { name: `vm-${v}`, host, memory: mebibytes(1024), updateSpeed })
}

function changeDemand(i, change) {
  demand[i] += change
  const isViolated = demand[i] > mostDemand + 1e-9
  const since = violatedSince[i]
  if (isViolated && Number.isNaN(since)) violatedSince[i] = engine.now
  else if (!isViolated && !Number.isNaN(since)) {
    violation += engine.now - since
    violatedSince[i] = Number.NaN
  }
}

function setLoad(v, percent) {
  // SimGrid takes a limit of 0 as none.
  const load = Math.max(percent, 1) / 100
  changeDemand(place[v], load - asked[v])
  asked[v] = load
  vms[v].setLoad(load)
}

function* move(v, target) {
  const { seconds } = yield* migrate(vms[v], hosts[target], {
    bandwidthLimit: migrationSpeed,
    wholeBytes: true,
  })
  durations.push(seconds)
  changeDemand(place[v], -asked[v])
  place[v] = target
  changeDemand(target, asked[v])
  isMoving[v] = 0
}

function startMigration(v, target) {
  if (isMoving[v] === 1) {
    skipped++
    return
  }
  isMoving[v] = 1
  started++
  const other = target === place[v] ? (target + 1) % hostCount : target
  engine.spawn("migration", () => move(v, other))
}

let next = 0

/** Lets the next event happen when its date has come, and then those after it. */
function awaitNext() {
  if (next < events.dates.length) engine.sleep(events.dates[next] - engine.now).onEnd(happen)
}

function happen() {
  const i = next++
  if (events.isMigration[i]) startMigration(events.vms[i], events.values[i])
  else {
    changes++
    setLoad(events.vms[i], events.values[i])
  }
  awaitNext()
}

const before = cpuSeconds()
for (let v = 0; v < vms.length; v++) setLoad(v, meanPercent)
awaitNext()
engine.run(duration)
const runCpu = cpuSeconds() - before
for (const since of violatedSince) if (!Number.isNaN(since)) violation += duration - since
printMeasured({ end: violation, digits: 6, runCpu, count: changes, started, skipped, durations })
