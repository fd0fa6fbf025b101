import type { PublishedClaim } from "./publishedClaim.ts"

const paper = "Pastor et al. 2014 (Euro-Par)"

/** What is published of DVMS with locality. */
export const locality = {
  "C2.5": {
    id: "C2.5",
    statement:
      "On four sites the locality-based overlay has at least 50 % fewer migrations between sites than a ring in an order that knows no sites.",
    source: `${paper}, abstract; slide 138`,
    published: "72 % fewer inter-site operations",
    certainty: "printed",
    values: [0.5, 0.72],
  },
  shares: {
    id: "C2.5b",
    statement:
      "The share of migrations within a site, on the ring and with locality, is within 5 points of the published one.",
    source: paper,
    published: "49.6 % and 86.3 %, recalled",
    certainty: "shape only",
    values: [0.496, 0.863],
    mayMiss:
      "Four equal sites give chance a quarter, not a half: the sites of the paper were not alike, or its ring not in random order; and here a site has room for its own overloads nearly always.",
  },
  chance: {
    id: "L1",
    statement:
      "On a hashed ring as many migrations stay in a site as chance gives: (n/4 - 1)/(n - 1) of them, for n machines on four equal sites.",
    source: "ours",
    published: "not published; 24.4 % for 128 machines",
    certainty: "derived",
    values: [31 / 127],
  },
  "site order": {
    id: "L2",
    statement:
      "A ring in the order of the sites keeps nine of ten migrations within a site, without measuring anything.",
    source: "ours",
    published: "not published",
    certainty: "derived",
    values: [0.9],
  },
  vivaldi: {
    id: "L3",
    statement:
      "Within 20 s coordinates tell distances between sites with a median error of 25 % or less, and three of four machines have only machines of their own site among their ten nearest.",
    source: "Dabek et al. 2004; ours",
    published:
      "not published for this platform; 11 % is the median error of the paper, on the Internet, recalled",
    certainty: "shape only",
    values: [0.25, 0.75],
  },
} as const satisfies Record<string, PublishedClaim>
