import { existsSync, readdirSync, readFileSync } from "node:fs"
import { basename, dirname, join, relative, resolve, sep } from "node:path"
import { fileURLToPath } from "node:url"
import ts from "typescript"

/** The folder that holds all packages. */
export const workspace = fileURLToPath(new URL("../../../..", import.meta.url))

/** One of our packages, with its TypeScript sources. */
export interface Package {
  readonly name: string
  /** Absolute. */
  readonly folder: string
  readonly dependencies: readonly string[]
  /** What is only there while it is built. */
  readonly devDependencies: readonly string[]
  /** Absolute paths, sorted. */
  readonly sources: readonly string[]
}

/** The packages below `root`: packages/* with what is in src, and notebooks with its kernel. */
export function packagesOf(root: string): Package[] {
  const folders = directories(join(root, "packages")).map((name) => join(root, "packages", name))
  return [...folders, join(root, "notebooks")]
    .filter((folder) => existsSync(join(folder, "package.json")))
    .map((folder) => {
      const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
      const { name, dependencies = {}, devDependencies = {} } = manifest
      const sources = join(folder, basename(folder) === "notebooks" ? "kernel" : "src")
      return {
        name,
        folder,
        dependencies: Object.keys(dependencies),
        devDependencies: Object.keys(devDependencies),
        sources: typescriptFiles(sources),
      }
    })
}

function directories(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

function typescriptFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { encoding: "utf8", recursive: true })
    .filter((name) => /\.[cm]?ts$/.test(name))
    .map((name) => join(folder, name))
    .sort()
}

/** An import, an export from elsewhere, an `import()` or a `require()` of a fixed name. */
export interface Import {
  readonly specifier: string
  /** `import type` and `export type`: the compiled file does not have it. */
  readonly erased: boolean
}

export function importsOf(file: string): Import[] {
  const text = readFileSync(file, "utf8")
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest)
  const erased = new Set(
    source.statements.filter(isOfTypesOnly).map(({ moduleSpecifier }) => moduleSpecifier?.getStart(source)),
  )
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName, pos }) => ({ specifier: fileName, erased: erased.has(pos) }))
}

function isOfTypesOnly(statement: ts.Statement): statement is ts.ImportDeclaration | ts.ExportDeclaration {
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly
  return (
    ts.isImportDeclaration(statement) && statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
  )
}

/** "@scope/name/deep" is of the package "@scope/name". */
export function packageNameOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/")
}

export function isRelative(specifier: string): boolean {
  return specifier.startsWith(".")
}

/** Where a relative import leads, as a source file: "./a.js" is written in a.ts. */
export function resolveRelative(from: string, specifier: string): string {
  return resolve(dirname(from), specifier.replace(/\.([cm]?)js$/, ".$1ts"))
}

export function isInside(folder: string, path: string): boolean {
  return path.startsWith(folder + sep)
}

/** For messages: a path as seen from `root`. */
export function shown(root: string, path: string): string {
  return relative(root, path).split(sep).join("/")
}
