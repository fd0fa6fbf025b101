import { InputError, linesOf, type Seconds } from "@placelab/core"
import type { Either } from "fp-ts/lib/Either.js"
import { checked } from "../../either.ts"

/** What one VM asked for on one day. */
export interface PlanetlabTrace {
  /** The name of its file: a host and a slice of PlanetLab. */
  readonly name: string
  /** Mean CPU use in each interval of the day, in whole percent. */
  readonly percent: Uint8Array
}

/** How many samples a day has. */
export const planetlabSamples = 288

/** From one sample to the next. */
export const planetlabInterval: Seconds = 300

/**
 * In which order the files of a folder are taken: by upper-cased name, as a disk that ignores case lists them, or by the bytes of the
 * names. What depends on the number of a VM, as its size in CloudSim's experiment does, depends on it.
 */
export type TraceOrder = "case-insensitive" | "bytes"

/** Compares names for `sort`. Names that differ in their case only come by their bytes. */
export const byTraceOrder: Readonly<Record<TraceOrder, (a: string, b: string) => number>> = {
  "case-insensitive": (a, b) => order(a.toUpperCase(), b.toUpperCase()) || order(a, b),
  bytes: order,
}

/**
 * Reads a trace of the PlanetLab workload: {@link planetlabSamples} lines, each the CPU use in {@link planetlabInterval} seconds as a
 * whole number of percent. `file` is for messages. Left: InputError, with file and line.
 *
 * Source: CoMon (Park, Pai 2006), ten days of March and April 2011 as selected by Beloglazov and Buyya (CCPE 24(13), 2012).
 *
 * @example parsePlanetlab("12\n".repeat(288)) // 12 % all day
 */
export function parsePlanetlab(text: string, file = "trace"): Either<InputError, Uint8Array> {
  return checked(() => {
    const percent = new Uint8Array(planetlabSamples)
    let lines = 0
    for (const line of linesOf(text)) {
      if (isAfterPlanetlabDay(line, lines)) continue
      const sample = planetlabSample(line, lines, `${file}, line ${lines + 1}`)
      percent[lines++] = sample
    }
    requirePlanetlabDay(lines, file)
    return percent
  })
}

/** For this package: whether a line is blank, and after the last sample. */
export function isAfterPlanetlabDay(line: string, k: number): boolean {
  return k >= planetlabSamples && line.trim() === ""
}

/** For this package: the sample in line `k`, counted from 0. Errors: InputError. */
export function planetlabSample(line: string, k: number, where: string): number {
  if (k >= planetlabSamples)
    throw new InputError(where, "line", line, `the end of the file: a day has ${planetlabSamples} lines`)
  const sample = line.trim()
  if (/^(?:\d\d?|100)$/.test(sample)) return Number(sample)
  throw new InputError(where, "CPU use", sample, "a whole number from 0 to 100, in percent")
}

/** For this package. Errors: InputError for a day that ends too early. */
export function requirePlanetlabDay(lines: number, file: string): void {
  if (lines < planetlabSamples)
    throw new InputError(file, "number of lines", lines, `${planetlabSamples}, one for each 300 s of a day`)
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
