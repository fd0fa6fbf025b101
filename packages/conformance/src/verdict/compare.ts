import type { Tolerance } from "../format/case.ts"

/** A place where an answer is another one than expected; undefined: there is nothing at this place. */
export interface Difference {
  /** The keys that lead there, with dots between them. */
  readonly path: string
  readonly expected: unknown
  readonly found: unknown
}

/**
 * The differences between two answers, in the order of the expected one. Numbers may differ by the tolerance. What is
 * expected and not found is a difference, and so is what is found and not expected.
 */
export function compare(expected: unknown, found: unknown, tolerance: Tolerance): Difference[] {
  return [...differences(expected, found, tolerance, "")]
}

function* differences(
  expected: unknown,
  found: unknown,
  tolerance: Tolerance,
  path: string,
): Iterable<Difference> {
  if (isObject(expected) && isObject(found)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(found)]))
      yield* differences(expected[key], found[key], tolerance, path === "" ? key : `${path}.${key}`)
  } else if (!isClose(expected, found, tolerance)) yield { path, expected, found }
}

function isClose(expected: unknown, found: unknown, { rel, abs }: Tolerance): boolean {
  if (typeof expected !== "number" || typeof found !== "number") return expected === found
  return Math.abs(found - expected) <= Math.max(abs, rel * Math.abs(expected))
}

/** Lists too. */
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null
}
