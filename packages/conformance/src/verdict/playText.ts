import { InputError } from "@placelab/core"
import { decodeCase } from "../format/decodeCase.ts"
import { type CaseResult, playCase } from "./playCase.ts"

/**
 * Plays the case that `text` holds; `file` names it in errors, and in the result when it cannot be read. A text that is no
 * case is a failure like any other.
 */
export function playText(text: string, file: string): CaseResult {
  try {
    return playCase(decodeCase(parse(text, file), file))
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    return { id: file, verdict: "failed", differences: [], error: error.message }
  }
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const why = (error as Error).message.split("\n", 1)[0]
    throw new InputError(file, "text", why, "JSON")
  }
}
