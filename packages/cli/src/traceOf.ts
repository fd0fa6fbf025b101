import { createHash } from "node:crypto"
import { closeSync, openSync, readdirSync, readSync, statSync } from "node:fs"
import { join } from "node:path"
import { InputError } from "@placelab/core"
import type { Workload } from "@placelab/models"
import { isSynthetic, type RawTraceSpec } from "@placelab/schedulers"

/** A scenario as far as its trace goes. */
interface OfTrace {
  readonly load?: object
}

/** The trace that a scenario names, where it names one that has to be read. */
function traceOf({ load }: OfTrace): RawTraceSpec | undefined {
  const spec = load as Partial<RawTraceSpec> | undefined
  return spec?.trace === undefined || isSynthetic({ trace: spec.trace })
    ? undefined
    : { ...spec, trace: spec.trace }
}

/**
 * The scenario, saying what was in its trace, so that its result belongs to these data and no others. Errors: InputError, also where it
 * said so before, and something else is there.
 */
export function withDigest<S extends OfTrace>(scenario: S): S {
  const spec = traceOf(scenario)
  if (spec === undefined) return scenario
  const digest = digestOf(spec.trace)
  if (spec.digest !== undefined && spec.digest !== digest)
    throw new InputError(
      spec.trace,
      "SHA-256",
      digest,
      `${spec.digest}, as load.digest of the scenario says: the trace is another one`,
    )
  return { ...scenario, load: { ...spec, digest } }
}

/** What is in the trace of a scenario; undefined where it names none that has to be read. Errors: InputError. */
export async function readTrace(scenario: OfTrace): Promise<Workload | undefined> {
  const spec = traceOf(scenario)
  if (spec === undefined) return undefined
  // Loaded when it is asked for: its libraries take a while.
  const { readWorkload } = await import("@placelab/models/node")
  return readWorkload(spec.trace, { ...(spec.order && { order: spec.order }) })
}

/** SHA-256 of a file; of a folder, of the names and digests of its files. */
function digestOf(path: string): string {
  try {
    if (!statSync(path).isDirectory()) return digestOfFile(path)
    const hash = createHash("sha256")
    for (const name of readdirSync(path).sort()) hash.update(`${name}\n${digestOf(join(path, name))}\n`)
    return hash.digest("hex")
  } catch (error) {
    if (error instanceof InputError) throw error
    const { code } = error as NodeJS.ErrnoException
    const what = code === "ENOENT" ? "missing" : code
    throw new InputError(path, "trace", what, "a file or folder that can be read, as load.trace names it")
  }
}

/** One for all files: a trace can have thousands of them. */
const piece = Buffer.allocUnsafe(1 << 16)

/** Piece by piece: traces can be larger than memory. */
function digestOfFile(path: string): string {
  const hash = createHash("sha256")
  const file = openSync(path, "r")
  try {
    for (let length = readSync(file, piece); length > 0; length = readSync(file, piece))
      hash.update(piece.subarray(0, length))
  } finally {
    closeSync(file)
  }
  return hash.digest("hex")
}
