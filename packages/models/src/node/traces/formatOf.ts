import { InputError, unknownName } from "@placelab/core"
import type { LineReader } from "../../load/traces/traceFormat.ts"
import { requestFormats, usageFormats } from "../../load/traces/traceFormats.ts"
import { opendcFiles } from "./opendcFiles.ts"
import { openLines } from "./textLines.ts"
import { tracePaths } from "./tracePaths.ts"

/** OpenDC's tables, which are no text: the one format that is not in `usageFormats`. */
export const opendcName = "opendc"

/** So many lines tell what a file is: a header, comments, and some rows. */
const linesToTry = 50
/** Where no row was among them, as in a long header: so many. */
const mostLines = 100_000

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
  const formats = Object.values({ ...usageFormats, ...requestFormats })
  const tries = formats.map(({ name, reader }) => new Try(name, reader(file!)))
  let [lines, first] = [0, ""]
  for await (const line of openLines(file!)) {
    if (lines++ === 0) first = line
    for (const each of tries) each.take(line)
    if (lines >= mostLines || (lines >= linesToTry && isClear(tries))) break
  }
  if (lines === 0) throw new InputError(file!, "file", "empty", `one of ${formatNames().join(", ")}`)
  const whole = tries.filter(({ isWhole, rows }) => isWhole && rows > 0)
  // A log of jobs tells both; who asks for no format wants what was used.
  const used = whole.filter(({ name }) => Object.hasOwn(usageFormats, name))
  const most = Math.max(...tries.map((each) => each.lines))
  const longest = tries.filter((each) => most > 0 && each.lines === most)
  const [only, other] = [used, whole, longest].find((found) => found.length > 0) ?? []
  if (only === undefined)
    throw new InputError(`${file}, line 1`, "line", first, `one of ${formatNames().join(", ")}`)
  if (other !== undefined)
    throw new InputError(
      file!,
      "format",
      `${only.name} or ${other.name}`,
      "the name of one of them, as `format`",
    )
  return only.name
}

/** Whether more lines would tell no more: somebody has a row, or nobody may have one. */
function isClear(tries: readonly Try[]): boolean {
  return tries.some(({ isWhole, rows }) => isWhole && rows > 0) || !tries.some(({ isWhole }) => isWhole)
}

/** How far a reader comes. Blank lines are of any format, and tell nothing. */
class Try {
  readonly name: string
  readonly #reader: LineReader<unknown>
  isWhole = true
  rows = 0
  /** That it took. */
  lines = 0

  constructor(name: string, reader: LineReader<unknown>) {
    this.name = name
    this.#reader = reader
  }

  take(line: string): void {
    if (!this.isWhole || line.trim() === "") return
    try {
      if (this.#reader.row(line, "") !== undefined) this.rows++
      this.lines++
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      this.isWhole = false
    }
  }
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
