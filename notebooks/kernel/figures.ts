/**
 * `node notebooks/dist/figures.js [--out DIR] [NOTEBOOK...]`: runs the notebooks, writes their figures and checks
 * their claims. The second half of `npm start`.
 *
 * Exit codes  0 when every notebook ran and every claim held, was only quoted, or may miss. 1 otherwise: then either
 *             a notebook failed and nothing was written, or the page shows the claims that missed. 2 for a wrong
 *             command line. 128 and the number of the signal when interrupted.
 */
import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs"
import { constants } from "node:os"
import { join, resolve } from "node:path"
import { parseArgs } from "node:util"
import { claimsTable } from "./claimsTable.ts"
import { FolderSwap } from "./folderSwap.ts"
import { Progress } from "./progress.ts"
import { type ExecutedNotebook, type FailedNotebook, runNotebooks } from "./runNotebooks.ts"
import { type NotebookChoice, selectNotebooks, UsageError } from "./selectNotebooks.ts"
import { shownPath } from "./shownPath.ts"
import { writeFigures } from "./writeFigures.ts"

const usage = `usage: node notebooks/dist/figures.js [--out DIR] [NOTEBOOK...]
  NOTEBOOK   a name such as 02-live-migration, or the path of an .ipynb file (default: all of notebooks/)
  --out DIR  where the figures, the claims and the page go (default: figures)`

const notebooks = resolve(import.meta.dirname, "..")

// Who reads the output may leave early (`| head`): the figures are written all the same.
process.stdout.on("error", () => {})

try {
  process.exitCode = await main()
} catch (error) {
  const isUsage =
    error instanceof UsageError || String((error as NodeJS.ErrnoException).code).startsWith("ERR_PARSE_ARGS")
  const isExpected = isUsage || (error as NodeJS.ErrnoException).syscall !== undefined
  console.error(isExpected ? (error as Error).message : error)
  if (isUsage) console.error(usage)
  process.exitCode = isUsage ? 2 : 1
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { out: { type: "string" }, help: { type: "boolean", short: "h" } },
  })
  if (values.help) {
    console.log(usage)
    return 0
  }
  const choices = selectNotebooks(positionals, notebooks)
  const out = resolve(values.out ?? join(notebooks, "..", "figures"))
  refuseForeign(out)
  return regenerate(choices, out, positionals.length > 0)
}

async function regenerate(
  choices: readonly NotebookChoice[],
  out: string,
  isSelection: boolean,
): Promise<number> {
  const shownOut = shownPath(out)
  const stop = (signal: NodeJS.Signals) => {
    run.kill()
    progress.close()
    swap.discard()
    console.error(`interrupted: ${shownOut} is unchanged`)
    process.exit(128 + constants.signals[signal])
  }
  // Before anything is begun that a signal would leave half done.
  process.once("SIGINT", stop).once("SIGTERM", stop).once("SIGHUP", stop)
  const swap = new FolderSwap(out)
  const progress = new Progress(process.stdout)
  const folder = join(swap.draft, "notebooks")
  mkdirSync(folder)
  const run = runNotebooks(choices, folder, progress)

  try {
    const outcomes = await run.outcomes
    progress.close()
    const failed = outcomes.filter((outcome): outcome is FailedNotebook => "problem" in outcome)
    if (failed.length > 0) {
      console.error(`\n${failed.map(({ problem }) => problem).join("\n\n")}`)
      console.error(`\n${failed.length} of ${outcomes.length} notebooks failed: ${shownOut} is unchanged`)
      return 1
    }
    const executed = outcomes as readonly ExecutedNotebook[]
    writeFigures(swap.draft, executed)
    swap.commit()
    return report(executed, shownOut, isSelection)
  } finally {
    swap.discard()
  }
}

function report(executed: readonly ExecutedNotebook[], out: string, isSelection: boolean): number {
  console.log(
    `\n${claimsTable(executed, (process.stdout.isTTY ? process.stdout.columns : undefined) ?? 110)}`,
  )
  const shown = isSelection ? `only ${executed.map(({ name }) => name).join(", ")}, as asked` : "everything"
  console.log(`${join(out, "index.html")} shows ${shown}`)
  const missed = executed.flatMap(({ name, claims }) =>
    claims
      .filter(({ verdict, mayMiss }) => verdict === "missed" && !mayMiss)
      .map(({ id }) => `${name}: ${id}`),
  )
  if (missed.length === 0) return 0
  console.error(`\nmissed, and not expected to: ${missed.join(", ")}`)
  return 1
}

/** Refuses to replace a folder that holds something else than an earlier run. */
function refuseForeign(out: string): void {
  if (!existsSync(out)) return
  const entries = statSync(out).isDirectory() ? readdirSync(out) : ["a file"]
  if (entries.length === 0 || (entries.includes("claims.json") && entries.includes("index.html"))) return
  throw new UsageError(
    `--out ${shownPath(out)}: it holds other files, expected a new folder or one that an earlier run wrote`,
  )
}
