import { barOutline, type Look, lookOf } from "./palette.ts"

/** Radius of a symbol and half the length of a line, px. */
const radius = 3.3
const halfLine = 17

/** Widths in px: a symbol with its gaps, and a letter. */
const symbolWidth = 64
const letterWidth = 7

const swatch = "M-2.2,-1.4H2.2V1.4H-2.2Z"
/** The same with lines across; its outline goes back as it came, so that its filling is empty. */
const hatchedSwatch = `${swatch}M-2.2,-1.4V1.4H2.2V-1.4ZM-2.2,0.2L-0.6,-1.4M-2.2,1.4L0.6,-1.4M-0.8,1.4L2,-1.4M0.6,1.4L2.2,-0.2`
/** A circle out and the same back, so that its filling is empty. */
const ring = "M0,-1.5A1.5,1.5,0,1,1,0,1.5A1.5,1.5,0,1,1,0,-1.5ZA1.5,1.5,0,1,0,0,1.5A1.5,1.5,0,1,0,0,-1.5Z"

/**
 * The legend of a chart, above it, in as many columns as fit its width in px. Each entry is drawn as its series is:
 * vega's own legends draw lines or shapes, but not a shape on its line.
 */
export function legend(title: string | null, looks: readonly Look[], width: number) {
  const entry = (property: "path" | "stroke" | "dash") => ({
    value: { signal: lookOf("datum.value", property, looks.map(legendEntry)) },
  })
  const longest = Math.max(...looks.map((look) => String(look.label).length))
  const fitting = Math.floor(width / (symbolWidth + longest * letterWidth))
  return {
    title,
    columns: Math.max(1, Math.min(looks.length, fitting)),
    symbolOffset: halfLine,
    symbolSize: (2 * radius) ** 2,
    labelOffset: halfLine + 6,
    encoding: {
      symbols: {
        shape: entry("path"),
        stroke: entry("stroke"),
        strokeDash: entry("dash"),
        strokeWidth: { value: 1.6 },
        fillOpacity: { value: 1 },
        opacity: { value: 1 },
      },
    },
  }
}

/** The legend of one thing that is hatched, in the colour of its scale. */
export const hatchedLegend = {
  symbolOffset: halfLine,
  symbolSize: (2 * radius) ** 2,
  labelOffset: halfLine + 6,
  encoding: { symbols: { shape: { value: hatchedSwatch }, strokeWidth: { value: 0.8 } } },
}

/** A line's dashes are part of its path: as dashes of the symbol they would also tear the outline of the shape. */
function legendEntry({ label, colour, dash, shape, symbol }: Look) {
  const line = linePath(dash)
  const paths = {
    line,
    point: shape,
    "line and point": line + shape,
    ring,
    bar: swatch,
    hatched: hatchedSwatch,
  }
  const path = paths[symbol]
  return symbol === "bar"
    ? { label, path, stroke: barOutline, dash }
    : { label, path, stroke: colour, dash: [] }
}

/** A horizontal line in units of the radius, as dashes and gaps in turn. */
function linePath(dash: readonly number[]): string {
  if (dash.length === 0) return `M${-halfLine / radius},0H${halfLine / radius}`
  let path = ""
  let start = -halfLine
  for (let index = 0; start < halfLine; index += 1) {
    const end = Math.min(start + dash[index % dash.length]!, halfLine)
    if (index % 2 === 0) path += `M${(start / radius).toFixed(3)},0H${(end / radius).toFixed(3)}`
    start = end
  }
  return path
}
