import { InputError, unknownName } from "@placelab/core"
import type { LineReader } from "../../load/traces/traceFormat.ts"
import { requestFormats, usageFormats } from "../../load/traces/traceFormats.ts"
import { opendcFiles } from "./opendcFiles.ts"
import { lineBatches } from "./textLines.ts"
import { tracePaths } from "./tracePaths.ts"

/** OpenDC's tables, which are no text: the one format that is not in `usageFormats`. */
export const opendcName = "opendc"

/** How many lines tell what a file is: a header, comments, and some rows. */
const linesToTry = 50

/**
 * The name of the format in which a file, or the first file of a folder, is: the one whose reader takes its first lines, and finds a
 * row there. Rejects with InputError where none does, or several do.
 *
 * @example await formatOf("planetlab/20110303") // "planetlab"
 */
export async function formatOf(path: string): Promise<string> {
  if (opendcFiles(path) !== undefined) return opendcName
  const formats = { ...usageFormats, ...requestFormats }
  const [file] = tracePaths(path)
  const lines = await firstLines(file!)
  const found = Object.keys(formats).filter((name) => takes(formats[name]!.reader(file!), lines))
  // A log of jobs tells both; who asks for no format wants what was used.
  const used = found.filter((name) => Object.hasOwn(usageFormats, name))
  const [only, other] = used.length > 0 ? used : found
  if (only === undefined)
    throw new InputError(file!, "format", "none that is known", `one of ${formatNames().join(", ")}`)
  if (other !== undefined)
    throw new InputError(file!, "format", `${only} or ${other}`, "the name of one of them, as `format`")
  return only
}

/** For this package: of the names of formats, the one that is meant, or an InputError. */
export function requireFormat<Format>(
  path: string,
  name: string,
  formats: Readonly<Record<string, Format>>,
): Format {
  if (Object.hasOwn(formats, name)) return formats[name]!
  throw unknownName(path, "format", name, Object.keys(formats))
}

function formatNames(): string[] {
  return [...Object.keys(usageFormats), opendcName, ...Object.keys(requestFormats)]
}

async function firstLines(file: string): Promise<string[]> {
  for await (const lines of lineBatches(file)) return lines.slice(0, linesToTry)
  return []
}

function takes(reader: LineReader<unknown>, lines: readonly string[]): boolean {
  try {
    return lines.filter((line) => reader.row(line, "") !== undefined).length > 0
  } catch (error) {
    if (error instanceof InputError) return false
    throw error
  }
}
