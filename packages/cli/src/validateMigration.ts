import { type BandwidthBasis, compareMigrations } from "@placelab/models"
import { readMigrationTable } from "@placelab/models/node"
import * as Argument from "effect/cli/Argument"
import { UserError } from "effect/cli/CliError"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { migrationReport } from "./migrationReport.ts"

const bases: readonly BandwidthBasis[] = ["achieved", "cap"]

const file = Argument.String("FILE.csv").pipe(
  Argument.withDescription(
    "Measured migrations; @placelab/models says in data/README.md which columns it needs",
  ),
)

const bandwidth = Flag.Literals("bandwidth", bases).pipe(
  Flag.withDefault("achieved"),
  Flag.withDescription("What the model is given: the bandwidth that was achieved (default), or the cap"),
)

/** `placelab validate migration`: predicts every row of a table of measured migrations and prints the errors. */
export const validateMigration = Command.make(
  "migration",
  { file, bandwidth },
  Effect.fnUntraced(function* ({ file, bandwidth }) {
    const table = readMigrationTable(file)
    if (table._tag === "Left") return yield* new UserError({ cause: table.left })
    const report = migrationReport(file, bandwidth, compareMigrations(table.right, bandwidth))
    // Not Console.log, which says nothing when the output cannot be written.
    yield* Effect.sync(() => process.stdout.write(`${report}\n`))
  }),
).pipe(Command.withDescription("Compare the pre-copy model with measured live migrations"))
