import { join } from "node:path"
import { UserError } from "effect/cli/CliError"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { differenceTable } from "./differenceTable.ts"
import { playSweep, type SweepEnd } from "./playSweep.ts"
import { summaryTable } from "./summaryTable.ts"
import { sweepFlags, sweepOptions } from "./sweepFlags.ts"

/** `placelab sweep`: plays a scenario for all values of some axes and all seeds; the last line is one JSON object that counts runs. */
export const sweep = Command.make(
  "sweep",
  sweepFlags,
  Effect.fnUntraced(function* ({ file, out, ...given }) {
    yield* Effect.tryPromise({
      try: async () => {
        const end = await playSweep(file, out, sweepOptions(given))
        if (end.interrupted !== undefined) tellInterruption(end, out)
        else tellEnd(end, out)
      },
      catch: (cause) => new UserError({ cause }),
    })
  }),
).pipe(
  Command.withDescription("Play a scenario for all values of some axes and several seeds, into one table"),
)

function tellInterruption({ ledger, interrupted }: SweepEnd, out: string): void {
  const { exitCode, job } = interrupted!
  const kept = `${ledger.withResult} of ${ledger.runs.length} runs are kept in ${out}`
  const next =
    job === undefined
      ? "the same command goes on"
      : `job ${job} goes on, the same command follows it, and scancel ${job} ends it`
  process.stderr.write(`placelab: ${kept}; ${next}\n`)
  process.exitCode = exitCode
}

/** One line on stderr for each point that has failed; on stdout the means and their differences, if all is there, and the counts. */
function tellEnd({ plan, ledger, played, isWhole }: SweepEnd, out: string): void {
  const { runs, results, failures, withResult } = ledger
  for (const { hash, name } of runs)
    if (failures.has(hash)) process.stderr.write(`placelab: ${name}: ${failures.get(hash)}\n`)
  const failed = runs.length - withResult
  const table = isWhole ? join(out, "table.ndjson") : null
  const texts = isWhole ? [summaryTable(plan, results), differenceTable(plan, results)] : []
  for (const text of texts) if (text !== undefined) process.stdout.write(`${text}\n\n`)
  const counts = { runs: played, reused: withResult - played, failed, table }
  process.stdout.write(`${JSON.stringify(counts)}\n`)
  if (failed > 0) process.exitCode = 1
}
