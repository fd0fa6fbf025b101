import { readFileSync } from "node:fs"
import { expect, it, vi } from "vitest"
import { determinismFaults } from "./determinismFaults.ts"
import { packagesOf, shown, workspace } from "./workspace.ts"

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const packages = packagesOf(workspace).filter(({ folder }) =>
  shown(workspace, folder).startsWith("packages/"),
)

/** Decision times that are measured, which nobody gets who does not ask for them. */
const theClock = "packages/cli/src/clock.ts"

it.each(packages.map(({ name, sources }) => [name, sources] as const))(
  "%s takes no chance, time, locale or order from the machine",
  (_, sources) => {
    const faults = sources
      .filter((file) => shown(workspace, file) !== theClock)
      .flatMap((file) =>
        determinismFaults(readFileSync(file, "utf8")).map((fault) => `${shown(workspace, file)}, ${fault}`),
      )
    expect(faults).toEqual([])
  },
)

it.each([
  "Math.random()",
  "const draw = Math.random",
  "globalThis.Math.random()",
  "crypto.randomUUID()",
  "Date.now()",
  "new Date()",
  "new Date",
  "Date()",
  "performance.now()",
  "names.sort((a, b) => a.localeCompare(b))",
  "(12345).toLocaleString()",
  "readdirSync(folder)",
  "fs.readdirSync(folder).map(name => name)",
  "const names = await readdir(folder)",
])("%s is found", (text) => {
  expect(determinismFaults(`// a comment\n${text}`)).toEqual([expect.stringMatching(/^line 2: .+; .+/)])
})

it.each([
  "// Math.random() and Date.now() in a comment",
  'const text = "Math.random()"',
  "stream.random()",
  "new Date(0)",
  "Date.UTC(2026, 0)",
  'a.localeCompare(b, "en")',
  "readdirSync(folder).sort()",
  "readdirSync(folder).filter(isTable).toSorted()",
  "(await readdir(folder)).map(path).sort(byName)",
])("%s is in order", (text) => {
  expect(determinismFaults(text)).toEqual([])
})
