import {
  barChart,
  ganttChart,
  lineChart,
  partitionStepsChart,
  scatterAgainstIdentity,
  scatterPlot,
  stackedAreaChart,
  stackedBarChart,
  stackedBarsOverTime,
  type VegaLiteSpec,
} from "../../src/index.ts"
import { cloudCharts } from "./cloudCharts.ts"
import { longNames } from "./clouds.ts"
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

const jobs = ["EASY", "FCFS"].flatMap((policy) => [
  { policy, job: "running", from: 0, to: 6, first: 0, last: 4, how: "in turn" },
  { policy, job: "2", from: 0, to: 3, first: 5, last: 6, how: "in a hole" },
  { policy, job: "a job with a long name", from: 3, to: 3.5, first: 5, last: 5, how: "in turn" },
])

/** Six hours of a site with panels. */
const hours = Array.from({ length: 7 }, (_, hour) => hour).flatMap((hour) => [
  { hour, from: "sun", kilowatts: [0, 2, 5, 6, 4, 1, 1][hour]!, sun: [0, 2, 5, 9, 4, 1, 1][hour]! },
  { hour, from: "grid", kilowatts: [6, 4, 1, 0, 2, 5, 5][hour]!, sun: [0, 2, 5, 9, 4, 1, 1][hour]! },
])

/** What ten rounds took, with one planner and another. */
const rounds = ["first-fit", "Entropy"].flatMap((planner, i) =>
  Array.from({ length: 10 }, (_, round) => 60 * (round + 1)).flatMap((date) => [
    { planner, date, part: "computation", seconds: 4 + 20 * i },
    { planner, date, part: "reconfiguration", seconds: 17 + (date % 7) },
  ]),
)

const partitioned = (step: number, what: string, partitions: string, roles: string) =>
  [...partitions].map((partition, i) => ({
    step,
    what,
    date: step,
    node: String(i + 1),
    partition: partition === "-" ? "free" : partition,
    role: ({ o: "begun by", x: "led by" } as const)[roles[i]!] ?? ("" as const),
  }))

const ring = [
  partitioned(1, "1 begins A", "A-----", "o     "),
  partitioned(2, "2 joins A", "AA----", "ox    "),
  partitioned(3, "5 begins B", "AA--B-", "ox  o "),
  partitioned(4, "A dissolves", "----B-", "    o "),
].flat()

/** Every chart with every option, by name, how many marks of a kind its picture must have, and whether they fill its panel. */
export const charts: Readonly<
  Record<string, { spec: VegaLiteSpec; marks: Readonly<Record<string, number>>; isFilled?: true }>
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
  "stacked-area-chart": {
    spec: stackedAreaChart({
      data: hours,
      x: { field: "hour", title: "time", unit: "h" },
      y: { field: "kilowatts", title: "power", unit: "kW" },
      series: { field: "from", title: "from" },
      line: { field: "sun", label: "what the sun gives" },
    }),
    marks: { "mark-area": 2, "mark-line": 1 },
  },
  "stacked-bars-over-time": {
    spec: stackedBarsOverTime({
      data: rounds,
      x: { field: "date", title: "date", unit: "s" },
      y: { field: "seconds", title: "time", unit: "s" },
      series: { field: "part", title: "part" },
      facet: { field: "planner", title: "planner" },
    }),
    marks: { "mark-rect": 40 },
  },
  gantt: {
    spec: ganttChart({
      data: jobs,
      x: { start: "from", end: "to", title: "time", unit: "min" },
      y: { first: "first", last: "last", title: "node", count: 8 },
      label: "job",
      series: { field: "how", title: "began" },
      facet: { field: "policy", title: "schedule" },
    }),
    // The label that its bar has no room for is an empty one.
    // Bars and labels, of which those without room are empty.
    marks: { "mark-rect": 6, "mark-text": 6 },
  },
  "partition-steps": {
    spec: partitionStepsChart(ring, { show: 3 }),
    // The ring has a node, its name and its role for each of 6 nodes, and a title; the table a cell and a role for each of 24.
    marks: { "mark-symbol": 6, "mark-rect": 24 + 6, "mark-text": 12 + 1 + 24 },
  },
  "bar-chart-published": {
    spec: barChart({
      data: migrations.filter(({ rate }) => rate === 50),
      x: { field: "load", title: "CPU load" },
      y,
      series,
      published: {
        label: "published",
        rows: [
          { load: "100 %", model: "pre-copy", time: 16.3 },
          { load: "100 %", model: "naive", time: 7 },
          { load: "60 %", time: 12.5 },
        ],
      },
    }),
    // Each ring is drawn twice for its rim.
    marks: { "mark-rect": 6, "mark-symbol": 6 },
  },
  "bar-chart-published-level": {
    spec: barChart({
      data: migrations.filter(({ rate }) => rate === 50),
      x: { field: "load", title: "CPU load" },
      y,
      series,
      published: { label: "published", level: 8.2 },
    }),
    marks: { "mark-rect": 6, "mark-rule": 2 },
  },
  "bar-chart-long-names": {
    spec: barChart({
      data: longNames.map((scheduler, i) => ({ scheduler, seconds: 10 + 3 * i, profile: "VMPlaceS" })),
      x: { field: "scheduler", title: "scheduler" },
      y: { field: "seconds", title: "time in violation", unit: "s" },
      series: { field: "profile", title: "profile" },
    }),
    marks: { "mark-rect": 6 },
  },
  "bar-chart-longer-names": {
    spec: barChart({
      data: [...longNames, ...longNames].map((name, i) => ({
        scheduler: `${name.replaceAll(" ", "-")}-${i}`,
        seconds: 10 + 3 * i,
        profile: "VMPlaceS",
      })),
      x: { field: "scheduler", title: "scheduler" },
      y: { field: "seconds", title: "time in violation", unit: "s" },
      series: { field: "profile", title: "profile" },
    }),
    marks: { "mark-rect": 12 },
  },
  "scatter-plot-published": {
    spec: scatterPlot({
      data: fullLoad,
      x,
      y,
      series,
      published: { label: "published", rows: [{ rate: 90, time: 80 }] },
    }),
    marks: { "mark-symbol": 21 },
  },
  ...cloudCharts,
}

export { figureOf } from "./figureOf.ts"
