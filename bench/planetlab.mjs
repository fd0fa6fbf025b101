// One day of PlanetLab, 1052 VMs on 800 hosts, in the arithmetic of CloudSim 3.0.3: the figures that it prints, in its digits, with the CPU
// seconds of the run and of the whole program, which reads the day first, and the most memory that it had.
//
// node bench/planetlab.mjs FOLDER          THR 0.8 with MMT
// node bench/planetlab.mjs FOLDER --all    every detector with every selection, then without consolidation, in one process
// FOLDER has a file for each VM, as planetlab/20110303 of beloglazov/planetlab-workload-traces.
import { RandomStream } from "@placelab/core"
import { orThrow } from "@placelab/models"
import { readPlanetlabDay } from "@placelab/models/node"
import {
  maximumCorrelation,
  minimumMigrationTime,
  minimumUtilization,
  planetlabFleet,
  randomSelection,
  simulateCloudsim,
} from "@placelab/schedulers"
import { detectors } from "./detectors.mjs"
import { cpuSeconds, printMeasured } from "./measured.mjs"

const selections = {
  mmt: () => minimumMigrationTime,
  mc: () => maximumCorrelation,
  mu: () => minimumUtilization,
  rs: () => randomSelection(new RandomStream(1, "selection")),
}

const [folder, option] = process.argv.slice(2)
if (folder === undefined || (option !== undefined && option !== "--all")) {
  console.error("node bench/planetlab.mjs FOLDER [--all]: FOLDER has a file for each VM of a day")
  process.exit(1)
}
const day = readPlanetlabDay(folder)
if (day._tag === "Left") {
  console.error(day.left.message)
  process.exit(1)
}
const traces = orThrow(day)
const fleet = planetlabFleet(traces)
if (option === undefined) run("thr mmt", { isOverloaded: detectors.thr, select: minimumMigrationTime })
else {
  for (const [detector, isOverloaded] of Object.entries(detectors))
    for (const [selection, select] of Object.entries(selections))
      run(`${detector} ${selection}`, { isOverloaded, select: select() })
  for (const policy of ["dvfs", "non-power-aware"]) run(policy, policy)
}

function run(name, policy) {
  const start = cpuSeconds()
  const metrics = simulateCloudsim(fleet, policy)
  const runCpu = cpuSeconds() - start
  const { migrations: count, shutdowns } = metrics
  const percent = (value, digits) => Number((100 * value).toFixed(digits))
  const seconds = (value) => (value === null ? null : Number(value.toFixed(2)))
  printMeasured({
    end: 86_400,
    digits: 0,
    runCpu,
    count,
    policy: name,
    vms: fleet.vms.length,
    energyKwh: Number(metrics.energy_kwh.toFixed(2)),
    slavPercent: percent(metrics.slav, 5),
    pdmPercent: percent(metrics.pdm, 2),
    slatahPercent: percent(metrics.slatah, 2),
    slaOverallPercent: percent(metrics.sla_overall, 2),
    slaAveragePercent: percent(metrics.sla_average, 2),
    shutdowns,
    secondsBeforeShutdown: seconds(metrics.mean_s_before_shutdown),
    sdSecondsBeforeShutdown: seconds(metrics.sd_s_before_shutdown),
    secondsBeforeMigration: seconds(metrics.mean_s_before_migration),
    sdSecondsBeforeMigration: seconds(metrics.sd_s_before_migration),
  })
}
