import { rmSync } from "node:fs"
import { join } from "node:path"
import { neverForInfinity, writeJsonLines } from "@placelab/core"
import { writeWholeFileSync } from "@placelab/core/node"
import { UserError } from "effect/cli/CliError"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { clock } from "./clock.ts"
import { intoFolder } from "./intoFolder.ts"
import { type Outcome, play } from "./play.ts"
import { tellPart } from "./progress.ts"
import { repairLines } from "./repairLines.ts"
import { readScenario } from "./scenarioFile.ts"
import { file, overrides } from "./scenarioFlags.ts"

const out = Flag.String("out").pipe(
  Flag.optional,
  Flag.withDescription(
    "A folder for events.json (the trace, but for the profile cloudsim), metrics.json and scenario.json (all of it)",
  ),
)

/** `placelab run`: plays a scenario; the last line is one JSON object with its metrics. */
export const run = Command.make(
  "run",
  { file, ...overrides, out },
  Effect.fnUntraced(function* ({ file, out, ...given }) {
    const played = yield* Effect.tryPromise({
      try: async () => {
        const played = await play(file, readScenario(file, given), { onProgress: tellPart, clock })
        if (out._tag === "Some") write(out.value, played)
        return played
      },
      catch: (cause) => new UserError({ cause }),
    })
    const line = JSON.stringify(resultOf(played))
    for (const told of repairLines(played.workload?.repairs ?? []))
      yield* Effect.sync(() => process.stderr.write(told))
    // Not Console.log, which says nothing when the output cannot be written.
    yield* Effect.sync(() => process.stdout.write(`${line}\n`))
  }),
).pipe(Command.withDescription("Play a scenario, and print its metrics as the last line"))

/** Metrics and counts; and whose load it was, where it was a trace. */
function resultOf({ metrics, counts, workload }: Outcome): object {
  return { ...metrics, ...counts, ...(workload && { workload: workload.name }) }
}

/** Each file is there as a whole or not at all. Who has no trace leaves none, and none of an earlier run. */
function write(folder: string, played: Outcome): void {
  const { scenario, records } = played
  const files: Readonly<Record<string, () => Iterable<string>>> = {
    "scenario.json": () => [`${JSON.stringify(scenario, neverForInfinity, 2)}\n`],
    ...(records && { "events.json": () => writeJsonLines(records) }),
    "metrics.json": () => [`${JSON.stringify(resultOf(played), null, 2)}\n`],
  }
  if (records === undefined) intoFolder(folder, () => rmSync(join(folder, "events.json"), { force: true }))
  for (const [name, chunks] of Object.entries(files))
    intoFolder(folder, () => writeWholeFileSync(join(folder, name), chunks))
}
