import { type ChildProcess, fork } from "node:child_process"
import { basename, dirname, join } from "node:path"
import type { CellFailure } from "./executeNotebook.ts"
import type { ChildMessage } from "./notebookChild.ts"
import { repeatable } from "./repeatable.ts"

/** A notebook that runs in its own process. */
export interface NotebookProcess {
  /** The failure that stopped it, or undefined when the executed notebook has been written. Never rejects. */
  readonly ended: Promise<CellFailure | undefined>
  kill(): void
}

/**
 * Starts the execution of a notebook.
 *
 * @param file The notebook.
 * @param output Where the executed notebook goes.
 * @param onCell Called when a cell begins, with its number and how many there are.
 */
export function startNotebook(
  file: string,
  output: string,
  onCell: (cell: number, of: number) => void,
): NotebookProcess {
  const child = fork(join(import.meta.dirname, "notebookChild.js"), [file, output], {
    cwd: dirname(file),
    env: { ...process.env, ...repeatable },
    // Warnings carry the process id, which would differ from run to run in the outputs.
    execArgv: ["--no-warnings"],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  })
  return { ended: outcome(child, file, onCell), kill: () => child.kill("SIGKILL") }
}

function outcome(
  child: ChildProcess,
  file: string,
  onCell: (cell: number, of: number) => void,
): Promise<CellFailure | undefined> {
  let cell = 0
  let done: Extract<ChildMessage, { kind: "done" }> | undefined
  let lastWords = ""
  child.stderr?.on("data", (chunk) => {
    lastWords = (lastWords + chunk).slice(-2000)
  })
  child.on("message", (message: ChildMessage) => {
    if (message.kind === "done") done = message
    else onCell((cell = message.cell), message.of)
  })
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ cell, text: `cannot start Node: ${error.message}` }))
    child.on("close", (code, signal) => {
      if (done !== undefined) return resolve(done.failure)
      const how = signal === null ? `with exit code ${code}` : `by ${signal}`
      const hint = /heap out of memory/.test(lastWords)
        ? ": out of memory"
        : `: ${lastWords.trim() || "it said nothing"}`
      resolve({
        cell,
        text: `the process of ${basename(file)} ended early ${how}${hint}`,
      })
    })
  })
}
