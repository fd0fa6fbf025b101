import { join } from "node:path"
import { collect, type Results } from "./collect.ts"
import type { CellFailure } from "./executeNotebook.ts"
import { codeCells, type Notebook, readNotebook, sourceOf, titleAndQuestion } from "./notebookFile.ts"
import { type NotebookProcess, startNotebook } from "./notebookProcess.ts"
import type { Progress } from "./progress.ts"
import type { NotebookChoice } from "./selectNotebooks.ts"
import { shownPath } from "./shownPath.ts"

/** A notebook that ran to its end, and what it has shown. */
export interface ExecutedNotebook extends Results {
  readonly name: string
  readonly title: string
  readonly question: string
}

/** A notebook that did not: why, for people. */
export interface FailedNotebook {
  readonly name: string
  readonly problem: string
}

/** A run of several notebooks. */
export interface Run {
  /** In the order of the choices; a failed notebook does not keep the others from running. */
  readonly outcomes: Promise<readonly (ExecutedNotebook | FailedNotebook)[]>
  /** Ends all that still runs. */
  kill(): void
}

/** Each notebook needs a core for the compiler and some hundred MB: two at a time suit a small machine. */
const atOnce = 2

/**
 * Runs notebooks, two at a time, each in its own process.
 *
 * @param folder Where the executed notebooks go, as `NAME.ipynb`.
 */
export function runNotebooks(choices: readonly NotebookChoice[], folder: string, progress: Progress): Run {
  const running = new Set<NotebookProcess>()
  const outcomes: (ExecutedNotebook | FailedNotebook)[] = []
  const queue = choices.entries()

  async function worker(): Promise<void> {
    for (const [index, choice] of queue) outcomes[index] = await run(choice)
  }

  async function run({ name, file }: NotebookChoice): Promise<ExecutedNotebook | FailedNotebook> {
    const shown = shownPath(file)
    const output = join(folder, `${name}.ipynb`)
    const started = performance.now()
    const end = (line: string) => progress.end(name, `${name}.ipynb: ${line}`)
    progress.start(name)
    try {
      const source = readNotebook(file, shown)
      const notebook = startNotebook(file, output, (cell, of) => progress.cell(name, cell, of))
      running.add(notebook)
      const failure = await notebook.ended
      running.delete(notebook)
      if (failure !== undefined) {
        end(failure.cell === 0 ? "failed" : `failed in cell ${failure.cell}`)
        return { name, problem: explain(shown, source, failure) }
      }
      const executed = readNotebook(output)
      const results = collect(executed)
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      end(
        `${count(codeCells(executed), "cell")}, ${count(results.figures, "figure")}, ${count(results.claims, "claim")} (${seconds} s)`,
      )
      return { name, ...titleAndQuestion(executed, name), ...results }
    } catch (error) {
      end("failed")
      const { message } = error as Error
      return { name, problem: message.startsWith(shown) ? message : `${shown}: ${message}` }
    }
  }

  return {
    outcomes: Promise.all(Array.from({ length: atOnce }, worker)).then(() => outcomes),
    kill() {
      for (const notebook of running) notebook.kill()
    },
  }
}

/** The notebook file, the cell by number and first line, and the error, indented. */
function explain(file: string, notebook: Notebook, { cell, text }: CellFailure): string {
  const source = codeCells(notebook)[cell - 1]
  const where =
    source === undefined ? file : `${file}, cell ${cell}: ${sourceOf(source).trim().split("\n")[0]}`
  return [where, ...text.split("\n").map((line) => `  ${line}`)].join("\n")
}

function count(things: readonly unknown[], noun: string): string {
  return `${things.length} ${noun}${things.length === 1 ? "" : "s"}`
}
