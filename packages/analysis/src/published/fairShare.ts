import type { PublishedClaim } from "./publishedClaim.ts"

const simgrid = "SimGrid 4.1, by run"
const sharingTests = "slide 73; SimGrid's tests of sharing with VMs"

/** What a host of so many cores gives to the tasks in its VMs and beside them; shares of a core. */
export const twoLayerShares = [
  { cores: 1, vcpus: 1, vms: 1, tasksInVm: 1, tasksBeside: 1, inVm: 1 / 2, beside: 1 / 2 },
  { cores: 1, vcpus: 1, vms: 1, tasksInVm: 2, tasksBeside: 1, inVm: 1 / 4, beside: 1 / 2 },
  { cores: 2, vcpus: 1, vms: 1, tasksInVm: 2, tasksBeside: 0, inVm: 1 / 2 },
  { cores: 2, vcpus: 1, vms: 3, tasksInVm: 1, tasksBeside: 0, inVm: 2 / 3 },
  { cores: 2, vcpus: 2, vms: 1, tasksInVm: 3, tasksBeside: 0, inVm: 2 / 3 },
  { cores: 2, vcpus: 2, vms: 1, tasksInVm: 2, tasksBeside: 1, inVm: 2 / 3, beside: 2 / 3 },
  { cores: 2, vcpus: 2, vms: 1, tasksInVm: 3, tasksBeside: 1, inVm: 4 / 9, beside: 2 / 3 },
  { cores: 2, vcpus: 2, vms: 1, tasksInVm: 2, tasksBeside: 2, inVm: 1 / 2, beside: 1 / 2 },
  { cores: 2, vcpus: 2, vms: 1, tasksInVm: 3, tasksBeside: 2, inVm: 1 / 3, beside: 1 / 2 },
  { cores: 4, vcpus: 2, vms: 1, tasksInVm: 3, tasksBeside: 0, inVm: 2 / 3 },
  { cores: 4, vcpus: 2, vms: 1, tasksInVm: 2, tasksBeside: 3, inVm: 4 / 5, beside: 4 / 5 },
  { cores: 4, vcpus: 2, vms: 1, tasksInVm: 3, tasksBeside: 3, inVm: 8 / 15, beside: 4 / 5 },
  { cores: 4, vcpus: 2, vms: 1, tasksInVm: 1, tasksBeside: 3, inVm: 1, beside: 1 },
] as const

/** What is published of fair sharing, with and without VMs. */
export const fairShare = {
  "worked example": {
    id: "W1",
    statement: "Five flows over two links get what progressive filling by hand gives.",
    source: "the definition",
    published: "2, 8, 2, 1, 1 MB/s",
    certainty: "derived",
    values: [2, 8, 2, 1, 1],
  },
  "C4.1": {
    id: "C4.1",
    statement: "Tasks in VMs and beside them get the shares of slide 73's two layers, in 13 settings.",
    source: sharingTests,
    published: "1/4 to 1 of a core, in each setting (asked for: 1e-6)",
    certainty: "observed",
  },
  "C4.1b": {
    id: "C4.1b",
    statement: "Tasks with a bound take as long in a VM as on the bare host: 10 s of work on one core.",
    source: sharingTests,
    published:
      "50 %: 20 s; 33 %: 30 s; 200 %: 10 s; 100 % beside 25 %: 13.333 and 40 s; 75 % beside 100 %: 20 and 20 s",
    certainty: "observed",
    values: [20, 30, 10, 40 / 3, 40, 20, 20],
  },
  "C4.2": {
    id: "C4.2",
    statement:
      "The shares never exceed the capacity, and no capacity is left while a task could use it, on random hosts and VMs.",
    source: "slide 73: X1 + X2 + X3 < C; X1,1 + X1,2 < X1",
    published: "the definition of max-min fairness",
    certainty: "derived",
  },
  "C4.3": {
    id: "C4.3",
    statement: "An idle or suspended VM takes nothing from its host.",
    source: "SimGrid's VM model",
    published: "nothing",
    certainty: "observed",
  },
  "C4.4": {
    id: "C4.4",
    statement: "100,000 VMs on 10,000 hosts, whose loads change, run to the end.",
    source: "slides 73 and 87",
    published: "validated up to 10,000 hosts and 100,000 VMs",
    certainty: "printed",
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
