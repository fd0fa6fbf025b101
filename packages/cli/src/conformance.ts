import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { runInNewContext } from "node:vm"
import { type CaseResult, playText } from "@placelab/conformance"
import * as Argument from "effect/cli/Argument"
import { UserError } from "effect/cli/CliError"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { conformanceReport } from "./conformanceReport.ts"
import { tellProgress } from "./progress.ts"

/** No case is played for longer. */
const mostMinutes = 1

const folder = Argument.String("DIR").pipe(
  Argument.withDescription(
    "A folder of cases, *.json; @placelab/conformance says in cases/README.md what they are",
  ),
)

/** `placelab conformance`: plays all cases of a folder and prints where we answer otherwise than SimGrid. */
export const conformance = Command.make(
  "conformance",
  { folder },
  Effect.fnUntraced(function* ({ folder }) {
    const files = casesIn(folder)
    if (typeof files === "string") return yield* new UserError({ cause: new Error(files) })
    const results = yield* Effect.sync(() => files.map((file, i) => playFile(folder, file, i, files.length)))
    yield* Effect.sync(() => process.stdout.write(`${conformanceReport(results)}\n`))
    if (results.some(({ verdict }) => verdict === "failed")) process.exitCode = 1
  }),
).pipe(Command.withDescription("Play the cases of a folder and compare the answers with SimGrid's"))

/** The names of the cases in a folder, sorted; or what is wrong with it. */
function casesIn(folder: string): readonly string[] | string {
  try {
    const files = readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .sort()
    return files.length > 0 ? files : `${folder}: folder holds no case; expected files that end in .json`
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const what = code === "ENOENT" ? "missing" : code === "ENOTDIR" ? "a file" : code
    return `${folder}: folder is ${what}; expected a folder of cases`
  }
}

function playFile(folder: string, file: string, index: number, count: number): CaseResult {
  tellProgress(`${index + 1} of ${count}: ${file}`)
  const result = resultOf(join(folder, file), file)
  if (index + 1 === count) tellProgress("")
  return result
}

function resultOf(path: string, file: string): CaseResult {
  let text: string
  try {
    text = readFileSync(path, "utf8")
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const what = code === "EISDIR" ? "a folder" : code
    const told = `${file}: file is ${what}; expected a JSON file that can be read`
    return { id: file, verdict: "failed", differences: [], error: told }
  }
  return playWithin(mostMinutes * 60_000, text, file)
}

/** A case may be a simulation without end. Ctrl-C, too, is heard only here while one is played. */
function playWithin(timeout: number, text: string, file: string): CaseResult {
  try {
    return runInNewContext("play()", { play: () => playText(text, file) }, { timeout, breakOnSigint: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === "ERR_SCRIPT_EXECUTION_INTERRUPTED") process.exit(130)
    if (code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error
    const told = `${file}: simulation is still running after ${mostMinutes} min; expected one that ends`
    return { id: file, verdict: "failed", differences: [], error: told }
  }
}
