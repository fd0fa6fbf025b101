import { compareBoots } from "@placelab/models"
import { readBootTable } from "@placelab/models/node"
import * as Argument from "effect/cli/Argument"
import { UserError } from "effect/cli/CliError"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { bootReport } from "./bootReport.ts"

const file = Argument.String("FILE.csv").pipe(
  Argument.withDescription("Measured boots; @placelab/models says in data/README.md which columns it needs"),
)

/** `placelab validate boot`: predicts every row of a table of measured boots and prints the errors. */
export const validateBoot = Command.make(
  "boot",
  { file },
  Effect.fnUntraced(function* ({ file }) {
    const table = readBootTable(file)
    if (table._tag === "Left") return yield* new UserError({ cause: table.left })
    const report = bootReport(file, compareBoots(table.right))
    // Not Console.log, which says nothing when the output cannot be written.
    yield* Effect.sync(() => process.stdout.write(`${report}\n`))
  }),
).pipe(Command.withDescription("Compare the boot model with measured boot times"))
