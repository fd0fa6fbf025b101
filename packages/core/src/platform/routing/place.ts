/**
 * Says in words where in a document a thing of a platform stands: `thing` is the part of the data that is wrong,
 * `path` its path from the root, as in `zones[1].routes[0]`.
 */
export type PlaceOf = (thing: object, path: string) => string

/** The place of a thing in data that came from no file. */
export const placeInData: PlaceOf = (_, path) => (path === "" ? "platform" : `platform, ${path}`)

/** The path of a part of the thing at `path`. */
export function join(path: string, part: string): string {
  return path === "" ? part : `${path}.${part}`
}
