import { describe, expect, it } from "vitest"
import { type ClaimInput, checkClaim, quotedClaim } from "../src/index.ts"

const input: ClaimInput = {
  id: "pre-copy-is-slower",
  statement: "Pre-copy is never faster than the naive model.",
  source: "Hirofuchi et al. 2013, slide 72",
  published: "above the naive curve",
  certainty: "shape only",
  regenerated: "1.0 to 10.0 times the naive time",
  numbers: { smallestRatio: 1, largestRatio: 9.97 },
  holds: true,
}

describe("checkClaim", () => {
  it("says held where the claim holds, and missed where it does not", () => {
    const { holds: _, ...rest } = input
    expect(checkClaim(input)).toEqual({ ...rest, verdict: "held", mayMiss: false })
    expect(checkClaim({ ...input, holds: false })).toEqual({ ...rest, verdict: "missed", mayMiss: false })
  })

  it("keeps the reason why a claim may miss, held or missed", () => {
    const mayMiss = "The network model of the source has latency factors."
    for (const holds of [true, false]) {
      expect(checkClaim({ ...input, holds, mayMiss })).toMatchObject({ mayMiss: true, reason: mayMiss })
    }
  })

  it("refuses an empty id", () => {
    expect(() => checkClaim({ ...input, id: " " })).toThrow(
      'claim " ": the id is empty, expected a name for "Pre-copy is never faster than the naive model." such as "pre-copy-is-slower"',
    )
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses the number %d", (value) => {
    expect(() => checkClaim({ ...input, numbers: { ratio: value } })).toThrow(
      `claim "pre-copy-is-slower": numbers.ratio is ${value}, expected a finite number: correct the run that computes it, or leave it out`,
    )
  })

  it("refuses that a claim may miss without a reason", () => {
    expect(() => checkClaim({ ...input, mayMiss: "" })).toThrow(
      'claim "pre-copy-is-slower": mayMiss is "", expected the reason in a sentence',
    )
  })
})

describe("quotedClaim", () => {
  const quote = {
    id: "scale",
    statement: "100,000 VMs.",
    source: "abstract",
    published: "100,000",
    reason: "No load was published.",
  }

  it("cites without numbers of its own", () => {
    expect(quotedClaim(quote)).toEqual({
      ...quote,
      verdict: "quoted",
      regenerated: "",
      numbers: {},
      mayMiss: false,
    })
  })

  it("refuses to cite without a reason", () => {
    expect(() => quotedClaim({ ...quote, reason: " " })).toThrow(
      'claim "scale": reason is " ", expected the reason in a sentence',
    )
  })
})
