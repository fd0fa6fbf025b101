// What happens in vmload; SimGrid's side draws the same in simgrid/vmEvents.hpp.
import { SplitMix64 } from "./splitMix64.mjs"

/** VMs on each host at the start: VM v is on host floor(v / vmsPerHost). */
export const vmsPerHost = 10
/** What every VM asks for at the start, and on average, in percent of a core. */
export const meanPercent = 60

const deviation = 20
/** Mean seconds between two load changes of one VM. */
const loadPeriod = 300

/**
 * Load changes and migrations before the date `duration`, two Poisson processes drawn from a stream each, in the order of
 * their dates, as columns: at `dates[i]` VM `vms[i]` asks for `values[i]` percent of a core; or, where `isMigration[i]`, it
 * is to go to host `values[i]`.
 */
export function drawEvents(hosts, duration, migrationRate) {
  const [loads, migrations] = [new SplitMix64(3), new SplitMix64(4)]
  const vmCount = hosts * vmsPerHost
  const loadRate = vmCount / loadPeriod
  const events = { dates: [], vms: [], values: [], isMigration: [] }
  let nextLoad = loads.exponential(loadRate)
  let nextMigration = migrationRate > 0 ? migrations.exponential(migrationRate) : duration
  while (Math.min(nextLoad, nextMigration) < duration) {
    const isMigration = nextLoad > nextMigration
    events.isMigration.push(isMigration)
    if (isMigration) {
      events.dates.push(nextMigration)
      events.vms.push(migrations.below(vmCount))
      events.values.push(migrations.below(hosts))
      nextMigration += migrations.exponential(migrationRate)
    } else {
      events.dates.push(nextLoad)
      events.vms.push(loads.below(vmCount))
      events.values.push(drawPercent(loads))
      nextLoad += loads.exponential(loadRate)
    }
  }
  return events
}

function drawPercent(stream) {
  const drawn = meanPercent + deviation * stream.gaussian()
  return Math.round(Math.min(100, Math.max(0, drawn)) / 10) * 10
}
