import { readFileSync } from "node:fs"
import { InputError } from "@placelab/core"

/** What a JSON file says. Errors: InputError in one line; `what` is what it should have been, such as "a scenario". */
export function readJson(file: string, what: string): unknown {
  let text: string
  try {
    text = readFileSync(file, "utf8")
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const found = code === "ENOENT" ? "missing" : code === "EISDIR" ? "a folder" : code
    throw new InputError(file, "file", found, `${what}: a JSON file that can be read`)
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InputError(file, "text", (error as Error).message, "JSON")
  }
}
