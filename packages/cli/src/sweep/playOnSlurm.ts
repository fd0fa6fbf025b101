/*
 * The runs of a sweep as tasks of Slurm job arrays. A task is `placelab sweep ... --task I/N`, which writes results into the folder of
 * the sweep; so that folder is all that we and the tasks have in common. Which runs are done is seen there alone, Slurm only says
 * whether there are tasks left. What has neither result nor failure when a job has ended, because tasks were killed, say, is
 * submitted again, a few times.
 */
import { setTimeout } from "node:timers/promises"
import { queuedTasks } from "./slurm.ts"
import { SlurmJobs } from "./slurmJobs.ts"
import type { SweepInPlay } from "./sweepInPlay.ts"

/** So often is submitted again what jobs have left undone. */
const mostResubmissions = 2

/** The longest pause between two questions to Slurm, in seconds. */
const longestPause = 20

/** So often in a row Slurm may not answer. */
const mostSilences = 10

/** How a sweep goes to Slurm. */
export interface SlurmOptions {
  /** Into how many tasks a job is divided. */
  readonly tasks: number
  /** Options of sbatch, as text. */
  readonly sbatch: string
  readonly signal: AbortSignal
  /** Told which job is followed. */
  readonly onJob: (number: string) => void
}

/**
 * Submits what is missing, or follows the job that was submitted for it before, until all is done or given up. Rejects with the
 * reason of the signal, and leaves the job alone then.
 */
export async function playOnSlurm(
  { plan, folder, ledger, progress }: SweepInPlay,
  { tasks, sbatch, signal, onJob }: SlurmOptions,
): Promise<void> {
  const jobs = new SlurmJobs(folder.path, plan)
  let job = jobs.last()
  for (let submissions = 0; ledger.missingCount > 0; ) {
    if (job === undefined) {
      if (submissions > mostResubmissions) break
      folder.forgetFailures()
      job = await jobs.submit(ledger.missing, tasks, sbatch)
      submissions++
    }
    onJob(job)
    for await (const state of statesOf(job, signal)) {
      folder.look(ledger)
      progress.tell(state)
    }
    folder.look(ledger)
    folder.lookForFailures(ledger)
    jobs.forget()
    job = undefined
  }
  for (const run of ledger.missing)
    ledger.fail(
      run,
      `no result after ${mostResubmissions + 1} jobs; ${jobs.folder} has what they have printed`,
    )
}

/** What Slurm says of a job, again and again, until no task of it is left. */
async function* statesOf(job: string, signal: AbortSignal): AsyncGenerator<string> {
  let silences = 0
  for (let pause = 1; ; pause = Math.min(1.25 * pause, longestPause)) {
    signal.throwIfAborted()
    const queued = await queuedTasks(job)
    if (queued === undefined) {
      if (++silences === mostSilences)
        throw new Error(`job ${job} cannot be followed: squeue does not answer; the same command goes on`)
      yield `job ${job}: Slurm does not answer`
    } else {
      silences = 0
      const { waiting, running } = queued
      if (waiting + running === 0) return
      yield `job ${job}: ${running} tasks run, ${waiting} wait`
    }
    await setTimeout(1000 * pause, undefined, { signal }).catch(() => signal.throwIfAborted())
  }
}
