import { expect, it } from "vitest"
import { readmeExample } from "./readmeExample.ts"

const readme = (...parts: readonly string[]) => parts.join("\n")
const example = ["```ts", "console.log(1)", "```", "", "```text", "1", "```"]

it("the example of a README is its code and what it prints", () => {
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
  )
  expect(readmeExample("README.md", markdown, "ts")).toEqual({ code: "console.log(1)\n", stdout: "1\n" })
})

it.each([
  ["without fences", readme("# a"), 0],
  ["whose code has no output", readme("```ts", "a()", "```"), 0],
  ["with prose between code and output", readme("```ts", "a()", "```", "prints", "```text", "1", "```"), 0],
  ["with two examples", readme(...example, ...example), 2],
])("a README %s is refused", (_, markdown, count) => {
  expect(() => readmeExample("core/README.md", markdown, "ts")).toThrow(
    `core/README.md: ${count} examples; expected one fence of "ts" directly followed by a fence of "text"`,
  )
})
