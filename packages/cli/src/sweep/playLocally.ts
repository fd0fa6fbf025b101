import { forEachInWorkers, type WorkerOptions } from "@placelab/core/node"
import type { AnyScenario } from "../play.ts"
import { repairLines } from "../repairLines.ts"
import type { SweepResult } from "./sweepFolder.ts"
import type { SweepInPlay } from "./sweepInPlay.ts"

/** Plays what is missing in threads, the longest runs first, so that threads end together. Rejects with the reason of the signal. */
export async function playLocally(
  { folder, ledger, progress }: SweepInPlay,
  options: WorkerOptions,
): Promise<void> {
  const told = new Set<string>()
  const queue = ledger.missing.sort((a, b) => b.cost - a.cost)
  await forEachInWorkers<AnyScenario, SweepResult>(
    { module: new URL("../scenarioWorker.js", import.meta.url).href, name: "resultOf" },
    queue.map(({ scenario }) => scenario),
    (answer) => {
      const run = queue[answer.index]!
      if ("error" in answer) ledger.fail(run, answer.error.message)
      else {
        for (const line of repairLines(answer.result.repairs ?? [])) {
          // Runs have their traces in common.
          if (!told.has(line)) process.stderr.write(line)
          told.add(line)
        }
        ledger.keep(run, folder.keep(run, answer.result))
      }
      progress.tell()
    },
    options,
  )
}
