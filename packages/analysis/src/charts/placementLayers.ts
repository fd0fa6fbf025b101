import type { PlainRow } from "./data.ts"
import { hatchPath, shapeInPixels } from "./hatch.ts"
import { alarm, barOutline, type Look } from "./palette.ts"
import type { Placed, placementLanes } from "./placementLanes.ts"
import { identity } from "./series.ts"
import { textWidth } from "./textWidth.ts"
import { panel } from "./theme.ts"

/** A VM that goes from one host to another; dates in seconds. It is on its source until the end. */
export interface PlacedMigration {
  readonly vm: string
  readonly source: string
  readonly target: string
  readonly begin: number
  readonly end: number
}

/** A host whose VMs ask for more than it has; dates in seconds. */
export interface PlacedViolation {
  readonly host: string
  readonly from: number
  readonly to: number
}

/** What the layers of a placement are drawn on. */
export interface Grid {
  /** The encodings of a date, and of the top of a lane. */
  readonly x: object
  readonly y: object
  /** Px of a second, and of a lane. */
  readonly second: number
  readonly lane: number
  readonly lanes: ReturnType<typeof placementLanes>
}

const swatch = { dash: [], shape: "", symbol: "bar" } as const
const stays: Look = { ...swatch, label: "VM stays", colour: "#e6e6e6" }
const moves: Look = { ...swatch, label: "VM moves", colour: "#a4cbea" }
const migrating: Look = { ...swatch, label: "migration", colour: "#000000", symbol: "line" }
const violated: Look = { ...swatch, label: "violation", colour: alarm, symbol: "hatched" }

/** Px: how much lower than its lane a block is, where a name begins, and an arrow's tip (px^2). */
const sizes = { slit: 1.5, indent: 3, tip: 80 }

/** The blocks of VMs, with the legend of the whole chart. */
export function blockLayers(
  migrations: readonly PlacedMigration[],
  hasViolations: boolean,
  { x, y, lane, lanes }: Grid,
): PlainRow[] {
  const movers = new Set(migrations.map(({ vm }) => vm))
  const values = lanes.placed.map(({ vm, from, to, lane: top }) => ({
    vm,
    from,
    to,
    top,
    bottom: top + 1 - sizes.slit / lane,
    kind: (movers.has(vm) ? moves : stays).label,
  }))
  const looks = [
    ...(values.some(({ kind }) => kind === stays.label) ? [stays] : []),
    ...(migrations.length > 0 ? [moves, migrating] : []),
    ...(hasViolations ? [violated] : []),
  ]
  const { colour } = identity("kind", null, looks, panel.width)
  return [
    {
      data: { values },
      mark: { type: "rect", stroke: barOutline, strokeWidth: 0.6 },
      encoding: { x, x2: { field: "to" }, y, y2: { field: "bottom" }, color: colour },
    },
  ]
}

/** The names of VMs, in blocks that have room for them. */
export function nameLayers({ x, y, second, lane, lanes }: Grid): PlainRow[] {
  const fontSize = Math.min(11, lane - 3)
  const values = lanes.placed
    .filter(({ vm, from, to }) => (to - from) * second > 2 * sizes.indent + textWidth(vm, fontSize))
    .map(({ vm, from, lane: top }) => ({ vm, from, top: top + 0.5 }))
  if (values.length === 0) return []
  return [
    {
      data: { values },
      mark: { type: "text", align: "left", dx: sizes.indent, fontSize },
      encoding: { x, y, text: { field: "vm", type: "nominal" } },
    },
  ]
}

/** Hatched and outlined: colour alone would not show on a grey print. */
export function violationLayers(
  violations: readonly PlacedViolation[],
  { x, y, second, lane, lanes }: Grid,
): PlainRow[] {
  if (violations.length === 0) return []
  const rows = new Map(lanes.hosts.map((row) => [row.host, row]))
  const values = violations.map(({ host, from, to }) => {
    const { first, count } = rows.get(host)!
    return {
      from,
      to,
      top: first,
      bottom: first + count,
      hatch: hatchPath((to - from) * second, count * lane),
    }
  })
  const data = { values }
  return [
    {
      data,
      mark: {
        type: "point",
        shape: { expr: "datum.hatch" },
        size: shapeInPixels,
        stroke: alarm,
        strokeWidth: 0.8,
      },
      encoding: { x, y },
    },
    {
      data,
      mark: { type: "rect", filled: false, stroke: alarm, strokeWidth: 1.8 },
      encoding: { x, x2: { field: "to" }, y, y2: { field: "bottom" } },
    },
  ]
}

/**
 * From the lane that a VM leaves to the one that it comes to, with a white rim.
 *
 * Errors    RangeError when the VM is not on the source as its migration begins.
 */
export function arrowLayers(
  migrations: readonly PlacedMigration[],
  { x, y, second, lane, lanes }: Grid,
): PlainRow[] {
  if (migrations.length === 0) return []
  const rows = new Map(lanes.hosts.map((row) => [row.host, row]))
  const values = migrations.map(({ vm, source, target, begin, end }) => {
    const there = lanes.placed.find(
      (placed) => placed.vm === vm && placed.host === source && placed.from <= begin && begin <= placed.to,
    )
    if (!there)
      throw new RangeError(
        `placement: "${vm}" migrates from "${source}" at ${begin}, but is not there then: add its residency`,
      )
    const { first, count } = rows.get(target)!
    // One that has not come by the end of the trace points at its target as a whole.
    const to = arrival(lanes.placed, vm, target, end)?.lane ?? first + (count - 1) / 2
    const [right, down] = [(end - begin) * second, (to - there.lane) * lane]
    return {
      from: begin,
      to: end,
      top: there.lane + 0.5,
      bottom: to + 0.5,
      // Clockwise from upwards; whole degrees, which every engine's arctangent gives alike.
      angle: Math.round((Math.atan2(right, -down) * 180) / Math.PI),
    }
  })
  const data = { values }
  const line = { x, x2: { field: "to" }, y, y2: { field: "bottom" } }
  const tip = {
    x: { ...x, field: "to" },
    y: { ...y, field: "bottom" },
    angle: { field: "angle", scale: null },
  }
  const rule = (color: string, strokeWidth: number) => ({
    data,
    mark: { type: "rule", color, strokeWidth },
    encoding: line,
  })
  return [
    rule("#ffffff", 3.2),
    rule(migrating.colour, 1.3),
    {
      data,
      mark: {
        type: "point",
        filled: true,
        shape: arrowTip,
        color: migrating.colour,
        size: sizes.tip,
        stroke: "#ffffff",
        strokeWidth: 0.6,
      },
      encoding: tip,
    },
  ]
}

/** Its point at the origin, upwards. */
const arrowTip = "M0,0L0.55,1.5H-0.55Z"

/** The residency with which a migration ends, or a later one where it has failed: the first on its target that is not over by its end. */
function arrival(placed: readonly Placed[], vm: string, target: string, end: number): Placed | undefined {
  return placed.find((one) => one.vm === vm && one.host === target && one.to >= end)
}
