import type { VegaLiteSpec } from "../figure/figure.ts"

/** Size of a panel that stands alone, in px. */
export const panel = { width: 560, height: 320 }

/** Size of a square panel, in px: the two axes of a scatter have one scale. */
export const squarePanel = { width: 400, height: 400 }

/** Size of a panel among others, in px. */
export const facetPanel = { width: 320, height: 240 }

/** The vega-lite configuration that all charts share. */
export const theme = {
  background: "white",
  font: "DejaVu Sans, Verdana, sans-serif",
  // Labels for screen readers repeat every datum: captions and alternative texts say more.
  aria: false,
  axis: {
    domainColor: "#444444",
    gridColor: "#e4e4e4",
    labelColor: "#222222",
    labelFlush: false,
    labelFontSize: 11,
    tickColor: "#444444",
    titleColor: "#111111",
    titleFontSize: 12,
    titleFontWeight: "normal",
    titlePadding: 8,
  },
  facet: { spacing: 24 },
  header: { labelColor: "#111111", labelFontSize: 12, labelPadding: 6 },
  legend: {
    columnPadding: 16,
    labelColor: "#222222",
    labelFontSize: 11,
    labelLimit: 0,
    offset: 12,
    orient: "top",
    rowPadding: 5,
    titleColor: "#111111",
    titleFontSize: 12,
    titleFontWeight: "normal",
    titlePadding: 6,
  },
  point: { opacity: 1 },
  tick: { opacity: 1 },
  view: { stroke: "#bbbbbb" },
}

/** A spec under the shared theme. */
export function chart(view: VegaLiteSpec): VegaLiteSpec {
  return { $schema: "https://vega.github.io/schema/vega-lite/v6.json", config: theme, ...view }
}
