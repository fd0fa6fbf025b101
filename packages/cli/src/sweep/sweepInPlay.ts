import type { SweepPlan } from "./planSweep.ts"
import type { SweepFolder } from "./sweepFolder.ts"
import type { SweepLedger } from "./sweepLedger.ts"
import type { SweepProgress } from "./sweepProgress.ts"

/** What engines work on: they play what is missing in the ledger, and keep results in the folder and in the ledger. */
export interface SweepInPlay {
  readonly plan: SweepPlan
  readonly folder: SweepFolder
  readonly ledger: SweepLedger
  readonly progress: SweepProgress
}
