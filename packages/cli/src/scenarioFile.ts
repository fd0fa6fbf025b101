import { InputError } from "@placelab/core"
import { decodeAnyScenario } from "@placelab/schedulers/scenario"
import { isSome, type Option } from "effect/Option"
import type { AnyScenario } from "./play.ts"
import { readJson } from "./readJson.ts"
import { isObject, setField } from "./setField.ts"

/** What a command line says beside the file. */
export interface Overrides {
  readonly scheduler: Option<string>
  readonly seed: Option<number>
  /** Pairs such as `hosts=256` or `scheduler.overlay=ring`. */
  readonly set: readonly string[]
}

/**
 * The scenario of a JSON file, with what a command line says instead. Values of `set` are JSON where they can be read as JSON, and
 * texts else. Errors: InputError in one line.
 */
export function readScenario(file: string, { scheduler, seed, set }: Overrides): AnyScenario {
  const document = readJson(file, "a scenario")
  if (!isObject(document)) return decodeAnyScenario(document, file)
  if (isSome(scheduler)) document.scheduler = scheduler.value
  if (isSome(seed)) document.seed = seed.value
  for (const pair of set) setPair(document, pair)
  return decodeAnyScenario(document, file)
}

function setPair(document: Record<string, unknown>, pair: string): void {
  const at = pair.indexOf("=")
  if (at <= 0)
    throw new InputError("--set", "pair", pair, "FIELD=VALUE, such as hosts=256 or scheduler.overlay=ring")
  const [field, text] = [pair.slice(0, at), pair.slice(at + 1)]
  setField("--set", document, field, texts.test(field) ? text : readValue(text))
}

/** Fields that are texts, even where they look like numbers, as a day of PlanetLab does. */
const texts = /^load\.(trace|order|format|digest)$/

function readValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
