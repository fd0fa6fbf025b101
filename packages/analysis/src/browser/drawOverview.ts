import { replayColours as colours } from "../replay/colours.ts"
import type { Replay } from "../replay/replay.ts"
import { overloadCounts } from "./replayEvents.ts"
import type { TimeWindow } from "./timeWindow.ts"

/** The whole run in a strip: how many machines are overloaded, and ticks where migrations begin. */
export interface Overview {
  readonly end: number
  readonly counts: readonly { readonly date: number; readonly count: number }[]
  readonly most: number
  readonly begins: readonly number[]
}

/** Where the strip begins and ends, px from its sides: half the thumb of the slider below it. */
export const overviewMargin = 8

/** The strip of a replay, which stays as it is. */
export function overviewOf(replay: Replay): Overview {
  const counts = overloadCounts(replay)
  return {
    end: replay.end,
    counts,
    most: counts.reduce((most, { count }) => Math.max(most, count), 0),
    begins: replay.migrations.map(({ begin }) => begin),
  }
}

/** Draws the strip, the part of it that the picture shows, and the date of the cursor, on a canvas that was cleared. */
export function drawOverview(
  context: CanvasRenderingContext2D,
  { end, counts, most, begins }: Overview,
  { from, to }: TimeWindow,
  date: number,
  [width, height]: readonly [number, number],
): void {
  const x = (at: number) => overviewMargin + (at / end) * (width - 2 * overviewMargin)
  const floor = height - 8
  context.fillStyle = "#f5f7f9"
  context.fillRect(0, 0, width, height)
  context.fillStyle = "#ffffff"
  context.fillRect(x(from), 0, x(to) - x(from), height)

  context.beginPath()
  context.moveTo(x(0), floor)
  let level = floor
  for (const { date: at, count } of counts) {
    context.lineTo(x(at), level)
    level = floor - (count / Math.max(1, most)) * (floor - 6)
    context.lineTo(x(at), level)
  }
  context.lineTo(x(end), level)
  context.lineTo(x(end), floor)
  context.closePath()
  context.fillStyle = `${colours.overload}55`
  context.fill()
  context.strokeStyle = colours.overload
  context.lineWidth = 1
  context.stroke()

  context.fillStyle = colours.line
  context.fillRect(x(0), floor - 0.5, x(end) - x(0), 1)
  context.fillStyle = `${colours.link}88`
  for (const begin of begins) context.fillRect(x(begin), floor + 2, 1.2, 5)
  context.fillStyle = colours.accent
  context.fillRect(Math.round(x(date)) - 1, 0, 2, height)
  context.strokeStyle = colours.homeEdge
  context.strokeRect(Math.max(0.5, x(from)), 0.5, x(to) - x(from), height - 1)
}
