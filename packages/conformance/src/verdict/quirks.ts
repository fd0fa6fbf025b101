/*
 * Where SimGrid answers what no model says, and why we answer otherwise: by the number of the quirk, as the notes of the
 * cases name it, and by the case where they name none.
 */

const byNumber: Readonly<Record<string, string>> = {
  Q1: "a resource of capacity 0 carries nothing; it is not as if it were not there",
  Q2: "a flow takes what its links give now, not what they gave when it began",
  Q3: "a flow whose link changes while its latency passes begins after it, and ends",
  Q4: "a VM that was moved gets what its new host gives",
  Q5: "energy follows every change of the load, a changed cap of a VM too",
  Q6: "energy follows every change of the load, the start of a parallel task too",
  Q7: "energy follows every change of the load, one that comes from elsewhere too",
  Q8: "an exec that is suspended weighs nothing, with all its threads",
  Q10: "suspending twice is suspending once",
  Q11: "the cores of a VM are as fast as those of its host are now",
  Q13: "a migration whose target fails ends, and the VM goes on where it is",
  Q15: "whose peer gives up is told of a failure of the network, and not of a time-out of its own",
  Q16: "a flow that goes on after a suspension shares as it did before",
  Q17: "a flow without latency and one with little share alike",
  Q18: "an exec that goes on after a suspension weighs as much as it did before",
}

/** Cases whose notes do not tell the number. */
const numberOf: Readonly<Record<string, string>> = {
  "energy-link-remote-change": "Q7",
  "mig-target-fails": "Q13",
  "net-suspend-share": "Q16",
  "net-zero-latency-unfair-cm02": "Q17",
  "net-zero-latency-unfair-lv08": "Q17",
  "net-bandwidth-zero": "Q1",
  "net-bandwidth-rise": "Q2",
  "net-change-in-latency-phase": "Q3",
  "lmm-zero-capacity-shared": "Q1",
  "ptask-energy-unprobed": "Q6",
  "energy-vm-cap-change": "Q5",
  "exec-suspend": "Q10",
  "exec-threads-resume": "Q18",
  "vm-host-speeds-up": "Q11",
  "vm-relocate-busy-to-fast": "Q4",
}

/** Why ours is right where a case holds a quirk of SimGrid, by a number in its note, by its id, or in the note's words. */
export function quirkReason(id: string, note: string | undefined): string | undefined {
  const number = (note === undefined ? undefined : /\bQ\d+\b/.exec(note)?.[0]) ?? numberOf[id]
  return (number === undefined ? undefined : byNumber[number]) ?? note
}
