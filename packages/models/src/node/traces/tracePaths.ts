import { readdirSync, statSync } from "node:fs"
import { join } from "node:path"
import { InputError } from "@placelab/core"
import { byTraceOrder, type TraceOrder } from "../../load/traces/planetlab.ts"
import { unreadable } from "../unreadable.ts"

/**
 * For this package: a file, or the files of a folder in an order that does not depend on the disk; what begins with a dot is none of them.
 * In `natural` order numbers in names count as numbers, so that part 2 comes before part 10. Errors: InputError.
 */
export function tracePaths(path: string, order: TraceOrder | "natural" = "case-insensitive"): string[] {
  try {
    const status = statSync(path)
    if (status.isFile()) return [path]
    if (!status.isDirectory())
      throw new InputError(path, "file", "neither a file nor a folder", "a trace that can be read again")
    const names = readdirSync(path)
      .filter((name) => !name.startsWith("."))
      .sort()
      .sort(order === "natural" ? naturally : byTraceOrder[order])
    if (names.length > 0) return names.map((name) => join(path, name))
  } catch (error) {
    if (error instanceof InputError) throw error
    throw unreadable(path, "file", error, "a trace that can be read, or a folder of its files")
  }
  throw new InputError(path, "folder", "empty", "the files of a trace")
}

/** Numbers by their values, all else by its code units. */
function naturally(a: string, b: string): number {
  const [ours, theirs] = [a, b].map((name) => name.split(/(\d+)/)) as [string[], string[]]
  for (let i = 0; i < Math.min(ours.length, theirs.length); i++) {
    const [x, y] = [ours[i]!, theirs[i]!]
    if (x === y) continue
    // What was split at is at odd places.
    if (i % 2 === 1 && Number(x) !== Number(y)) return Number(x) - Number(y)
    return x < y ? -1 : 1
  }
  return ours.length - theirs.length
}
