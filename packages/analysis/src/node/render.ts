import type { Figure, RenderedFigure } from "../figure/figure.ts"

/**
 * Draws a figure as a standalone SVG and as a PNG of twice the size, without a browser.
 *
 * Errors         RangeError when the figure could not be drawn as it was meant: a field that no row has, a value
 *                that its axis cannot show, an id that is no file name, or anything that vega-lite or vega warn of.
 * Deterministic  The same figure gives the same bytes on any machine: fonts come from a package, texts are measured
 *                by an estimate, and vega's random numbers are seeded.
 */
export async function renderFigure(figure: Figure): Promise<RenderedFigure> {
  // Loaded when the first figure is drawn: who reads a trace from a file need not have 35 MiB of libraries that draw.
  const { drawFigure } = await import("./drawFigure.ts")
  return drawFigure(figure)
}
