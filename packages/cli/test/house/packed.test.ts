import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it, vi } from "vitest"
import { readmeExamples } from "./readmeExamples.ts"
import { workspace } from "./workspace.ts"

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

/*
 * What users get: each package is packed as npm would publish it, all are installed together from these tarballs in an
 * empty folder outside the workspace, and the README examples run there. Packs what was built last.
 */

const libraries = ["core", "models", "schedulers", "analysis", "conformance"]
const published = [...libraries, "cli"]
const dataOf: Readonly<Record<string, readonly string[]>> = {
  models: ["data/README.md", "data/boot-times.csv", "data/qemu-precopy.csv"],
  conformance: ["cases/README.md"],
}
const compiler = join(workspace, "node_modules/@typescript/native/bin/tsc")

let folder: string
const packed = new Map<string, { file: string; paths: string[] }>()

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "placelab-packed-"))
  for (const name of published) packed.set(name, pack(name))
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }))
  const tarballs = [...packed.values()].map(({ file }) => `./${file}`)
  const flags = ["--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"]
  run("npm", ["install", ...flags, ...tarballs], folder)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

it.each(published)("the tarball of %s holds what was built, and no tests or build state", (name) => {
  const { paths } = packed.get(name)!
  const entry = name === "cli" ? ["dist/main.js"] : ["dist/index.js", "dist/index.d.ts"]
  const data = dataOf[name] ?? []
  const needed = ["README.md", "package.json", ...entry, ...data]
  const unwanted = /(^|\/)(test|fixtures)\/|\.test\.|tsbuildinfo|vitest|tsconfig/
  expect({
    missing: needed.filter((path) => !paths.includes(path)),
    unwanted: paths.filter((path) => unwanted.test(path)),
  }).toEqual({ missing: [], unwanted: [] })
})

it.each(
  libraries.flatMap((name) =>
    examplesOf(name, "ts").map((example, i) => ({ name, number: i + 1, ...example })),
  ),
)(
  "the README example of $name, number $number, has right types and prints what the README says",
  ({ name, number, code, stdout }) => {
    const home = join(folder, `example-${name}-${number}`)
    mkdirSync(home)
    writeFileSync(join(home, "example.ts"), code)
    writeFileSync(
      join(home, "tsconfig.json"),
      JSON.stringify({ compilerOptions: strict(code), include: ["example.ts"] }),
    )
    run(process.execPath, [compiler, "-p", home], home)
    expect(run(process.execPath, [join(home, "example.js")], home)).toBe(stdout)
  },
)

it.each(examplesOf("cli", "sh"))(
  "the README example of cli prints what the README says",
  ({ code, stdout }) => {
    expect(run("sh", ["-ec", code], folder)).toBe(stdout)
  },
)

/**
 * As strict as a compiler goes, our own declarations included. Node's types are there only for an example that imports a
 * node entry: the main entries must do without; `dom` is for `console`.
 */
function strict(code: string) {
  return {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    verbatimModuleSyntax: true,
    skipLibCheck: false,
    target: "es2023",
    lib: ["es2023", "dom"],
    module: "nodenext",
    typeRoots: [join(workspace, "node_modules/@types")],
    types: /from "(@placelab\/\w+\/node|node:\w+)"/.test(code) ? ["node"] : [],
  }
}

function examplesOf(name: string, language: "ts" | "sh") {
  const path = `packages/${name}/README.md`
  const file = join(workspace, path)
  return readmeExamples(path, existsSync(file) ? readFileSync(file, "utf8") : "", language)
}

function pack(name: string): { file: string; paths: string[] } {
  const from = join(workspace, "packages", name)
  if (!existsSync(join(from, "dist")))
    throw new Error(`packages/${name} has no dist: build it first (npm run build)`)
  const told = run("npm", ["pack", "--json", "--pack-destination", folder], from)
  const [{ filename, files }] = JSON.parse(told) as [{ filename: string; files: { path: string }[] }]
  return { file: filename, paths: files.map(({ path }) => path) }
}

/** Stdout; what the program wrote to both outputs is the error when it fails. */
function run(command: string, args: readonly string[], cwd: string): string {
  const result = spawnSync(command, args, { cwd, env: plainEnvironment(), encoding: "utf8" })
  if (result.error !== undefined) throw result.error
  if (result.status === 0) return result.stdout
  throw new Error(
    `${command} ${args.join(" ")}: exit code ${result.status}\n${result.stdout}${result.stderr}`,
  )
}

/** Without what npm and the test runner tell the programs they start: an npm started by npm would look at its folder. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const told =
    /^(npm_package_|npm_lifecycle_|npm_config_(local_prefix|workspaces?)$|INIT_CWD$|FORCE_COLOR$|NODE_OPTIONS$|VITEST)/
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !told.test(name))),
    NO_COLOR: "1",
  }
}
