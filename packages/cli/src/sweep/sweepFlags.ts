import { InputError } from "@placelab/core"
import * as Argument from "effect/cli/Argument"
import * as Flag from "effect/cli/Flag"
import { getOrUndefined, type Option } from "effect/Option"

/** What `placelab sweep` is given. */
export const sweepFlags = {
  file: Argument.String("SWEEP.json").pipe(
    Argument.withDescription("A sweep: scenario, axes, seeds; the folder sweeps has some"),
  ),
  out: Flag.String("out").pipe(
    Flag.withDescription("A folder for results and tables; results that it has already are not played again"),
  ),
  workers: Flag.Int("workers").pipe(
    Flag.optional,
    Flag.withDescription("Threads. Default: as many as this machine runs in parallel, 1 with --task"),
  ),
  engine: Flag.Literals("engine", ["local", "slurm"]).pipe(
    Flag.withDefault("local"),
    Flag.withDescription("Where runs are played: in threads here (default), or as an array of Slurm jobs"),
  ),
  tasks: Flag.Int("tasks").pipe(
    Flag.optional,
    Flag.withDescription("With --engine slurm, into how many tasks the sweep is divided (64)"),
  ),
  sbatch: Flag.String("sbatch").pipe(
    Flag.optional,
    Flag.withDescription(
      'With --engine slurm, more options of sbatch, after "=": --sbatch="--partition=long --mem=2G"',
    ),
  ),
  task: Flag.String("task").pipe(
    Flag.optional,
    Flag.withDescription("Play a part of the sweep only, I of N from 0, such as 0/8, and write no tables"),
  ),
} as const

/** The same, checked. */
export interface SweepOptions {
  readonly workers?: number
  readonly slurm?: { readonly tasks: number; readonly sbatch: string }
  readonly task?: SweepTask
}

/** A part of a sweep: the points whose number is `index` modulo `count`. */
export interface SweepTask {
  readonly index: number
  readonly count: number
}

interface Given {
  readonly workers: Option<number>
  readonly engine: "local" | "slurm"
  readonly tasks: Option<number>
  readonly sbatch: Option<string>
  readonly task: Option<string>
}

/** Checks options on their own and together. Errors: InputError. */
export function sweepOptions(given: Given): SweepOptions {
  const workers = getOrUndefined(given.workers)
  const tasks = getOrUndefined(given.tasks)
  const sbatch = getOrUndefined(given.sbatch)
  const task = getOrUndefined(given.task)
  const onSlurm = given.engine === "slurm"
  for (const [name, value] of Object.entries({ workers, tasks }))
    if (value !== undefined && value < 1)
      throw new InputError(`--${name}`, "number", value, "a whole number above 0")
  for (const [name, value] of Object.entries({ tasks, sbatch }))
    if (value !== undefined && !onSlurm)
      throw new InputError(`--${name}`, "engine", "local", "--engine slurm")
  for (const [name, value] of Object.entries({ workers, task }))
    if (value !== undefined && onSlurm) throw new InputError(`--${name}`, "engine", "slurm", "--engine local")
  if (sbatch !== undefined && /[\r\n]/.test(sbatch))
    throw new InputError("--sbatch", "options", sbatch, "one line")
  return {
    ...(workers !== undefined && { workers }),
    ...(onSlurm && { slurm: { tasks: tasks ?? defaultTasks, sbatch: sbatch ?? "" } }),
    ...(task !== undefined && { workers: workers ?? 1, task: readTask(task) }),
  }
}

const defaultTasks = 64

function readTask(text: string): SweepTask {
  const [, index, count] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number)
  if (index === undefined || count === undefined || index >= count)
    throw new InputError("--task", "part", text, "I/N with I from 0 to N - 1, such as 0/8")
  return { index, count }
}
