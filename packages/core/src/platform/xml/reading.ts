import type { XmlElement } from "./parseXml.ts"
import type { Profiles } from "./profiles.ts"

/** What readers of elements share: the profiles of the document, and where each thing that was read stood. */
export interface Reading {
  readonly profiles: Profiles
  readonly places: Map<object, string>
}

/** Remembers where a thing stood in the document, and gives it back. */
export function placed<T extends object>(thing: T, element: XmlElement, { places }: Reading): T {
  places.set(thing, element.where)
  return thing
}

/** Fields of T that may be undefined while they are read. */
export type Optional<T> = { readonly [K in keyof T]?: T[K] | undefined }

/** The fields that are not undefined: undefined ones are left out. */
export function present<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> }
}
