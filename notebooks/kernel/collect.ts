import {
  type Claim,
  claimMime,
  figureMime,
  isFigureId,
  type RenderedFigure,
  replayMime,
  type ShownReplay,
  verdicts,
} from "@placelab/analysis"
import { codeCells, type Notebook } from "./notebookFile.ts"

/** What a notebook has shown: its figures, replays and claims in the order of its cells. */
export interface Results {
  readonly figures: readonly RenderedFigure[]
  readonly replays: readonly ShownReplay[]
  readonly claims: readonly Claim[]
}

/** A result that cannot be used: the cell, what is wrong, what was expected. */
export class ResultError extends Error {
  override readonly name = "ResultError"
}

/**
 * Collects the figures, replays and claims from the outputs of an executed notebook, whoever executed it.
 *
 * Errors    ResultError when an id occurs twice (naming both cells), is no file name, or a result has not the shape
 *           that `figure(...)`, `replay(...)` and `claim(...)` of `@placelab/analysis/node` give it.
 */
export function collect(notebook: Notebook): Results {
  const figures = resultsOf(notebook, figureMime, "figure", readFigure)
  const replays = resultsOf(notebook, replayMime, "replay", readReplay)
  const claims = resultsOf(notebook, claimMime, "claim", readClaim)
  return { figures, replays, claims }
}

function resultsOf<Result extends { readonly id: string }>(
  notebook: Notebook,
  mime: string,
  kind: string,
  read: (value: unknown) => Result,
): Result[] {
  const cellOf = new Map<string, number>()
  return codeCells(notebook).flatMap((cell, index) =>
    cell.outputs.flatMap((output) => {
      if (!("data" in output) || !(mime in output.data)) return []
      const where = `cell ${index + 1}`
      const result = guarded(`${where}: ${kind}`, () => read(asJson(output.data[mime])))
      const earlier = cellOf.get(result.id)
      if (earlier !== undefined) {
        throw new ResultError(
          `${kind} "${result.id}" is shown by cell ${earlier} and by ${where}: ids are unique in a notebook, rename one`,
        )
      }
      cellOf.set(result.id, index + 1)
      return [result]
    }),
  )
}

/** A value under a JSON MIME type; some writers of notebooks keep it as lines of text. */
function asJson(value: unknown): unknown {
  if (typeof value === "string") return JSON.parse(value)
  return Array.isArray(value) ? JSON.parse(value.join("")) : value
}

function readFigure(value: unknown): RenderedFigure {
  const figure = fields(value, ["id", "title", "caption", "source", "reproduces", "svg", "png"], ["spec"])
  requireId(figure.id)
  return figure as unknown as RenderedFigure
}

function readReplay(value: unknown): ShownReplay {
  const shown = fields(value, ["id", "title", "caption"], ["replay"])
  requireId(shown.id)
  const replay = shown.replay as Record<string, unknown>
  const lists = ["hosts", "vms", "residencies", "migrations", "violations", "power"]
  const missing = lists.find((name) => !Array.isArray(replay[name]))
  if (missing !== undefined) {
    throw new ResultError(`replay.${missing} is ${JSON.stringify(replay[missing])}, expected a list`)
  }
  return shown as unknown as ShownReplay
}

function requireId(id: unknown): void {
  if (isFigureId(String(id))) return
  throw new ResultError(`id is ${JSON.stringify(id)}, expected lower case letters, digits and single hyphens`)
}

function readClaim(value: unknown): Claim {
  const claim = fields(
    value,
    ["id", "statement", "source", "verdict", "published", "regenerated"],
    ["numbers"],
  )
  if (!verdicts.some((verdict) => verdict === claim.verdict)) {
    throw new ResultError(`verdict is ${JSON.stringify(claim.verdict)}, expected ${verdicts.join(", ")}`)
  }
  const numbers = Object.entries(claim.numbers as Record<string, unknown>)
  const broken = numbers.find(([, number]) => !Number.isFinite(number))
  if (broken !== undefined)
    throw new ResultError(`numbers.${broken[0]} is ${broken[1]}, expected a finite number`)
  return claim as unknown as Claim
}

function fields(
  value: unknown,
  texts: readonly string[],
  objects: readonly string[],
): Record<string, unknown> {
  const record = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>
  for (const [names, type] of [
    [texts, "string"],
    [objects, "object"],
  ] as const) {
    const missing = names.find((name) => typeof record[name] !== type || record[name] === null)
    if (missing !== undefined) {
      throw new ResultError(
        `${missing} is ${JSON.stringify(record[missing])}, expected ${type === "string" ? "text" : "an object"}`,
      )
    }
  }
  return record
}

function guarded<T>(where: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new ResultError(`${where}: ${(error as Error).message}`)
  }
}
