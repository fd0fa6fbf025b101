import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { afterAll, beforeAll, expect, it, type TestContext, vi } from "vitest"
import { needs } from "../../../notebooks/test/support/needs.ts"
import { environment, placelab, program } from "./placelab.ts"
import { identitiesIn, textsIn } from "./support/files.ts"
import { hasSlurm, type Slurm, startSlurm } from "./support/slurm.ts"

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

/*
 * Real Slurm, started for these tests in a folder of its own, and ended with them. Two tasks run at a time.
 */

const document = {
  scenario: { hosts: 24, duration: 1800, load: { start: 0.6 } },
  axes: { scheduler: ["entropy", "dvms"] },
  seeds: { first: 1, count: 15 },
}

let folder: string
let path: string
let slurm: Slurm | undefined
/** What a sweep in threads leaves. */
let local: Record<string, string>
const running = new Set<ChildProcess>()
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "placelab-slurm-"))
  path = file("sweep.json", document)
  if (!hasSlurm()) return
  slurm = await startSlurm(join(folder, "slurm"))
  const out = join(folder, "local")
  expect(placelab("sweep", path, "--out", out).code).toBe(0)
  local = textsIn(out)
})
afterAll(async () => {
  for (const child of running) child.kill("SIGKILL")
  await slurm?.stop()
  expect(processes(isOfSlurm)).toEqual([])
  rmSync(folder, { recursive: true })
})

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify(content))
  return path
}

function needsSlurm(context: TestContext): NodeJS.ProcessEnv {
  needs(
    slurm !== undefined,
    "no Slurm here: apt-get install --no-install-recommends slurm-wlm munge",
    context,
  )
  return { ...environment, ...slurm!.environment }
}

/** `placelab sweep ... --engine slurm`, and how it ends. */
function start(env: NodeJS.ProcessEnv, sweep: string, out: string, ...args: readonly string[]) {
  const all = [program, "sweep", sweep, "--out", out, "--engine", "slurm", ...args]
  const child = spawn(process.execPath, all, { env, stdio: ["ignore", "pipe", "pipe"] })
  running.add(child)
  const texts = { stdout: "", stderr: "" }
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text) => {
      texts[name] += text
    })
  const ended = once(child, "close").then(([code]) => {
    running.delete(child)
    return { code, ...texts }
  })
  return { child, ended }
}

const countsOf = (stdout: string) => JSON.parse(stdout.trimEnd().split("\n").at(-1)!)

/** The numbers of the jobs whose tasks have printed something. */
function jobsIn(out: string): string[] {
  const logs = readdirSync(join(out, "slurm")).filter((name) => name.endsWith(".out"))
  return [...new Set(logs.map((name) => name.split("_")[0]!))].sort()
}

function resultsIn(out: string): Record<string, string> {
  if (!existsSync(join(out, "runs"))) return {}
  return Object.fromEntries(
    Object.entries(identitiesIn(join(out, "runs"))).filter(([name]) => name.endsWith(".json")),
  )
}

/** The numbers of processes, by the folder that tells of them. */
function processes(isWanted: (folder: string) => boolean): number[] {
  const numbers = readdirSync("/proc").filter((name) => /^\d+$/.test(name))
  return numbers.map(Number).filter((number) => {
    try {
      return isWanted(`/proc/${number}`)
    } catch {
      // It has ended meanwhile.
      return false
    }
  })
}

const wordsOf = (file: string) => readFileSync(file, "utf8").split("\0")

const isOfSlurm = (process: string) =>
  wordsOf(`${process}/environ`).includes(`SLURM_CONF=${join(folder, "slurm", "slurm.conf")}`)

/** The process of one of these tasks of the sweep in this folder. */
function processOf(out: string, tasks: readonly string[]): number {
  const [found] = processes((process) => {
    const words = wordsOf(`${process}/cmdline`)
    return words[1] === program && words.includes(out) && tasks.some((task) => words.includes(task))
  })
  return found!
}

it("a sweep on Slurm leaves the bytes of one in threads, whatever its folder is called", async (context) => {
  const env = needsSlurm(context)
  const out = join(folder, 'on Slurm\'s "nodes"')
  const options = '--sbatch=--cpus-per-task=2 --comment="two words" --job-name=mine'
  const { code, stdout, stderr } = await start(env, path, out, "--tasks", "3", options).ended
  expect([code, stderr]).toEqual([0, ""])
  expect(countsOf(stdout)).toEqual({ runs: 30, reused: 0, failed: 0, table: join(out, "table.ndjson") })
  expect(textsIn(out, "slurm")).toEqual(local)
  const logs = readdirSync(join(out, "slurm")).filter((name) => name.endsWith(".out"))
  expect(logs.map((name) => countsOf(readFileSync(join(out, "slurm", name), "utf8")).runs)).toEqual([
    10, 10, 10,
  ])
})

it("a task that is killed and one that is cancelled are submitted again, and nothing is played twice", async (context) => {
  const env = needsSlurm(context)
  const out = join(folder, "killed")
  const { ended } = start(env, path, out, "--tasks", "3")
  while (Object.keys(resultsIn(out)).length < 1) await setTimeout(5)
  const { job } = JSON.parse(readFileSync(join(out, "slurm", "job.json"), "utf8"))
  execFileSync("scancel", [`${job}_2`], { env })
  process.kill(processOf(out, ["0/3", "1/3"]), "SIGKILL")
  const kept = resultsIn(out)
  expect(Object.keys(kept).length).toBeLessThan(20)
  const { code, stdout, stderr } = await ended
  expect([code, stderr]).toEqual([0, ""])
  expect(countsOf(stdout)).toMatchObject({ runs: 30, reused: 0, failed: 0 })
  expect(jobsIn(out).length).toBe(2)
  expect(resultsIn(out)).toMatchObject(kept)
  expect(textsIn(out, "slurm")).toEqual(local)
})

it("Ctrl-C leaves the job alone, and the same command follows it", async (context) => {
  const env = needsSlurm(context)
  const out = join(folder, "followed")
  const { child, ended } = start(env, path, out, "--tasks", "2")
  while (!existsSync(join(out, "slurm", "job.json"))) await setTimeout(5)
  const { job } = JSON.parse(readFileSync(join(out, "slurm", "job.json"), "utf8"))
  child.kill("SIGINT")
  const { code, stdout, stderr } = await ended
  expect([code, stdout]).toEqual([130, ""])
  const [, kept, rest] = /^placelab: (\d+)( of .*)\n$/.exec(stderr)!
  expect(Number(kept)).toBeLessThan(30)
  expect(rest).toBe(
    ` of 30 runs are kept in ${out}; job ${job} goes on, the same command follows it, and scancel ${job} ends it`,
  )
  expect(execFileSync("squeue", ["--noheader", `--jobs=${job}`], { env, encoding: "utf8" })).not.toBe("")
  const again = await start(env, path, out, "--tasks", "2").ended
  expect([again.code, again.stderr]).toEqual([0, ""])
  expect(jobsIn(out)).toEqual([job])
  expect(existsSync(join(out, "slurm", "job.json"))).toBe(false)
  expect(textsIn(out, "slurm")).toEqual(local)
})

it("a run that fails is told as it is without Slurm, and is not submitted again", async (context) => {
  const env = needsSlurm(context)
  const failing = file("failing.json", { ...document, axes: { vms: [80, 1_000_000] }, seeds: [1, 2] })
  const out = join(folder, "failing")
  const { code, stdout, stderr } = await start(env, failing, out).ended
  expect(code).toBe(1)
  expect(countsOf(stdout)).toEqual({ runs: 2, reused: 0, failed: 2, table: null })
  expect(jobsIn(out).length).toBe(1)
  const alone = placelab("sweep", failing, "--out", join(folder, "failing-alone"))
  expect(stderr).toBe(alone.stderr)
  expect(stderr).toContain(`${failing}, vms=1000000, seed 1: scenario: vms is 1000000`)
  expect(textsIn(out, "slurm")).toEqual(textsIn(join(folder, "failing-alone")))
})

it("tasks that never come to an end are given up after three jobs", async (context) => {
  const env = needsSlurm(context)
  const out = join(folder, "hopeless")
  const one = file("hopeless.json", { ...document, axes: {}, seeds: [1] })
  // Of so little memory that Node does not start.
  const starved = "--sbatch=--export=NODE_OPTIONS=--max-old-space-size=1"
  const { code, stdout, stderr } = await start(env, one, out, starved).ended
  expect([code, stdout]).toEqual([1, '{"runs":0,"reused":0,"failed":1,"table":null}\n'])
  expect(stderr).toBe(
    `placelab: ${one}, seed 1: no result after 3 jobs; ${join(out, "slurm")} has what they have printed\n`,
  )
  expect(jobsIn(out).length).toBe(3)
})

it("what sbatch refuses is told in its words", async (context) => {
  const env = needsSlurm(context)
  const { code, stdout, stderr } = await start(
    env,
    path,
    join(folder, "refused"),
    "--sbatch=--partition=nowhere",
  ).ended
  expect([code, stdout]).toEqual([1, ""])
  expect(stderr).toMatch(/^placelab: the job was not submitted: sbatch: error: .*partition.*\n$/)
})

it("without Slurm the engine is refused, unless there is nothing to play", () => {
  const one = file("one.json", { scenario: { hosts: 4, duration: 60 }, axes: {}, seeds: [1] })
  const out = join(folder, "without")
  const play = () =>
    spawnSync(process.execPath, [program, "sweep", one, "--out", out, "--engine", "slurm"], {
      env: { ...environment, PATH: "/nonexistent" },
      encoding: "utf8",
    })
  const { status, stdout, stderr } = play()
  expect([status, stdout, existsSync(out)]).toEqual([1, "", false])
  expect(stderr).toBe(
    'placelab: --engine: engine is "slurm"; expected one that is there: sbatch is not in PATH; it is in Debian\'s package slurm-client\n',
  )
  expect(placelab("sweep", one, "--out", out).code).toBe(0)
  const again = play()
  expect([again.status, countsOf(again.stdout).reused]).toEqual([0, 1])
})
