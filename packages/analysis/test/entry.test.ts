import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"

/** What a source file and all that it imports take from outside of the package. */
function outsideImports(file: URL, seen = new Set<string>()): string[] {
  if (seen.has(file.href)) return []
  seen.add(file.href)
  const specifiers = [
    ...readFileSync(file, "utf8").matchAll(/(?:^(?:import|export|\}) .*?from |await import\()"([^"]+)"/gm),
  ].map(([, name]) => name!)
  return specifiers.flatMap((name) =>
    name.startsWith(".") ? outsideImports(new URL(name, file), seen) : [name],
  )
}

describe("the main entry", () => {
  it("imports core and pure algebra alone, and so runs in a browser, too", () => {
    const imports = outsideImports(new URL("../src/index.ts", import.meta.url))
    const others = imports.filter((name) => !name.startsWith("fp-ts/lib/"))
    expect([...new Set(others)]).toEqual(["@placelab/core"])
  })
})

describe("the entry of tables", () => {
  it("is where the libraries of tables are", () => {
    const imports = outsideImports(new URL("../src/tables/index.ts", import.meta.url))
    for (const library of ["arquero", "@uwdata/flechette", "hyparquet", "hyparquet-writer"])
      expect(imports).toContain(library)
  })
})

describe("the node entry", () => {
  it("is where the drawing libraries are", () => {
    expect(outsideImports(new URL("../src/node/index.ts", import.meta.url))).toContain("vega")
  })
})
