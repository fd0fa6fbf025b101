/**
 * The process that executes one notebook: `fork("notebookChild.js", [INPUT.ipynb, OUTPUT.ipynb])`, in the folder of
 * the notebook. A process each keeps notebooks apart: memory, modules, global state and crashes.
 *
 * Tells its parent each cell that begins and how it ended, and writes the executed notebook when no cell failed.
 */
import { writeFileSync } from "node:fs"
import { type CellFailure, executeNotebook } from "./executeNotebook.ts"
import { codeCells, notebookText, readNotebook } from "./notebookFile.ts"
import { loadTslab } from "./tslabRuntime.ts"

/** What the child sends: a cell begins, or the notebook has ended. */
export type ChildMessage =
  | { readonly kind: "cell"; readonly cell: number; readonly of: number }
  | { readonly kind: "done"; readonly failure?: CellFailure }

const [input, output] = process.argv.slice(2) as [string, string]
const notebook = readNotebook(input)
const cells = codeCells(notebook)
const tslab = loadTslab({ watch: false })
let current = 0
let ended = false

// A parent that dies takes its children with it.
process.once("disconnect", () => process.exit(1))
// Without this the channel alone would keep the process alive while a cell waits for what never comes.
process.channel?.unref()
process.once("beforeExit", () => fail("Error: the cell waits for a promise that nothing can settle any more"))
process.on("uncaughtException", (error) => fail(tslab.describe(error).text))
process.on("unhandledRejection", (reason) =>
  fail(
    `${tslab.describe(reason).text}\nA promise was rejected and nothing awaited it: put "await" before the call`,
  ),
)

const failure = await executeNotebook(notebook, tslab.createHandler(), (cell) => {
  current = cell
  process.send?.({ kind: "cell", cell, of: cells.length } satisfies ChildMessage)
})
// One turn of the event loop, in which promises that the last cell left behind are found out.
await new Promise((resolve) => setTimeout(resolve, 0))
if (failure === undefined) writeFileSync(output, notebookText(notebook))
end(failure)

function fail(text: string): void {
  end({ cell: current, text })
}

function end(failure?: CellFailure): void {
  if (ended) return
  ended = true
  process.removeAllListeners("disconnect")
  process.channel?.ref()
  const message: ChildMessage = failure === undefined ? { kind: "done" } : { kind: "done", failure }
  process.send?.(message, () => process.exit(0))
}
