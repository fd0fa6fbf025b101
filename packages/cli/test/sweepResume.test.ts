import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { afterAll, beforeAll, expect, it, vi } from "vitest"
import { environment, placelab, program } from "./placelab.ts"
import { identitiesIn, textsIn } from "./support/files.ts"

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

/* A sweep that takes some seconds, and what is in its folder when nothing disturbs it. */
const count = 60
const document = {
  scenario: { hosts: 24, duration: 1800, load: { start: 0.6 } },
  axes: { scheduler: ["entropy", "dvms"], hosts: [24, 32] },
  seeds: { first: 1, count: count / 4 },
}

let folder: string
let path: string
let undisturbed: Record<string, string>
const running = new Set<ChildProcess>()
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "placelab-resume-"))
  path = join(folder, "sweep.json")
  writeFileSync(path, JSON.stringify(document))
  const out = join(folder, "undisturbed")
  expect(placelab("sweep", path, "--out", out).code).toBe(0)
  undisturbed = textsIn(out)
  expect(Object.keys(undisturbed).length).toBe(count + 4)
})
afterAll(() => {
  for (const child of running) child.kill("SIGKILL")
  rmSync(folder, { recursive: true })
})

function start(out: string) {
  const args = [program, "sweep", path, "--out", out]
  const child = spawn(process.execPath, args, { env: environment, stdio: ["ignore", "pipe", "pipe"] })
  running.add(child)
  const texts = { stdout: "", stderr: "" }
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text) => {
      texts[name] += text
    })
  const ended = once(child, "close").then(([code, signal]) => {
    running.delete(child)
    return { code, signal, ...texts }
  })
  return { child, ended }
}

function resultsIn(out: string): string[] {
  const runs = join(out, "runs")
  return existsSync(runs) ? readdirSync(runs).filter((name) => name.endsWith(".json")) : []
}

/** Sends a signal when the sweep has played some runs, and is not near its end. */
async function signalInTheMiddle(out: string, signal: NodeJS.Signals) {
  const before = resultsIn(out).length
  const { child, ended } = start(out)
  while (resultsIn(out).length < before + 5 && child.exitCode === null) await setTimeout(2)
  child.kill(signal)
  const end = await ended
  expect(resultsIn(out).length).toBeLessThan(count)
  return end
}

/** Which files the results are. */
function identitiesOfResults(out: string): Record<string, string> {
  const all = Object.entries(identitiesIn(join(out, "runs")))
  return Object.fromEntries(all.filter(([name]) => name.endsWith(".json")))
}

const countsOf = (stdout: string) => JSON.parse(stdout.trimEnd().split("\n").at(-1)!)

it("kill -9 in the middle, twice, and the same command again: no run twice, and all bytes as undisturbed", async () => {
  const out = join(folder, "killed")
  let before = {}
  for (let kill = 0; kill < 2; kill++) {
    const { signal } = await signalInTheMiddle(out, "SIGKILL")
    expect(signal).toBe("SIGKILL")
    expect(existsSync(join(out, "table.ndjson"))).toBe(false)
    expect(identitiesOfResults(out)).toMatchObject(before)
    before = identitiesOfResults(out)
    // As a writer leaves it that was killed in the middle of a file.
    const name = Object.keys(undisturbed).find(
      (path) => path.startsWith("runs/") && !existsSync(join(out, path)),
    )!
    writeFileSync(join(out, `${name}.new-here-4242`), undisturbed[name]!.slice(0, 200))
  }
  const kept = Object.keys(before).length
  const { code, stdout, stderr } = await start(out).ended
  expect([code, stderr]).toEqual([0, ""])
  expect(countsOf(stdout)).toMatchObject({ runs: count - kept, reused: kept, failed: 0 })
  expect(identitiesOfResults(out)).toMatchObject(before)
  expect(textsIn(out)).toEqual(undisturbed)
})

it.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)(
  "%s keeps the runs that are done, says how many, and ends with code %i",
  async (signal, exitCode) => {
    const out = join(folder, signal)
    const { code, stdout, stderr } = await signalInTheMiddle(out, signal)
    const kept = resultsIn(out).length
    expect([code, stdout]).toEqual([exitCode, ""])
    expect(stderr).toBe(`placelab: ${kept} of ${count} runs are kept in ${out}; the same command goes on\n`)
    const again = await start(out).ended
    expect(countsOf(again.stdout)).toMatchObject({ runs: count - kept, reused: kept })
    expect(textsIn(out)).toEqual(undisturbed)
  },
)

it("two sweeps at once into one folder leave what one leaves", async () => {
  const out = join(folder, "together")
  const [one, two] = await Promise.all([start(out).ended, start(out).ended])
  expect([one.code, one.stderr, two.code, two.stderr]).toEqual([0, "", 0, ""])
  expect(textsIn(out)).toEqual(undisturbed)
})

it("tasks play their parts, in any order, and the sweep itself merges them: the same bytes", () => {
  const out = join(folder, "tasks")
  const play = (...args: readonly string[]) => {
    const { code, stdout, stderr } = placelab("sweep", path, "--out", out, ...args)
    expect([code, stderr]).toEqual([0, ""])
    return countsOf(stdout)
  }
  expect(play("--task", "2/7")).toEqual({ runs: 9, reused: 0, failed: 0, table: null })
  expect(play("--task", "2/7")).toEqual({ runs: 0, reused: 9, failed: 0, table: null })
  for (const task of [6, 0, 5, 1, 4, 3]) play("--task", `${task}/7`, "--workers", "2")
  expect(existsSync(join(out, "table.ndjson"))).toBe(false)
  expect(play()).toMatchObject({ runs: 0, reused: count })
  expect(textsIn(out)).toEqual(undisturbed)
})

it("what a task has failed of is told to who waits for it, and forgotten by the sweep", () => {
  const failing = join(folder, "failing.json")
  const out = join(folder, "failing")
  writeFileSync(failing, JSON.stringify({ ...document, axes: { vms: [80, 1_000_000] }, seeds: [1] }))
  const { code, stdout, stderr } = placelab("sweep", failing, "--out", out, "--task", "1/2")
  expect(code).toBe(1)
  expect(countsOf(stdout)).toEqual({ runs: 0, reused: 0, failed: 1, table: null })
  const told = Object.entries(textsIn(join(out, "failed")))
  expect(told.length).toBe(1)
  expect(stderr).toBe(`placelab: ${failing}, vms=1000000, seed 1: ${told[0]![1]}`)
  expect(placelab("sweep", failing, "--out", out).code).toBe(1)
  expect(existsSync(join(out, "failed"))).toBe(false)
})
