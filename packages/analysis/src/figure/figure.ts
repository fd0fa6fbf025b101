/** MIME type under which a notebook output carries a {@link RenderedFigure}. */
export const figureMime = "application/vnd.placelab.figure+json"

/** A vega-lite specification with its data inside: plain JSON, as the chart functions return it. */
export type VegaLiteSpec = Readonly<Record<string, unknown>>

/**
 * What a figure has in common with the published one, from the strongest to the weakest:
 * its numbers, the shape of its curves, only the order of its series, or nothing because it is `our own`.
 */
export type Reproduces = "same numbers" | "same shape" | "same ordering" | "our own"

/** All of them, in this order. */
export const reproductions: readonly Reproduces[] = ["same numbers", "same shape", "same ordering", "our own"]

/** A figure before it is drawn. */
export interface Figure {
  /** File name without extension, unique in its notebook: lower case letters, digits and `-`. */
  readonly id: string
  readonly title: string
  /** One to three sentences that say what to see. */
  readonly caption: string
  /** Where the published figure stands: author, year, page, figure or slide. */
  readonly source: string
  readonly reproduces: Reproduces
  readonly spec: VegaLiteSpec
}

/** Whether `id` can name a figure's files on every system: lower case letters, digits and single hyphens. */
export function isFigureId(id: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)
}

/** A figure with its pictures. */
export interface RenderedFigure extends Figure {
  /** A standalone SVG document. */
  readonly svg: string
  /** The same picture as PNG at twice the size, base64. */
  readonly png: string
}
