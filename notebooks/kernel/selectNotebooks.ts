import { existsSync, readdirSync } from "node:fs"
import { basename, join, resolve } from "node:path"
import { nearestName } from "@placelab/core"
import { shownPath } from "./shownPath.ts"

/** A notebook to run. */
export interface NotebookChoice {
  /** File name without `.ipynb`: its folder in the output. */
  readonly name: string
  readonly file: string
}

/** A wrong command line: what was given, what was expected. */
export class UsageError extends Error {
  override readonly name = "UsageError"
}

/**
 * The notebooks that the arguments name, or all of the folder, in the order of their names.
 *
 * Errors    UsageError for a name that is no notebook (with the nearest), a name given by two files, an empty folder.
 *
 * @param asked Names (`02-live-migration`, with or without `.ipynb`) or paths of notebooks anywhere.
 * @param folder Where the names live.
 */
export function selectNotebooks(asked: readonly string[], folder: string): NotebookChoice[] {
  const known = readdirSync(folder)
    .filter((entry) => entry.endsWith(".ipynb"))
    .map((entry) => choice(join(folder, entry)))
  if (asked.length === 0 && known.length === 0) {
    throw new UsageError(
      `no notebook in ${shownPath(folder)}: expected an .ipynb file there, or the path of one`,
    )
  }
  const chosen = new Map<string, NotebookChoice>()
  for (const notebook of asked.length === 0 ? known : asked.map((name) => find(name, known))) {
    const other = chosen.get(notebook.name)
    if (other !== undefined && other.file !== notebook.file) {
      throw new UsageError(
        `two notebooks are named "${notebook.name}": ${shownPath(other.file)} and ${shownPath(notebook.file)}; rename one`,
      )
    }
    chosen.set(notebook.name, notebook)
  }
  return [...chosen.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

function find(asked: string, known: readonly NotebookChoice[]): NotebookChoice {
  if (asked.endsWith(".ipynb") && existsSync(asked)) return choice(resolve(asked))
  const stem = basename(asked, ".ipynb")
  const names = known.map(({ name }) => name)
  const found = known.find(({ name }) => name === stem && !/[\\/]/.test(asked))
  if (found !== undefined) return found
  const nearest = names.find((name) => stem !== "" && name.startsWith(stem)) ?? nearestName(stem, names)
  const hint = nearest === undefined ? "" : ` (did you mean "${nearest}"?)`
  const expected = names.length === 0 ? "the path of a notebook" : `${names.join(", ")}, or a path`
  throw new UsageError(`unknown notebook: "${asked}"${hint}, expected ${expected}`)
}

function choice(file: string): NotebookChoice {
  return { name: basename(file, ".ipynb"), file }
}
