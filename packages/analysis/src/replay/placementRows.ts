import type { PlacementChart } from "../charts/placementChart.ts"
import type { Replay } from "./replay.ts"

/**
 * A replay as the rows of a placement chart: a picture of the whole run. Migrations that failed have no arrow, as they lead nowhere.
 *
 * @example
 * placementChart(placementRows(replayOf(trace.records)))
 */
export function placementRows({ hosts, vms, residencies, migrations, violations }: Replay): PlacementChart {
  return {
    residencies: residencies
      .filter(({ from, to }) => to > from)
      .map(({ vm, host, from, to }) => ({ vm: vms[vm]!, host: hosts[host]!, from, to })),
    migrations: migrations
      .filter(({ ok, begin, end }) => ok && end > begin)
      .map(({ vm, from, to, begin, end }) => ({
        vm: vms[vm]!,
        source: hosts[from]!,
        target: hosts[to]!,
        begin,
        end,
      })),
    violations: violations
      .filter(({ from, to }) => to > from)
      .map(({ host, from, to }) => ({ host: hosts[host]!, from, to })),
    hosts,
  }
}
