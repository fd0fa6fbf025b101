import type { SnoozeSettings } from "./settings.ts"

/** What a leader knows of a manager. */
export interface Candidate {
  /** As reported last: what its machines' VMs ask for, in cores. */
  readonly charge: number
  /** As reported last: how many machines it has. */
  readonly machines: number
  /** Machines that it was given since it has reported. */
  readonly given: number
}

/** Says which of the managers, at least one, gets the next machine, by its place in the list. */
export type Assignment = (candidates: readonly Candidate[]) => number

/**
 * The manager with the least charge; of equal ones the one with the fewest machines, then the first.
 *
 * A machine that was given to a manager after its last report counts as the mean of all machines that were reported. Without
 * that, all machines that join between two reports would go to one manager: those of a manager that has crashed join at once.
 *
 * Differs  VMPlaceS compares the mean of a manager's machines, which says nothing of how many these are, and counts only reports.
 *
 * @example bestFit([{ charge: 12, machines: 2, given: 0 }, { charge: 10, machines: 2, given: 1 }]) // 0: 12 < 10 + 5.5
 */
export const bestFit: Assignment = (candidates) => {
  let charge = 0
  let machines = 0
  for (const candidate of candidates) {
    charge += candidate.charge
    machines += candidate.machines
  }
  const mean = machines === 0 ? 0 : charge / machines
  let best = 0
  for (let i = 1; i < candidates.length; i++) {
    const [a, b] = [candidates[i]!, candidates[best]!]
    const difference = a.charge - b.charge + (a.given - b.given) * mean
    const isFewer = a.machines + a.given < b.machines + b.given
    if (difference < 0 || (difference === 0 && isFewer)) best = i
  }
  return best
}

/** One after the other. */
export function roundRobin(): Assignment {
  let next = 0
  return (candidates) => next++ % candidates.length
}

/** The assignment of these settings, for one leader. */
export function assignmentOf({ assignment }: SnoozeSettings): Assignment {
  return assignment === "best-fit" ? bestFit : roundRobin()
}
