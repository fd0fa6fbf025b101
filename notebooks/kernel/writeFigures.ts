import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { type Claim, page } from "@placelab/analysis"
import { pageScript } from "@placelab/analysis/node"
import type { ExecutedNotebook } from "./runNotebooks.ts"

/**
 * Writes what notebooks have shown:
 *
 * - `NOTEBOOK/FIGURE.svg` and `NOTEBOOK/FIGURE.png`,
 * - `claims.json`: all claims, each with its notebook, sorted by notebook and id,
 * - `index.html`: one page with everything, that needs no network.
 *
 * Deterministic: the same notebooks give the same bytes; no date, duration or machine is in them.
 */
export function writeFigures(folder: string, notebooks: readonly ExecutedNotebook[]): void {
  for (const { name, figures } of notebooks) {
    if (figures.length > 0) mkdirSync(join(folder, name), { recursive: true })
    for (const { id, svg, png } of figures) {
      writeFileSync(join(folder, name, `${id}.svg`), svg)
      writeFileSync(join(folder, name, `${id}.png`), Buffer.from(png, "base64"))
    }
  }
  writeFileSync(join(folder, "claims.json"), claimsJson(notebooks))
  writeFileSync(
    join(folder, "index.html"),
    page({ title: "placelab: the published figures, regenerated", notebooks, script: pageScript() }),
  )
}

/** The claims of all notebooks as JSON text. */
export function claimsJson(notebooks: readonly Pick<ExecutedNotebook, "name" | "claims">[]): string {
  const claims = notebooks.flatMap(({ name, claims }) =>
    claims.map((claim) => ({ notebook: name, ...claim, numbers: sorted(claim.numbers) })),
  )
  claims.sort((a, b) => compare(a.notebook, b.notebook) || compare(a.id, b.id))
  return `${JSON.stringify(claims, null, 2)}\n`
}

function sorted(numbers: Claim["numbers"]): Claim["numbers"] {
  return Object.fromEntries(Object.entries(numbers).sort(([a], [b]) => compare(a, b)))
}

/** By code units: the same order on every machine, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
