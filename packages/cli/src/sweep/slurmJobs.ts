import { readFileSync, rmSync } from "node:fs"
import { join, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { canonicalJson } from "@placelab/core"
import { writeWholeFileSync } from "@placelab/core/node"
import { intoFolder } from "../intoFolder.ts"
import { type PlannedRun, type SweepPlan, taskOf } from "./planSweep.ts"
import { sha256 } from "./sha256.ts"
import { submitArray } from "./slurm.ts"

/** What Slurm is given for a sweep, and what was submitted last: the folder "slurm" of the sweep's folder. */
export class SlurmJobs {
  readonly folder: string
  readonly #out: string
  readonly #plan: SweepPlan
  /** Tells this sweep, by this code, from others. */
  readonly #sweep: string

  constructor(out: string, plan: SweepPlan) {
    this.#out = resolve(out)
    this.folder = join(this.#out, "slurm")
    this.#plan = plan
    this.#sweep = sha256(canonicalJson(plan.runs.map(({ hash }) => hash)))
  }

  /** The number of the job that was submitted last for this sweep, unless it was followed to its end. */
  last(): string | undefined {
    try {
      const { sweep, job } = JSON.parse(readFileSync(this.#file(), "utf8"))
      return sweep === this.#sweep ? job : undefined
    } catch {
      return undefined
    }
  }

  /**
   * Submits those of so many tasks that have one of these runs, and gives the number of the job. Tasks read a copy of the sweep, so
   * that what is edited meanwhile does not matter. `options` are more options of sbatch, as text.
   * Errors: InputError; Error with what sbatch says.
   */
  async submit(runs: readonly PlannedRun[], tasks: number, options: string): Promise<string> {
    const needed = [...new Set(runs.map((run) => taskOf(run, tasks)))].sort((a, b) => a - b)
    this.#write("sweep.json", `${JSON.stringify(this.#plan.document, null, 2)}\n`)
    this.#write("job.sh", this.#script(tasks, options))
    const job = await submitArray(join(this.folder, "job.sh"), this.folder, needed)
    this.#write("job.json", `${JSON.stringify({ sweep: this.#sweep, job })}\n`)
    return job
  }

  /** The last job has ended. */
  forget(): void {
    rmSync(this.#file(), { force: true })
  }

  #file(): string {
    return join(this.folder, "job.json")
  }

  #write(name: string, text: string): void {
    intoFolder(this.#out, () => writeWholeFileSync(join(this.folder, name), () => [text]))
  }

  /** A shell script that plays one task of the array. */
  #script(tasks: number, options: string): string {
    const program = fileURLToPath(new URL("../main.js", import.meta.url))
    const sweep = join(this.folder, "sweep.json")
    const command = [process.execPath, program, "sweep", sweep, "--out", this.#out].map(quoted).join(" ")
    return [
      "#!/bin/sh",
      "#SBATCH --job-name=placelab-sweep",
      ...(options === "" ? [] : [`#SBATCH ${options}`]),
      `exec ${command} --task "$SLURM_ARRAY_TASK_ID/${tasks}" --workers "\${SLURM_CPUS_PER_TASK:-1}"`,
      "",
    ].join("\n")
  }
}

/** For a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
