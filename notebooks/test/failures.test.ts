import { existsSync, readdirSync } from "node:fs"
import { join, relative } from "node:path"
import { setTimeout } from "node:timers/promises"
import { describe, expect, it } from "vitest"
import { contents, earlierFigures } from "./support/folders.ts"
import { writeNotebook } from "./support/notebook.ts"
import { figures, fixture } from "./support/run.ts"
import { temporaryFolder } from "./support/temporaryFolder.ts"

describe("a notebook that fails", () => {
  it("is named with its cell and the error, the others still run, and the old figures stay", async () => {
    const out = earlierFigures()
    const quick = writeNotebook(join(out, "..", "quick.ipynb"), "1")
    const broken = ["throws", "type-error", "missing-package"].map(fixture)
    const { code, stdout, stderr } = await figures(["--out", out, quick, ...broken])
    const shown = (name: string) => relative(process.cwd(), fixture(name))
    expect(code).toBe(1)
    expect(
      stdout
        .split("\n")
        .sort()
        .filter((line) => line !== ""),
    ).toEqual([
      "missing-package.ipynb: failed in cell 1",
      expect.stringMatching(/^quick\.ipynb: 1 cell, 0 figures/),
      "throws.ipynb: failed in cell 2",
      "type-error.ipynb: failed in cell 1",
    ])
    expect(stderr).toBe(`
${shown("missing-package")}, cell 1: import { place } from "@placelab/scheduler"
  1:23 - cannot find package "@placelab/scheduler": write "@placelab/schedulers", or add it to notebooks/package.json and run npm install

${shown("throws")}, cell 2: // below zero
  RangeError: seconds: -1, expected at least 0

${shown("type-error")}, cell 1: const seconds: number = "2 s"
  1:7 - Type 'string' is not assignable to type 'number'.

3 of 4 notebooks failed: ${out} is unchanged
`)
    expect([...contents(out).values()].map(String)).toEqual(["earlier", "earlier"])
  })

  it("may do so in ways that no cell reports", async () => {
    const folder = temporaryFolder()
    const notebooks = {
      crash: "process.exit(0)",
      forgotten: `Promise.reject(new Error("lost"))\n1`,
      waiting: "await new Promise(() => {})",
      malformed: "",
    }
    const show = `;(globalThis as any).__notebookDisplay({ "application/vnd.placelab.claim+json": { id: "twice",
      statement: "s", source: "s", verdict: "held", published: "1", regenerated: "1", numbers: {}, mayMiss: false } })`
    const files = [
      ...Object.entries(notebooks).map(([name, cell]) => writeNotebook(join(folder, `${name}.ipynb`), cell)),
      writeNotebook(join(folder, "repeated.ipynb"), show, "1", show),
    ]
    const { code, stderr } = await figures(["--out", join(folder, "figures"), ...files])
    expect(code).toBe(1)
    const problems = Object.fromEntries(
      stderr
        .trim()
        .split("\n\n")
        .map((text) => [text.match(/(\w+)\.ipynb/)?.[1], text]),
    )
    expect(problems.crash).toContain(
      "cell 1: process.exit(0)\n  the process of crash.ipynb ended early with exit code 0",
    )
    expect(problems.forgotten).toContain("Error: lost\n  A promise was rejected and nothing awaited it")
    expect(problems.waiting).toContain("waits for a promise that nothing can settle")
    expect(problems.malformed).toContain("malformed.ipynb: no code cell, expected at least one")
    expect(problems.repeated).toContain('repeated.ipynb: claim "twice" is shown by cell 1 and by cell 3')
    expect(readdirSync(folder)).not.toContain("figures")
  })
})

describe("an interrupted run", () => {
  const slow = "await new Promise((resolve) => setTimeout(resolve, 600_000))"

  it("by SIGINT leaves the old figures and nothing else", async () => {
    const out = earlierFigures()
    const parent = join(out, "..")
    const waiting = writeNotebook(join(parent, "waiting.ipynb"), slow)
    const { code, stderr } = await figures(["--out", out, waiting], {
      async onStart(pid) {
        while (!existsSync(`${out}.new-${pid}`)) await setTimeout(10)
        process.kill(pid, "SIGINT")
      },
    })
    expect({ code, stderr }).toEqual({ code: 130, stderr: `interrupted: ${out} is unchanged\n` })
    expect(readdirSync(parent).sort()).toEqual(["figures", "waiting.ipynb"])
    expect([...contents(out).values()].map(String)).toEqual(["earlier", "earlier"])
  })

  it("by SIGKILL leaves the old figures, and the next run cleans up", async () => {
    const out = earlierFigures()
    const parent = join(out, "..")
    const quick = writeNotebook(join(parent, "quick.ipynb"), "1")
    const waiting = writeNotebook(join(parent, "waiting.ipynb"), slow)
    const malformed = writeNotebook(join(parent, "malformed.ipynb"))
    const killed = await figures(["--out", out, quick, waiting], {
      async onStart(pid) {
        while (!existsSync(`${out}.new-${pid}/notebooks/quick.ipynb`)) await setTimeout(10)
        process.kill(pid, "SIGKILL")
      },
    })
    const drafts = () => readdirSync(parent).filter((entry) => entry.startsWith("figures.new-"))
    expect(killed.code).toBe(null)
    expect([...contents(out).values()].map(String)).toEqual(["earlier", "earlier"])
    expect(drafts()).toHaveLength(1)

    expect((await figures(["--out", out, malformed])).code).toBe(1)
    expect(drafts()).toEqual([])
  })
})
