/*
 * The picture of a replay: a row a machine, time from left to right.
 *
 * Only what can be seen is drawn: the rows between the upper and the lower border, the blocks that reach into the window of time,
 * the migrations with an end in a row that is seen. So a frame costs what it shows, however many machines there are.
 */
import { replayColours as colours } from "../replay/colours.ts"
import type { Placement } from "../replay/placementAt.ts"
import type { PowerSpell, Replay, ReplayViolation } from "../replay/replay.ts"
import { counted, dateText } from "../replay/replayText.ts"
import { cut, hatch } from "./canvas.ts"
import { type HostRow, type Link, type RowLayout, rowAt, rowPadding } from "./hostRows.ts"
import { type TimeWindow, ticksOf } from "./timeWindow.ts"

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
const font = "system-ui, 'DejaVu Sans', Verdana, sans-serif"

/** The x of a date, px. */
export function xOf({ window: { from, to }, names, width }: TimelineView, date: number): number {
  return names + ((date - from) / (to - from)) * (width - names - rightMargin)
}

/** The date at x px. */
export function dateAt({ window: { from, to }, names, width }: TimelineView, x: number): number {
  return from + ((x - names) / (width - names - rightMargin)) * (to - from)
}

/** The y of the middle of a lane, px. */
function laneY({ layout, scrollTop }: TimelineView, host: number, lane: number): number {
  return axisHeight + layout.tops[host]! - scrollTop + rowPadding / 2 + (lane + 0.5) * layout.lane
}

/** Draws on a canvas that was cleared. */
export function drawTimeline(context: CanvasRenderingContext2D, view: TimelineView): void {
  const { layout, width, height, names, scrollTop } = view
  const first = rowAt(layout, scrollTop)
  const last = rowAt(layout, scrollTop + height - axisHeight)
  context.save()
  context.beginPath()
  context.rect(names, axisHeight, width - names, height - axisHeight)
  context.clip()
  drawGrid(context, view)
  for (let host = first; host <= last; host++) drawRow(context, view, host)
  for (const link of view.data.links) {
    const { from, to } = link.migration
    if ((from >= first && from <= last) || (to >= first && to <= last)) drawLink(context, view, link)
  }
  context.restore()
  drawNames(context, view, first, last)
  drawAxis(context, view)
  drawCursor(context, view)
}

function drawGrid(context: CanvasRenderingContext2D, view: TimelineView): void {
  context.strokeStyle = "#eef1f4"
  context.lineWidth = 1
  context.beginPath()
  for (const tick of ticks(view)) {
    const x = Math.round(xOf(view, tick)) + 0.5
    context.moveTo(x, axisHeight)
    context.lineTo(x, view.height)
  }
  context.stroke()
}

function drawRow(context: CanvasRenderingContext2D, view: TimelineView, host: number): void {
  const { data, layout, scrollTop, window, vm, width, names } = view
  const top = axisHeight + layout.tops[host]! - scrollTop
  const rowHeight = layout.tops[host + 1]! - layout.tops[host]!
  const seen = (spell: { readonly from: number; readonly to: number }) =>
    spell.to > window.from && spell.from < window.to
  /** Both ends, px, and at least a pixel between them. */
  const span = ({ from, to }: { readonly from: number; readonly to: number }) => {
    const left = Math.max(names - 2, xOf(view, from))
    return [left, Math.max(1, Math.min(width + 2, xOf(view, to)) - left)] as const
  }

  for (const spell of data.power[host]!) {
    if (spell.state === "on" || !seen(spell)) continue
    const [x, wide] = span(spell)
    const isBetween = spell.state === "booting" || spell.state === "shutting down"
    context.fillStyle = isBetween ? colours.between : spell.state === "failed" ? colours.failed : colours.off
    context.fillRect(x, top + 2, wide, rowHeight - 4)
    context.fillStyle = spell.state === "failed" ? "#ffffff" : colours.ink
    context.font = `11px ${font}`
    context.textBaseline = "middle"
    if (wide > 24) context.fillText(cut(context, spell.state, wide - 10), x + 6, top + rowHeight / 2)
  }

  const { lane: laneHeight } = layout
  const high = laneHeight - (laneHeight > 8 ? 2 : 1)
  const hasText = laneHeight >= 12
  context.font = `${Math.min(11, laneHeight - 4)}px ${font}`
  context.textBaseline = "middle"
  for (const block of data.rows[host]!.blocks) {
    if (!seen(block)) continue
    const [x, wide] = span(block)
    const y = top + rowPadding / 2 + block.lane * laneHeight
    const isOther = vm !== undefined && block.vm !== vm
    context.globalAlpha = isOther ? 0.35 : 1
    context.fillStyle = block.hasMoved ? colours.moved : colours.home
    context.fillRect(x, y, Math.max(1, wide - 1), high)
    context.fillStyle = block.hasMoved ? colours.movedEdge : colours.homeEdge
    context.fillRect(x, y, Math.min(2, wide), high)
    if (block.vm === vm) {
      context.strokeStyle = colours.ink
      context.lineWidth = 1.5
      context.strokeRect(x + 0.5, y, Math.max(1, wide - 2), high)
    }
    if (hasText && wide > 30) {
      context.fillStyle = colours.ink
      context.fillText(cut(context, data.replay.vms[block.vm]!, wide - 10), x + 6, y + high / 2 + 0.5)
    }
  }
  context.globalAlpha = 1

  for (const overload of data.overloads[host]!) {
    if (!seen(overload)) continue
    const [x, wide] = span(overload)
    context.fillStyle = `${colours.overload}22`
    context.fillRect(x, top + 1, wide, rowHeight - 2)
    hatch(context, `${colours.overload}99`, [x, top + 1, wide, rowHeight - 2])
    context.fillStyle = colours.overload
    context.fillRect(x, top + 1, Math.max(2, wide), 3)
    if (overload.detected !== undefined && overload.detected >= window.from) {
      context.beginPath()
      context.arc(xOf(view, overload.detected), top + 3, 3.2, 0, 2 * Math.PI)
      context.fillStyle = "#ffffff"
      context.fill()
      context.lineWidth = 1.6
      context.strokeStyle = colours.overload
      context.stroke()
    }
  }
  context.fillStyle = colours.line
  context.fillRect(names, top + rowHeight - 1, width - names, 1)
}

function drawLink(context: CanvasRenderingContext2D, view: TimelineView, link: Link): void {
  const { migration, fromLane, toLane } = link
  const { begin, end, from, to, vm, ok } = migration
  if (end < view.window.from || begin > view.window.to) return
  const [x0, x1] = [xOf(view, begin), xOf(view, end)]
  const [y0, y1] = [laneY(view, from, fromLane), laneY(view, to, toLane ?? 0)]
  const bend = Math.max(5, (x1 - x0) / 2)
  const isOther = view.vm !== undefined && view.vm !== vm
  context.globalAlpha = isOther ? 0.15 : 1
  context.beginPath()
  context.moveTo(x0, y0)
  context.bezierCurveTo(x0 + bend, y0, x1 - bend, y1, x1, y1)
  // A white rim, so that it can be followed across blocks.
  context.strokeStyle = "#ffffffb0"
  context.lineWidth = 3.6
  context.stroke()
  context.strokeStyle = context.fillStyle = ok ? colours.link : colours.overload
  context.lineWidth = view.vm === vm ? 2.4 : 1.4
  context.setLineDash(ok ? [] : [4, 3])
  context.stroke()
  context.setLineDash([])
  context.beginPath()
  context.arc(x0, y0, 2, 0, 2 * Math.PI)
  context.fill()
  context.beginPath()
  if (ok) {
    context.moveTo(x1 + 1, y1)
    context.lineTo(x1 - 6, y1 - 3.2)
    context.lineTo(x1 - 6, y1 + 3.2)
    context.fill()
  } else {
    context.moveTo(x1 - 3.5, y1 - 3.5)
    context.lineTo(x1 + 3.5, y1 + 3.5)
    context.moveTo(x1 - 3.5, y1 + 3.5)
    context.lineTo(x1 + 3.5, y1 - 3.5)
    context.stroke()
  }
  context.globalAlpha = 1
}

/** The column of names, with how many VMs are there at the cursor. */
function drawNames(context: CanvasRenderingContext2D, view: TimelineView, first: number, last: number): void {
  const { data, layout, scrollTop, names, height, placement } = view
  context.fillStyle = "#ffffff"
  context.fillRect(0, axisHeight, names, height - axisHeight)
  context.textBaseline = "alphabetic"
  for (let host = first; host <= last; host++) {
    const top = axisHeight + layout.tops[host]! - scrollTop
    const rowHeight = layout.tops[host + 1]! - layout.tops[host]!
    const { isOverloaded, power, vms } = placement.hosts[host]!
    if (host === view.marked) {
      context.fillStyle = "#e9f0f8"
      context.fillRect(0, top, names, rowHeight)
    }
    if (isOverloaded) {
      context.fillStyle = colours.overload
      context.fillRect(0, top + 1, 4, rowHeight - 2)
    }
    context.fillStyle = isOverloaded ? colours.overload : power === "on" ? colours.ink : colours.soft
    context.font = `${isOverloaded ? "bold " : ""}12px ${font}`
    context.fillText(cut(context, data.replay.hosts[host]!, names - 14), 8, top + 15)
    if (rowHeight >= 36) {
      context.fillStyle = colours.soft
      context.font = `10.5px ${font}`
      const text = power === "on" ? counted(vms.length, "VM") : power
      context.fillText(cut(context, text, names - 14), 8, top + 29)
    }
    context.fillStyle = colours.line
    context.fillRect(0, top + rowHeight - 1, names, 1)
  }
  context.fillRect(names - 1, axisHeight, 1, height - axisHeight)
}

function drawAxis(context: CanvasRenderingContext2D, view: TimelineView): void {
  const { width, names } = view
  context.fillStyle = "#ffffff"
  context.fillRect(0, 0, width, axisHeight)
  context.fillStyle = colours.soft
  context.font = `11px ${font}`
  context.textBaseline = "alphabetic"
  context.textAlign = "center"
  const cursor = xOf(view, view.placement.date)
  for (const tick of ticks(view)) {
    const text = String(Number(tick.toPrecision(8)))
    const half = context.measureText(text).width / 2
    const x = Math.min(Math.max(names + half, xOf(view, tick)), width - half - 1)
    // Where the date of the cursor will stand there is no room.
    if (Math.abs(x - cursor) > half + 32) context.fillText(text, x, 14)
    context.fillRect(Math.round(xOf(view, tick)), axisHeight - 6, 1, 5)
  }
  context.textAlign = "left"
  context.fillText("time (s)", 8, 14)
  context.fillRect(0, axisHeight - 1, width, 1)
}

function drawCursor(context: CanvasRenderingContext2D, view: TimelineView): void {
  const { width, height, names, placement } = view
  const x = xOf(view, placement.date)
  if (x < names - 1 || x > width) return
  const text = dateText(placement.date)
  context.font = `bold 11px ${font}`
  const wide = context.measureText(text).width + 12
  const left = Math.min(Math.max(names, x - wide / 2), width - wide)
  context.fillStyle = colours.accent
  context.fillRect(Math.round(x) - 1, 18, 2, height - 18)
  context.fillRect(left, 1, wide, 18)
  context.fillStyle = "#ffffff"
  context.textBaseline = "alphabetic"
  context.fillText(text, left + 6, 14)
}

function ticks({ window, width, names }: TimelineView): number[] {
  return ticksOf(window, (width - names) / 80)
}
