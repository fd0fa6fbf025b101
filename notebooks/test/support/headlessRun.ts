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

/** They play many simulations each, for half a minute or several ones. `npm start` runs them, and fails where a claim misses. */
const long = ["07-", "08-", "09-", "10-", "11-", "12-", "15-", "16-", "17-", "20-", "21-"]

const project = fileURLToPath(new URL("../..", import.meta.url))

/** Vitest's global setup. */
export function setup({ provide }: TestProject): () => Promise<void> {
  const all = readdirSync(project)
    .filter((entry) => entry.endsWith(".ipynb"))
    .sort()
  const gone = long.filter((start) => !all.some((entry) => entry.startsWith(start)))
  if (gone.length > 0) throw new Error(`headlessRun.ts: no notebook begins with ${gone.join(", ")}`)
  const isShort = (entry: string) => !long.some((start) => entry.startsWith(start))
  const files = all.filter(isShort).map((entry) => join(project, entry))
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
