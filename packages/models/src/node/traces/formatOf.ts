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
 * row there; where none takes them all, the one that takes most of them, so that its reader can say what is wrong with the next.
 * Rejects with InputError where none takes any, or several as many.
 *
 * @example await formatOf("planetlab/20110303") // "planetlab"
 */
export async function formatOf(path: string): Promise<string> {
  if (opendcFiles(path) !== undefined) return opendcName
  const [file] = tracePaths(path)
  const lines = await firstLines(file!)
  const tries = Object.entries({ ...usageFormats, ...requestFormats })
    .map(([name, { reader }]) => ({ name, ...tried(reader(file!), lines) }))
    .filter(({ rows }) => rows > 0)
  const whole = tries.filter(({ isWhole }) => isWhole)
  // A log of jobs tells both; who asks for no format wants what was used.
  const used = whole.filter(({ name }) => Object.hasOwn(usageFormats, name))
  const most = Math.max(...tries.map(({ rows }) => rows))
  const longest = tries.filter(({ rows }) => rows === most)
  const [only, other] = [used, whole, longest].find((found) => found.length > 0) ?? []
  if (only === undefined)
    throw new InputError(`${file}, line 1`, "line", lines[0] ?? "", `one of ${formatNames().join(", ")}`)
  if (other !== undefined)
    throw new InputError(
      file!,
      "format",
      `${only.name} or ${other.name}`,
      "the name of one of them, as `format`",
    )
  return only.name
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

/** How many rows a reader finds in these lines, and whether it takes them all. */
function tried(reader: LineReader<unknown>, lines: readonly string[]) {
  let rows = 0
  try {
    for (const line of lines) if (reader.row(line, "") !== undefined) rows++
    return { rows, isWhole: true }
  } catch (error) {
    if (error instanceof InputError) return { rows, isWhole: false }
    throw error
  }
}
