import { join } from "node:path"
import { createContext, runInContext } from "node:vm"
import { rolldown } from "rolldown"
import ts from "typescript"
import { isBuiltin } from "./importFaults.ts"
import {
  importsOf,
  isRelative,
  packageNameOf,
  packagesOf,
  resolveRelative,
  shown,
  workspace,
} from "./workspace.ts"

/** The main entries, and what else runs in a browser: core/platform is the entry "./platform" of core. */
export const forBrowsers = [
  "core",
  "core/platform",
  "models",
  "schedulers",
  "analysis",
  "analysis/tables",
  "conformance",
]

/** The source of such an entry. */
export function fileOf(entry: string): string {
  const [name = "", ...below] = entry.split("/")
  return join(workspace, "packages", name, "src", ...below, "index.ts")
}

/** The files of our packages that a page loads when it imports `entry`: `import type` is erased and does not count. */
export function loadedFrom(entry: string): string[] {
  const packages = new Set(packagesOf(workspace).map(({ name }) => name))
  const entries = new Map(forBrowsers.map((each) => [`@placelab/${each}`, fileOf(each)]))
  const files = new Set([entry])
  for (const file of files) {
    for (const { specifier, erased } of importsOf(file)) {
      if (erased) continue
      const next = isRelative(specifier) ? resolveRelative(file, specifier) : entries.get(specifier)
      if (next !== undefined) files.add(next)
      else if (packages.has(packageNameOf(specifier)))
        throw new Error(
          `${shown(workspace, file)}: imports "${specifier}", and what runs in a browser may import what runs there only`,
        )
    }
  }
  return [...files].sort()
}

/** Imports of Node's own modules in these files. */
export function builtinImports(root: string, files: readonly string[]): string[] {
  return files.flatMap((file) =>
    importsOf(file)
      .filter(({ specifier }) => isBuiltin(specifier))
      .map(({ specifier }) => `${shown(root, file)}: imports "${specifier}"`),
  )
}

/** What Node has and browsers have not. */
const nodeGlobals = new Set([
  ...["process", "Buffer", "__dirname", "__filename", "require", "module", "exports", "global"],
  ...["setImmediate", "clearImmediate"],
])

/** Uses of Node's globals in these files. A variable of the same name that the code declares itself is none. */
export function nodeGlobalUses(root: string, files: readonly string[]): string[] {
  const program = ts.createProgram([...files], {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    allowImportingTsExtensions: true,
    noEmit: true,
    customConditions: ["@placelab/source"],
    typeRoots: [join(workspace, "node_modules/@types")],
    types: ["node"],
  })
  const checker = program.getTypeChecker()
  return files.flatMap((file) => {
    const source = program.getSourceFile(file)
    if (source === undefined) throw new Error(`${shown(root, file)}: the compiler did not find it`)
    const uses: string[] = []
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node) && nodeGlobals.has(node.text)) {
        const declarations = checker.getSymbolAtLocation(node)?.declarations ?? []
        if (declarations.some((each) => each.getSourceFile().fileName.includes("/@types/node/"))) {
          const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
          uses.push(`${shown(root, file)}, line ${line + 1}: uses Node's ${node.text}`)
        }
      }
      ts.forEachChild(node, visit)
    }
    visit(source)
    return uses
  })
}

/**
 * Bundles `entry` for browsers with all that it depends on, nothing left out as unused. Gives the modules that no
 * bundle can hold, which are Node's own, and the names that the entry exports when the bundle runs in a world that has
 * the language and `webGlobals` but nothing of Node.
 */
export async function browserBundle(entry: string): Promise<{ unbundled: string[]; exports: string[] }> {
  const build = await rolldown({
    input: entry,
    platform: "browser",
    resolve: { conditionNames: ["@placelab/source", "browser", "import", "default"] },
    treeshake: false,
    onLog: () => {},
  })
  const { output } = await build.generate({ format: "iife", name: "bundle", codeSplitting: false })
  await build.close()
  const [{ imports, dynamicImports, code, exports }] = output
  const unbundled = [...imports, ...dynamicImports]
  if (unbundled.length > 0) return { unbundled, exports }
  const world = createContext({ ...webGlobals })
  return { unbundled, exports: runInContext(`${code}\nObject.keys(bundle)`, world) }
}

/** What dependencies may expect of any browser, or worker in one, while they load. */
const webGlobals = {
  console,
  URL,
  TextDecoder,
  TextEncoder,
  setTimeout,
  clearTimeout,
  queueMicrotask,
  structuredClone,
}
