import { join } from "node:path"
import { neverForInfinity, writeJsonLines } from "@placelab/core"
import { writeWholeFileSync } from "@placelab/core/node"
import { UserError } from "effect/cli/CliError"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { clock } from "./clock.ts"
import { intoFolder } from "./intoFolder.ts"
import type { PlayedScenario } from "./playScenario.ts"
import { playScenarioFile } from "./playScenarioFile.ts"
import { tellPart } from "./progress.ts"
import { file, overrides } from "./scenarioFlags.ts"

const out = Flag.String("out").pipe(
  Flag.optional,
  Flag.withDescription("A folder for events.json (the trace), metrics.json and scenario.json (all of it)"),
)

/** `placelab run`: plays a scenario; the last line is one JSON object with its metrics. */
export const run = Command.make(
  "run",
  { file, ...overrides, out },
  Effect.fnUntraced(function* ({ file, out, ...given }) {
    const played = yield* Effect.tryPromise({
      try: async () => {
        const played = playScenarioFile(file, given, { onProgress: tellPart, clock })
        if (out._tag === "Some") await write(out.value, played)
        return played
      },
      catch: (cause) => new UserError({ cause }),
    })
    const { metrics, run } = played
    const line = JSON.stringify({ ...metrics, ...run.counts })
    // Not Console.log, which says nothing when the output cannot be written.
    yield* Effect.sync(() => process.stdout.write(`${line}\n`))
  }),
).pipe(Command.withDescription("Play a scenario, and print its metrics as the last line"))

/** Each file is there as a whole or not at all. */
function write(folder: string, { run, metrics }: PlayedScenario): void {
  const { serviceNodes: _, ...scenario } = run.scenario
  const files: Readonly<Record<string, () => Iterable<string>>> = {
    "scenario.json": () => [`${JSON.stringify(scenario, neverForInfinity, 2)}\n`],
    "events.json": () => writeJsonLines(run.trace.records),
    "metrics.json": () => [`${JSON.stringify({ ...metrics, ...run.counts }, null, 2)}\n`],
  }
  for (const [name, chunks] of Object.entries(files))
    intoFolder(folder, () => writeWholeFileSync(join(folder, name), chunks))
}
