import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { InputError } from "@placelab/core"
import type { Either } from "fp-ts/lib/Either.js"
import { checked, orThrow } from "../either.ts"
import {
  byTraceOrder,
  type PlanetlabTrace,
  parsePlanetlab,
  type TraceOrder,
} from "../load/traces/planetlab.ts"
import { unreadable } from "./unreadable.ts"

/**
 * Reads a day of the PlanetLab workload: a folder with one file a VM and nothing else, but for what begins with a dot. The order of the traces does not depend on the
 * disk. Left: InputError, with file and line.
 *
 * @example orThrow(readPlanetlabDay("planetlab/20110303")).length // 1052
 */
export function readPlanetlabDay(
  folder: string,
  order: TraceOrder = "case-insensitive",
): Either<InputError, PlanetlabTrace[]> {
  return checked(() => {
    const names = namesIn(folder).sort(byTraceOrder[order])
    if (names.length === 0) throw new InputError(folder, "folder", "empty", "a file for each VM")
    return names.map((name) => {
      const file = join(folder, name)
      return { name, percent: orThrow(parsePlanetlab(textOf(file), file)) }
    })
  })
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith("."))
      .sort()
  } catch (error) {
    throw unreadable(folder, "folder", error, "a folder that can be read, with a file for each VM")
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8")
  } catch (error) {
    throw unreadable(file, "file", error, "a trace that can be read")
  }
}
