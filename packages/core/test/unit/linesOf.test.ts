import { expect, test } from "vitest"
import { linesOf } from "../../src/index.ts"

const text = "a\n\nbcd\re\nf"

test("a text has the same lines, wherever its chunks end", () => {
  const lines = ["a", "", "bcd\re", "f"]
  expect([...linesOf(text)]).toEqual(lines)
  for (let i = 0; i <= text.length; i++)
    for (let j = i; j <= text.length; j++)
      expect([...linesOf([text.slice(0, i), text.slice(i, j), text.slice(j)])]).toEqual(lines)
})

test("a line feed at the end begins no line, and nothing has none", () => {
  expect([...linesOf("a\n")]).toEqual(["a"])
  expect([...linesOf("\n")]).toEqual([""])
  expect([...linesOf("")]).toEqual([])
})
