import { none, some } from "effect/Option"
import { expect, it } from "vitest"
import { sweepOptions } from "../src/sweep/sweepFlags.ts"

type Given = Parameters<typeof sweepOptions>[0]

const nothing: Given = { workers: none(), engine: "local", tasks: none(), sbatch: none(), task: none() }

it.each<[string, Partial<Given>]>([
  ["--workers: number is 0; expected a whole number above 0", { workers: some(0) }],
  ['--tasks: engine is "local"; expected --engine slurm', { tasks: some(4) }],
  ['--sbatch: engine is "local"; expected --engine slurm', { sbatch: some("--mem=1G") }],
  ['--workers: engine is "slurm"; expected --engine local', { engine: "slurm", workers: some(2) }],
  ['--task: engine is "slurm"; expected --engine local', { engine: "slurm", task: some("0/2") }],
  ["--tasks: number is 0; expected a whole number above 0", { engine: "slurm", tasks: some(0) }],
  [
    '--sbatch: options is "--mem=1G\\n--qos=low"; expected one line',
    { engine: "slurm", sbatch: some("--mem=1G\n--qos=low") },
  ],
  ['--task: part is "2/2"; expected I/N with I from 0 to N - 1, such as 0/8', { task: some("2/2") }],
  ['--task: part is "two"; expected I/N with I from 0 to N - 1, such as 0/8', { task: some("two") }],
])("options are refused: %s", (message, given) => {
  expect(() => sweepOptions({ ...nothing, ...given })).toThrow(
    expect.objectContaining({ name: "InputError", message }),
  )
})

it("a task has one thread unless told otherwise, and a sweep on Slurm 64 tasks", () => {
  expect(sweepOptions({ ...nothing, task: some("1/8") })).toEqual({
    workers: 1,
    task: { index: 1, count: 8 },
  })
  expect(sweepOptions({ ...nothing, task: some("1/8"), workers: some(3) }).workers).toBe(3)
  expect(sweepOptions({ ...nothing, engine: "slurm" })).toEqual({ slurm: { tasks: 64, sbatch: "" } })
})
