import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as E from "fp-ts/lib/Either.js"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { byTraceOrder, orThrow, parsePlanetlab, planetlabSamples } from "../../src/index.ts"
import { readPlanetlabDay } from "../../src/node/index.ts"

const text = (...lines: readonly (number | string)[]) => lines.map((line) => `${line}\n`).join("")
const full = Array.from({ length: planetlabSamples }, (_, k) => k % 101)

describe("a PlanetLab trace", () => {
  test("is 288 whole percents, with line feeds, or with carriage returns too, and the last one may have none", () => {
    expect([...orThrow(parsePlanetlab(text(...full)))]).toEqual(full)
    expect([...orThrow(parsePlanetlab(full.join("\r\n")))]).toEqual(full)
  })

  test.each([
    [
      text(...full.with(2, 101)),
      'day, line 3: CPU use is "101"; expected a whole number from 0 to 100, in percent',
    ],
    [
      text(...full.with(2, -1)),
      'day, line 3: CPU use is "-1"; expected a whole number from 0 to 100, in percent',
    ],
    [
      text(...full.map(String).with(287, "x")),
      'day, line 288: CPU use is "x"; expected a whole number from 0 to 100',
    ],
    [
      text(...full.map(String).with(9, "")),
      'day, line 10: CPU use is ""; expected a whole number from 0 to 100',
    ],
    [text(...full.with(9, 1.5)), 'day, line 10: CPU use is "1.5"; expected a whole number from 0 to 100'],
    [text(...full, 7), 'day, line 289: line is "7"; expected the end of the file: a day has 288 lines'],
    [text(...full.slice(1)), "day: number of lines is 287; expected 288, one for each 300 s of a day"],
    ["", "day: number of lines is 0; expected 288, one for each 300 s of a day"],
  ])("that is broken is refused with file and line: case %#", (broken, message) => {
    const trace = parsePlanetlab(broken, "day")
    expect(E.isLeft(trace) && trace.left.message).toContain(message)
  })
})

describe("a day of PlanetLab", () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "placelab-planetlab-"))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test("comes in the order of its names, without case or by bytes, whatever the disk lists", () => {
    for (const [i, name] of ["b_x", "B_w", "a", "C", "Z", "_"].entries())
      writeFileSync(join(folder, name), text(...full.map(() => i)))
    const named = (order?: "bytes") => orThrow(readPlanetlabDay(folder, order)).map(({ name }) => name)
    expect(named()).toEqual(["a", "B_w", "b_x", "C", "Z", "_"])
    expect(named("bytes")).toEqual(["B_w", "C", "Z", "_", "a", "b_x"])
    expect(orThrow(readPlanetlabDay(folder))[2]!.percent[287]).toBe(0)
  })

  test("has names that differ in their case only by bytes", () => {
    expect(["a", "B", "b", "A"].sort(byTraceOrder["case-insensitive"])).toEqual(["A", "a", "B", "b"])
  })

  test("that cannot be read is refused by folder, file and line", () => {
    const refusal = (path = folder) => {
      const day = readPlanetlabDay(path)
      return E.isLeft(day) && day.left.message
    }
    expect(refusal()).toBe(`${folder}: folder is "empty"; expected a file for each VM`)
    const missing = join(folder, "20110399")
    expect(refusal(missing)).toBe(
      `${missing}: folder is "missing"; expected a folder that can be read, with a file for each VM`,
    )
    const file = join(folder, "vm")
    writeFileSync(file, "12\nmany\n")
    expect(refusal()).toBe(
      `${file}, line 2: CPU use is "many"; expected a whole number from 0 to 100, in percent`,
    )
    expect(refusal(file)).toBe(
      `${file}: folder is "a file"; expected a folder that can be read, with a file for each VM`,
    )
    mkdirSync(join(folder, "sub"))
    expect(refusal()).toBe(`${join(folder, "sub")}: file is "a folder"; expected a trace that can be read`)
  })
})
