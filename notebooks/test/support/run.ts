import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"

/** What a command did. */
export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** Called when the process runs, with its id. */
  readonly onStart?: (pid: number) => void
}

/** Runs a command to its end. Never rejects; a command that is not there has the code null. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const { cwd, env = process.env, onStart } = options
  const child = spawn(command, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env,
    stdio: ["ignore", "pipe", "pipe"],
  })
  let stdout = ""
  let stderr = ""
  child.stdout.on("data", (chunk) => {
    stdout += chunk
  })
  child.stderr.on("data", (chunk) => {
    stderr += chunk
  })
  if (child.pid !== undefined) onStart?.(child.pid)
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ code: null, stdout, stderr: String(error) }))
    child.on("close", (code) => resolve({ code, stdout, stderr }))
  })
}

/** A built program of the kernel: `dist/NAME.js`. */
export const program = (name: string): string =>
  fileURLToPath(new URL(`../../dist/${name}.js`, import.meta.url))

/** The path of a notebook in `test/fixtures`. */
export const fixture = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/${name}.ipynb`, import.meta.url))

/** Runs `figures.js` on notebooks, its output piped. */
export function figures(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  return run(process.execPath, [program("figures"), ...args], options)
}
