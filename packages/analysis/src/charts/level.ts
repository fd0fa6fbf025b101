import type { PlainRow } from "./data.ts"
import type { Look } from "./palette.ts"

/** A level of y, such as a limit, and its name in the legend. */
export interface Level {
  readonly label: string
  readonly level: number
}

/** What a level needs of the encoding of y. */
export interface LevelAxis {
  readonly field: string
  readonly title: string
  readonly scale: { readonly domain?: readonly [number, number] | undefined }
}

/**
 * The layer of a level, across the whole chart.
 *
 * Errors    RangeError when the axis has ends and the level is beyond them, where it would be drawn off the panel.
 */
export function levelLayer({ label, colour, dash }: Look, level: number, y: LevelAxis): PlainRow {
  const { field: _, ...axis } = y
  const { domain } = y.scale
  if (domain && !(level >= domain[0] && level <= domain[1]))
    throw new RangeError(
      `axis "${y.title}": the level "${String(label)}" is ${level}, expected it within the domain [${domain.join(", ")}]`,
    )
  return {
    // One row of its own: over the chart's data there would be as many lines as rows.
    data: { values: [{}] },
    mark: { type: "rule", color: colour, strokeDash: dash, strokeWidth: 1.6 },
    encoding: { y: { ...axis, datum: level } },
  }
}
