/*
 * Earliest deadline first: the conventional scheduler, which never waits for better weather.
 *
 * In every slot, of the jobs that are released and wait, those start that find enough free nodes, the earliest deadline
 * first; a job that does not fit is passed by later ones that do.
 *
 * Source       list scheduling with the EDF order. Cost: O(jobs x slots x length).
 */
import { pipe } from "fp-ts/lib/function.js"
import * as N from "fp-ts/lib/number.js"
import * as O from "fp-ts/lib/Ord.js"
import * as RA from "fp-ts/lib/ReadonlyArray.js"
import { fits, type Job, type JobSet, occupy, type Starts } from "./jobs.ts"

/** When each job starts. Jobs that cannot meet their deadline run all the same, as early as they can. */
export function scheduleByEarliestDeadline({ jobs, nodes }: JobSet): Starts {
  const starts = new Array<number>(jobs.length).fill(-1)
  const use: number[] = []
  let waiting = byDeadline(jobs)
  for (let slot = 0; waiting.length > 0; slot++) {
    waiting = waiting.filter((i) => {
      const job = jobs[i]!
      if (job.release > slot || !fits(use, job, slot, nodes)) return true
      occupy(use, job, slot, 1)
      starts[i] = slot
      return false
    })
  }
  return starts
}

/** Numbers of jobs: the earliest deadline first, then as given. */
export function byDeadline(jobs: readonly Job[]): readonly number[] {
  const order = O.contramap((i: number) => jobs[i]!.deadline)(N.Ord)
  return pipe(
    jobs.map((_, i) => i),
    RA.sort(order),
  )
}
