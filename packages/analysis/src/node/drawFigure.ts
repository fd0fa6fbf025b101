import { createRequire } from "node:module"
import { Resvg } from "@resvg/resvg-js"
import * as vega from "vega"
import { compile, type TopLevelSpec } from "vega-lite"
import { checkFigure } from "../figure/checkFigure.ts"
import type { Figure, RenderedFigure } from "../figure/figure.ts"

/** What vega exports but does not declare. */
const { randomLCG, resetSVGDefIds, setRandom, textMetrics } = vega as unknown as {
  randomLCG(seed: number): () => number
  resetSVGDefIds(): void
  setRandom(random: () => number): void
  textMetrics: { width(item: { fontSize?: number }, text: unknown): number }
}

/** Width of a letter of DejaVu Sans, on average, in font sizes. */
const letterWidth = 0.63

// Text is measured by this estimate everywhere: with a canvas at hand, vega would lay a figure out differently.
textMetrics.width = (item, text) => String(text ?? "").length * (item.fontSize ?? 11) * letterWidth

/** Pixels of the PNG for each of the SVG. */
const scale = 2

/** Seed of vega's random numbers, which a spec may draw from: bootstrapped intervals do. */
const seed = 42

const fontFiles = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((file) =>
  createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${file}`),
)

/** What `renderFigure` does, when the libraries that draw are there. */
export function drawFigure(figure: Figure): Promise<RenderedFigure> {
  const rendered = previous.then(() => draw(figure))
  previous = rendered.catch(() => undefined)
  return rendered
}

/** One after the other: all figures share vega's random numbers and its counter of clip paths. */
let previous: Promise<unknown> = Promise.resolve()

async function draw(figure: Figure): Promise<RenderedFigure> {
  checkFigure(figure)
  const svg = await renderSvg(figure)
  return { ...figure, svg, png: renderPng(svg).toString("base64") }
}

async function renderSvg(figure: Figure): Promise<string> {
  const complaints: string[] = []
  const logger = collectingLogger(complaints)
  setRandom(randomLCG(seed))
  resetSVGDefIds()
  try {
    const { spec } = compile(figure.spec as unknown as TopLevelSpec, { logger })
    const view = new vega.View(vega.parse(spec), { renderer: "none", logger })
    const svg = await view.toSVG()
    view.finalize()
    if (complaints.length === 0) return svg
  } catch (cause) {
    complaints.push(cause instanceof Error ? cause.message : String(cause))
  }
  throw new RangeError(`figure "${figure.id}": the spec cannot be drawn: ${complaints.join("; ")}`)
}

/** Takes errors and warnings of vega and vega-lite, which would only print them. */
function collectingLogger(complaints: string[]): vega.LoggerInterface {
  const collect = (...message: readonly unknown[]) => {
    complaints.push(message.map(String).join(" "))
    return logger
  }
  const ignore = () => logger
  const logger = { level: () => logger, error: collect, warn: collect, info: ignore, debug: ignore }
  return logger as unknown as vega.LoggerInterface
}

function renderPng(svg: string): Buffer {
  const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: "DejaVu Sans" }
  return new Resvg(svg, { fitTo: { mode: "zoom", value: scale }, font, background: "white" }).render().asPng()
}
