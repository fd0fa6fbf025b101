import { replayColours as colours } from "../replay/colours.ts"
import { cut, hatch } from "./canvas.ts"
import { rowPadding } from "./hostRows.ts"
import { font, rowHeight, rowTop, type TimelineView, xOf } from "./timelineView.ts"

interface Spell {
  readonly from: number
  readonly to: number
}

/** Draws a machine: when it was not on, its VMs, its overloads on top. */
export function drawRow(context: CanvasRenderingContext2D, view: TimelineView, host: number): void {
  drawPower(context, view, host)
  drawBlocks(context, view, host)
  drawOverloads(context, view, host)
  context.fillStyle = colours.line
  context.fillRect(view.names, rowTop(view, host) + rowHeight(view, host) - 1, view.width - view.names, 1)
}

function drawPower(context: CanvasRenderingContext2D, view: TimelineView, host: number): void {
  const [top, high] = [rowTop(view, host), rowHeight(view, host)]
  context.font = `11px ${font}`
  context.textBaseline = "middle"
  for (const spell of view.data.power[host]!) {
    if (spell.state === "on" || !isSeen(view, spell)) continue
    const [x, wide] = span(view, spell)
    const isBetween = spell.state === "booting" || spell.state === "shutting down"
    context.fillStyle = isBetween ? colours.between : spell.state === "failed" ? colours.failed : colours.off
    context.fillRect(x, top + 2, wide, high - 4)
    context.fillStyle = spell.state === "failed" ? "#ffffff" : colours.ink
    if (wide > 24) context.fillText(cut(context, spell.state, wide - 10), x + 6, top + high / 2)
  }
}

function drawBlocks(context: CanvasRenderingContext2D, view: TimelineView, host: number): void {
  const { data, layout, vm } = view
  const { lane } = layout
  const high = lane - (lane > 8 ? 2 : 1)
  const hasText = lane >= 12
  context.font = `${Math.min(11, lane - 4)}px ${font}`
  context.textBaseline = "middle"
  for (const block of data.rows[host]!.blocks) {
    if (!isSeen(view, block)) continue
    const [x, wide] = span(view, block)
    const y = rowTop(view, host) + rowPadding / 2 + block.lane * lane
    context.globalAlpha = vm === undefined || block.vm === vm ? 1 : 0.35
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
}

function drawOverloads(context: CanvasRenderingContext2D, view: TimelineView, host: number): void {
  const [top, high] = [rowTop(view, host) + 1, rowHeight(view, host) - 2]
  for (const overload of view.data.overloads[host]!) {
    if (!isSeen(view, overload)) continue
    const [x, wide] = span(view, overload)
    context.fillStyle = `${colours.overload}22`
    context.fillRect(x, top, wide, high)
    hatch(context, `${colours.overload}99`, [x, top, wide, high])
    context.fillStyle = colours.overload
    context.fillRect(x, top, Math.max(2, wide), 3)
    if (overload.detected === undefined || overload.detected < view.window.from) continue
    context.beginPath()
    context.arc(xOf(view, overload.detected), top + 2, 3.2, 0, 2 * Math.PI)
    context.fillStyle = "#ffffff"
    context.fill()
    context.lineWidth = 1.6
    context.strokeStyle = colours.overload
    context.stroke()
  }
}

function isSeen({ window }: TimelineView, { from, to }: Spell): boolean {
  return to > window.from && from < window.to
}

/** Where a spell begins, px, and how wide it is: at least a pixel. */
function span(view: TimelineView, { from, to }: Spell): readonly [number, number] {
  const left = Math.max(view.names - 2, xOf(view, from))
  return [left, Math.max(1, Math.min(view.width + 2, xOf(view, to)) - left)]
}
