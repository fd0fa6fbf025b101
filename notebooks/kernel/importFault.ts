import { existsSync, readFileSync } from "node:fs"
import { dirname, join, posix, relative } from "node:path"
import { nearestName } from "@placelab/core"

/** Why a cell's import failed, in one line that ends with the remedy. */
export class ImportFault extends Error {
  override readonly name = "ImportError"
}

/**
 * Explains a failed `import()`.
 *
 * @param specifier What the cell asks for: `"@placelab/models"`, `"fp-ts/lib/Either.js"`.
 * @param rootDir The notebook's folder, where resolution starts.
 * @param thrown What `import()` rejected with.
 */
export function explainImport(specifier: string, rootDir: string, thrown: unknown): ImportFault {
  const name = packageName(specifier)
  const folder = packageFolder(name, rootDir)
  if (folder === undefined) {
    const { file, names } = declaredPackages(rootDir)
    const near = nearestName(name, names)
    const remedy = near === undefined ? "" : `write "${near}", or `
    return new ImportFault(`cannot find package "${name}": ${remedy}add it to ${file} and run npm install`)
  }
  const code = errorCode(thrown)
  const message = firstLine(thrown)
  if (code === "ERR_PACKAGE_PATH_NOT_EXPORTED") {
    const entries = exportedEntries(folder).map((entry) => `"${posix.join(name, entry)}"`)
    return new ImportFault(
      `package "${name}" has no entry "${specifier}": import one of ${entries.join(", ") || "none"}`,
    )
  }
  if (code !== "ERR_MODULE_NOT_FOUND" && code !== "ERR_UNSUPPORTED_DIR_IMPORT") {
    return new ImportFault(`cannot load "${specifier}", it failed while loading: ${message}`)
  }
  const missing = /Cannot find (?:module|package) '([^']+)'/.exec(message)?.[1] ?? specifier
  const unbuilt = unbuiltPackage(missing)
  if (unbuilt !== undefined) {
    return new ImportFault(`cannot load "${specifier}": ${unbuilt} is not built yet: run npm run build`)
  }
  if (missing.startsWith(join(folder, "/"))) {
    return new ImportFault(
      `package "${name}" has no file "${relative(folder, missing)}": correct the import "${specifier}"`,
    )
  }
  return new ImportFault(
    `cannot load "${specifier}": it needs "${missing}", which is missing: run npm install`,
  )
}

/** `@scope/name` or `name` of a bare specifier. */
function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/")
}

function packageFolder(name: string, from: string): string | undefined {
  return ancestors(from)
    .map((folder) => join(folder, "node_modules", name))
    .find((folder) => existsSync(join(folder, "package.json")))
}

/** The nearest package.json at or above a folder, as `FOLDER/package.json`, and the packages that it names. */
function declaredPackages(from: string): { file: string; names: string[] } {
  for (const folder of ancestors(from)) {
    const manifest = readManifest(folder)
    if (manifest === undefined) continue
    const names = Object.keys({ ...record(manifest.dependencies), ...record(manifest.devDependencies) })
    return { file: relative(dirname(folder), join(folder, "package.json")), names }
  }
  return { file: "package.json", names: [] }
}

/** The name of the workspace package whose missing build output `file` is, if that is what it is. */
function unbuiltPackage(file: string): string | undefined {
  if (!/[\\/]dist[\\/]/.test(file)) return undefined
  for (const folder of ancestors(dirname(file))) {
    const manifest = readManifest(folder)
    if (manifest === undefined) continue
    const source = existsSync(join(folder, "src")) && existsSync(join(folder, "tsconfig.json"))
    return source && typeof manifest.name === "string" ? manifest.name : undefined
  }
  return undefined
}

function exportedEntries(folder: string): string[] {
  return Object.keys(record(readManifest(folder)?.exports)).filter((entry) => entry.startsWith("."))
}

function readManifest(folder: string): Record<string, unknown> | undefined {
  const file = join(folder, "package.json")
  return existsSync(file) ? record(JSON.parse(readFileSync(file, "utf8"))) : undefined
}

function ancestors(folder: string): string[] {
  const parent = dirname(folder)
  return parent === folder ? [folder] : [folder, ...ancestors(parent)]
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {}
}

function errorCode(thrown: unknown): unknown {
  return record(thrown).code
}

function firstLine(thrown: unknown): string {
  return String(thrown).split("\n")[0]!
}
