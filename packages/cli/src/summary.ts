import { UserError } from "effect/cli/CliError"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { tellPart, tellProgress } from "./progress.ts"
import { summaryReport } from "./summaryReport.ts"
import { traceArgument } from "./traceArgument.ts"

const file = traceArgument("FILE")

/** `placelab summary`: what a trace has; the last line is one JSON object with the same. */
export const summary = Command.make(
  "summary",
  { file },
  Effect.fnUntraced(function* ({ file }) {
    const found = yield* Effect.tryPromise({
      try: () => summaryIn(file),
      catch: (cause) => new UserError({ cause }),
    })
    // Not Console.log, which says nothing when the output cannot be written.
    yield* Effect.sync(() =>
      process.stdout.write(`${summaryReport(file, found)}\n\n${JSON.stringify(found)}\n`),
    )
  }),
).pipe(Command.withDescription("Sum a trace up: how often, how long, between which dates"))

async function summaryIn(file: string) {
  // Loaded when they are asked for: libraries of tables take a while.
  const { traceBatches } = await import("@placelab/analysis/node/tables")
  const { summaryObject, summaryOf, traceSummaryMonoid } = await import("@placelab/analysis/tables")
  let sum = traceSummaryMonoid.empty
  try {
    for await (const batch of traceBatches(file, { onProgress: tellPart }))
      sum = traceSummaryMonoid.concat(sum, summaryOf(batch))
  } finally {
    tellProgress("")
  }
  return summaryObject(sum)
}
