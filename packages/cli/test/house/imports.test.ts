import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach, expect, it, vi } from "vitest"
import { importFaults } from "./importFaults.ts"
import { packagesOf, workspace } from "./workspace.ts"

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const temporary: string[] = []
afterEach(() => {
  for (const folder of temporary.splice(0)) rmSync(folder, { recursive: true })
})

/** A workspace of core (no dependency) and models (which declares core and fp-ts) with these files below packages. */
function workspaceWith(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "placelab-imports-"))
  temporary.push(root)
  const manifests = {
    "core/package.json": JSON.stringify({ name: "@placelab/core" }),
    "models/package.json": JSON.stringify({
      name: "@placelab/models",
      dependencies: { "@placelab/core": "0.1.0", "fp-ts": "2.16.11" },
    }),
  }
  for (const [path, text] of Object.entries({ ...manifests, ...files })) {
    const file = join(root, "packages", path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  return root
}

it("the workspace has the six packages and the notebooks, all with sources", () => {
  expect(packagesOf(workspace).map(({ name, sources }) => [name, sources.length > 0])).toEqual(
    [
      "@placelab/analysis",
      "placelab",
      "@placelab/conformance",
      "@placelab/core",
      "@placelab/models",
      "@placelab/schedulers",
      "@placelab/notebooks",
    ].map((name) => [name, true]),
  )
})

it("imports point one way, stay in their package unless declared, and have no cycle", () => {
  expect(importFaults(workspace)).toEqual([])
})

it("an import along the arrows, of a declared package, or of Node is in order", () => {
  const root = workspaceWith({
    "core/src/index.ts": `import { readFileSync } from "node:fs"\nexport const read = readFileSync`,
    "models/src/index.ts": `import { read } from "@placelab/core"\nimport * as E from "fp-ts/lib/Either.js"\nexport { E, read }`,
  })
  expect(importFaults(root)).toEqual([])
})

it.each([
  ["an import", `import { predictPrecopy } from "@placelab/models"`],
  ["an import of types only", `import type { Vm } from "@placelab/models"`],
  ["an export from elsewhere", `export * from "@placelab/models"`],
  ["an import inside an expression", `export const models = await import("@placelab/models")`],
  ["an import of a type inside an expression", `export type Vm = import("@placelab/models").Vm`],
])("%s against the arrows is found", (_, text) => {
  expect(importFaults(workspaceWith({ "core/src/bad.ts": text }))).toEqual([
    'packages/core/src/bad.ts: imports "@placelab/models"; @placelab/core may import none of our packages',
  ])
})

it("a relative import that leaves its package is found", () => {
  const root = workspaceWith({ "models/src/deep/bad.ts": `import "../../../core/src/index.ts"` })
  expect(importFaults(root)).toEqual([
    'packages/models/src/deep/bad.ts: imports "../../../core/src/index.ts", outside its package',
  ])
})

it("an import of a package that is not declared is found", () => {
  const root = workspaceWith({ "models/src/bad.ts": `import { parse } from "csv-parse/sync"` })
  expect(importFaults(root)).toEqual([
    'packages/models/src/bad.ts: imports "csv-parse/sync", which is no dependency in its package.json',
  ])
})

it("what is bundled may come from a package that is there while it is built, and nothing else may", () => {
  const root = workspaceWith({
    "models/package.json": JSON.stringify({
      name: "@placelab/models",
      devDependencies: { "vega-embed": "7.3.0" },
    }),
    "models/src/browser/main.ts": `import embed from "vega-embed"\nembed()`,
    "models/src/bad.ts": `import embed from "vega-embed"\nembed()`,
  })
  expect(importFaults(root)).toEqual([
    'packages/models/src/bad.ts: imports "vega-embed", which is no dependency in its package.json',
  ])
})

it("a cycle of files is found and shown", () => {
  const root = workspaceWith({
    "core/src/a.ts": `import { b } from "./b.ts"\nexport const a = () => b`,
    "core/src/b.ts": `import { c } from "./deep/c.js"\nexport const b = () => c`,
    "core/src/deep/c.ts": `export { a as c } from "../a.ts"`,
    "core/src/start.ts": `import "./a.ts"`,
  })
  expect(importFaults(root)).toEqual([
    "cycle: packages/core/src/a.ts -> packages/core/src/b.ts -> packages/core/src/deep/c.ts -> packages/core/src/a.ts",
  ])
})

it("files that know only each other's types are no cycle", () => {
  const root = workspaceWith({
    "core/src/a.ts": `import type { B } from './b.ts'\nexport interface A { b: B }`,
    "core/src/b.ts": `export type { A } from "./a.ts"\nimport { a } from "./c.ts"\nexport interface B { a: typeof a }`,
    "core/src/c.ts": `import type { B } from "./b.ts"\nexport const a = 1 as unknown as B`,
  })
  expect(importFaults(root)).toEqual([])
})

it("a package that nobody gave arrows is found", () => {
  const root = workspaceWith({ "extra/package.json": `{"name": "@placelab/extra"}` })
  expect(importFaults(root)).toEqual([
    "@placelab/extra: a package without arrows; say in importFaults.ts what it may import",
  ])
})
