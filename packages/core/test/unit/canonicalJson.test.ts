import { createHash } from "node:crypto"
import { expect, it } from "vitest"
import { canonicalJson } from "../../src/index.ts"

it("keys are sorted at every depth, by UTF-16 code units, and lists keep their order", () => {
  const value = { b: [{ d: 1, c: 2 }, "x"], a: null, Z: true, "10": 0, "9": 0, é: "é" }
  expect(canonicalJson(value)).toBe('{"10":0,"9":0,"Z":true,"a":null,"b":[{"c":2,"d":1},"x"],"é":"é"}')
})

// RFC 8785, section 3.2.2 (the input) and 3.2.3 (the output); the hash is what sha256sum gives for the output.
it("the example of RFC 8785 has the text of RFC 8785", () => {
  const value: unknown = JSON.parse(String.raw`{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  }`)
  const text = String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`
  expect(canonicalJson(value)).toBe(text)
  expect(createHash("sha256").update(canonicalJson(value)).digest("hex")).toBe(
    "2d5e01a318d0f0879ab568c4be289c8b1f64ef8921a53c6277d5e069978baacb",
  )
})

it("Infinity is never, minus zero is zero, and fields that are undefined are left out", () => {
  expect(canonicalJson({ a: Number.POSITIVE_INFINITY, b: [-0], c: undefined })).toBe('{"a":"never","b":[0]}')
  expect(canonicalJson(Number.POSITIVE_INFINITY)).toBe('"never"')
})

it.each<[unknown, string]>([
  [{ load: Number.NaN }, "NaN"],
  [[Number.NEGATIVE_INFINITY], "-Infinity"],
  [[undefined], "undefined"],
  [new Array(1), "undefined"],
  [{ at: new Map([["a", 1]]) }, "{}"],
  [() => 1, "() => 1"],
])("what has no canonical JSON is refused, number %$", (value, shown) => {
  expect(() => canonicalJson(value)).toThrow(
    `canonical JSON: value is ${shown}; expected what JSON can say, or Infinity`,
  )
})
