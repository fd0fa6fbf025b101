import type { PublishedClaim } from "./publishedClaim.ts"

const paper = "Hermenier, Lebre, Menaud, VTDC 2010"
const slides = "A. Lebre, habilitation, 2017"

/** What is published of the cluster-wide context switch, and what we hold it to beyond that. */
export const contextSwitch = {
  "slide 38": {
    id: "C1.0",
    statement:
      "On three machines there are two plans, of cost 3 and of cost 2, after which the same jobs run; the cheaper one is found, and doing everything at once would overload a machine on the way.",
    source: `${slides}, slide 38`,
    published: "two plans of cost 3 and 2 for the same target; who is where is not known to us",
    certainty: "printed",
    values: [3, 2],
  },
  "constant run": {
    id: "C1.0a",
    statement:
      "To run a VM takes the same time whatever its memory; migrating, suspending and resuming it grow linearly with the memory.",
    source: paper,
    published: "about 6 s for a run; the others linear (recalled, low confidence)",
    certainty: "shape only",
    values: [6],
  },
  "remote resume": {
    id: "C1.0b",
    statement: "Resuming a VM on another node takes twice as long as on the one that has its memory.",
    source: paper,
    published: "about twice (recalled, low confidence); the cost model says 2 D for D",
    certainty: "shape only",
    values: [2],
  },
  "slowed neighbours": {
    id: "C1.0c",
    statement: "A busy VM is slowed down while an action goes on beside it on its node.",
    source: paper,
    published: "1.3 to 1.5 times (recalled, low confidence)",
    certainty: "shape only",
    reason: "here actions use disks and links, and no CPU: they slow nobody down",
  },
  "cumulated completion": {
    id: "C1.1",
    statement:
      "On 11 nodes with 22 CPUs, 8 vjobs of 9 VMs complete earlier under context switches: the sum of their completion times is at most 0.70 of that of the static allocation.",
    source: `${slides}, slides 39 to 41; ${paper}`,
    published: "reduced by 40 %, so 0.60",
    certainty: "printed",
    values: [0.6, 0.7],
    mayMiss:
      "the works, the order and the memory of the vjobs are not known to us; what the ratio depends on is shown below",
  },
  makespan: {
    id: "C1.1b",
    statement: "The last vjob completes earlier, too: at 0.70 of the static makespan or before.",
    source: `${slides}, slides 39 to 41; ${paper}`,
    published: "250 and 150 minutes, so 0.60 (recalled; it fits the 40 %)",
    certainty: "shape only",
    values: [250, 150],
    mayMiss:
      "a vjob that is always busy and late in the queue ends late in both; the works, the order and the memory are not known to us",
  },
  "busy fraction": {
    id: "C1.1c",
    statement:
      "Vjobs that are always busy gain nothing, and vjobs that are busy for more than 73 % of the time never gain 40 % of the makespan.",
    source: "derived from slide 39: 18 of 22 CPUs are booked",
    published: "18 f / 0.60 <= 22, so f <= 0.73",
    certainty: "derived",
    values: [0.73],
  },
  duration: {
    id: "C1.1d",
    statement: "A context switch takes about 70 s on average: 35 to 140 s.",
    source: paper,
    published: "about 70 s (recalled, low confidence)",
    certainty: "shape only",
    values: [70],
    mayMiss:
      "the demand of our graphs changes by a VM or two at a time, so most switches are a migration or two; and neither the disks nor the memory are known to us",
  },
  "short switches": {
    id: "C1.1e",
    statement: "Switches that only migrate, run and stop are much shorter than those that suspend or resume.",
    source: paper,
    published: "much shorter (recalled, low confidence)",
    certainty: "shape only",
  },
  "no overload": {
    id: "C1.2",
    statement:
      "No configuration on the way of any executed plan is overloaded in memory, at any event; nor in CPU by the demands that the plan was made for.",
    source: `${slides}, slide 38: non-viable manipulations`,
    published: "none: a plan is a sequence of feasible actions",
    certainty: "derived",
  },
  optimal: {
    id: "C1.3",
    statement:
      "On instances that are small enough to try everything, the cost of the plan is that of the cheapest one.",
    source: `${paper}: the cheapest plan to a viable configuration`,
    published: "equal",
    certainty: "derived",
  },
  "first-fit decreasing": {
    id: "C1.5",
    statement:
      "On generated configurations of 200 nodes a plan of the search never costs more than the plan to the placement of first-fit decreasing.",
    source: paper,
    published: "about 95 % less (recalled)",
    certainty: "shape only",
    values: [0.95],
  },
} as const satisfies Record<string, PublishedClaim>

const phases = 'the three phases, and the question "is the configuration viable?"; no values are known to us'

/**
 * What is published of the loop monitor, compute, reconfigure as the infrastructure grows: its phases, and a question. The statements are
 * ours.
 */
export const mape = {
  phases: {
    id: "S42.1",
    statement:
      "The round gets longer as the infrastructure grows: at 1,600 nodes at least 3 times as long as at 50.",
    source: `${slides}, slides 42 to 45`,
    published: phases,
    certainty: "shape only",
  },
  computing: {
    id: "S42.2",
    statement: "Computing becomes the longest of the three phases.",
    source: `${slides}, slides 42 to 45`,
    published: phases,
    certainty: "shape only",
  },
  viable: {
    id: "S42.3",
    statement:
      "Is the configuration viable? The larger the infrastructure, the less often: at no size fewer of the rounds end with some machine overloaded than at the one before, and from 400 on at least nine of ten do",
    source: `${slides}, slides 42 to 45`,
    published: phases,
    certainty: "shape only",
  },
  stale: {
    id: "S42.4",
    statement:
      "The larger the infrastructure, the more of what was seen has changed when the plan is over: at each size more of the VMs ask for something else.",
    source: `${slides}, slides 42 to 45`,
    published: phases,
    certainty: "shape only",
  },
  local: {
    id: "S42.5",
    statement:
      "What a plan has moved holds at every size: of the machines that it concerned, one of ten or fewer is overloaded when it is over.",
    source: "our own",
    published: "our own",
    certainty: "derived",
  },
  "not only computing": {
    id: "S42.6",
    statement:
      "Deciding at once does not mend it: without computing time, some machine is still overloaded after at least eight of ten rounds from 400 nodes on.",
    source: "our own",
    published: "our own",
    certainty: "derived",
  },
} as const satisfies Record<string, PublishedClaim>
