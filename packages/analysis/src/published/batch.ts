import type { PublishedClaim } from "./publishedClaim.ts"

const slide = "A. Lebre, habilitation, 2017, slide 22"
const easy = "Lifka 1995 (EASY); Mu'alem and Feitelson 2001"

/** What is published of backfilling and preemption, and what we hold the schedulers to beyond that. */
export const batch = {
  "slide 22, EASY": {
    id: "C1.4a",
    statement:
      "Of four jobs in the queue, EASY backfills jobs 2 and 3 without delaying job 1, and some resources stay unused before job 1 starts.",
    source: slide,
    published: "2 and 3 are backfilled; some resources stay unused; no sizes are printed",
    certainty: "shape only",
  },
  "slide 22, preemption": {
    id: "C1.4b",
    statement:
      "With preemption job 4 starts earlier than under EASY, job 1 starts when it does under EASY, and the others start no later on average.",
    source: slide,
    published: "job 4 starts earlier without delaying job 1; no sizes are printed",
    certainty: "shape only",
  },
  "head job": {
    id: "C1.4c",
    statement:
      "Under EASY the first job of the queue never starts later than its FCFS reservation, the date that it was told when it became the first.",
    source: easy,
    published: "no later: the rule of EASY",
    certainty: "derived",
  },
  "head job, preemption": {
    id: "C1.4d",
    statement:
      "With preemption it never starts later than it was told either, whatever writing and reading memory cost.",
    source: slide,
    published: "without delaying job 1",
    certainty: "shape only",
  },
  "not guaranteed": {
    id: "C1.4e",
    statement: "Some jobs start later under EASY than under FCFS: only the first of the queue is protected.",
    source: easy,
    published: "not guaranteed",
    certainty: "derived",
  },
  conservative: {
    id: "B1",
    statement: "Conservative backfilling starts no job later than it was told at its submission.",
    source: "Feitelson and Weil 1998; Mu'alem and Feitelson 2001",
    published: "no later: the rule of conservative backfilling",
    certainty: "derived",
  },
  utilisation: {
    id: "B2",
    statement:
      "Backfilling shortens the mean wait of FCFS, and preemption at no cost fills more of the holes: the mean wait falls again.",
    source: slide,
    published: "an ordering: FCFS, EASY, EASY with preemption; no values",
    certainty: "shape only",
  },
  "engine agrees": {
    id: "B3",
    statement:
      "Played in VMs on machines, with disks that write and read their memory, jobs end when the schedule says.",
    source: "our own",
    published: "equal (asked for: 1e-6 s)",
    certainty: "derived",
  },
  "log round trip": {
    id: "B4",
    statement: "A workload log that is written and read again is the same.",
    source: "Standard Workload Format 2.2, Parallel Workloads Archive",
    published: "equal",
    certainty: "derived",
  },
} as const satisfies Record<string, PublishedClaim>
