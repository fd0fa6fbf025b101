import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { repeatable } from "../../kernel/repeatable.ts"
import { program, run } from "./run.ts"

/** How a cell ended and what it printed. */
export interface CellResult {
  readonly status: "ok" | "error"
  readonly stdout: string
  readonly stderr: string
  readonly ename?: string
  readonly evalue?: string
  readonly displays: readonly { readonly data: Record<string, unknown> }[]
}

/**
 * Runs cells one after the other in one kernel, as Jupyter would after errors too: a failed cell does not keep the
 * next from running.
 */
export async function runCells(folder: string, cells: readonly string[]): Promise<readonly CellResult[]> {
  const script = join(folder, "driver.mjs")
  writeFileSync(script, driver)
  const { code, stdout, stderr } = await run(
    process.execPath,
    ["--no-warnings", script, program("tslabRuntime"), JSON.stringify(cells)],
    { cwd: folder, env: { ...process.env, ...repeatable } },
  )
  if (code !== 0) throw new Error(`the kernel ended with ${code}: ${stderr}`)
  return JSON.parse(stdout)
}

const driver = `
const [runtime, cells] = process.argv.slice(2)
const { loadTslab } = await import(runtime)
const write = process.stdout.write.bind(process.stdout)
const handler = loadTslab({ watch: false }).createHandler()
const results = []
for (const code of JSON.parse(cells)) {
  const result = { stdout: "", stderr: "", displays: [] }
  const reply = await handler.handleExecute(
    { code },
    (name, text) => { result[name] += text },
    (message) => { result.displays.push(JSON.parse(JSON.stringify(message))) },
  )
  results.push({ ...result, ...reply })
  // tslab takes no cell for 200 ms after an error: it drops what Jupyter had queued behind the failed one.
  if (reply.status !== "ok") await new Promise((resolve) => setTimeout(resolve, 400))
}
write(JSON.stringify(results))
`
