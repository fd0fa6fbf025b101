/*
 * Opportunistic scheduling: jobs that can wait move to where energy costs least, as to the hours of sun.
 *
 * Problem      jobs with releases and deadlines on some nodes; a cost of the nodes that compute in each slot, such as the
 *              energy from the grid under a solar forecast, with a battery or without. Find starts of low cost.
 *
 * Method       begin with the starts of the conventional scheduler. Take the jobs in the order of their deadlines; move each
 *              to the start of least cost, among those between its release and its deadline at which the nodes are free; on a
 *              tie to the earliest. Go round until no job has moved since it was tried. The cost falls with every move, and no job moves
 *              beyond its deadline, or where it has missed that, to a later end: so the result costs no more than the start,
 *              and misses no deadline that the start has met.
 *
 * Source       the idea of GreenSlot (Goiri et al., SC 2011): each job goes to its cheapest slots before its deadline; and of
 *              Li, Orgerie, Menaud (PDP 2017): opportunistic jobs and a battery together.
 * Differs      a local search on any cost, whose forecast is as good as the caller's; GreenSlot goes through the jobs once,
 *              predicts the weather, and prices the grid by the hour.
 */
import { byDeadline } from "./earliestDeadline.ts"
import { fits, type JobSet, nodesInUse, occupy, type Starts } from "./jobs.ts"

/**
 * What it costs that so many nodes compute in each slot; slots that are not there have none. It counts every slot up to the
 * last deadline: jobs would flee to those that it does not count. The array is changed after the call.
 */
export type UseCost = (use: readonly number[]) => number

/** Cheaper by less than this part of the cost is rounding, not a reason to move. */
const rounding = 1e-9

/** Starts that cost at most as much as `starts`, and miss no deadline that those meet. Cost: a call of `cost` a candidate. */
export function shiftJobs(jobSet: JobSet, starts: Starts, cost: UseCost): Starts {
  const { jobs, nodes } = jobSet
  const shifted = [...starts]
  const use = nodesInUse(jobSet, starts)
  const order = byDeadline(jobs)
  let least = cost(use)
  // A job stays where it is when it is tried again and no other has moved meanwhile.
  for (let tried = 0, stayed = 0; stayed < order.length; tried++) {
    const i = order[tried % order.length]!
    const job = jobs[i]!
    const before = shifted[i]!
    const last = Math.max(job.deadline - job.length, before)
    occupy(use, job, before, -1)
    let best = before
    for (let start = job.release; start <= last; start++) {
      if (start === before || !fits(use, job, start, nodes)) continue
      occupy(use, job, start, 1)
      const costs = cost(use)
      occupy(use, job, start, -1)
      if (costs < least - rounding * Math.abs(least)) {
        least = costs
        best = start
      }
    }
    occupy(use, job, best, 1)
    shifted[i] = best
    stayed = best === before ? stayed + 1 : 0
  }
  return shifted
}
