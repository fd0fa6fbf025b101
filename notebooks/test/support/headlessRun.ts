import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import type { TestProject } from "vitest/node"
import { type Finished, figures } from "./run.ts"
import { temporaryFolder } from "./temporaryFolder.ts"

/** The run of all notebooks but the long ones, which tests share. It begins before the first test and goes on beside them. */
export interface HeadlessRun {
  /** The notebooks that run. */
  readonly files: readonly string[]
  /** Where the figures go. */
  readonly folder: string
  /** Where the outcome of the run is written when it has ended. */
  readonly outcome: string
}

declare module "vitest" {
  interface ProvidedContext {
    headlessRun: HeadlessRun
  }
}

/** They play hundreds of simulations each, for minutes. `npm start` runs them, and fails where a claim misses. */
const long = ["10-vmplaces-use-case.ipynb", "11-snooze-variants.ipynb", "12-scale.ipynb"]

const project = fileURLToPath(new URL("../..", import.meta.url))

/** Vitest's global setup. */
export function setup({ provide }: TestProject): () => Promise<void> {
  const all = readdirSync(project)
    .filter((entry) => entry.endsWith(".ipynb"))
    .sort()
  const gone = long.filter((entry) => !all.includes(entry))
  if (gone.length > 0) throw new Error(`headlessRun.ts: no notebook is called ${gone.join(", ")}`)
  const files = all.filter((entry) => !long.includes(entry)).map((entry) => join(project, entry))
  const parent = temporaryFolder({ keep: true })
  const folder = join(parent, "figures")
  const outcome = join(parent, "outcome.json")
  const ended = figures(["--out", folder, ...files]).then((finished) => {
    writeFileSync(`${outcome}.part`, JSON.stringify(finished))
    renameSync(`${outcome}.part`, outcome)
  })
  provide("headlessRun", { files, folder, outcome })
  return async () => {
    await ended
    rmSync(parent, { recursive: true, force: true })
  }
}

/** Waits for the end of the shared run. */
export async function ended({ outcome }: HeadlessRun): Promise<Finished> {
  while (!existsSync(outcome)) await setTimeout(100)
  return JSON.parse(readFileSync(outcome, "utf8"))
}
