import type { PublishedClaim } from "./publishedClaim.ts"

const simgrid = "SimGrid's host energy model (Heinrich et al. 2017), its tests"
const epave = "Kurpicz, Orgerie, Sobe 2016 (EPAVE)"
const vmplaces = "VMPlaceS; Lebre et al. 2018 (IEEE TPDS)"
const li = "Li, Orgerie, Menaud 2017 (PDP), abstract"
const greenSlot = "Goiri et al. 2011 (GreenSlot), abstract"

/** What is published of energy, and what we hold the models to beyond that. */
export const energy = {
  "C7.1": {
    id: "C7.1",
    statement:
      "Machines draw what SimGrid's do: 0 to 4 of 4 cores, in VMs or not, in p-states, switched off.",
    source: simgrid,
    published:
      "100, 140, 160, 180, 200 W; 1120, 1600, 1600 J; 1000, 1120, 1645, 2005, 2905 J; 2100 J (asked for: 1e-6)",
    certainty: "observed",
    values: [100, 140, 160, 180, 200, 1120, 1600, 1600, 1000, 1120, 1645, 2005, 2905, 2100],
  },
  sampling: {
    id: "S1",
    statement:
      "Energy by sampling every 300 s is further off than every second, on both workloads; the exact integral needs no interval.",
    source: "what simulators that meter on ticks do",
    published: "nothing: users ask for energy that does not depend on sampling",
    certainty: "shape only",
  },
  reports: {
    id: "S2",
    statement: "Reading energies, or not, changes no bit of them.",
    source: "our own",
    published: "the same bits, read every second or never",
    certainty: "derived",
  },
  "C7.2": {
    id: "C7.2",
    statement:
      "What the VMs pay, what runs beside them, and what nobody pays add up to the energy of the machine, by each rule.",
    source: epave,
    published: "equal (asked for: 1e-9)",
    certainty: "derived",
  },
  "C7.3": {
    id: "C7.3",
    statement:
      "64 PMs under VMPlaceS's load draw as much as the linear model at the expected load, on average.",
    source: vmplaces,
    published: "177.3 W a PM, derived (asked for: 2 %); 175.9 W in an example log, service nodes included",
    certainty: "derived",
    values: [177.3, 175.9],
  },
  "C7.4": {
    id: "C7.4",
    statement: "Switching empty PMs off saves energy only where consolidation empties PMs.",
    source: vmplaces,
    published: "the values of the paper are not public",
    certainty: "shape only",
  },
  "C7.4b": {
    id: "C7.4b",
    statement: "What consolidation saves is paid for in violation time, at every load.",
    source: vmplaces,
    published: "a trade-off; the values of the paper are not public",
    certainty: "shape only",
  },
  "break-even": {
    id: "P1",
    statement:
      "Switching a machine off pays from the break-even time on, in the closed form and on the engine.",
    source: "SimGrid's example of boot and shut-down (150 s at 120 W, 7 s at 110 W)",
    published: "202.4 s, derived",
    certainty: "derived",
    values: [17_200 / 85],
  },
  "C7.5": {
    id: "C7.5",
    statement:
      "With opportunistic scheduling the grid gives no more than with a battery only, for every size of battery and panels.",
    source: li,
    published: "up to 33 % less energy from the grid",
    certainty: "printed",
    values: [0.33],
  },
  "C7.5b": {
    id: "C7.5b",
    statement: "The best saving of energy from the grid in a sweep is of the order of a third: 20 to 50 %.",
    source: li,
    published: "up to 33 %, on job and solar traces that are not public",
    certainty: "printed",
    values: [0.33],
    mayMiss:
      "Jobs, weather and sizes are our own: how much can be shifted follows from them, most of all from how many nodes always serve.",
  },
  "C7.5c": {
    id: "C7.5c",
    statement: "To reach a given share of green energy, opportunistic scheduling needs a smaller battery.",
    source: li,
    published: "a smaller battery",
    certainty: "printed",
  },
  "C7.6": {
    id: "C7.6",
    statement:
      "GreenSlot-like scheduling uses at least as much green energy as the conventional scheduler, and misses no deadline that this one meets.",
    source: greenSlot,
    published: "up to 117 % more green energy",
    certainty: "printed",
    values: [1.17],
  },
  "C7.6b": {
    id: "C7.6b",
    statement: "It comes to twice the green energy in favourable cases, and far from it in most.",
    source: greenSlot,
    published: "up to 117 % more",
    certainty: "printed",
    values: [1.17],
    mayMiss:
      "Jobs, weather and sizes are our own: here jobs wait for two days at most, and the longest waits bring no more than about 80 %.",
  },
  "GreenSlot, cost": {
    id: "Q1",
    statement: "GreenSlot lowers the cost of energy.",
    source: greenSlot,
    published: "by up to 39 %",
    certainty: "printed",
    reason: "It follows from prices of the grid by the hour, which are not public.",
  },
  "simulated supply": {
    id: "S3",
    statement: "Jobs that run on the engine take from sun, battery and grid what the closed form says.",
    source: "our own",
    published: "equal (asked for: 0.1 %)",
    certainty: "derived",
  },
} as const satisfies Record<string, PublishedClaim>
