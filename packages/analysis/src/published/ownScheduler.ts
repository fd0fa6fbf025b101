import type { PublishedClaim } from "./publishedClaim.ts"

const source = "own experiment: 64 machines, 640 VMs, 1800 s, 10 seeds"

/** What the tutorial on schedulers of one's own says of its two examples, worst fit and three random questions. */
export const ownScheduler = {
  "same load": {
    id: "same load",
    statement: "With the same seed all schedulers get the same load, whatever they do.",
    source,
    published: "equal numbers of load changes",
    certainty: "derived",
  },
  repeatable: {
    id: "repeatable",
    statement: "A run with a scheduler of one's own, played again, gives the same numbers.",
    source,
    published: "equal",
    certainty: "derived",
  },
  "worst fit": {
    id: "worst fit",
    statement:
      "In DVMS, worst fit leaves less violation time than Entropy: the paired difference over seeds is below 0, with 95 % confidence.",
    source,
    published: "not published",
    certainty: "observed",
  },
  "ask three": {
    id: "ask three",
    statement:
      "Asking three random nodes leaves less violation time than DVMS with Entropy: the paired difference over seeds is below 0, with 95 % confidence.",
    source,
    published: "not published",
    certainty: "observed",
  },
} as const satisfies Record<string, PublishedClaim>
