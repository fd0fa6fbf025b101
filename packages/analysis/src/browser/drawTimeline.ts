/*
 * The picture of a replay: a row a machine, time from left to right.
 *
 * Only what can be seen is drawn: the rows between the upper and the lower border, the blocks that reach into the window of time,
 * the migrations with an end in a row that is seen. So a frame costs what it shows, however many machines there are.
 */
import { replayColours as colours } from "../replay/colours.ts"
import { counted, dateText } from "../replay/replayText.ts"
import { cut } from "./canvas.ts"
import { drawLink } from "./drawLink.ts"
import { drawRow } from "./drawRow.ts"
import { rowAt } from "./hostRows.ts"
import { axisHeight, font, rowHeight, rowTop, type TimelineView, xOf } from "./timelineView.ts"
import { ticksOf } from "./timeWindow.ts"

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

/** The column of names, with how many VMs are there at the cursor. */
function drawNames(context: CanvasRenderingContext2D, view: TimelineView, first: number, last: number): void {
  const { data, names, height, placement } = view
  context.fillStyle = "#ffffff"
  context.fillRect(0, axisHeight, names, height - axisHeight)
  context.textBaseline = "alphabetic"
  for (let host = first; host <= last; host++) {
    const [top, high] = [rowTop(view, host), rowHeight(view, host)]
    const { isOverloaded, power, vms } = placement.hosts[host]!
    if (host === view.marked) {
      context.fillStyle = "#e9f0f8"
      context.fillRect(0, top, names, high)
    }
    if (isOverloaded) {
      context.fillStyle = colours.overload
      context.fillRect(0, top + 1, 4, high - 2)
    }
    context.fillStyle = isOverloaded ? colours.overload : power === "on" ? colours.ink : colours.soft
    context.font = `${isOverloaded ? "bold " : ""}12px ${font}`
    context.fillText(cut(context, data.replay.hosts[host]!, names - 14), 8, top + 15)
    if (high >= 36) {
      context.fillStyle = colours.soft
      context.font = `10.5px ${font}`
      const text = power === "on" ? counted(vms.length, "VM") : power
      context.fillText(cut(context, text, names - 14), 8, top + 29)
    }
    context.fillStyle = colours.line
    context.fillRect(0, top + high - 1, names, 1)
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
