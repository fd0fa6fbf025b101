import { codeVersion } from "./codeVersion.ts"
import { planSweep, type SweepPlan, taskOf } from "./planSweep.ts"
import { playLocally } from "./playLocally.ts"
import { playOnSlurm } from "./playOnSlurm.ts"
import { requireSlurm } from "./slurm.ts"
import type { SweepOptions } from "./sweepFlags.ts"
import { SweepFolder } from "./sweepFolder.ts"
import { SweepLedger } from "./sweepLedger.ts"
import { SweepProgress } from "./sweepProgress.ts"
import { untilSignal } from "./untilSignal.ts"

/** How a sweep, or a task of it, went. */
export interface SweepEnd {
  readonly plan: SweepPlan
  readonly ledger: SweepLedger
  /** How many runs have got their result now. */
  readonly played: number
  /** Whether the tables were written. */
  readonly isWhole: boolean
  /** Where a signal ended it: the exit code that says so, and the job that goes on. */
  readonly interrupted?: { readonly exitCode: number; readonly job?: string }
}

/**
 * Plays those runs of a sweep, or of a task of it, whose result is not in the folder yet, and writes the tables when all are there.
 * Errors: InputError for what is wrong with the document, before anything is played, and for a folder that cannot be written.
 */
export async function playSweep(file: string, out: string, options: SweepOptions): Promise<SweepEnd> {
  const { slurm, task, ...workers } = options
  const plan = planSweep(file, codeVersion())
  const folder = new SweepFolder(out, plan)
  const ledger = new SweepLedger(
    task === undefined ? plan.runs : plan.runs.filter((run) => taskOf(run, task.count) === task.index),
  )
  folder.look(ledger)
  const before = ledger.results.size
  if (slurm !== undefined && ledger.missingCount > 0) await requireSlurm()
  if (task === undefined) folder.begin()
  const progress = new SweepProgress(ledger)
  const sweep = { plan, folder, ledger, progress }
  let job: string | undefined
  const onJob = (number: string) => {
    job = number
  }
  const exitCode = await untilSignal((signal) =>
    slurm === undefined
      ? playLocally(sweep, { ...workers, signal })
      : playOnSlurm(sweep, { ...slurm, signal, onJob }),
  ).finally(() => progress.end())
  const end = { plan, ledger, played: ledger.results.size - before, isWhole: false }
  if (exitCode !== undefined) return { ...end, interrupted: { exitCode, ...(job !== undefined && { job }) } }
  if (task !== undefined) {
    folder.keepFailures(ledger)
    return end
  }
  folder.forgetFailures()
  if (ledger.withResult < plan.runs.length) return end
  await folder.end(ledger.results)
  return { ...end, isWhole: true }
}
