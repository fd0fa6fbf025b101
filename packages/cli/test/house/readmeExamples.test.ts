import { expect, it } from "vitest"
import { readmeExamples } from "./readmeExamples.ts"

const readme = (...parts: readonly string[]) => parts.join("\n")
const example = ["```ts", "console.log(1)", "```", "", "```text", "1", "```"]

it("the examples of a README are their code and what they print", () => {
  const markdown = readme(
    "# a",
    "```sh",
    "npm install a",
    "```",
    "",
    ...example,
    "",
    "```ts",
    "elsewhere()",
    "```",
    ...example,
  )
  const found = { code: "console.log(1)\n", stdout: "1\n" }
  expect(readmeExamples("README.md", markdown, "ts")).toEqual([found, found])
})

it.each([
  ["without fences", readme("# a")],
  ["whose code has no output", readme("```ts", "a()", "```")],
  ["with prose between code and output", readme("```ts", "a()", "```", "prints", "```text", "1", "```")],
])("a README %s is refused", (_, markdown) => {
  expect(() => readmeExamples("core/README.md", markdown, "ts")).toThrow(
    `core/README.md: no example; expected a fence of "ts" directly followed by a fence of "text"`,
  )
})
