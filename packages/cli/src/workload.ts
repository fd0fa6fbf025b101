import { workloadStatistics } from "@placelab/models"
import * as Argument from "effect/cli/Argument"
import { UserError } from "effect/cli/CliError"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { getOrUndefined } from "effect/Option"
import { workloadReport } from "./workloadReport.ts"

const path = Argument.String("TRACE").pipe(
  Argument.withDescription("A file or a folder in a format that placelab reads, such as planetlab/20110303"),
)

const format = Flag.String("format").pipe(
  Flag.optional,
  Flag.withDescription("The name of its format, where its first lines do not tell"),
)

/** `placelab workload`: says what a trace of loads is like, and what was repaired in it; the last line is one JSON object. */
export const workload = Command.make(
  "workload",
  { path, format },
  Effect.fnUntraced(function* ({ path, format }) {
    const text = yield* Effect.tryPromise({
      try: async () => {
        const { readWorkload } = await import("@placelab/models/node")
        const asked = getOrUndefined(format)
        const read = await readWorkload(path, asked === undefined ? {} : { format: asked })
        const statistics = workloadStatistics(read)
        return `${workloadReport(read, statistics)}\n${JSON.stringify({ ...statistics, repairs: read.repairs })}\n`
      },
      catch: (cause) => new UserError({ cause }),
    })
    yield* Effect.sync(() => process.stdout.write(text))
  }),
).pipe(Command.withDescription("Say what a trace of loads is like, and what was repaired in it"))
