/*
 * The folder of a sweep. Every file is there as a whole or not at all, so sweeps can be interrupted anywhere and may share a folder.
 *
 *   runs/HASH.json   the result of a run: scenario, metrics, counts, and of which code. Its name is the hash of scenario and code.
 *   manifest.json    the sweep, and where the result of each point is
 *   table.ndjson, table.csv, table.parquet   a row a point, with `sweepTableSchema`; there when all runs are
 *   failed/HASH.txt  what runs of a task have failed of, for who waits for it; forgotten by whoever has read it
 *   slurm/           what Slurm was given, and what the tasks have printed
 */
import { readdirSync, readFileSync, rmdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { axisCell, canonicalJson, type SweepRow, sweepRows } from "@placelab/core"
import { isDraft, writeWholeFileSync } from "@placelab/core/node"
import type { Repair } from "@placelab/models"
import { intoFolder } from "../intoFolder.ts"
import { isObject } from "../setField.ts"
import { type PlannedRun, resultHash, type SweepPlan } from "./planSweep.ts"
import type { SweepLedger } from "./sweepLedger.ts"
import { sweepTableSchema } from "./sweepTableSchema.ts"

/** What came of a run: metrics of the kind of its scenario, and what its scheduler has counted. */
export interface SweepResult {
  readonly counts: Readonly<Record<string, number>>
  /** What was repaired in its trace, if anything was. */
  readonly repairs?: readonly Repair[]
}

/** See the head of this file. Methods throw InputError when the folder cannot be written. */
export class SweepFolder {
  readonly path: string
  readonly #plan: SweepPlan

  constructor(path: string, plan: SweepPlan) {
    this.path = path
    this.#plan = plan
  }

  /** Leaves nothing of another sweep but its runs, and nothing half-written. */
  begin(): void {
    this.#sweepDrafts()
    const manifest = this.#manifest()
    if (textOf(join(this.path, "manifest.json")) === manifest) return
    for (const name of tables) this.#remove(name)
    this.#write("manifest.json", () => [manifest])
  }

  /** Writes the tables, from what came of each run, by hash. */
  async end(results: ReadonlyMap<string, SweepRow>): Promise<void> {
    // Not before: tasks of a sweep write no tables.
    const { batchOf, formatOf, tableFormats, tableOf, written } = await import("@placelab/analysis/tables")
    const { file, axes, runs } = this.#plan
    const rows = sweepRows(
      file,
      axes,
      runs.map(({ point }) => point),
      runs.map(({ hash }) => results.get(hash)!),
    )
    // Another sweep may have been here meanwhile.
    this.#write("manifest.json", () => [this.#manifest()])
    const schema = await sweepTableSchema(axes, rows)
    const batch = batchOf(schema, tableOf(schema, rows))
    for (const name of tables)
      this.#write(name, () => written(formatOf(tableFormats, name).writer(schema), [batch]))
    this.#sweepDrafts()
  }

  /** Keeps the result of a run, and gives it as it was written. */
  keep(run: PlannedRun, { counts, repairs, ...metrics }: SweepResult): SweepRow {
    // Sorted, since two documents may say the same in another order.
    const scenario: unknown = JSON.parse(canonicalJson(run.scenario))
    const result = { ...this.#plan.version, scenario, metrics, counts, ...(repairs && { repairs }) }
    const text = `${JSON.stringify(result, null, 2)}\n`
    this.#write(addressOf(run), () => [text])
    return rowOf(JSON.parse(text))
  }

  /** Takes into the ledger the results that are here of runs that it misses. */
  look(ledger: SweepLedger): void {
    const names = new Set(namesIn(join(this.path, "runs")))
    for (const run of ledger.missing) {
      const row = names.has(`${run.hash}.json`) ? this.#result(run) : undefined
      if (row !== undefined) ledger.keep(run, row)
    }
  }

  /** Tells who waits for a task which of its runs have failed, and of what. */
  keepFailures({ runs, failures }: SweepLedger): void {
    for (const run of runs)
      if (failures.has(run.hash)) this.#write(failureOf(run), () => [`${failures.get(run.hash)}\n`])
  }

  /** Takes into the ledger what tasks have told so. */
  lookForFailures(ledger: SweepLedger): void {
    const names = new Set(namesIn(join(this.path, "failed")))
    for (const run of ledger.missing)
      if (names.has(`${run.hash}.txt`))
        ledger.fail(run, textOf(join(this.path, failureOf(run)))?.trimEnd() ?? "")
  }

  forgetFailures(): void {
    this.#removeOurs("failed", () => true)
    removeIfEmpty(join(this.path, "failed"))
  }

  /** What came of a run; a result that is not what its name says is none. */
  #result(run: PlannedRun): SweepRow | undefined {
    try {
      const stored = JSON.parse(textOf(join(this.path, addressOf(run))) ?? "")
      const isRight = isObject(stored.metrics) && isObject(stored.counts)
      return isRight && resultHash(stored.scenario, stored) === run.hash ? rowOf(stored) : undefined
    } catch {
      return undefined
    }
  }

  #manifest(): string {
    const { document, axes, runs, version } = this.#plan
    const points = runs.map((run) => ({
      values: Object.fromEntries(run.point.values.map((value, axis) => [axes[axis]!.name, axisCell(value)])),
      seed: run.point.seed,
      scenario: run.scenarioHash,
      result: addressOf(run),
    }))
    return `${JSON.stringify({ ...version, sweep: document, points }, null, 2)}\n`
  }

  #write(name: string, chunks: () => Iterable<string | Uint8Array>): void {
    intoFolder(this.path, () => writeWholeFileSync(join(this.path, name), chunks))
  }

  #remove(name: string): void {
    intoFolder(this.path, () => rmSync(join(this.path, name), { force: true }))
  }

  #removeOurs(folder: string, which: (name: string) => boolean): void {
    for (const name of namesIn(join(this.path, folder)))
      if (ours.test(name) && which(name)) this.#remove(join(folder, name))
  }

  #sweepDrafts(): void {
    for (const folder of ["", "runs", "failed"]) this.#removeOurs(folder, isDraft)
  }
}

const tables = ["table.ndjson", "table.csv", "table.parquet"]

/** Our files and their drafts. Whatever else is in the folder stays. */
const ours = /^(manifest|table|[0-9a-f]+)\.(json|ndjson|csv|parquet|txt)(\.new-|$)/

const addressOf = ({ hash }: PlannedRun) => `runs/${hash}.json`
const failureOf = ({ hash }: PlannedRun) => `failed/${hash}.txt`

function rowOf({ metrics, counts }: { metrics: SweepRow; counts: SweepRow }): SweepRow {
  return { ...metrics, ...counts }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8")
  } catch {
    return undefined
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // It is not there, or has something: both are fine.
  }
}

/** What is in a folder, sorted; nothing where there is none. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}
