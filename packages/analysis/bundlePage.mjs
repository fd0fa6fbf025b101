// Bundles the program of the page with all that it needs into dist/browser/page.js: one classic script, the same bytes each time.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { rolldown } from "rolldown"

const folder = import.meta.dirname
const build = await rolldown({
  cwd: folder,
  input: "src/browser/main.ts",
  platform: "browser",
  resolve: { conditionNames: ["@placelab/source", "browser", "import", "default"] },
  onLog(_, log) {
    throw new Error(log.message)
  },
})
const { output } = await build.generate({
  format: "iife",
  minify: true,
  codeSplitting: false,
  comments: false,
})
await build.close()
const [{ code, modules, imports, dynamicImports }] = output
if (output.length > 1 || imports.length + dynamicImports.length > 0)
  throw new Error(`the page cannot load ${[...imports, ...dynamicImports].join(", ") || "a second file"}`)

const file = join(folder, "dist/browser/page.js")
mkdirSync(dirname(file), { recursive: true })
writeFileSync(file, `${notices(Object.keys(modules))}${code.trim()}\n`)

/** The licences of the bundled packages, as these ask for: each text once, after the packages that have it. */
function notices(files) {
  const packages = new Map()
  for (const path of files) {
    const [root] = /^.*\/node_modules\/(@[^/]+\/)?[^/]+/.exec(path.replaceAll("\\", "/")) ?? []
    if (root !== undefined) packages.set(root, JSON.parse(readFileSync(join(root, "package.json"), "utf8")))
  }
  const namesOf = new Map()
  for (const [root, { name, version, license }] of [...packages].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const text = licenceIn(root) ?? license
    namesOf.set(text, [...(namesOf.get(text) ?? []), `${name} ${version}`])
  }
  const parts = [...namesOf].map(([text, names]) => `${names.join(", ")}:\n\n${text.trim()}`)
  return `/*!\nThis program contains\n\n${parts.join("\n\n")}\n*/\n`.replaceAll(/\*\/(?!\n$)/g, "* /")
}

function licenceIn(root) {
  const name = readdirSync(root)
    .sort()
    .find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry))
  return name !== undefined && existsSync(join(root, name))
    ? readFileSync(join(root, name), "utf8")
    : undefined
}
