import { describe, expect, it } from "vitest"
import {
  everything,
  filterOf,
  hashOf,
  leftText,
  type SectionText,
  shownOf,
} from "../src/browser/filterState.ts"

const section: SectionText = {
  text: "Live migration How long does it take?",
  figures: [
    { text: "Time by rate. It bends upwards. slide 72", has: "same shape" },
    { text: "A run replayed" },
  ],
  claims: [
    { text: "Pré-copy takes longer. C1 slide 65", has: "held" },
    { text: "It takes twice as long. C2 slide 72", has: "missed" },
  ],
}

describe("what is shown of a section", () => {
  it("is all of it without a filter", () => {
    expect(shownOf(section, everything)).toEqual({
      section: true,
      figures: [true, true],
      claims: [true, true],
    })
  })

  it.each([
    ["words of one item", "bends UP", [true, false], [false, false]],
    ["words in any order and without accents", "c1  precopy pre", [false, false], [false, false]],
    ["a word with an accent, written without", "pre-copy", [false, false], [true, false]],
    ["words of the section, which all its items have", "migration long", [true, true], [true, true]],
    ["words of the section and of an item", "migration slide 72", [true, false], [false, true]],
  ])("are the items with %s", (_, words, figures, claims) => {
    const isAny = [...figures, ...claims].includes(true)
    expect(shownOf(section, { ...everything, words })).toEqual({ section: isAny, figures, claims })
  })

  it("are the claims with the verdict, and the figures beside them", () => {
    expect(shownOf(section, { ...everything, show: "missed" })).toEqual({
      section: true,
      figures: [true, true],
      claims: [false, true],
    })
    expect(shownOf(section, { ...everything, show: "quoted" }).section).toBe(false)
  })

  it("are the figures of the kind, no replay, and the claims beside them", () => {
    expect(shownOf(section, { ...everything, kind: "same shape" })).toEqual({
      section: true,
      figures: [true, false],
      claims: [true, true],
    })
    expect(shownOf(section, { ...everything, kind: "our own" }).section).toBe(false)
  })

  it("must match words, verdict and kind together", () => {
    const shown = shownOf(section, { words: "slide", show: "held", kind: "same shape" })
    expect(shown).toEqual({ section: true, figures: [true, false], claims: [true, false] })
    expect(shownOf(section, { words: "slide 65", show: "held", kind: "same shape" }).section).toBe(false)
  })

  it("is a section that has nothing, when its title matches", () => {
    const empty = { text: "Boot time", figures: [], claims: [] }
    expect(shownOf(empty, { ...everything, words: "boot" }).section).toBe(true)
    expect(shownOf(empty, { ...everything, words: "energy" }).section).toBe(false)
  })
})

it("what is left is counted in the sections that are shown", () => {
  const filter = { ...everything, words: "bends" }
  const other = { text: "Boot", figures: [{ text: "x", has: "our own" }], claims: [] }
  const shown = (words: string) => [section, other].map((each) => shownOf(each, { ...filter, words }))
  expect(leftText(shown("bends"))).toBe("Shown: 1 of 2 experiments, 1 of 3 figures, 0 of 2 claims.")
  expect(leftText(shown("nowhere"))).toBe(
    "Nothing matches: 0 of 2 experiments, 0 of 3 figures, 0 of 2 claims.",
  )
})

describe("the hash of an address", () => {
  const choices = { show: ["all", "held", "missed"], kind: ["all", "same shape"] }

  it("keeps a filter and the place, and is empty for everything", () => {
    const filter = { words: "a & b=c ü", show: "missed", kind: "same shape" }
    expect(filterOf(hashOf(filter, "boot"), choices)).toEqual({ ...filter, at: "boot" })
    expect(hashOf({ ...everything, kind: "same shape" })).toBe("#kind=same+shape")
    expect(hashOf(everything)).toBe("")
    expect(hashOf(everything, "boot time")).toBe("#boot%20time")
  })

  it("that only names a place has no filter, and what it does not know is passed over", () => {
    expect(filterOf("#boot", choices)).toBeUndefined()
    expect(filterOf("", choices)).toBeUndefined()
    expect(filterOf("#show=best&kind=x&words=y&z=1", choices)).toEqual({
      words: "y",
      show: "all",
      kind: "all",
      at: "",
    })
  })
})
