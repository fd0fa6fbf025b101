import type { VegaLiteSpec } from "../figure/figure.ts"
import { spanPosition } from "./axis.ts"
import { type Data, recordsOf } from "./data.ts"
import { extent } from "./niceDomain.ts"
import { type HostLanes, placementLanes, type ResidencyRow } from "./placementLanes.ts"
import {
  arrowLayers,
  blockLayers,
  type Grid,
  nameLayers,
  type PlacedMigration,
  type PlacedViolation,
  violationLayers,
} from "./placementLayers.ts"
import { categoryOrder } from "./series.ts"
import { chart, panel } from "./theme.ts"

/** What {@link placementChart} draws. */
export interface PlacementChart {
  /** Which VM was on which host, from when to when, in seconds. */
  readonly residencies: Data<ResidencyRow>
  readonly migrations: Data<PlacedMigration>
  readonly violations: Data<PlacedViolation>
  /** The hosts from the top down. Default: in order of first appearance. */
  readonly hosts?: readonly string[]
}

/** Height of a lane, px: of few ones, and of many. */
const laneHeights = { few: 14, many: 11, manyFrom: 60 }

/**
 * Which VM was where: VMs as blocks in the rows of their hosts, migrations as arrows from the source to the target, violations
 * hatched and outlined in red (560 px wide; for some 16 hosts with ten VMs each). A name that its block has no room for is left out.
 *
 * Errors    RangeError when there are no residencies, something does not end after it began, `hosts` lacks one, or a VM migrates
 *           from where it is not.
 *
 * @example
 * placementChart({
 *   residencies: [
 *     { vm: "vm-0", host: "pm-0", from: 0, to: 60 }, { vm: "vm-1", host: "pm-0", from: 0, to: 40 },
 *     { vm: "vm-1", host: "pm-1", from: 40, to: 60 },
 *   ],
 *   migrations: [{ vm: "vm-1", source: "pm-0", target: "pm-1", begin: 31, end: 40 }],
 *   violations: [{ host: "pm-0", from: 30, to: 40 }],
 * })
 */
export function placementChart(options: PlacementChart): VegaLiteSpec {
  const residencies = recordsOf(options.residencies)
  const migrations = recordsOf(options.migrations)
  const violations = recordsOf(options.violations)
  if (residencies.length === 0) throw new RangeError("placement: no residencies, expected at least one")
  for (const { vm, host, from, to } of residencies) requireLater(`"${vm}" is on "${host}"`, from, to)
  for (const { host, from, to } of violations) requireLater(`"${host}" is in violation`, from, to)
  for (const { vm, begin, end } of migrations) requireLater(`"${vm}" migrates`, begin, end)
  const mentioned = [
    ...[...residencies, ...violations].map(({ host }) => ({ host })),
    ...migrations.flatMap(({ source, target }) => [{ host: source }, { host: target }]),
  ]
  const order = options.hosts && { order: options.hosts }
  const hosts = categoryOrder(mentioned, { field: "host", title: "host", ...order }) as readonly string[]
  const lanes = placementLanes(residencies, hosts)

  const dates = [
    ...[...residencies, ...violations].flatMap(({ from, to }) => [from, to]),
    ...migrations.flatMap(({ begin, end }) => [begin, end]),
  ]
  const [start, end] = extent(dates)
  const laneHeight = lanes.height < laneHeights.manyFrom ? laneHeights.few : laneHeights.many
  const height = laneHeight * lanes.height
  const span = { start: "from", end: "to", title: "time", unit: "s" } as const
  const grid: Grid = {
    x: spanPosition<PlacedViolation>(span, panel.width, dates, [start, end]),
    y: {
      field: "top",
      type: "quantitative",
      title: "host",
      scale: { domain: [0, lanes.height], reverse: true, nice: false },
      axis: hostAxis(lanes.hosts),
    },
    second: panel.width / (end - start),
    lane: laneHeight,
    lanes,
  }
  const layer = [
    ...blockLayers(migrations, violations.length > 0, grid),
    ...violationLayers(violations, grid),
    ...arrowLayers(migrations, grid),
    ...nameLayers(grid),
  ]
  return chart({ width: panel.width, height, layer })
}

function requireLater(what: string, from: number, to: number): void {
  if (!(from < to && Number.isFinite(to - from)))
    throw new RangeError(`placement: ${what} from ${from} to ${to}, expected a later end`)
}

/** Each host is named amid its lanes. */
function hostAxis(hosts: readonly HostLanes[]) {
  const middles = hosts.map(({ host, first, count }) => [first + count / 2, host] as const)
  return {
    values: middles.map(([middle]) => middle),
    labelExpr: `(${JSON.stringify(Object.fromEntries(middles))})[datum.value]`,
    labelLimit: 0,
    maxExtent: 1000,
    grid: false,
    ticks: false,
  }
}
