import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, it } from "vitest"
import { FolderSwap } from "../kernel/folderSwap.ts"
import { temporaryFolder } from "./support/temporaryFolder.ts"

/** No process has this id: it is above the highest that Linux gives. */
const deadPid = 2 ** 22 + 1

function folderWith(text: string): { parent: string; target: string; content: () => string } {
  const parent = temporaryFolder()
  const target = join(parent, "figures")
  mkdirSync(target)
  writeFileSync(join(target, "index.html"), text)
  return { parent, target, content: () => readFileSync(join(target, "index.html"), "utf8") }
}

it("the old folder stays until the new one is complete", () => {
  const { parent, target, content } = folderWith("old")
  const swap = new FolderSwap(target)
  writeFileSync(join(swap.draft, "index.html"), "new")
  expect(content()).toBe("old")
  swap.commit()
  expect(content()).toBe("new")
  expect(readdirSync(parent)).toEqual(["figures"])
})

it("a run that is given up leaves the old folder and nothing else", () => {
  const { parent, target, content } = folderWith("old")
  new FolderSwap(target).discard()
  expect(content()).toBe("old")
  expect(readdirSync(parent)).toEqual(["figures"])
})

it("what a killed run left is removed, and the old folder put back where it had gone", () => {
  const { parent, target } = folderWith("current")
  mkdirSync(join(parent, `figures.new-${deadPid}`))
  new FolderSwap(target).discard()
  expect(readdirSync(parent)).toEqual(["figures"])

  const other = temporaryFolder()
  mkdirSync(join(other, `figures.old-${deadPid}`))
  writeFileSync(join(other, `figures.old-${deadPid}`, "index.html"), "rescued")
  new FolderSwap(join(other, "figures")).discard()
  expect(readFileSync(join(other, "figures/index.html"), "utf8")).toBe("rescued")
})

it("the siblings of a run that still goes on, and of other folders, are left alone", () => {
  const { parent, target } = folderWith("old")
  const others = [`figures.new-${process.ppid}`, `figures2.new-${deadPid}`, "figures.new-notes"]
  for (const name of others) mkdirSync(join(parent, name))
  new FolderSwap(target).discard()
  expect(readdirSync(parent).sort()).toEqual(["figures", ...others].sort())
})
