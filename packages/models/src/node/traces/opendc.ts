import { InputError } from "@placelab/core"
import { shareRow } from "../../load/traces/shareRow.ts"
import type { Workload } from "../../load/traces/workload.ts"
import { WorkloadBuilder } from "../../load/traces/workloadBuilder.ts"
import { type ColumnBatch, columnBatches } from "./columnBatches.ts"
import type { OpendcFiles } from "./opendcFiles.ts"

/** A row of the table of VMs. */
interface Task {
  readonly id: string
  readonly submitted: number
  readonly cores: number | undefined
  readonly megahertz: number
  readonly kilobytes: number
}

export interface ReadOpendcOptions {
  /** The file of fragments if not given. */
  readonly name?: string
  /** The first so many VMs only. */
  readonly vms?: number
}

/**
 * Reads a workload of OpenDC, two tables of Parquet: tasks (`id`, `submission_time`, `duration`, `cpu_count`, `cpu_capacity`,
 * `mem_capacity`) and fragments (`id`, `duration`, `cpu_usage`), a row group at a time; or the same as CSV, with units at the ends of the
 * names of columns. Rejects with InputError, with file and row, counted from 0.
 *
 * Units     times in milliseconds; MHz of all cores together; memory in kilobytes of 1024 bytes, whatever OpenDC's manual says of MB:
 *           its code divides by 1000, and sizes are whole MiB only so.
 * Differs   a fragment may have a `timestamp`, as in the tables `meta` and `trace` of before: it ends then. Without, a fragment begins
 *           where the one before it ended, the first with the submission.
 * Source    OpenDC (Mastenbroek et al., CCGrid 2021), the schemas of its repository.
 *
 * @example await readOpendc({ tasks: "tasks.parquet", fragments: "fragments.parquet" })
 */
export async function readOpendc(files: OpendcFiles, options: ReadOpendcOptions = {}): Promise<Workload> {
  const { name = files.fragments, vms } = options
  const tasks = await tasksIn(files.tasks)
  const builder = new WorkloadBuilder(vms === undefined ? {} : { vms })
  /** When the last fragment of a task ended, in milliseconds. */
  const ends = new Map<string, number>()
  for await (const batch of columnBatches(files.fragments, ["id", "timestamp", "duration", "cpu_usage"])) {
    const ids = requireColumn(batch, "id")
    const durations = requireColumn(batch, "duration")
    const usages = requireColumn(batch, "cpu_usage")
    const timestamps = batch.column("timestamp")
    for (let i = 0; i < batch.length; i++) {
      const where = batch.where(i)
      const id = String(ids[i])
      const task = tasks.get(id)
      if (task === undefined) throw new InputError(where, "id", id, `a task of ${files.tasks}`)
      const duration = above0(durations[i], "duration", where)
      const end =
        timestamps === undefined
          ? (ends.get(id) ?? task.submitted) + duration
          : atLeast0(timestamps[i], "timestamp", where)
      ends.set(id, end)
      const cpu = atLeast0(usages[i], "cpu_usage", where) / task.megahertz
      builder.add(
        {
          ...shareRow(id, (end - duration) / 1000, duration / 1000, cpu, undefined, undefined),
          cores: task.cores,
          clock: task.megahertz * 1e6,
          memorySize: task.kilobytes * 1024,
        },
        where,
      )
    }
  }
  return builder.workload({ name })
}

async function tasksIn(file: string): Promise<Map<string, Task>> {
  const tasks = new Map<string, Task>()
  const columns = ["id", "submission_time", "start_time", "cpu_count", "cpu_capacity", "mem_capacity"]
  for await (const batch of columnBatches(file, columns)) {
    const ids = requireColumn(batch, "id")
    const begin = batch.column("submission_time") === undefined ? "start_time" : "submission_time"
    const submitted = requireColumn(batch, begin)
    const cores = requireColumn(batch, "cpu_count")
    const capacities = requireColumn(batch, "cpu_capacity")
    const sizes = requireColumn(batch, "mem_capacity")
    for (let i = 0; i < batch.length; i++) {
      const where = batch.where(i)
      const id = String(ids[i])
      if (tasks.has(id)) throw new InputError(where, "id", id, "one that no task before it has")
      tasks.set(id, {
        id,
        submitted: atLeast0(submitted[i], begin, where),
        cores: atLeast0(cores[i], "cpu_count", where) || undefined,
        megahertz: above0(capacities[i], "cpu_capacity", where),
        kilobytes: atLeast0(sizes[i], "mem_capacity", where),
      })
    }
  }
  return tasks
}

function requireColumn(batch: ColumnBatch, name: string): ArrayLike<unknown> {
  const found = batch.column(name)
  if (found !== undefined) return found
  throw new InputError(
    batch.where(0),
    "columns",
    batch.names.join(","),
    `a column "${name}" of OpenDC's tables`,
  )
}

function atLeast0(value: unknown, column: string, where: string): number {
  const number = numberOf(value)
  if (number >= 0 && number < Number.POSITIVE_INFINITY) return number
  throw new InputError(where, column, shown(value), "a number of at least 0")
}

function above0(value: unknown, column: string, where: string): number {
  const number = numberOf(value)
  if (number > 0 && number < Number.POSITIVE_INFINITY) return number
  throw new InputError(where, column, shown(value), "a number above 0")
}

function numberOf(value: unknown): number {
  return value === null || value === undefined || value === "" ? Number.NaN : Number(value)
}

/** A bigint is no JSON, and the reader does not care for the kind of a number. */
function shown(value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value
}
