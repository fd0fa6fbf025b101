import type { SweepRow } from "@placelab/core"
import type { PlannedRun } from "./planSweep.ts"

/** Which runs of a sweep have their result, have failed, or are missing. A scenario of several points is one run. */
export class SweepLedger {
  /** A run for each point. */
  readonly runs: readonly PlannedRun[]
  /** What came of runs, by their hash. */
  readonly results = new Map<string, SweepRow>()
  /** What runs have failed of, by their hash. */
  readonly failures = new Map<string, string>()
  readonly #missing = new Map<string, PlannedRun>()
  readonly #points = new Map<string, number>()
  #withResult = 0
  #missingCost = 0

  constructor(runs: readonly PlannedRun[]) {
    this.runs = runs
    for (const run of runs) {
      const points = this.#points.get(run.hash) ?? 0
      this.#points.set(run.hash, points + 1)
      if (points > 0) continue
      this.#missing.set(run.hash, run)
      this.#missingCost += run.cost
    }
  }

  /** How many points have their result. */
  get withResult(): number {
    return this.#withResult
  }

  /** The first run of each scenario that has neither result nor failure. */
  get missing(): PlannedRun[] {
    return [...this.#missing.values()]
  }

  get missingCount(): number {
    return this.#missing.size
  }

  get missingCost(): number {
    return this.#missingCost
  }

  keep(run: PlannedRun, row: SweepRow): void {
    this.results.set(run.hash, row)
    this.#withResult += this.#points.get(run.hash)!
    this.#close(run)
  }

  fail(run: PlannedRun, message: string): void {
    this.failures.set(run.hash, message)
    this.#close(run)
  }

  #close(run: PlannedRun): void {
    this.#missing.delete(run.hash)
    this.#missingCost -= run.cost
  }
}
