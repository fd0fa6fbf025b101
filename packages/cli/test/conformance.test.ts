import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { placelab } from "./placelab.ts"

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "placelab-conformance-"))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A case of 2 s of work that expects it at `t`. */
function work(id: string, t: number, more: object = {}) {
  return {
    schema: 1,
    id,
    kind: "sim",
    platform: { hosts: [{ id: "h", speed: 1e9 }] },
    actors: [{ name: "w", host: "h", script: [{ op: "exec", as: "x", flops: 2e9 }] }],
    expect: {
      marks: { x: { t, outcome: "ok" } },
      actors: { w: { end: t, killed: false } },
      end: t,
    },
    ...more,
  }
}

function write(file: string, content: unknown): void {
  writeFileSync(join(folder, file), typeof content === "string" ? content : JSON.stringify(content))
}

it("a folder of cases that pass is a table, a line that counts, and success", () => {
  write("two.json", work("two", 2))
  write("one.json", work("one", 2))
  write("notes.txt", "not a case")
  const { code, stdout, stderr } = placelab("conformance", folder)
  expect([code, stderr]).toEqual([0, ""])
  expect(stdout.split("\n")).toEqual([
    "case  verdict  where  SimGrid  ours",
    "",
    "one   passed",
    "two   passed",
    "",
    "2 passed, 0 failed, 0 quirks",
    "",
  ])
})

it("a case that fails shows where, SimGrid's value and ours; a quirk says why ours is right; the code is 1", () => {
  write("late.json", work("late", 3))
  write("odd.json", work("odd", 2.5, { tags: ["quirk"], note: "Q2" }))
  write("same.json", work("same", 2, { tags: ["quirk"], note: "Q2" }))
  const { code, stdout, stderr } = placelab("conformance", folder)
  expect([code, stderr]).toEqual([1, ""])
  expect(stdout.split("\n")).toEqual([
    "case  verdict  where         SimGrid  ours",
    "",
    "late  failed   marks.x.t           3     2",
    "               actors.w.end        3     2",
    "               end                 3     2",
    "odd   quirk    marks.x.t         2.5     2  a flow takes what its links give now, not what they gave when it began",
    "               actors.w.end      2.5     2",
    "               end               2.5     2",
    "same  quirk                                 SimGrid answers as we do",
    "",
    "0 passed, 1 failed, 2 quirks",
    "",
  ])
})

it("quirks alone are no failure", () => {
  write("odd.json", work("odd", 2.5, { tags: ["quirk"] }))
  const { code, stdout } = placelab("conformance", folder)
  expect(code).toBe(0)
  expect(stdout).toMatch(/\n0 passed, 0 failed, 1 quirks\n$/)
})

it.each([
  ["that is no JSON", "{", /half\.json +failed +half\.json: text is ".+"; expected JSON\n/],
  [
    "with an operation that nobody knows",
    work("x", 2, { actors: [{ name: "w", host: "h", script: [{ op: "exek" }] }] }),
    /half\.json: actors\[0\]\.script\[0\]\.op is "exek"; expected one of .*: did you mean "exec"\?\n/,
  ],
  [
    "that the engine refuses",
    work("half", 2, {
      actors: [{ name: "w", host: "h", script: [{ op: "set_pstate", host: "h", pstate: 3 }] }],
    }),
    /half +failed +process "w" failed at 0 s: host "h": pstate is 3; expected a whole number from 0 to 0\n/,
  ],
])("a file %s counts as failed, and the others are played", (_, content, expected) => {
  write("half.json", content)
  write("whole.json", work("whole", 2))
  const { code, stdout, stderr } = placelab("conformance", folder)
  expect([code, stderr]).toEqual([1, ""])
  expect(stdout).toMatch(expected)
  expect(stdout).toMatch(/\nwhole +passed\n/)
  expect(stdout).toMatch(/\n1 passed, 1 failed, 0 quirks\n$/)
  expect(stdout).not.toContain("    at ")
})

it("a folder in the place of a file counts as failed", () => {
  mkdirSync(join(folder, "odd.json"))
  const { code, stdout } = placelab("conformance", folder)
  expect(code).toBe(1)
  expect(stdout).toContain("odd.json: file is a folder; expected a JSON file that can be read")
})

it.each([
  [
    "that is not there",
    () => join(folder, "nowhere"),
    /nowhere: folder is missing; expected a folder of cases/,
  ],
  ["without cases", () => folder, /: folder holds no case; expected files that end in \.json/],
  [
    "that is a file",
    () => {
      write("a.json", work("a", 2))
      return join(folder, "a.json")
    },
    /a\.json: folder is a file; expected a folder of cases/,
  ],
])("a folder %s is refused in one line on stderr, and nothing is printed", (_, path, expected) => {
  const { code, stdout, stderr } = placelab("conformance", path())
  expect([code, stdout]).toEqual([1, ""])
  expect(stderr).toMatch(/^placelab: .+\n$/)
  expect(stderr).toMatch(expected)
})

it("a line without a folder is refused, and help names it", () => {
  expect(placelab("conformance").stderr).toMatch(/[Mm]issing.*DIR/)
  expect(placelab("conformance", "--help").stdout).toContain("DIR")
})
