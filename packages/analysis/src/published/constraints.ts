import type { PublishedClaim } from "./publishedClaim.ts"

const source = "our own; the constraints are those of Hermenier, Lawall, Muller, BtrPlace (IEEE TDSC 2013)"

/** What we hold placement constraints to. Slide 99 asks how to express them, and prints no results. */
export const constraints = {
  example: {
    id: "PC1",
    statement:
      "Without constraints, Entropy's cheapest plan for the three-tier application breaks most of its rules; with them it breaks none, and costs more.",
    source,
    published: "not published",
    certainty: "derived",
  },
  continuous: {
    id: "PC2",
    statement:
      "The plan for a discrete spread has replicas meet on a host; the one for a continuous spread does not, and costs more for waiting.",
    source,
    published: "not published",
    certainty: "derived",
  },
  conflict: {
    id: "PC3",
    statement:
      "Constraints that are told to conflict have no plan together, and have one without any single one of them.",
    source: "our own; deletion filtering, Chinneck and Dravnieks 1991",
    published: "the definition of a minimal set",
    certainty: "derived",
  },
  fuzz: {
    id: "PC4",
    statement:
      "On small clusters with random constraints of every kind no plan fails their checks; and where all are discrete, what is called infeasible has no placement.",
    source: "our own, after the fuzzer of BtrPlace",
    published: "none that fails, and none wrongly infeasible",
    certainty: "derived",
  },
  "brute force": {
    id: "PC5",
    statement: "There, with all actions at once, the plan costs what the best of all placements costs.",
    source: "our own",
    published: "equal",
    certainty: "derived",
  },
  price: {
    id: "PC6",
    statement: "More constraints make plans dearer: the mean cost rises with their number.",
    source,
    published: "not published",
    certainty: "derived",
  },
  scale: {
    id: "PC7",
    statement:
      "With 5,000 hosts, 15,000 VMs and 8,000 constraints repair mode finds a plan that breaks none and costs at most 5 % more than the lower bound, in the shapes of load increase and node repair.",
    source: "our own, in the shapes of BtrPlace's instances",
    published: "asked for: a viable plan; BtrPlace ships instances of 5,000 nodes and up to 30,000 VMs",
    certainty: "derived",
  },
  imported: {
    id: "PC8",
    statement:
      "An instance in BtrPlace's JSON is read and solved like any other, and its text form reads as the same constraints.",
    source: "our own instance, in the format of BtrPlace 1.12",
    published: "a plan without faults; equal",
    certainty: "derived",
  },
} as const satisfies Record<string, PublishedClaim>
