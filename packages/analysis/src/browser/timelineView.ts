import type { Placement } from "../replay/placementAt.ts"
import type { PowerSpell, Replay, ReplayViolation } from "../replay/replay.ts"
import { type HostRow, type Link, type RowLayout, rowPadding } from "./hostRows.ts"
import type { TimeWindow } from "./timeWindow.ts"

/** What belongs to a replay and stays. */
export interface TimelineData {
  readonly replay: Replay
  readonly rows: readonly HostRow[]
  readonly links: readonly Link[]
  /** Of each machine, so that a row finds its own. */
  readonly overloads: readonly (readonly ReplayViolation[])[]
  readonly power: readonly (readonly PowerSpell[])[]
}

/** What is seen of it. */
export interface TimelineView {
  readonly data: TimelineData
  readonly layout: RowLayout
  /** px */
  readonly width: number
  readonly height: number
  /** Width of the column of names, px. */
  readonly names: number
  /** How far the rows are scrolled, px. */
  readonly scrollTop: number
  readonly window: TimeWindow
  /** What is at the cursor. */
  readonly placement: Placement
  /** A VM to be shown among the others. */
  readonly vm: number | undefined
  /** A machine to be found among the others. */
  readonly marked: number | undefined
}

/** Height of the axis above the rows, px. */
export const axisHeight = 26
/** Space behind the last date, px. */
const rightMargin = 10
/** The letters of the picture. */
export const font = "system-ui, 'DejaVu Sans', Verdana, sans-serif"

/** The x of a date, px. */
export function xOf({ window: { from, to }, names, width }: TimelineView, date: number): number {
  return names + ((date - from) / (to - from)) * (width - names - rightMargin)
}

/** The date at x px. */
export function dateAt({ window: { from, to }, names, width }: TimelineView, x: number): number {
  return from + ((x - names) / (width - names - rightMargin)) * (to - from)
}

/** The y of the upper border of a row, px. */
export function rowTop({ layout, scrollTop }: TimelineView, host: number): number {
  return axisHeight + layout.tops[host]! - scrollTop
}

/** The height of a row, px. */
export function rowHeight({ layout }: TimelineView, host: number): number {
  return layout.tops[host + 1]! - layout.tops[host]!
}

/** The y of the middle of a lane, px. */
export function laneY({ layout, scrollTop }: TimelineView, host: number, lane: number): number {
  return axisHeight + layout.tops[host]! - scrollTop + rowPadding / 2 + (lane + 0.5) * layout.lane
}
