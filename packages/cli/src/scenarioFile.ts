import { readFileSync } from "node:fs"
import { InputError } from "@placelab/core"
import type { RawScenario } from "@placelab/schedulers"
import { decodeScenario } from "@placelab/schedulers/scenario"
import { isSome, type Option } from "effect/Option"

/** What a command line says beside the file. */
export interface Overrides {
  readonly scheduler: Option<string>
  readonly seed: Option<number>
  /** Pairs such as `hosts=256` or `scheduler.overlay=ring`. */
  readonly set: readonly string[]
}

type Json = Record<string, unknown>

/**
 * The scenario of a JSON file, with what a command line says instead. Values of `set` are JSON where they can be read as JSON, and
 * texts else. Errors: InputError in one line.
 */
export function readScenario(file: string, { scheduler, seed, set }: Overrides): RawScenario {
  const document = readJson(file)
  if (typeof document !== "object" || document === null || Array.isArray(document))
    return decodeScenario(document, file)
  const changed = document as Json
  if (isSome(scheduler)) changed.scheduler = scheduler.value
  if (isSome(seed)) changed.seed = seed.value
  for (const pair of set) setField(changed, pair)
  return decodeScenario(changed, file)
}

function readJson(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, "utf8")
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const what = code === "ENOENT" ? "missing" : code === "EISDIR" ? "a folder" : code
    throw new InputError(file, "file", what, "a scenario: a JSON file that can be read")
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InputError(file, "text", (error as Error).message, "JSON")
  }
}

function setField(document: Json, pair: string): void {
  const at = pair.indexOf("=")
  if (at <= 0)
    throw new InputError("--set", "pair", pair, "FIELD=VALUE, such as hosts=256 or scheduler.overlay=ring")
  const path = pair.slice(0, at).split(".")
  const last = path.pop()!
  let place: object = document
  for (const key of path) {
    const inside: unknown = Object.hasOwn(place, key) ? (place as Json)[key] : undefined
    // A scheduler may be its name alone.
    if (key === "scheduler" && typeof inside === "string") put(place, key, { name: inside })
    else if (typeof inside !== "object" || inside === null) put(place, key, {})
    place = (place as Json)[key] as object
  }
  put(place, last, readValue(pair.slice(at + 1)))
}

/** A field like any other, whatever its name: an assignment to __proto__ would be lost. */
function put(place: object, key: string, value: unknown): void {
  if (Array.isArray(place)) {
    const places = Array.from({ length: place.length + 1 }, (_, i) => String(i))
    if (!places.includes(key))
      throw new InputError("--set", "place in a list", key, `a whole number from 0 to ${place.length}`)
  }
  Object.defineProperty(place, key, { value, configurable: true, enumerable: true, writable: true })
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
