import { dateText } from "../replay/replayText.ts"
import { rowAt, rowPadding } from "./hostRows.ts"
import { axisHeight, dateAt, type TimelineView } from "./timelineView.ts"

/** What is at a place of the picture. */
export interface TimelineHit {
  readonly vm: number | undefined
  /** What can be said of it. */
  readonly lines: readonly string[]
}

interface Spell {
  readonly from: number
  readonly to: number
}

/** What is at a place (x, y), px; undefined where there is nothing to be told. */
export function timelineHit(view: TimelineView, [x, y]: readonly [number, number]): TimelineHit | undefined {
  const { layout, scrollTop, data, names } = view
  const inRows = y - axisHeight + scrollTop
  if (y < axisHeight || x < names || inRows > layout.tops.at(-1)!) return undefined
  const date = dateAt(view, x)
  const host = rowAt(layout, inRows)
  const machine = data.replay.hosts[host]!
  const lane = Math.floor((inRows - layout.tops[host]! - rowPadding / 2) / layout.lane)
  const isThere = ({ from, to }: Spell) => from <= date && date < to
  const span = ({ from, to }: Spell) => `${dateText(from)} to ${dateText(to)}`

  const lines: string[] = []
  const block = data.rows[host]!.blocks.find((each) => each.lane === lane && isThere(each))
  if (block) lines.push(`${data.replay.vms[block.vm]} on ${machine}, ${span(block)}`)
  const overload = data.overloads[host]!.find(isThere)
  if (overload) {
    const { detected } = overload
    const noticed = detected === undefined ? "not noticed" : `noticed at ${dateText(detected)}`
    lines.push(`${machine} overloaded, ${span(overload)}, ${noticed}`)
  }
  const power = data.power[host]!.find(isThere)
  if (power && power.state !== "on") lines.push(`${machine} ${power.state}, ${span(power)}`)
  return lines.length === 0 ? undefined : { vm: block?.vm, lines }
}
