import { readFileSync } from "node:fs"
import { join } from "node:path"
import { InputError } from "@placelab/core"
import type { LineReader } from "../src/index.ts"

/** Small samples in the very form of the public traces, with numbers of our own. */
export const fixtures = join(import.meta.dirname, "fixtures", "traces")

/** The rows of a text, read as a file of that name. */
export function rowsOf<Row>(
  format: { readonly reader: (file: string) => LineReader<Row> },
  text: string,
  file = "file",
): Row[] {
  const reader = format.reader(file)
  const lines = text.split("\n")
  if (lines.at(-1) === "") lines.pop()
  const rows = lines.map((line, i) => reader.row(line, `${file}, line ${i + 1}`))
  reader.end()
  return rows.filter((row) => row !== undefined)
}

export function rowsOfFixture<Row>(
  format: { readonly reader: (file: string) => LineReader<Row> },
  name: string,
): Row[] {
  return rowsOf(format, readFileSync(join(fixtures, name), "utf8"))
}

/** The message of the InputError with which a text is refused. */
export function refusalOf(
  format: { readonly reader: (file: string) => LineReader<unknown> },
  text: string,
): string {
  try {
    rowsOf(format, text)
  } catch (error) {
    if (error instanceof InputError) return error.message
    throw error
  }
  throw new Error(`not refused: ${text}`)
}
