import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type CellResult, runCells } from "./support/cells.ts"
import { temporaryFolder } from "./support/temporaryFolder.ts"

/** A workspace in small: a package whose source differs from what was built of it, and packages that are broken. */
const files = {
  "packages/built/package.json": JSON.stringify({
    name: "@fixture/built",
    type: "module",
    exports: {
      ".": { "@placelab/source": "./src/index.ts", types: "./dist/index.d.ts", default: "./dist/index.js" },
      "./node": { "@placelab/source": "./src/node.ts", types: "./dist/node.d.ts", default: "./dist/node.js" },
    },
  }),
  "packages/built/src/index.ts": `export const origin = (): string => "source"`,
  "packages/built/dist/index.d.ts": `
    export declare function origin(): string
    export declare function stack(): string
    export declare const rates: Float64Array<ArrayBuffer>`,
  "packages/built/dist/index.js": `
    export function origin() { return "built" /* this comment is not in the source */ }
    export function stack() { return new Error("here").stack }
    export const rates = new Float64Array([1, 2])`,
  "packages/built/dist/node.d.ts": "export declare const awaited: number",
  "packages/built/dist/node.js": "export const awaited = await Promise.resolve(42)",
  "packages/unbuilt/package.json": JSON.stringify({
    name: "@fixture/unbuilt",
    type: "module",
    exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
  }),
  "packages/unbuilt/tsconfig.json": "{}",
  "packages/unbuilt/src/index.ts": "export const x = 1",
  "packages/faulty/package.json": JSON.stringify({
    name: "@fixture/faulty",
    type: "module",
    main: "index.js",
  }),
  "packages/faulty/index.d.ts": "export declare const x: number",
  "packages/faulty/index.js": `throw new Error("no licence\\nsecond line")`,
  "packages/needy/package.json": JSON.stringify({ name: "@fixture/needy", type: "module", main: "index.js" }),
  "packages/needy/index.d.ts": "export declare const x: number",
  "packages/needy/index.js": `import "@fixture/gone"\nexport const x = 1`,
  "packages/classic/package.json": JSON.stringify({ name: "@fixture/classic", main: "index.js" }),
  "packages/classic/index.d.ts": "declare function half(x: number): number\nexport = half",
  "packages/classic/index.js": "module.exports = (x) => x / 2",
  "packages/classic/lib/folder/index.d.ts": "export declare const inFolder: string",
  "packages/classic/lib/folder/index.js": `exports.inFolder = "yes"`,
  "package.json": JSON.stringify({ dependencies: { "@fixture/built": "*" } }),
  "local.ts": `
    import { awaited } from "@fixture/built/node"
    import { deeper } from "./sub/deeper"
    export const sum = awaited + deeper
    export interface Sum { readonly value: number }`,
  "hosts.json": JSON.stringify({ hosts: 3 }),
  "sub/deeper.ts": `
    import { rates } from "@fixture/built"
    export const deeper: number = rates[1]!`,
}

const cells = {
  origin: `import { origin, stack } from "@fixture/built"\norigin()`,
  source: "console.log(origin.toString())",
  stack: "console.log(stack())",
  subpath: `import { awaited } from "@fixture/built/node"\nawaited`,
  typedArray: `import { rates } from "@fixture/built"\nconst wrong: string = rates`,
  local: `import { sum, type Sum } from "./local"\nconst s: Sum = { value: sum }\ns.value`,
  data: `import data from "./hosts.json"\ndata.hosts`,
  classic: `import half from "@fixture/classic"\nhalf(3)`,
  folder: `import { inFolder } from "@fixture/classic/lib/folder"\ninFolder`,
  dynamic: `const built = await import("@fixture/built")\nbuilt.origin()`,
  typesOnly: `import type { x } from "@fixture/faulty"\nconst y: typeof x = 1\ny`,
  missing: `import { place } from "@fixture/bulit"\nplace()`,
  entry: `import { x } from "@fixture/built/nod"\nx`,
  unbuilt: `import { x } from "@fixture/unbuilt"\nx`,
  faulty: `import { x } from "@fixture/faulty"\nx`,
  needy: `import { x } from "@fixture/needy"\nx`,
  missingFile: `import { x } from "@fixture/classic/lib/nothing.js"\nx`,
  strict: "const size = (x) => x.length",
  es2023: "new Int32Array([3, 1]).toSorted()[0]! + [5].with(0, 6)[0]!",
  thrown: `class Refused extends Error {}\nconst refuse = () => { throw new Refused("no", { cause: new Error("why") }) }\nrefuse()`,
  thrownText: `throw "plain text"`,
  earlier: "const a = 1",
  shorthand: "let b = 0\nconst own = 5; ({ b } = { b: 3 });({ c: (() => ({ a, own }))(), b })",
  redeclared: "const a = 2\na",
  unawaited: `const figure = async (f: object) => f\n\nif (a > 0) {\n  figure({ id: "late" })\n}`,
  unplayed: `const replay = async (f: object) => f\nreplay({ id: "late" })`,
  awaited: `const figure = async (f: object) => f\nawait figure({ id: "in-time" })\n1`,
  display: `;(globalThis as any).__notebookDisplay({ "text/plain": "two", "application/json": { two: 2 } })`,
  shown: `const claim = { held: true }\n;(globalThis as any).__notebookDisplay({ "application/json": claim })\nclaim`,
  displayById: `import { display } from "tslab"\ndisplay.html("<b>bold</b>")`,
} satisfies Record<string, string>

let folder: string
let results: Record<keyof typeof cells, CellResult>

beforeAll(async () => {
  folder = temporaryFolder({ keep: true })
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  mkdirSync(join(folder, "node_modules/@fixture"), { recursive: true })
  for (const name of ["built", "unbuilt", "faulty", "needy", "classic"]) {
    symlinkSync(join(folder, "packages", name), join(folder, "node_modules/@fixture", name))
  }
  const names = Object.keys(cells)
  const list = await runCells(folder, Object.values(cells))
  results = Object.fromEntries(names.map((name, index) => [name, list[index]!])) as typeof results
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe("a cell that imports a workspace package", () => {
  it("gets the built output, not its source", () => {
    expect(results.origin).toMatchObject({ status: "ok", stdout: "built\n" })
  })

  it("gets the very functions of the built file, not compiled again", () => {
    const built = readFileSync(join(folder, "packages/built/dist/index.js"), "utf8")
    expect(built).toContain(results.source.stdout.trim())
    expect(results.stack.stdout.split("\n")[1]).toContain("/packages/built/dist/index.js:3:")
  })

  it("reaches its subpaths, and modules that await at their top level", () => {
    expect(results.subpath).toMatchObject({ status: "ok", stdout: "42\n" })
  })

  it("sees the types that a newer compiler wrote", () => {
    expect(results.typedArray.stderr).toContain("Type 'Float64Array' is not assignable to type 'string'")
  })
})

describe("a cell", () => {
  it("imports values from local files, which import packages and local files themselves", () => {
    expect(results.local).toMatchObject({ status: "ok", stdout: "44\n" })
  })

  it("imports local JSON", () => {
    expect(results.data).toMatchObject({ status: "ok", stdout: "3\n" })
  })

  it("imports CommonJS packages, with their default, and folders inside them", () => {
    expect(results.classic).toMatchObject({ status: "ok", stdout: "1.5\n" })
    expect(results.folder).toMatchObject({ status: "ok", stdout: "yes\n" })
  })

  it("imports while it runs", () => {
    expect(results.dynamic).toMatchObject({ status: "ok", stdout: "built\n" })
  })

  it("imports only types from a package that cannot be loaded", () => {
    expect(results.typesOnly).toMatchObject({ status: "ok", stdout: "1\n" })
  })

  it("is checked strictly, with the library of ES2023", () => {
    expect(results.strict.stderr).toContain("Parameter 'x' implicitly has an 'any' type")
    expect(results.es2023).toMatchObject({ status: "ok", stdout: "7\n" })
  })

  it("may declare a name of an earlier cell again", () => {
    expect(results.redeclared).toMatchObject({ status: "ok", stdout: "2\n" })
  })

  it("sees the names of other cells in shorthand properties", () => {
    expect(results.shorthand).toMatchObject({
      status: "ok",
      stdout: "{ c: { a: 1, own: 5 }, b: 3 }\n",
    })
  })

  it("shows one output in several MIME types", () => {
    expect(results.display.displays).toMatchObject([
      { data: { "text/plain": "two", "application/json": { two: 2 } } },
    ])
    expect(results.displayById.displays).toMatchObject([{ data: { "text/html": "<b>bold</b>" } }])
  })

  it("does not print once more what it has shown", () => {
    expect(results.shown).toMatchObject({ status: "ok", stdout: "", displays: [{}] })
  })

  it("is refused when it does not await a figure or a replay", () => {
    expect(results.unawaited).toMatchObject({
      status: "error",
      stderr: `4:3 - figure(...) draws in the background: write "await figure(...)"\n`,
    })
    expect(results.unplayed.stderr).toBe(
      `2:1 - replay(...) draws in the background: write "await replay(...)"\n`,
    )
    expect(results.awaited.status).toBe("ok")
  })
})

describe("a failed import says in one line what to do:", () => {
  it.each([
    [
      "missing",
      `cannot find package "@fixture/bulit": write "@fixture/built", or add it to FOLDER/package.json and run npm install`,
    ],
    [
      "entry",
      `package "@fixture/built" has no entry "@fixture/built/nod": import one of "@fixture/built", "@fixture/built/node"`,
    ],
    ["unbuilt", `cannot load "@fixture/unbuilt": @fixture/unbuilt is not built yet: run npm run build`],
    [
      "missingFile",
      `package "@fixture/classic" has no file "lib/nothing.js": correct the import "@fixture/classic/lib/nothing.js"`,
    ],
  ] as const)("%s, found by the compiler", (name, message) => {
    const expected = message.replace("FOLDER", folder.split("/").at(-1)!)
    expect(results[name].stderr).toMatch(/^1:\d+ - .*\n$/)
    expect(results[name].stderr).toContain(expected)
    expect(results[name]).toMatchObject({ status: "error", ename: "CompileError" })
  })

  it.each([
    ["faulty", `cannot load "@fixture/faulty", it failed while loading: Error: no licence`],
    ["needy", `cannot load "@fixture/needy": it needs "@fixture/gone", which is missing: run npm install`],
  ] as const)("%s, found when it is loaded", (name, message) => {
    expect(results[name]).toMatchObject({ status: "error", ename: "ImportError", evalue: message })
    expect(results[name].stderr).toBe(`ImportError: ${message}\n`)
  })
})

describe("an error in a cell", () => {
  it("is shown without the stack of the kernel, with its cause, and is in Jupyter's reply", () => {
    expect(results.thrown).toMatchObject({ status: "error", ename: "Error", evalue: "no" })
    expect(results.thrown.stderr).toBe("Error: no\ncaused by Error: why\n")
  })

  it("may be any value", () => {
    expect(results.thrownText).toMatchObject({ status: "error", evalue: "plain text" })
  })
})
