import { readFileSync } from "node:fs"

/** Built beside the modules of this package: seen alike from its sources and from what was built. */
const file = new URL("../../dist/browser/page.js", import.meta.url)

/**
 * The program of the page: filter, live charts, replays, with the libraries that it needs, as one classic script.
 *
 * Errors    of the file system, where the package has not been built.
 *
 * @example page({ title, notebooks, script: pageScript() })
 */
export function pageScript(): string {
  return readFileSync(file, "utf8")
}
