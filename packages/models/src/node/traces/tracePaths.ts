import { readdirSync, statSync } from "node:fs"
import { join } from "node:path"
import { InputError } from "@placelab/core"
import { byTraceOrder, type TraceOrder } from "../../load/traces/planetlab.ts"
import { unreadable } from "../unreadable.ts"

/** For this package: a file, or the names in a folder in an order that does not depend on the disk. Errors: InputError. */
export function tracePaths(path: string, order: TraceOrder = "case-insensitive"): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path]
    const names = readdirSync(path).sort().sort(byTraceOrder[order])
    if (names.length > 0) return names.map((name) => join(path, name))
  } catch (error) {
    throw unreadable(path, "file", error, "a trace that can be read, or a folder of its files")
  }
  throw new InputError(path, "folder", "empty", "the files of a trace")
}
