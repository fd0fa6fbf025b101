// One day of PlanetLab, 1052 VMs on 800 hosts, on the engine: energy, migrations and SLA, with the CPU seconds of the run and of the whole
// program, which reads the day first, and the most memory that it had. `planetlab.mjs` gives the same in the arithmetic of CloudSim.
//
// node bench/planetlabEngine.mjs FOLDER          THR 0.8 with MMT; memory is not held, as in CloudSim
// node bench/planetlabEngine.mjs FOLDER --all    every detector with MMT: memory held, not held, and then nothing dirty; then without
//                                                consolidation; in one process
// FOLDER has a file for each VM, as planetlab/20110303 of beloglazov/planetlab-workload-traces.
import { orThrow } from "@placelab/models"
import { readPlanetlabDay } from "@placelab/models/node"
import { minimumMigrationTime, planetlabFleet, simulateConsolidation } from "@placelab/schedulers"
import { detectors } from "./detectors.mjs"
import { cpuSeconds, printMeasured } from "./measured.mjs"

const settings = {
  "memory held": {},
  "memory not held": { memoryOvercommit: Number.POSITIVE_INFINITY },
  "memory not held, nothing dirty": { memoryOvercommit: Number.POSITIVE_INFINITY, updateIntensity: 0 },
}

const [folder, option] = process.argv.slice(2)
if (folder === undefined || (option !== undefined && option !== "--all")) {
  console.error("node bench/planetlabEngine.mjs FOLDER [--all]: FOLDER has a file for each VM of a day")
  process.exit(1)
}
const day = readPlanetlabDay(folder)
if (day._tag === "Left") {
  console.error(day.left.message)
  process.exit(1)
}
const fleet = planetlabFleet(orThrow(day))
const mmt = (detector) => ({ isOverloaded: detectors[detector], select: minimumMigrationTime })
if (option === undefined) run("thr mmt", mmt("thr"), "memory not held")
else {
  for (const detector of Object.keys(detectors))
    for (const setting of Object.keys(settings)) run(`${detector} mmt`, mmt(detector), setting)
  for (const policy of ["dvfs", "non-power-aware"]) run(policy, policy, "memory held")
}

function run(name, policy, setting) {
  const start = cpuSeconds()
  const { metrics, trace } = simulateConsolidation(fleet, policy, settings[setting])
  const runCpu = cpuSeconds() - start
  const rounded = (value, digits) => (value === null ? null : Number(value.toFixed(digits)))
  printMeasured({
    end: 86_100,
    digits: 0,
    runCpu,
    count: metrics.migrations,
    policy: name,
    setting,
    vms: fleet.vms.length,
    records: trace.records.length,
    energyKwh: rounded(metrics.energy_kwh, 2),
    slavPercent: rounded(100 * metrics.slav, 6),
    pdmPercent: rounded(100 * metrics.pdm, 4),
    slatahPercent: rounded(100 * metrics.slatah, 3),
    slaOverallPercent: rounded(100 * metrics.sla_overall, 4),
    shutdowns: metrics.shutdowns,
    migrationMeanS: rounded(metrics.migration_mean_s, 2),
    migrationMaxS: rounded(metrics.migration_max_s, 2),
    migrationsAtOnce: metrics.migrations_at_once,
    downtimeS: rounded(metrics.downtime_s, 2),
    movedTerabytes: rounded(metrics.moved_bytes / 1e12, 2),
    resentPercent: metrics.resent_share === null ? null : rounded(100 * metrics.resent_share, 1),
  })
}
