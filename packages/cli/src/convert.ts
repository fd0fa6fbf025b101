import { setImmediate } from "node:timers/promises"
import * as Argument from "effect/cli/Argument"
import { UserError } from "effect/cli/CliError"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { tellPart, tellProgress } from "./progress.ts"
import { traceArgument } from "./traceArgument.ts"

const from = traceArgument("IN")
const to = Argument.String("OUT").pipe(
  Argument.withDescription("The file to be written, in the format that the end of its name tells"),
)

/** `placelab convert`: writes a trace in another format. The output is there as a whole or not at all. */
export const convert = Command.make(
  "convert",
  { from, to },
  Effect.fnUntraced(function* ({ from, to }) {
    const rows = yield* Effect.tryPromise({
      try: () => converted(from, to),
      catch: (cause) => new UserError({ cause }),
    })
    yield* Effect.sync(() => process.stdout.write(`${to}: ${rows} rows\n`))
  }),
).pipe(Command.withDescription("Write a trace in another format"))

/** How many rows were written. */
async function converted(from: string, to: string): Promise<number> {
  // Loaded when it is asked for: libraries of tables take a while.
  const { traceBatches, writeTraceFile } = await import("@placelab/analysis/node/tables")
  const signals = heardSignals()
  let rows = 0
  async function* batches() {
    for await (const batch of traceBatches(from, { onProgress: tellPart })) {
      await signals.hear()
      rows += batch.length
      yield batch
    }
  }
  try {
    await writeTraceFile(to, batches())
  } finally {
    tellProgress("")
    signals.obey()
  }
  return rows
}

/** Ctrl-C is to end a conversion, but not before its draft is removed. */
function heardSignals() {
  let heard: NodeJS.Signals | undefined
  const listen = (signal: NodeJS.Signals) => {
    heard = signal
  }
  process.on("SIGINT", listen).on("SIGTERM", listen)
  return {
    /** Throws when there was one. */
    async hear() {
      await setImmediate()
      if (heard !== undefined) throw new Error(`ended by ${heard}`)
    },
    /** Ends the process when there was one. */
    obey() {
      process.off("SIGINT", listen).off("SIGTERM", listen)
      if (heard !== undefined) process.kill(process.pid, heard)
    },
  }
}
