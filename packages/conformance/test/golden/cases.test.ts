import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { playText } from "../../src/index.ts"

const own = fileURLToPath(new URL("../../cases", import.meta.url))
const given = process.env.PLACELAB_CONFORMANCE

describe("cases of this package", () => {
  it.each(casesIn(own))("%s is answered as SimGrid does, or it is a quirk", (file) => {
    const { verdict, differences, error } = playText(readFileSync(join(own, file), "utf8"), file)
    expect({ verdict: verdict === "failed" ? verdict : "passed", error }).toEqual({ verdict: "passed" })
    if (verdict === "passed") expect(differences).toEqual([])
  })

  it("every case has its own id, which names its file, and a title", () => {
    for (const file of casesIn(own)) {
      const { id, title } = JSON.parse(readFileSync(join(own, file), "utf8"))
      expect([`${id}.json`, typeof title]).toEqual([file, "string"])
    }
  })
})

describe.skipIf(given === undefined)("cases of the folder that PLACELAB_CONFORMANCE names", () => {
  it.each(given === undefined ? ["no folder is named"] : casesIn(given))("%s", (file) => {
    const { verdict, differences, error } = playText(readFileSync(join(given!, file), "utf8"), file)
    expect({ verdict, differences: verdict === "quirk" ? [] : differences, error }).not.toMatchObject({
      verdict: "failed",
    })
  })
})

function casesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
}
