import type { PublishedClaim } from "./publishedClaim.ts"

const simgrid = "SimGrid 4.1, by run"

/** What is published of fair sharing. */
export const fairShare = {
  "worked example": {
    id: "W1",
    statement: "Five flows over two links get what progressive filling by hand gives.",
    source: "the definition",
    published: "2, 8, 2, 1, 1 MB/s",
    certainty: "derived",
    values: [2, 8, 2, 1, 1],
  },
  E1: {
    id: "E1",
    statement: "Scenarios that were run on SimGrid give SimGrid's dates, values and outcomes, to 1e-6.",
    source: simgrid,
    published: "equal, except where SimGrid is wrong by its own account",
    certainty: "observed",
  },
  E2: {
    id: "E2",
    statement:
      "On the same inputs the engine needs at most 0.3x of SimGrid's CPU time for flows, 0.5x for tasks on many hosts, and 0.01x for tasks in VMs.",
    source: "own measurement beside SimGrid 3.32, bench/README.md",
    published: "0.3, 0.5, 0.01 (our goals)",
    certainty: "observed",
    values: [0.3, 0.5, 0.01],
    mayMiss:
      "On the tree every event fills a large part of the network anew; a short run is mostly the compiling of what is hot.",
  },
  E3: {
    id: "E3",
    statement:
      "The cost of an event does not depend on how much else goes on: flat within 2x from 100 to 1,000,000 tasks.",
    source: "own measurement, bench/scaling.json",
    published: "2x (our goal)",
    certainty: "observed",
    mayMiss:
      "An event visits as many records whatever the size, but from thousands of tasks on they are no longer in the cache. SimGrid grows about as much.",
  },
} as const satisfies Record<string, PublishedClaim>
