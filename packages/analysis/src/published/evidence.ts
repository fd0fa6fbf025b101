import type { PublishedClaim } from "./publishedClaim.ts"

const source = "own experiment: 32 machines, 320 VMs, 1800 s, 30 seeds"
const once = "slide 76 shows one curve a scheduler"

/**
 * What the article on seeds says of comparisons of schedulers. Its thresholds were set on seeds 501 to 520, which it does not
 * play.
 */
export const evidence = {
  "one run": {
    id: "one run",
    statement:
      "Of runs under loads of their own, one of Entropy and one of DVMS, more than one pair in ten has the wrong order; of pairs under one load, at most half as many.",
    source,
    published: once,
    certainty: "derived",
  },
  "near ones": {
    id: "near ones",
    statement:
      "One run of Entropy and one of Snooze under the same load contradict the means in at least a quarter of the seeds.",
    source,
    published: once,
    certainty: "derived",
  },
  "two intervals": {
    id: "two intervals",
    statement:
      "Student's interval of a mean and the bootstrap's agree: no end differs by more than a third of the half-width.",
    source,
    published: "not published",
    certainty: "derived",
    mayMiss:
      "Under Snooze one seed has nearly three times the mean: Student's interval knows of no tail, and the bootstrap's moves towards it, by 36 % of the half-width.",
  },
  "same load": {
    id: "same load",
    statement:
      "A seed that means the same load to all makes every comparison narrower: for all six pairs of schedulers the ratio of widths is below 1, with 95 % confidence.",
    source,
    published: "not published",
    certainty: "derived",
  },
  "half the runs": {
    id: "half the runs",
    statement: "Between Entropy and DVMS, runs under the same load save at least half of the runs.",
    source,
    published: "not published",
    certainty: "derived",
  },
  stopping: {
    id: "stopping",
    statement:
      "On fresh seeds, the difference between Entropy and DVMS is known to a minute after at most half as many seeds under the same load as under loads of their own.",
    source:
      "own experiment: 32 machines, 320 VMs, 1800 s, seeds from 1001 on until the interval is narrow enough",
    published: "not published",
    certainty: "derived",
  },
  "other metrics": {
    id: "other metrics",
    statement:
      "Who is better depends on what is asked: DVMS has less violation time than Entropy and shorter violations, and more migrations; all three with 95 % confidence.",
    source,
    published: once,
    certainty: "derived",
  },
  "same work": {
    id: "same work",
    statement:
      "The work that is done tells schedulers apart by less than a thousandth: utilisation differs less, in every seed.",
    source,
    published: "not published",
    certainty: "derived",
  },
  energy: {
    id: "energy",
    statement:
      "What schedulers differ in is the energy of their service nodes: that of the machines is the same within a thousandth, and Snooze's four managers and leader add at least 5 %.",
    source: "own experiment: 32 machines, 320 VMs, 1800 s, seed 1",
    published: "not published",
    certainty: "derived",
  },
} as const satisfies Record<string, PublishedClaim>
