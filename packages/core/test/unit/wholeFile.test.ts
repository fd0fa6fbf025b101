import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, it } from "vitest"
import { writeWholeFileSync } from "../../src/node/index.ts"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "placelab-whole-"))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Chunks of "a whole file"; the first time, something happens between them. */
function chunks(meanwhile: () => void) {
  let writes = 0
  return function* () {
    yield "a whole "
    if (writes++ === 0) meanwhile()
    yield "file"
  }
}

it.each<[string, () => void]>([
  ["its draft", () => rmSync(join(folder, "runs", readdirSync(join(folder, "runs"))[0]!))],
  ["its folder", () => rmSync(join(folder, "runs"), { recursive: true })],
])("a file is written again when somebody has swept %s away", (_, sweep) => {
  const path = join(folder, "runs", "result.json")
  writeWholeFileSync(path, chunks(sweep))
  expect(readFileSync(path, "utf8")).toBe("a whole file")
  expect(readdirSync(join(folder, "runs"))).toEqual(["result.json"])
})
