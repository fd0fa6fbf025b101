import type { PublishedClaim } from "./publishedClaim.ts"

const europar = "Lebre, Pastor, Südholt 2015 (Euro-Par)"
const dvmsPapers = "Quesnel, Lebre, Südholt 2012; Balouek, Lebre, Quesnel 2013"
const snoozePaper = "Feller, Rilling, Morin 2012 (Snooze)"
const program = "VMPlaceS itself (2020), run on SimGrid 3.32"

/** What is published of VMPlaceS' comparison of schedulers, and what we hold them to beyond that. */
export const vmplaces = {
  "C5.1": {
    id: "C5.1",
    statement:
      "Without scheduling, machines are in violation for as long and as often as the law of the load says, within 5 % over the seeds.",
    source: "slide 75, the law of the load",
    published: "40.4 s and 0.553 violations a machine; 5,180 to 41,400 s in all, on the axis of slide 76",
    certainty: "derived",
    values: [40.4, 0.553],
  },
  "C5.2": {
    id: "C5.2",
    statement:
      "Cumulated violation time at every size: DVMS < Snooze < Entropy <= without scheduling, beyond the intervals of the paired differences.",
    source: `${europar}; slide 76`,
    published: "in this order, from the lowest to the highest curve",
    certainty: "shape only",
  },
  "C5.3": {
    id: "C5.3",
    statement:
      "The centralized scheduler gets worse with the size: the mean violation lasts at least twice as long at 1,024 machines as at 128.",
    source: `${europar}; slides 76 to 79`,
    published: "does not scale; 3.8 times, recalled",
    certainty: "shape only",
    values: [3.8],
  },
  "C5.3b": {
    id: "C5.3b",
    statement:
      "At 1,024 machines the centralized scheduler is within 35 % of none at all, and DVMS at 25 % of it or less.",
    source: `${europar}; slide 76`,
    published: '"The centralized strategy looks useless?"; DVMS at about 13 %, derived from recalled values',
    certainty: "shape only",
    values: [0.13],
  },
  "C5.4": {
    id: "C5.4",
    statement:
      "Computation and reconfiguration of Snooze and DVMS are flat: at 1,024 machines at most 1.3 times what they are at 128.",
    source: `${europar}; slide 79`,
    published: '"both phases are constant from the time viewpoint for the two other approaches"',
    certainty: "printed",
  },
  "C5.4b": {
    id: "C5.4b",
    statement:
      "The computation of the centralized scheduler grows at least 3 times from 128 to 1,024 machines.",
    source: `${europar}; slide 79`,
    published: '"the centralized approach does not scale"; 7 times, recalled',
    certainty: "shape only",
    values: [7],
  },
  "C5.5": {
    id: "C5.5",
    statement: "A reconfiguration of DVMS takes 8 to 16 s, as one VM moves.",
    source: `${europar}; slides 78 to 81`,
    published: "10.0 s, recalled; 8.2 to 15.7 s is the pre-copy of 1 GiB at 1 Gbit/s",
    certainty: "derived",
    values: [8, 16],
  },
  "C5.5b": {
    id: "C5.5b",
    statement:
      "A violation under DVMS lasts for the detection (0 to 1 s), the computation and the reconfiguration, on average.",
    source: `${europar}; slides 78 to 81`,
    published: "9.6 s, recalled",
    certainty: "derived",
    values: [9.6],
  },
  "C5.6": {
    id: "C5.6",
    statement:
      "Snooze: groups of 2 machines fail to find a plan most often, and failures fall from 2 to 4 to 8 to 32.",
    source: `${europar}; slide 85`,
    published:
      '"The smaller is the size of the partition, the bigger the probability to do not find a viable solution"',
    certainty: "printed",
  },
  "C5.6b": {
    id: "C5.6b",
    statement:
      "Snooze: groups of 2 machines have the highest cumulated violation time on average, at every size of the platform.",
    source: `${europar}; slides 82 to 85`,
    published: "2 is the worst of 2, 4, 8 and 32",
    certainty: "shape only",
  },
  "C5.6c": {
    id: "C5.6c",
    statement:
      "In the steady state, groups of n machines are asked for more than they have as often as the law of the load says.",
    source: "slide 85; the law of the load",
    published: "4.3 %, 1 %, 0.06 % of the time for n = 1, 2, 4 (asked for: 15 % for 1, 30 % for 2)",
    certainty: "derived",
    values: [0.043, 0.01, 0.0006],
  },
  "C5.7": {
    id: "C5.7",
    statement:
      "Reactive Snooze has a mean violation that is shorter than that of periodic Snooze by 40 % or more.",
    source: `${europar}; slide 81`,
    published: "asked: what of a reactive Snooze? Much better, and close to DVMS, recalled",
    certainty: "shape only",
    values: [0.4],
  },
  "C5.8": {
    id: "C5.8",
    statement:
      "False positives are a larger part of the violations that the periodic centralized scheduler notices than of those that DVMS does.",
    source: `${europar}; slide 77`,
    published: "both are in the figure, more of Entropy",
    certainty: "shape only",
  },
  "C5.10": {
    id: "C5.10",
    statement:
      "10,000 machines with 100,000 VMs are simulated for 1800 s with DVMS and with Snooze, to the end.",
    source: `${europar}; slide 87`,
    published: "validated up to 10,000 machines and 100,000 VMs",
    certainty: "printed",
  },
  "scale, violations": {
    id: "N1",
    statement:
      "From 1,250 to 10,000 machines the violation time of a machine stays the same within 10 % under DVMS and Snooze.",
    source: "ours, after slide 79",
    published: "both are constant up to 1,024 machines",
    certainty: "derived",
    values: [0.1],
  },
  "scale, backbone": {
    id: "N3",
    statement:
      "With one backbone of 18 Gbit/s for all, as in VMPlaceS' platform file, migrations of 2,500 machines fill it, and DVMS comes to 75 % or more of the violation time without scheduling.",
    source: "ours, after slide 87",
    published: "not published",
    certainty: "derived",
    values: [0.75],
  },
  "scale, messages": {
    id: "N2",
    statement:
      "From 1,250 to 10,000 machines the messages of both, their decisions and their migrations grow as the machines do, within 10 %.",
    source: "ours",
    published: "linear (our goal)",
    certainty: "derived",
    values: [0.1],
  },
  "C2.3": {
    id: "C2.3",
    statement:
      "DVMS solves an event in a time that is flat with the size: at most 1.25 times as long at 1,024 machines as at 128; an iteration of the centralized scheduler grows.",
    source: `${dvmsPapers}; slide 55`,
    published: "about 10 s, flat, recalled; Entropy's iteration grows",
    certainty: "shape only",
    values: [1.25],
  },
  "C2.4": {
    id: "C2.4",
    statement:
      "At hundreds of machines (256, 512, 1,024) DVMS solves an event in a tenth of a centralized iteration, or less.",
    source: `${dvmsPapers}, abstract`,
    published: '"typically reduced to a tenth or less"',
    certainty: "printed",
    values: [0.1],
    mayMiss:
      "An event takes DVMS at least the migration that ends it, 15 s at every size: a tenth needs a centralized iteration of 150 s, which is reached at 1,024 machines.",
  },
  "C8.1": {
    id: "C8.1",
    statement:
      "After every crash of the leader, a manager or both, all live controllers soon have a live manager again, and there is exactly one leader.",
    source: snoozePaper,
    published: "by heartbeats and election, within a few heartbeats",
    certainty: "derived",
  },
  "C8.2": {
    id: "C8.2",
    statement:
      "The heartbeat traffic of a controller does not grow with the platform; that of the leader grows with the number of managers only.",
    source: snoozePaper,
    published: "constant; linear in the managers",
    certainty: "derived",
  },
  "C8.3": {
    id: "C8.3",
    statement:
      "With crashes of leader and managers the cumulated violation time stays below that without any scheduling.",
    source: `${snoozePaper}; VMPlaceS' fault mode`,
    published: "a group without its manager is not scheduled until it has another one",
    certainty: "derived",
  },
  "C8.3b": {
    id: "C8.3b",
    statement: "Crashes of leader and managers make the cumulated violation time grow, beyond the interval.",
    source: `${snoozePaper}; VMPlaceS' fault mode`,
    published: "it grows",
    certainty: "derived",
    mayMiss:
      "One group of 16 is without its manager for about 6 s in 300: less than 1 % of the violation time is to be expected, and the interval over ten seeds is wider.",
  },
  "Euro-Par table": {
    id: "Q1",
    statement:
      "Mean and deviation of the durations of violations, computations and reconfigurations, for three schedulers at four sizes.",
    source: `${europar}; slides 78 to 81`,
    published: "drawn as recalled",
    certainty: "shape only",
    reason: "The table is an image on the slides, and its values are not checked against the paper.",
  },
  "VMPlaceS, load": {
    id: "V0",
    statement: "Without a scheduler, the violation time is that of VMPlaceS at 32, 64 and 128 machines.",
    source: program,
    published: "1,824, 3,886 and 7,929 s",
    certainty: "observed",
    values: [1824, 3886, 7929],
  },
  "VMPlaceS, migrations": {
    id: "V1",
    statement:
      "Under the rules of VMPlaceS migrations take as long as they do there, on average, within 10 %.",
    source: program,
    published: "10.3 to 11.2 s, four schedulers at three sizes",
    certainty: "observed",
  },
  "VMPlaceS, violations": {
    id: "V2",
    statement:
      "Under the rules of VMPlaceS and its seed, four schedulers leave as much violation time as they do there, within the 10 % by which its own runs differ.",
    source: program,
    published: "314 to 5,003 s",
    certainty: "observed",
    mayMiss:
      "One seed, and one or two runs in most cells. The load and the migrations are the same, but machines come into violation again more often there. Why is not known; whom it moves where when several choices are equally good is a part of it.",
  },
} as const satisfies Record<string, PublishedClaim>
