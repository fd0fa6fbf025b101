import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import type { TestProject } from "vitest/node"
import { type Finished, figures, fixture } from "./run.ts"
import { temporaryFolder } from "./temporaryFolder.ts"

/** The run of all notebooks that tests share. It begins before the first test and goes on beside them. */
export interface HeadlessRun {
  /** The notebooks that run. Those of the project; without any, the fixture that runs. */
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

const project = fileURLToPath(new URL("../..", import.meta.url))

/** Vitest's global setup. */
export function setup({ provide }: TestProject): () => Promise<void> {
  const own = readdirSync(project)
    .filter((entry) => entry.endsWith(".ipynb"))
    .sort()
    .map((entry) => join(project, entry))
  const files = own.length > 0 ? own : [fixture("ok")]
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
