import type { Claim } from "@placelab/analysis"
import { expect, it } from "vitest"
import { claimsTable, wrap } from "../kernel/claimsTable.ts"

const claim = (id: string, change: Partial<Claim> = {}): Claim => ({
  id,
  statement: "Pre-copy is slower than the naive model.",
  source: "",
  verdict: "held",
  published: "above 1",
  regenerated: "1.0 to 10.0 times",
  numbers: {},
  mayMiss: false,
  ...change,
})

it("the table has a part for each notebook with claims, and counts them", () => {
  const missed = claim("b", { verdict: "missed", mayMiss: true, reason: "our host is faster" })
  const quoted = claim("c", { verdict: "quoted", regenerated: "", reason: "no data" })
  const notebooks = [
    { name: "01-empty", claims: [] },
    { name: "02-migration", claims: [claim("a"), missed] },
    { name: "03-boot", claims: [quoted] },
  ]
  expect(claimsTable(notebooks, 200)).toBe(`\
02-migration
  id  verdict      statement                                                                published  regenerated
  a   held         Pre-copy is slower than the naive model.                                 above 1    1.0 to 10.0 times
  b   missed       Pre-copy is slower than the naive model. (may miss: our host is faster)  above 1    1.0 to 10.0 times

03-boot
  id  verdict      statement                                                                published  regenerated
  c   quoted only  Pre-copy is slower than the naive model. (no data)                       above 1

1 held, 1 missed, 1 quoted`)
})

it.each([50, 80, 110])("the table fits %i columns, and loses no word", (width) => {
  const long = claim("a-rather-long-name-of-a-claim", { regenerated: "word ".repeat(40).trim() })
  const lines = claimsTable([{ name: "n", claims: [long] }], width).split("\n")
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Math.max(width, 65))
  expect(lines.join(" ").match(/\bword\b/g)).toHaveLength(40)
})

it("a text is broken at spaces, a word that is too long at hyphens or anywhere", () => {
  expect(wrap("one two three", 7)).toEqual(["one two", "three"])
  expect(wrap("pre-copy-is-slower", 9)).toEqual(["pre-copy-", "is-slower"])
  expect(wrap("unbreakable", 5)).toEqual(["unbre", "akabl", "e"])
  expect(wrap("", 5)).toEqual([""])
})
