/*
 * Slurm's commands: sbatch puts a job array into the queue, squeue says which of its tasks are there.
 */
import { execFile } from "node:child_process"
import { InputError } from "@placelab/core"

/** How many tasks of a job wait, and how many run. */
export interface QueuedTasks {
  readonly waiting: number
  readonly running: number
}

/** Refuses where Slurm is not there. Errors: InputError. */
export async function requireSlurm(): Promise<void> {
  await slurm("sbatch", ["--version"])
}

/** Submits these tasks of an array, and gives the number of the job. Errors: Error with what sbatch says. */
export async function submitArray(script: string, folder: string, tasks: readonly number[]): Promise<string> {
  const args = ["--parsable", `--array=${tasks.join(",")}`, `--chdir=${folder}`, "--output=%A_%a.out", script]
  const { code, stdout, stderr } = await slurm("sbatch", args)
  if (code !== 0) throw new Error(`the job was not submitted: ${firstLine(stderr)}`)
  // Where there are several clusters, "NUMBER;CLUSTER".
  return stdout.trim().split(";")[0]!
}

/** The tasks of a job that have not ended; undefined when Slurm cannot say. */
export async function queuedTasks(job: string): Promise<QueuedTasks | undefined> {
  const { code, stdout, stderr } = await slurm("squeue", [
    "--noheader",
    "--array",
    `--jobs=${job}`,
    "--format=%t",
  ])
  // Some minutes after its end Slurm has forgotten a job.
  if (code !== 0) return stderr.includes("Invalid job id") ? { waiting: 0, running: 0 } : undefined
  const states = stdout.split("\n").map((state) => state.trim())
  const waiting = states.filter((state) => state === "PD").length
  const others = states.filter((state) => !["", "PD", ...ended].includes(state)).length
  return { waiting, running: others }
}

/** States of tasks that do nothing any more, though they may be listed for a while. */
const ended = ["CG", "CD", "CA", "F", "TO", "NF", "OOM", "BF", "DL", "PR"]

interface Answer {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function slurm(command: string, args: readonly string[]): Promise<Answer> {
  return new Promise((resolve, reject) => {
    execFile(command, args, (error, stdout, stderr) => {
      if (error?.code === "ENOENT") {
        const expected = `one that is there: ${command} is not in PATH; it is in Debian's package slurm-client`
        reject(new InputError("--engine", "engine", "slurm", expected))
      } else resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr })
    })
  })
}

const firstLine = (text: string) => text.trim().split("\n")[0] ?? ""
