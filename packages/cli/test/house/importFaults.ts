import { builtinModules } from "node:module"
import { join } from "node:path"
import {
  type Import,
  importsOf,
  isInside,
  isRelative,
  type Package,
  packageNameOf,
  packagesOf,
  resolveRelative,
  shown,
} from "./workspace.ts"

/** The arrows: a package may import those of our packages that it points to, and no others. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  "@placelab/core": [],
  "@placelab/models": ["@placelab/core"],
  "@placelab/schedulers": ["@placelab/core", "@placelab/models"],
  "@placelab/analysis": ["@placelab/core"],
  "@placelab/conformance": ["@placelab/core", "@placelab/models"],
  placelab: [
    "@placelab/core",
    "@placelab/models",
    "@placelab/schedulers",
    "@placelab/analysis",
    "@placelab/conformance",
  ],
  "@placelab/notebooks": [
    "@placelab/core",
    "@placelab/models",
    "@placelab/schedulers",
    "@placelab/analysis",
    "@placelab/conformance",
    "placelab",
  ],
}

/** Every import below `root` that points against the arrows, leaves its package, or is not declared; and one cycle. */
export function importFaults(root: string): string[] {
  const packages = packagesOf(root)
  return [...packages.flatMap((own) => faultsIn(root, own, packages)), ...cycleFaults(root, packages)]
}

function faultsIn(root: string, own: Package, packages: readonly Package[]): string[] {
  const allowed = mayImport[own.name]
  if (allowed === undefined)
    return [`${own.name}: a package without arrows; say in importFaults.ts what it may import`]
  const ours = new Set([...Object.keys(mayImport), ...packages.map((each) => each.name)])
  return own.sources.flatMap((file) => {
    // What is in this folder is bundled when the package is built, with what it imports.
    const isBundled = isInside(join(own.folder, "src", "browser"), file)
    const declared = isBundled ? [...own.dependencies, ...own.devDependencies] : own.dependencies
    return importsOf(file).flatMap(({ specifier }) => {
      const fault = (what: string) => [`${shown(root, file)}: imports "${specifier}"${what}`]
      if (isRelative(specifier))
        return isInside(own.folder, resolveRelative(file, specifier)) ? [] : fault(", outside its package")
      if (isBuiltin(specifier)) return []
      const name = packageNameOf(specifier)
      if (ours.has(name) && !allowed.includes(name))
        return fault(
          `; ${own.name} may import ${allowed.length > 0 ? allowed.join(", ") : "none of our packages"}`,
        )
      return declared.includes(name) ? [] : fault(", which is no dependency in its package.json")
    })
  })
}

export function isBuiltin(specifier: string): boolean {
  return specifier.startsWith("node:") || builtinModules.includes(specifier)
}

/**
 * One cycle of files, if there is any. `import type` does not count: it is erased, so that two files may know each
 * other's types. Across packages the arrows forbid cycles already.
 */
function cycleFaults(root: string, packages: readonly Package[]): string[] {
  const done = new Set<string>()
  const path: string[] = []
  const visit = (file: string): string[] | undefined => {
    const seenAt = path.indexOf(file)
    if (seenAt >= 0) return [...path.slice(seenAt), file]
    if (done.has(file)) return undefined
    done.add(file)
    path.push(file)
    for (const next of loadedBy(file)) {
      const cycle = visit(next)
      if (cycle !== undefined) return cycle
    }
    path.pop()
    return undefined
  }
  const sources = packages.flatMap((each) => each.sources)
  const known = new Set(sources)
  const loadedBy = (file: string) =>
    importsOf(file)
      .filter(({ specifier, erased }: Import) => isRelative(specifier) && !erased)
      .map(({ specifier }) => resolveRelative(file, specifier))
      .filter((next) => known.has(next))
  for (const file of sources) {
    const cycle = visit(file)
    if (cycle !== undefined) return [`cycle: ${cycle.map((each) => shown(root, each)).join(" -> ")}`]
  }
  return []
}
