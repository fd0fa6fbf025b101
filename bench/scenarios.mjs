// What compare.mjs runs on both sides, SimGrid in each of the ways that is named, and what we set ourselves as the goal.
// `short` names a scenario in figures.

/**
 * `table`: the table of README.md that it is in; default "simgrid". `program` prints what it comes to as `end`.
 *
 * `end` of a way: SimGrid's own date where it is not the right one. SimGrid 3.32 in its default mode shares anew what has
 * changed, but not always all of it; and the way bare of vmload has no dirty pages, so its migrations are shorter: README.md.
 */
export const scenarios = [
  {
    name: "star, 1,000 of 10,000 flows at a time, LV08 with cross-traffic",
    short: "star",
    program: "flows",
    input: ["star", 256, 1000, 10000, "LV08", "yes"],
    ways: [{ name: "lazy" }, { name: "full" }],
    goal: 0.3,
  },
  {
    name: "star, 1,000 of 10,000 flows, CM02 without",
    short: "star, CM02",
    program: "flows",
    input: ["star", 256, 1000, 10000, "CM02", "no"],
    ways: [{ name: "lazy" }, { name: "full" }],
    goal: 0.3,
  },
  {
    name: "star, 100 of 10,000 flows, LV08 with cross-traffic",
    short: "star of 100",
    program: "flows",
    input: ["star", 256, 100, 10000, "LV08", "yes"],
    ways: [{ name: "lazy" }, { name: "full" }],
    goal: 0.3,
  },
  {
    name: "tree, 1,000 of 10,000 flows, CM02 without",
    short: "tree",
    program: "flows",
    input: ["tree", 256, 1000, 10000, "CM02", "no"],
    ways: [{ name: "lazy", end: "16.507676914" }, { name: "full" }],
    goal: 0.3,
  },
  {
    name: "10,000 hosts x 10 tasks, 100 completions",
    short: "hosts, short",
    program: "churn",
    input: [10000, 10, 100, 0],
    ways: [{ name: "callbacks" }, { name: "owners" }],
  },
  {
    name: "10,000 hosts x 10 tasks, 10,000 completions",
    short: "hosts",
    program: "churn",
    input: [10000, 10, 10000, 0],
    ways: [{ name: "callbacks" }, { name: "owners" }],
    goal: 0.5,
  },
  {
    name: "10,000 hosts x 10 tasks, 100,000 completions",
    short: "hosts, long",
    program: "churn",
    input: [10000, 10, 100000, 0],
    ways: [{ name: "owners" }],
    goal: 0.5,
  },
  {
    name: "1,000 hosts x 4 VMs x 2 tasks, 1,000 completions",
    short: "VMs, short",
    program: "churn",
    input: [1000, 2, 1000, 4],
    ways: [{ name: "callbacks" }],
    goal: 0.01,
  },
  {
    name: "1,000 hosts x 4 VMs x 2 tasks, 10,000 completions",
    short: "VMs",
    program: "churn",
    input: [1000, 2, 10000, 4],
    ways: [{ name: "callbacks" }],
    goal: 0.01,
  },
  {
    name: "128 hosts x 10 VMs, half an hour",
    short: "128 hosts",
    table: "vmload",
    program: "vmload",
    input: [128, 1800, 0.064, 100],
    ways: [{ name: "async" }],
    goal: 0.05,
  },
  {
    name: "256 hosts x 10 VMs, half an hour",
    short: "256 hosts",
    table: "vmload",
    program: "vmload",
    input: [256, 1800, 0.128, 100],
    ways: [{ name: "async" }],
    goal: 0.02,
  },
  {
    name: "1,000 hosts x 10 VMs, half an hour",
    short: "1,000 hosts",
    table: "vmload",
    program: "vmload",
    input: [1000, 1800, 0.5, 100],
    ways: [{ name: "bare", end: "154396.132990" }],
    goal: 1,
  },
  {
    name: "10,000 hosts x 10 VMs, half an hour",
    short: "10,000 hosts",
    table: "vmload",
    program: "vmload",
    input: [10000, 1800, 5, 100],
    ways: [{ name: "bare", end: "1546444.302449" }],
    goal: 1,
  },
]

/** The most that ours may have at its peak beyond SimGrid, in MiB. */
export const mostMoreMemory = 60
