import { existsSync, readFileSync, statSync } from "node:fs"
import Module, { createRequire } from "node:module"
import { dirname, join, resolve, sep } from "node:path"
import { explainImport, type ImportFault } from "./importFault.ts"
import type { Compiler } from "./tslab.ts"

/**
 * Lets a cell import ES modules.
 *
 * tslab compiles a cell to CommonJS, so `import { fit } from "@placelab/analysis"` becomes a `require`, which
 * refuses every graph of ES modules that awaits at its top level (vega's does). Therefore each package that a cell
 * names is loaded with a real `import()` first, and `require` then hands out the namespace that this gave.
 *
 * - Node resolves the names itself, from the notebook's folder, with its standard conditions (`node`, `import`,
 *   `default`): a workspace package arrives as its built files, never as source to be compiled again.
 * - CommonJS packages stay with `require`, which knows what their `default` is.
 * - A local file (`./loads`) is compiled by tslab like a cell; what it imports is loaded here in the same way.
 * - A package that fails to load only fails the cell when the compiled cell asks for it: an import of types alone
 *   leaves no `require` behind.
 *
 * Left out: relative imports of `.mjs` and `.json` files, which `require` handles by itself.
 */
export interface ModuleLoader {
  /** Loads what a source text imports, and what the local files it imports do. Never rejects. */
  preload(source: string): Promise<void>
  /** Why the package cannot be loaded, if it was tried and failed. */
  fault(specifier: string): ImportFault | undefined
}

/** Creates the loader of one notebook folder and hooks it into `require`, for the life of the process. */
export function createModuleLoader(rootDir: string, compiler: Compiler): ModuleLoader {
  const namespaces = new Map<string, object>()
  const faults = new Map<string, ImportFault>()
  const importFrom = importer(rootDir)
  const require = createRequire(join(rootDir, "src.js"))

  hookRequire(rootDir, (specifier) => {
    const fault = faults.get(specifier)
    if (fault !== undefined) throw fault
    return namespaces.get(specifier)
  })

  async function preload(source: string, folder = rootDir, seen = new Set<string>()): Promise<void> {
    for (const { fileName: specifier } of compiler.preProcessFile(source, true, true).importedFiles) {
      if (specifier === "tslab" || Module.isBuiltin(specifier) || namespaces.has(specifier)) continue
      if (/^(\.|\/|[a-z]:)/i.test(specifier)) {
        const file = localSource(resolve(folder, specifier))
        if (file === undefined || seen.has(file)) continue
        seen.add(file)
        await preload(readFileSync(file, "utf8"), dirname(file), seen)
      } else {
        await load(specifier)
      }
    }
  }

  async function load(specifier: string): Promise<void> {
    faults.delete(specifier)
    try {
      const namespace = await importFrom(specifier)
      if (!isCommonJs(specifier, namespace, require)) namespaces.set(specifier, interop(namespace))
    } catch (thrown) {
      if (!isLeftToRequire(specifier, thrown, require)) {
        faults.set(specifier, explainImport(specifier, rootDir, thrown))
      }
    }
  }

  return { preload: (source) => preload(source), fault: (specifier) => faults.get(specifier) }
}

type Namespace = Readonly<Record<string, unknown>>

/** `import()` as seen from a file in `rootDir`. A module compiled in memory gives it that place without a file. */
function importer(rootDir: string): (specifier: string) => Promise<Namespace> {
  const file = join(rootDir, "src.js") // the name under which tslab runs cells
  const module = new Module(file) as Module & { _compile(code: string, file: string): void }
  module.filename = file
  module._compile("module.exports = (specifier) => import(specifier)", file)
  return module.exports
}

/** Gives code that lives in `rootDir` (cells and local files) the modules that `find` knows. */
function hookRequire(rootDir: string, find: (specifier: string) => object | undefined): void {
  const loader = Module as unknown as {
    _load(request: string, parent: Module | undefined, isMain: boolean): unknown
  }
  const load = loader._load
  loader._load = function (request, parent, isMain) {
    const file = parent?.filename ?? ""
    const isNotebookCode = file.startsWith(rootDir + sep) && !file.includes(`${sep}node_modules${sep}`)
    const found = isNotebookCode ? find(request) : undefined
    return found ?? load.call(this, request, parent, isMain)
  }
}

/** `import()` of a CommonJS file gives a namespace whose default is that file's `module.exports`. */
function isCommonJs(specifier: string, namespace: Namespace, require: NodeJS.Require): boolean {
  try {
    const cached = require.cache[require.resolve(specifier)]
    return cached !== undefined && "default" in namespace && cached.exports === namespace.default
  } catch {
    return false
  }
}

/**
 * Folders, files named without their extension and JSON files inside packages exist for `require` only
 * (`fp-ts/Option`, `fp-ts/lib/Option`). A package that was found, but not something it imports, is no such case.
 */
function isLeftToRequire(specifier: string, thrown: unknown, require: NodeJS.Require): boolean {
  if (!(thrown instanceof Error)) return false
  const code = String((thrown as { code?: unknown }).code)
  const isData = /^ERR_IMPORT_(ATTRIBUTE|ASSERTION_TYPE)_MISSING$/.test(code)
  const isUnresolved = /^ERR_(MODULE_NOT_FOUND|UNSUPPORTED_DIR_IMPORT)$/.test(code)
  if (!isData && !(isUnresolved && /[\\/]src\.js(\n|$)/.test(thrown.message))) return false
  try {
    require.resolve(specifier)
    return true
  } catch {
    return false
  }
}

/** A namespace in the shape that compiled `import` statements expect: marked as an ES module, bindings live. */
function interop(namespace: Namespace): object {
  const exports = Object.defineProperty({}, "__esModule", { value: true })
  for (const name of Object.keys(namespace)) {
    Object.defineProperty(exports, name, { enumerable: true, get: () => namespace[name] })
  }
  return exports
}

/** The TypeScript or JavaScript file behind a relative import, by the compiler's rules. */
function localSource(path: string): string | undefined {
  const stem = path.replace(/\.[jt]sx?$/, "")
  return [`${stem}.ts`, `${stem}.tsx`, `${stem}.js`, `${path}.ts`, `${path}.tsx`, `${path}.js`].find(
    (file) => existsSync(file) && statSync(file).isFile(),
  )
}
