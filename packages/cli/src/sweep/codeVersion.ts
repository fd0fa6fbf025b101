/*
 * Which code a result is from. Versions of packages change seldom, the code of a checkout often, so the built files themselves are
 * hashed: a result of other code is never taken for one of this. Too much is hashed rather than too little; the same build has
 * the same hash wherever it lies.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join, sep } from "node:path"
import { fileURLToPath } from "node:url"
import { canonicalJson } from "@placelab/core"
import { sha256 } from "./sha256.ts"

/** What results say of the code that they are from. */
export interface CodeVersion {
  /** The version of this package. */
  readonly placelab: string
  /** See {@link hashOfCode}. */
  readonly code: string
}

/** Our packages that a run uses. */
const used = ["@placelab/analysis", "@placelab/core", "@placelab/models", "@placelab/schedulers"]

/** The code that runs here. */
export function codeVersion(): CodeVersion {
  const own = fileURLToPath(new URL("../..", import.meta.url))
  const others = used.map((name) => fileURLToPath(new URL("..", import.meta.resolve(name))))
  return { placelab: manifestOf(own).version, code: hashOfCode([own, ...others]) }
}

/**
 * A hash of packages in these folders: of their names, versions and dependencies, and of the paths and contents of all
 * dist/**\/*.js. Neither the order of the folders nor where they lie matters.
 */
export function hashOfCode(folders: readonly string[]): string {
  return sha256(canonicalJson(folders.map(packageHash).sort()))
}

function packageHash(folder: string): string {
  const { name, version, dependencies = {} } = manifestOf(folder)
  const files = readdirSync(join(folder, "dist"), { encoding: "utf8", recursive: true })
    .filter((path) => path.endsWith(".js"))
    .map((path) => [path.split(sep).join("/"), sha256(readFileSync(join(folder, "dist", path)))])
    .sort(([a = ""], [b = ""]) => (a < b ? -1 : 1))
  return sha256(canonicalJson({ name, version, dependencies, files }))
}

function manifestOf(folder: string) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
}
