import { InputError } from "@placelab/core"

/** Whether a JSON value is an object, and no list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/**
 * Gives the field of a scenario document at a dotted path another value, in place; what is not on the way yet is made. A number
 * is a place in a list. Errors: InputError; `where` names who asks.
 *
 * @example
 * setField("--set", document, "scheduler.overlay", "ring")
 */
export function setField(where: string, document: object, path: string, value: unknown): void {
  const keys = path.split(".")
  const last = keys.pop()!
  let place: object = document
  for (const key of keys) {
    const inside: unknown = Object.hasOwn(place, key) ? (place as Record<string, unknown>)[key] : undefined
    // A scheduler may be its name alone.
    if (key === "scheduler" && typeof inside === "string") put(where, place, key, { name: inside })
    else if (typeof inside !== "object" || inside === null) put(where, place, key, {})
    place = (place as Record<string, object>)[key]!
  }
  put(where, place, last, value)
}

/** A field like any other, whatever its name: an assignment to __proto__ would be lost. */
function put(where: string, place: object, key: string, value: unknown): void {
  if (Array.isArray(place)) {
    const places = Array.from({ length: place.length + 1 }, (_, i) => String(i))
    if (!places.includes(key))
      throw new InputError(where, "place in a list", key, `a whole number from 0 to ${place.length}`)
  }
  Object.defineProperty(place, key, { value, configurable: true, enumerable: true, writable: true })
}
