import { replayColours as colours } from "../replay/colours.ts"
import type { Link } from "./hostRows.ts"
import { laneY, type TimelineView, xOf } from "./timelineView.ts"

/** Draws a migration from the lane that a VM leaves to the one where it arrives: with an arrow, or dashed with a cross where it failed. */
export function drawLink(context: CanvasRenderingContext2D, view: TimelineView, link: Link): void {
  const { migration, fromLane, toLane } = link
  const { begin, end, from, to, vm, ok } = migration
  if (end < view.window.from || begin > view.window.to) return
  const [x0, x1] = [xOf(view, begin), xOf(view, end)]
  const [y0, y1] = [laneY(view, from, fromLane), laneY(view, to, toLane ?? 0)]
  const bend = Math.max(5, (x1 - x0) / 2)
  context.globalAlpha = view.vm === undefined || view.vm === vm ? 1 : 0.15
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
