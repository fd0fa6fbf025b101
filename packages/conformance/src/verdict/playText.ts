import { InputError } from "@placelab/core"
import { decodeCase } from "../format/decodeCase.ts"
import { type CaseResult, playCase } from "./playCase.ts"

/**
 * Plays the case that `text` holds; `file` names it in errors, and in the result when it cannot be read. A text that is no
 * case is a failure like any other.
 */
export function playText(text: string, file: string): CaseResult {
  try {
    const played = decodeCase(parse(text, file), file)
    requireName(played.id, file)
    return playCase(played)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    return { id: file, verdict: "failed", differences: [], error: error.message }
  }
}

/** A result has the id of its case, by which its file shall be found. */
function requireName(id: string, file: string): void {
  const expected = file.replace(/^.*[\\/]/, "").replace(/\.json$/, "")
  if (id !== expected)
    throw new InputError(file, "id", id, `${JSON.stringify(expected)}, the name of the file`)
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const why = (error as Error).message.split("\n", 1)[0]
    throw new InputError(file, "text", why, "JSON")
  }
}
