/**
 * How series are told apart: by colour, and again by dash or shape.
 *
 * The six colours differ by 8 or more in lightness, neighbours by 20 or more (L* 22, 47, 72, 34, 80, 55): lines and
 * adjacent bars stay apart in a grey print. For protan, deutan and tritan readers any two differ by 20 (CIE 1976).
 * Light colours have long dashes.
 */

/** The look of a series: of its marks and of its entry in the legend. */
export interface Look {
  readonly label: unknown
  readonly colour: string
  /** Lengths of dashes and gaps, px; empty for a solid line. */
  readonly dash: readonly number[]
  /** SVG path within about -1..1. */
  readonly shape: string
  /** What the legend shows. `ring` is the shape without filling, `hatched` an outline and lines. */
  readonly symbol: "line" | "point" | "line and point" | "ring" | "bar" | "hatched"
}

const circle = "M0,-1A1,1,0,1,1,0,1A1,1,0,1,1,0,-1Z"
const square = "M-0.9,-0.9H0.9V0.9H-0.9Z"
const triangle = "M0,-1.1L1.1,0.9H-1.1Z"
const diamond = "M0,-1.25L1.25,0L0,1.25L-1.25,0Z"
const triangleDown = "M0,1.1L1.1,-0.9H-1.1Z"
const cross = "M-0.4,-1.1H0.4V-0.4H1.1V0.4H0.4V1.1H-0.4V0.4H-1.1V-0.4H-0.4Z"

/** From little to much of one quantity: one hue, whose lightness falls evenly (L* 95 to 22), so that a grey print keeps the order. */
export const lightnessRamp = ["#e9f1f8", "#12355b"] as const

/** What is wrong, such as a violation: dark enough for a grey print, and always with a hatching or an outline of its own. */
export const alarm = "#b3001b"

/** Outline of bars. */
export const barOutline = "#222222"

const palette: readonly Pick<Look, "colour" | "dash" | "shape">[] = [
  { colour: "#12355b", dash: [], shape: circle },
  { colour: "#1f7a80", dash: [7, 3], shape: square },
  { colour: "#e0a526", dash: [9, 3, 2, 3], shape: triangle },
  { colour: "#8c2d4b", dash: [2, 2], shape: diamond },
  { colour: "#a4cbea", dash: [12, 4], shape: triangleDown },
  { colour: "#d65f4f", dash: [4, 2], shape: cross },
]

/**
 * A look for each series, in order.
 *
 * Errors    RangeError when there are more series than looks (6).
 */
export function seriesLooks(labels: readonly unknown[], symbol: Look["symbol"]): Look[] {
  if (labels.length > palette.length) {
    throw new RangeError(
      `series: ${labels.length} of them, expected at most ${palette.length} in one chart: facet it, or leave some out`,
    )
  }
  return labels.map((label, index) => ({ ...palette[index]!, label, symbol }))
}

/** Looks for marks that dashes would fray, such as narrow bars: told apart by colour alone. */
export function withoutDashes(looks: readonly Look[]): Look[] {
  return looks.map((look) => ({ ...look, dash: [] }))
}

/** Published points: black rings, wide enough to hold a regenerated point. */
export function publishedPoints(label: string): Look {
  return { label, colour: "#000000", dash: [], shape: circle, symbol: "ring" }
}

/** A published level: a dotted black line. */
export function publishedLevel(label: string): Look {
  return { label, colour: "#000000", dash: [2, 3], shape: circle, symbol: "line" }
}

/** What must not be passed, such as a capacity: a solid black line. */
export function limitLook(label: string): Look {
  return { ...publishedLevel(label), dash: [] }
}

/** Where a prediction equals the measurement: a thin grey line. */
export function identityLine(label: string): Look {
  return { label, colour: "#6b6b6b", dash: [], shape: circle, symbol: "line" }
}

/**
 * A vega expression that finds a property of the look whose label `value` (an expression, too) has. Dashes and
 * shapes are encoded by it and not by a scale, as scales over the same series would fight over the legend.
 */
export function lookOf<Entry extends { readonly label: unknown }>(
  value: string,
  property: keyof Entry & string,
  looks: readonly Entry[],
): string {
  const table = Object.fromEntries(looks.map((look) => [String(look.label), look[property]]))
  return `(${JSON.stringify(table)})[${value}]`
}

/** The colour in which text can be read on `colour`: white where WCAG's relative luminance is below that of equal contrast. */
export function inkOn(colour: string): string {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue! < 0.179 ? "#ffffff" : "#000000"
}
