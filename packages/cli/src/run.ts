import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { InputError, writeJsonLines } from "@placelab/core"
import { UserError } from "effect/cli/CliError"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { clock } from "./clock.ts"
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
async function write(folder: string, { run, metrics }: PlayedScenario): Promise<void> {
  const { writeWholeFile } = await import("@placelab/analysis/node")
  try {
    mkdirSync(folder, { recursive: true })
    const { serviceNodes: _, ...scenario } = run.scenario
    await writeWholeFile(join(folder, "scenario.json"), [
      `${JSON.stringify(scenario, neverForInfinity, 2)}\n`,
    ])
    await writeWholeFile(join(folder, "events.json"), writeJsonLines(run.trace.records))
    const all = { ...metrics, ...run.counts }
    await writeWholeFile(join(folder, "metrics.json"), [`${JSON.stringify(all, null, 2)}\n`])
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error
    throw new InputError("--out", "folder", folder, `a folder that can be written (${error.code})`)
  }
}

function neverForInfinity(_: string, value: unknown): unknown {
  return value === Number.POSITIVE_INFINITY ? "never" : value
}
