import { readFileSync } from "node:fs"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as CliConfig from "effect/cli/CliConfig"
import * as CliOutput from "effect/cli/CliOutput"
import * as Command from "effect/cli/Command"
import * as GlobalFlag from "effect/cli/GlobalFlag"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Runtime from "effect/Runtime"
import { conformance } from "./conformance.ts"
import { convert } from "./convert.ts"
import { explain } from "./explain.ts"
import { listSchedulers } from "./listSchedulers.ts"
import { formatter, presenter } from "./output.ts"
import { run } from "./run.ts"
import { summary } from "./summary.ts"
import { sweep } from "./sweep/sweep.ts"
import { validateBoot } from "./validateBoot.ts"
import { validateMigration } from "./validateMigration.ts"
import { workload } from "./workload.ts"

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))

// Who closes the pipe (`placelab ... | head`) has read enough: that is no failure. A full disk is one.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") console.error(`placelab: output cannot be written: ${error.message}`)
  process.exit(error.code === "EPIPE" ? 0 : 1)
})

const validate = Command.make("validate").pipe(
  Command.withDescription("Hold a model to measured data"),
  Command.withSubcommands([validateMigration, validateBoot]),
)

const { Help, Version, Completions } = GlobalFlag
const services = Layer.mergeAll(
  NodeServices.layer,
  CliConfig.layer({ builtIns: [Help, Version, Completions] }),
  CliOutput.layer(formatter),
  CliOutput.layerPresenter(presenter),
)

// Commands compute without a pause in which Effect could hear of a signal; without its listeners, Ctrl-C ends them at once.
const endAtSignals = Effect.sync(() => {
  for (const signal of ["SIGINT", "SIGTERM"]) process.removeAllListeners(signal)
})

Command.make("placelab").pipe(
  Command.withDescription("A laboratory for virtual machine placement at scale"),
  Command.withSubcommands([
    run,
    sweep,
    explain,
    listSchedulers,
    workload,
    convert,
    summary,
    validate,
    conformance,
  ]),
  Command.run({ version }),
  (command) => Effect.andThen(endAtSignals, command),
  Effect.provide(services),
  NodeRuntime.runMain({
    // Effect takes help that nobody asked for as success; here a line without a command is a wrong one.
    teardown: (exit, onExit) =>
      Runtime.defaultTeardown(exit, (code) => onExit(Exit.isFailure(exit) ? code || 1 : 0)),
  }),
)
