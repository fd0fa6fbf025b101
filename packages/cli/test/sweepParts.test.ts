import { spawnSync } from "node:child_process"
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { hashOfCode } from "../src/sweep/codeVersion.ts"
import { planSweep } from "../src/sweep/planSweep.ts"
import { progressText } from "../src/sweep/sweepProgress.ts"
import { environment, program } from "./placelab.ts"

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "placelab-parts-"))
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(path: string, text: string): void {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

/** Two built packages. */
function packages(): [string, string] {
  write("a/package.json", '{ "name": "a", "version": "0.1.0", "dependencies": { "fp-ts": "2.16.11" } }')
  write("a/dist/index.js", "export const a = 1")
  write("a/dist/deep/more.js", "export const b = 2")
  write("a/dist/index.d.ts", "export declare const a: number")
  write("b/package.json", '{ "name": "b", "version": "0.1.0" }')
  write("b/dist/index.js", "export const c = 3")
  return [join(folder, "a"), join(folder, "b")]
}

it("the hash of code depends on names and contents of built files, on versions and dependencies, and on nothing else", () => {
  const [a, b] = packages()
  const hash = hashOfCode([a, b])
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
  expect(hashOfCode([b, a])).toBe(hash)
  for (const name of ["a", "b"])
    cpSync(join(folder, name), join(folder, "elsewhere", name), { recursive: true })
  expect(hashOfCode([join(folder, "elsewhere/a"), join(folder, "elsewhere/b")])).toBe(hash)
  write("a/README.md", "other words")
  write("a/dist/index.d.ts", "export declare const a: 1")
  write("a/dist/index.js.map", "{}")
  write("a/dist/.tsbuildinfo", "{}")
  write("b/package.json", '{ "version": "0.1.0", "name": "b", "devDependencies": { "vitest": "4" } }')
  expect(hashOfCode([a, b])).toBe(hash)
})

it.each<[string, () => void]>([
  ["another content", () => write("a/dist/index.js", "export const a = 2")],
  ["another content deep inside", () => write("a/dist/deep/more.js", "export const b = 3")],
  ["one file more", () => write("b/dist/extra.js", "")],
  ["one file less", () => rmSync(join(folder, "a/dist/deep/more.js"))],
  [
    "another name",
    () => {
      write("a/dist/deep/other.js", "export const b = 2")
      rmSync(join(folder, "a/dist/deep/more.js"))
    },
  ],
  ["another version", () => write("b/package.json", '{ "name": "b", "version": "0.2.0" }')],
  [
    "another dependency",
    () =>
      write("a/package.json", '{ "name": "a", "version": "0.1.0", "dependencies": { "fp-ts": "2.16.12" } }'),
  ],
])("%s is other code", (_, change) => {
  const [a, b] = packages()
  const hash = hashOfCode([a, b])
  change()
  expect(hashOfCode([a, b])).not.toBe(hash)
})

it("other code has results of its own", () => {
  write("sweep.json", '{ "scenario": { "hosts": 4 }, "axes": {}, "seeds": [1] }')
  const run = (placelab: string, code: string) =>
    planSweep(join(folder, "sweep.json"), { placelab, code }).runs[0]!
  const one = run("0.1.0", "abc")
  for (const other of [run("0.1.0", "abd"), run("0.2.0", "abc")]) {
    expect(other.scenarioHash).toBe(one.scenarioHash)
    expect(other.hash).not.toBe(one.hash)
  }
})

it("a scenario has one hash, whatever order and spelling it is written in, and long runs cost more", () => {
  const version = { placelab: "0.1.0", code: "abc" }
  write(
    "one.json",
    '{ "scenario": { "hosts": 4, "load": { "mean": 0.5, "start": 0.5 } }, "axes": { "duration": [60, "2m"] }, "seeds": [1] }',
  )
  write(
    "two.json",
    `{ "seeds": { "first": 1, "count": 1 }, "axes": { "duration": ["2m"], "failures.meanTimeToFailure": ["never"] },
       "scenario": { "load": { "start": 0.5, "mean": 0.5, "period": "5m" }, "profile": "corrected", "hosts": 4, "seed": 99 } }`,
  )
  const [short, long] = planSweep(join(folder, "one.json"), version).runs
  const [same] = planSweep(join(folder, "two.json"), version).runs
  expect(same!.hash).toBe(long!.hash)
  expect(short!.hash).not.toBe(long!.hash)
  expect([short!.cost, long!.cost]).toEqual([240, 480])
})

it("every sweep of the folder sweeps can be played", () => {
  const sweeps = join(import.meta.dirname, "../../../sweeps")
  const names = readdirSync(sweeps).filter((name) => name.endsWith(".json"))
  expect(names).toContain("euro-par-2015.json")
  for (const name of names) {
    const { runs } = planSweep(join(sweeps, name), { placelab: "0.1.0", code: "abc" })
    expect(new Set(runs.map(({ hash }) => hash)).size).toBe(runs.length)
    expect(runs.length).toBeGreaterThanOrEqual(40)
  }
})

const state = { done: 12, count: 40, ended: 4, seconds: 2, part: 0.25 }
it.each([
  [{ ...state, ended: 0 }, "12 of 40 runs"],
  [{ ...state, seconds: 0 }, "12 of 40 runs"],
  // A quarter in 2 s: 6 s more.
  [state, "12 of 40 runs, 2.0 a second, about 6 s left"],
  [{ ...state, seconds: 160 }, "12 of 40 runs, 1.5 a minute, about 8 min left"],
  [{ ...state, seconds: 4800 }, "12 of 40 runs, 0.1 a minute, about 4.0 h left"],
])("progress of %j is %j", (state, text) => {
  expect(progressText(state)).toBe(text)
})

it("on a terminal one line tells how far the sweep is, and is empty in the end", () => {
  write("sweep.json", '{ "scenario": { "hosts": 4, "duration": 60 }, "axes": {}, "seeds": [1, 2] }')
  const terminal = "data:text/javascript,process.stderr.isTTY=true"
  const args = [
    "--import",
    terminal,
    program,
    "sweep",
    join(folder, "sweep.json"),
    "--out",
    join(folder, "out"),
  ]
  const { stderr } = spawnSync(process.execPath, args, { env: environment, encoding: "utf8" })
  const told = stderr.split("\r\x1b[K")
  expect(told.length).toBe(5)
  expect([told[0], told[1], told[4]]).toEqual(["", "0 of 2 runs", ""])
  expect(told[2]).toMatch(/^1 of 2 runs, \d+\.\d a (second|minute), about \d+ s left$/)
  expect(told[3]).toMatch(/^2 of 2 runs, \d+\.\d a (second|minute), about 0 s left$/)
})
