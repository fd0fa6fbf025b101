import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, it } from "vitest"
import { selectNotebooks } from "../kernel/selectNotebooks.ts"
import { temporaryFolder } from "./support/temporaryFolder.ts"

function folder(...names: string[]): string {
  const path = temporaryFolder()
  for (const name of names) writeFileSync(join(path, name), "")
  return path
}

it("without arguments all notebooks are chosen, in the order of their names", () => {
  const path = folder("10-b.ipynb", "02-a.ipynb", "README.md")
  expect(selectNotebooks([], path).map(({ name }) => name)).toEqual(["02-a", "10-b"])
})

it("a notebook is chosen once, by its name, its file name, or the path of one elsewhere", () => {
  const path = folder("02-a.ipynb", "10-b.ipynb")
  mkdirSync(join(path, "drafts"))
  const draft = join(path, "drafts", "x.ipynb")
  writeFileSync(draft, "")
  const chosen = selectNotebooks(["10-b", draft, "02-a.ipynb", "02-a"], path)
  expect(chosen.map(({ name }) => name)).toEqual(["02-a", "10-b", "x"])
  expect(chosen[2]!.file).toBe(draft)
})

it.each([
  [
    "02-life-migration",
    'unknown notebook: "02-life-migration" (did you mean "02-live-migration"?), expected',
  ],
  ["02", 'unknown notebook: "02" (did you mean "02-live-migration"?)'],
  [
    "elsewhere/02-live-migration.ipynb",
    'unknown notebook: "elsewhere/02-live-migration.ipynb" (did you mean',
  ],
  ["zzz", 'unknown notebook: "zzz", expected 02-live-migration, or a path'],
])("an unknown name is refused with the nearest: %s", (asked, message) => {
  expect(() => selectNotebooks([asked], folder("02-live-migration.ipynb"))).toThrow(message)
})

it("a folder without notebooks, and two files of one name, are refused", () => {
  const empty = folder()
  expect(() => selectNotebooks([], empty)).toThrow(`no notebook in ${empty}: expected an .ipynb file there`)
  const [a, b] = [folder("x.ipynb"), folder("x.ipynb")].map((path) => join(path, "x.ipynb")) as [
    string,
    string,
  ]
  expect(() => selectNotebooks([a, b], empty)).toThrow(
    `two notebooks are named "x": ${a} and ${b}; rename one`,
  )
})
