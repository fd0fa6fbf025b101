import {
  barChart,
  type Figure,
  lineChart,
  scatterAgainstIdentity,
  scatterPlot,
  stackedBarChart,
  type VegaLiteSpec,
} from "../../src/index.ts"
import { fullLoad, migrations, pairs } from "./migrations.ts"

const x = { field: "rate", title: "memory update rate", unit: "% of bandwidth" } as const
const y = { field: "time", title: "migration time", unit: "s" } as const
const series = { field: "model", title: "model" } as const
const measured = { field: "measured", title: "measured time", unit: "s" } as const
const predicted = { field: "predicted", title: "predicted time", unit: "s" } as const
const workingSet = { field: "workingSet", title: "working set" } as const

const shares = [
  { link: "A", flow: "x1", used: 3, capacity: 10 },
  { link: "A", flow: "x2", used: 7, capacity: 10 },
  { link: "B", flow: "x1", used: 3, capacity: 6 },
  { link: "B", flow: "x3", used: 3, capacity: 6 },
]

/** Every chart with every option, by name, and how many marks of a kind its picture must have. */
export const charts: Readonly<
  Record<string, { spec: VegaLiteSpec; marks: Readonly<Record<string, number>> }>
> = {
  "line-chart": {
    spec: lineChart({
      data: fullLoad,
      x,
      y,
      series,
      points: true,
      published: { label: "published", rows: [{ rate: 90, time: 80 }] },
    }),
    // 10 rates of 2 models, and one published point.
    marks: { "mark-line": 2, "mark-symbol": 21 },
  },
  "line-chart-log-band-level": {
    spec: lineChart({
      data: fullLoad,
      x,
      y: { ...y, scale: "log" },
      series,
      band: { lower: "low", upper: "high" },
      published: { label: "published", level: 17.5 },
    }),
    marks: { "mark-line": 2, "mark-area": 2, "mark-rule": 1 },
  },
  "line-chart-domain": {
    spec: lineChart({ data: fullLoad, x, y: { ...y, domain: [0, 40] }, series, points: true }),
    // The points of pre-copy above 70 % lie outside.
    marks: { "mark-line": 2, "mark-symbol": 18 },
  },
  "line-chart-facets": {
    spec: lineChart({
      data: migrations,
      x,
      y,
      series: { ...series, order: ["naive", "pre-copy"] },
      facet: { field: "load", title: "CPU load", columns: 2 },
      published: { label: "published", rows: [{ rate: 90, time: 80, load: "100 %" }] },
    }),
    marks: { "mark-line": 6, "mark-symbol": 1 },
  },
  "line-chart-error-bars": {
    spec: lineChart({
      data: fullLoad,
      x,
      y,
      series,
      points: true,
      errorBars: { lower: "low", upper: "high" },
    }),
    // Each error bar is a rule with two caps, drawn twice for its rim.
    marks: { "mark-line": 2, "mark-symbol": 20, "mark-rule": 40, "mark-rect": 80 },
  },
  "scatter-plot": {
    spec: scatterPlot({ data: fullLoad, x, y: { ...y, domain: [0, 40] }, series }),
    // The points of pre-copy above 70 % lie outside.
    marks: { "mark-symbol": 18 },
  },
  scatter: {
    spec: scatterAgainstIdentity({ data: pairs, measured, predicted, series: workingSet }),
    marks: { "mark-line": 1, "mark-symbol": 35 },
  },
  "scatter-log": {
    spec: scatterAgainstIdentity({ data: pairs, measured, predicted, series: workingSet, scale: "log" }),
    marks: { "mark-line": 1, "mark-symbol": 35 },
  },
  "bar-chart": {
    spec: barChart({
      data: migrations.filter(({ rate }) => rate === 50),
      x: { field: "load", title: "CPU load" },
      y,
      series,
      errorBars: { lower: "low", upper: "high" },
    }),
    // 6 bars; each error bar is a rule with two caps, drawn twice for its rim.
    marks: { "mark-rect": 6 + 24, "mark-rule": 12 },
  },
  "stacked-bar-chart": {
    spec: stackedBarChart({
      data: shares,
      x: { field: "link", title: "link" },
      y: { field: "used", title: "bandwidth", unit: "MB/s" },
      series: { field: "flow", title: "flow" },
      limit: { field: "capacity", label: "capacity" },
    }),
    // A bar for each part, and a tick for each row.
    marks: { "mark-rect": 4 + 4 },
  },
}

/** A figure around a spec. */
export function figureOf(id: string, spec: VegaLiteSpec): Figure {
  return {
    id,
    title: "Migration time",
    caption: "Pre-copy diverges as the update rate nears the bandwidth.",
    source: "Hirofuchi et al. 2013, slide 65",
    reproduces: "same shape",
    spec,
  }
}
