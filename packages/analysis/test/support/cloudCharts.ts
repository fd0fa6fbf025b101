import {
  ecdfChart,
  energyStack,
  heatMap,
  placementChart,
  powerProfile,
  violationScatter,
} from "../../src/index.ts"
import { energies, loads, longNames, placement, powers, violations } from "./clouds.ts"

const names = ["Entropy", "Snooze", "DVMS"]
const energy = {
  x: { field: "scheduler", title: "scheduler" },
  energy: { field: "kWh", title: "energy", unit: "kWh" },
  part: { field: "part", title: "part" },
} as const
const power = {
  x: { field: "minute", title: "time", unit: "min" },
  y: { field: "kW", title: "power", unit: "kW" },
  series: { field: "way", title: "machines" },
} as const
const heat = {
  x: { start: "from", end: "to", title: "time", unit: "s" },
  y: { field: "host", title: "host" },
  value: { field: "load", title: "load", unit: "of capacity" },
} as const

/** Blocks and outlines; arrows, each drawn twice for its rim; hatchings and tips. */
function placementMarks({ residencies, migrations, violations }: ReturnType<typeof placement>) {
  return {
    "mark-rect": residencies.length + violations.length,
    "mark-rule": 2 * migrations.length,
    "mark-symbol": violations.length + migrations.length,
  }
}

/** The charts of sites, schedulers and placements, as `charts` of figures.ts. */
export const cloudCharts = {
  ecdf: {
    spec: ecdfChart({
      data: violations(40),
      x: { field: "duration", title: "duration of the violation", unit: "s" },
      series: { field: "scheduler", title: "scheduler" },
      published: {
        label: "published quantiles of DVMS",
        quantiles: [
          { value: 6, share: 0.5 },
          { value: 21, share: 0.9 },
        ],
      },
    }),
    marks: { "mark-line": 3, "mark-symbol": 2 },
  },
  "ecdf-large-log": {
    spec: ecdfChart({
      data: violations(20_000),
      x: { field: "duration", title: "duration of the violation", unit: "s", scale: "log" },
      series: { field: "scheduler", title: "scheduler" },
    }),
    marks: { "mark-line": 3 },
  },
  "violation-scatter": {
    spec: violationScatter({
      data: violations(40),
      series: { field: "scheduler", title: "scheduler" },
      published: { label: "published mean of DVMS", level: 9 },
    }),
    marks: { "mark-symbol": 120, "mark-rule": 1 },
  },
  "violation-scatter-large": {
    spec: violationScatter({ data: violations(1000), series: { field: "kind", title: "begun by" } }),
    marks: { "mark-symbol": 3000 },
  },
  "heat-map": {
    spec: heatMap({ data: loads(16, 30), ...heat }),
    // Hosts 3 and 10 lack 6 bins each.
    marks: { "mark-rect": 16 * 30 - 12, "mark-symbol": 1 },
    isFilled: true,
  },
  "heat-map-full": {
    spec: heatMap({ data: loads(3, 12, false), ...heat }),
    marks: { "mark-rect": 36 },
  },
  "heat-map-large": {
    spec: heatMap({ data: loads(400, 48), ...heat }),
    // 57 hosts lack 9 bins each.
    marks: { "mark-rect": 400 * 48 - 57 * 9, "mark-symbol": 1 },
    isFilled: true,
  },
  "energy-stack": {
    spec: energyStack({
      data: energies(names),
      ...energy,
      published: { label: "published", rows: [{ scheduler: "DVMS", kWh: 4.6 }] },
    }),
    marks: { "mark-rect": 12, "mark-symbol": 2 },
  },
  "energy-stack-many": {
    spec: energyStack({ data: energies(longNames), ...energy, published: { label: "published", level: 4 } }),
    marks: { "mark-rect": 24, "mark-rule": 2 },
  },
  "power-profile": {
    spec: powerProfile({
      data: powers(20),
      ...power,
      limit: { label: "contract", level: 14 },
      published: { label: "published mean", level: 10.5 },
    }),
    marks: { "mark-line": 2, "mark-rule": 2 },
  },
  "power-profile-large": {
    spec: powerProfile({ data: powers(1500), ...power }),
    marks: { "mark-line": 2 },
  },
  placement: {
    spec: placementChart(placement(4, 3)),
    marks: placementMarks(placement(4, 3)),
    isFilled: true,
  },
  "placement-large": {
    spec: placementChart(placement(16, 10)),
    marks: placementMarks(placement(16, 10)),
    isFilled: true,
  },
  "placement-still": {
    spec: placementChart({
      ...placement(2, 2),
      residencies: placement(2, 2).residencies.slice(-2),
      migrations: [],
      violations: [],
    }),
    marks: { "mark-rect": 2, "mark-text": 2 },
  },
} as const
