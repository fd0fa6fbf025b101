import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import {
  browserBundle,
  builtinImports,
  fileOf,
  forBrowsers,
  loadedFrom,
  nodeGlobalUses,
} from "./browserFaults.ts"
import { importsOf, isRelative, workspace } from "./workspace.ts"

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "placelab-browser-"))
})
afterEach(() => rmSync(folder, { recursive: true }))

function fileWith(text: string): string {
  const file = join(folder, "entry.ts")
  writeFileSync(file, text)
  return file
}

it.each(forBrowsers)("the entry %s imports no module of Node, directly or through our packages", (entry) => {
  expect(builtinImports(workspace, loadedFrom(fileOf(entry)))).toEqual([])
})

it("the main entry of core imports no package at all", () => {
  const imported = loadedFrom(fileOf("core")).flatMap(importsOf)
  expect(imported.map(({ specifier }) => specifier).filter((each) => !isRelative(each))).toEqual([])
})

it("no file behind these entries uses a global of Node", () => {
  const files = new Set(forBrowsers.flatMap((entry) => loadedFrom(fileOf(entry))))
  expect(nodeGlobalUses(workspace, [...files])).toEqual([])
})

it.each(forBrowsers)(
  "the entry %s is bundled for browsers with its dependencies, and runs there",
  async (entry) => {
    const { unbundled, exports } = await browserBundle(fileOf(entry))
    expect(unbundled).toEqual([])
    expect(exports.length).toBeGreaterThan(0)
  },
)

it("a module of Node behind an entry is found in the sources and in the bundle", async () => {
  writeFileSync(join(folder, "deep.ts"), `export { readFileSync } from "node:fs"`)
  const entry = fileWith(`export * from "./deep.ts"`)
  const files = loadedFrom(entry)
  expect(builtinImports(folder, files)).toEqual(['deep.ts: imports "node:fs"'])
  expect((await browserBundle(entry)).unbundled).toEqual(["node:fs"])
})

it("a global of Node is found, and a variable that only has its name is not", () => {
  const entry = fileWith(`
    export const a = process.argv
    export const b = globalThis.Buffer
    export function c(process: string, { require } = { require: process }) { return [process, require] }
  `)
  expect(nodeGlobalUses(folder, [entry])).toEqual([
    "entry.ts, line 2: uses Node's process",
    "entry.ts, line 3: uses Node's Buffer",
  ])
})

it("a bundle that needs a global of Node while it loads does not run", async () => {
  await expect(browserBundle(fileWith("export const a = process.argv"))).rejects.toThrow(
    "process is not defined",
  )
})
