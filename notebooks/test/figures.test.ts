import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Claim } from "@placelab/analysis"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { contents } from "./support/folders.ts"
import { type Finished, figures, fixture } from "./support/run.ts"
import { temporaryFolder } from "./support/temporaryFolder.ts"

describe("a notebook that runs", () => {
  const parent = temporaryFolder({ keep: true })
  const [first, second] = [join(parent, "a", "figures"), join(parent, "b", "figures")]
  let runs: readonly Finished[]
  beforeAll(async () => {
    const elsewhere = { TZ: "Asia/Tokyo", LC_ALL: "de_DE.UTF-8", FORCE_COLOR: "3" }
    runs = await Promise.all([
      figures(["--out", first, fixture("ok")]),
      figures(["--out", second, fixture("ok")], { env: { ...process.env, ...elsewhere } }),
    ])
  })
  afterAll(() => rmSync(parent, { recursive: true, force: true }))

  it("gives its figures, its claims, itself and the page", () => {
    for (const { code, stderr } of runs) expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
    const written = contents(first)
    expect([...written.keys()]).toEqual([
      "claims.json",
      "index.html",
      "notebooks/ok.ipynb",
      "ok/one-line.png",
      "ok/one-line.svg",
      "ok/two-bars.png",
      "ok/two-bars.svg",
    ])
    expect(readdirSync(join(parent, "a"))).toEqual(["figures"])
    expect(written.get("ok/two-bars.svg")!.toString()).toMatch(/^<svg/)
    expect(written.get("ok/two-bars.png")!.subarray(1, 4).toString()).toBe("PNG")
    expect(written.get("index.html")!.toString()).toContain("Does the runner find what a notebook shows?")
    const executed = JSON.parse(written.get("notebooks/ok.ipynb")!.toString())
    expect(executed.cells[1].outputs).toEqual([
      { name: "stdout", output_type: "stream", text: ["2 bars 0 1,234.5\n"] },
    ])
  })

  it("gives the same bytes in every run, wherever that is", () => {
    expect(contents(second)).toEqual(contents(first))
  })

  it("has its claims sorted in claims.json, with every digit", () => {
    const claims: (Claim & { notebook: string })[] = JSON.parse(
      readFileSync(join(first, "claims.json"), "utf8"),
    )
    expect(claims.map(({ notebook, id, verdict, numbers }) => [notebook, id, verdict, numbers])).toEqual([
      ["ok", "colour", "quoted", {}],
      ["ok", "equal-bars", "held", { published: 2, regenerated: 0.30000000000000004 }],
      ["ok", "third-bar", "missed", { bars: 2 }],
    ])
  })

  it("is reported by one line, a table of its claims, and where the page is", () => {
    const { stdout } = runs[0]!
    const lines = stdout.split("\n")
    expect(lines[0]).toMatch(/^ok\.ipynb: 6 cells, 2 figures, 3 claims \(\d+\.\d s\)$/)
    expect(stdout).toMatch(/^ {2}equal-bars +held +Both bars are equally long\. +2 s +2 s$/m)
    expect(stdout).toMatch(
      /^ {2}third-bar +missed +There is a third bar\. \(may miss: Nobody ever saw it\.\)/m,
    )
    expect(stdout).toMatch(/^ {2}colour +quoted only +The bars are grey/m)
    expect(lines).toContain("1 held, 1 missed, 1 quoted")
    expect(lines.at(-2)).toBe(`${join(first, "index.html")} shows only ok, as asked`)
  })
})

describe("a claim that misses and may not", () => {
  it("fails the run, but the figures are written", async () => {
    const out = join(temporaryFolder(), "figures")
    const { code, stdout, stderr } = await figures(["--out", out, fixture("missed")])
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: "\nmissed, and not expected to: missed: nowhere-near\n",
    })
    expect(stdout).toContain("0 held, 1 missed, 0 quoted")
    expect(readdirSync(out)).toContain("index.html")
  })
})

describe("a wrong command line", () => {
  it("is refused before anything runs, in words", async () => {
    const foreign = temporaryFolder()
    writeFileSync(join(foreign, "thesis.tex"), "")
    for (const [args, message] of [
      [["no-such-notebook"], 'unknown notebook: "no-such-notebook"'],
      [["--bogus"], "Unknown option '--bogus'"],
      [["--out", foreign, fixture("ok")], "it holds other files, expected a new folder"],
    ] as const) {
      const { code, stdout, stderr } = await figures(args)
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" })
      expect(stderr).toContain(message)
      expect(stderr).toContain("usage: node notebooks/dist/figures.js")
      expect(stderr).not.toMatch(/^ {4}at /m)
    }
    expect(readdirSync(foreign)).toEqual(["thesis.tex"])
  })
})
