import type { PublishedClaim } from "./publishedClaim.ts"

const model = "Nguyen, Lebre 2017 (PDP)"
const containers = "Nguyen, Lebre 2018 (RR-9221), abstract"
const yolo = "Nguyen, Nou, Lebre 2019 (Euro-Par), abstract"
const measured = "NCU-VMDataset; Auliya et al. 2024"
const notPublic =
  "The numbers of this paper's figures and tables are not public; only its abstract could be read."

/** What is published of boot times, and what we hold the model to beyond that. */
export const bootTime = {
  "C6.1": {
    id: "C6.1",
    statement:
      "Without contention, boot time is CPU part + I/O part; a part whose resource n equal boots keep busy takes n times as long.",
    source: model,
    published: "equal (asked for: 0.1 %)",
    certainty: "derived",
  },
  "C6.2": {
    id: "C6.2",
    statement:
      "On 156 measured cases the model is within 8 % on average, with one storage parameter for all and I/O time, CPU time and cores of each host.",
    source: measured,
    published: "8 % (our goal); a constant is 43.2 % off",
    certainty: "derived",
    values: [0.08, 0.432],
  },
  "C6.2b": {
    id: "C6.2b",
    statement:
      "Fitted to one host only, the storage parameter predicts the other host within 8 %, both ways.",
    source: measured,
    published: "8 % (our goal)",
    certainty: "derived",
    values: [0.08],
  },
  "C6.3": {
    id: "C6.3",
    statement:
      "Boot time rises with the number of VMs that boot together: in the model at any number of stressed VMs, in the measurements on average over them.",
    source: `${model}; ${measured}`,
    published: "rising on both hosts",
    certainty: "observed",
  },
  "C6.3b": {
    id: "C6.3b",
    statement:
      "Each further VM costs more on a hard disk than on a solid state disk; remote storage costs what its link takes.",
    source: model,
    published: "hard disk > solid state disk; remote limited by its link",
    certainty: "shape only",
  },
  "C6.3c": {
    id: "C6.3c",
    statement:
      "At equal utilisation, I/O stress delays a boot more than CPU stress, on a hard disk and on shared remote storage.",
    source: model,
    published: "I/O > CPU",
    certainty: "shape only",
  },
  "C6.3d": {
    id: "C6.3d",
    statement:
      "A VM that writes to its memory delays a boot only once its memory goes over the storage's link.",
    source: model,
    published: "no effect until it takes I/O bandwidth",
    certainty: "shape only",
  },
  storm: {
    id: "B1",
    statement:
      "In a boot storm, hosts that keep images make the transfers as many as hosts, not as VMs: time = transfers x image / bandwidth.",
    source: "ours",
    published: "the definition of fair sharing",
    certainty: "derived",
  },
  "C6.4": {
    id: "C6.4",
    statement:
      "With a boot image in memory the I/O part vanishes; 2 to 16 VMs that boot together from a hard disk then boot 2 to 13 times faster.",
    source: yolo,
    published: "2 to 13 times",
    certainty: "printed",
    values: [2, 13],
  },
  "C6.4b": {
    id: "C6.4b",
    statement: "Containers of one image gain at most a factor of 2 from it.",
    source: yolo,
    published: "2 times",
    certainty: "printed",
    values: [2],
  },
  containers: {
    id: "B2",
    statement:
      "Containers boot much faster than VMs, and both boot slower beside others and beside other work, also inside of VMs.",
    source: containers,
    published: '"much faster"; both are impacted',
    certainty: "shape only",
  },
  "C6.5": {
    id: "C6.5",
    statement: "Boot times in seconds on Grid'5000, by kind of storage and number of VMs.",
    source: model,
    published: "figures and tables of the paper",
    certainty: "shape only",
    reason: `${notPublic} So no second in this notebook is that paper's.`,
  },
  experiments: {
    id: "R1",
    statement:
      "VMs and containers boot in a few seconds to a few minutes, depending on what runs and boots beside them.",
    source: containers,
    published: "more than 14,400 experiments, more than 500 hours",
    certainty: "printed",
    reason: "It is a testbed's; the single measurements are not public.",
  },
} as const satisfies Record<string, PublishedClaim>
