import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it, vi } from "vitest"
import { placelab } from "./placelab.ts"

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "placelab-run-"))
})
afterAll(() => rmSync(folder, { recursive: true }))

const small = { hosts: 8, duration: 400, load: { start: 0.6 }, seed: 5, scheduler: "entropy" }

function file(name: string, document: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof document === "string" ? document : JSON.stringify(document))
  return path
}

const metricsOf = (stdout: string) => JSON.parse(stdout.trimEnd().split("\n").at(-1)!)

it("the last line is one JSON object with the metrics of the run", () => {
  const { code, stdout, stderr } = placelab("run", file("small.json", small))
  expect([code, stderr]).toEqual([0, ""])
  const metrics = metricsOf(stdout)
  expect(Object.keys(metrics)).toEqual(
    expect.arrayContaining([
      "violation_s",
      "violations",
      "migrations",
      "migration_mean_s",
      "computations",
      "load_events",
    ]),
  )
  expect(metrics.load_events).toBeGreaterThan(50)
})

it("two runs write the same bytes, and so does the scenario that a run has written", () => {
  const path = file("twice.json", small)
  const run = (scenario: string, name: string) => {
    const out = join(folder, name)
    expect(placelab("run", scenario, "--out", out).code).toBe(0)
    expect(readdirSync(out).sort()).toEqual(["events.json", "metrics.json", "scenario.json"])
    return readFileSync(join(out, "events.json"), "utf8")
  }
  const first = run(path, "first")
  expect(first.split("\n").length).toBeGreaterThan(100)
  expect(run(path, "second")).toBe(first)
  expect(run(join(folder, "first", "scenario.json"), "third")).toBe(first)
})

it("the command line overrules the file, field by field", () => {
  const path = file("overruled.json", small)
  const out = join(folder, "overruled")
  const sets = ["--set", "hosts=4", "--set", "scheduler.limitPerHost=1", "--set", "load.period=5m"]
  const wrong = placelab("run", path, ...sets)
  expect(wrong.stderr).toBe(
    `placelab: ${path}: scheduler: field name is "limitPerHost"; expected one of the 14 known, such as "name"\n`,
  )
  const right = ["--set", "hosts=4", "--set", "load.period=5m", "--scheduler", "dvms"]
  const overlay = ["--set", "scheduler.overlay=random", "--seed", "9", "--out", out]
  expect(placelab("run", path, ...right, ...overlay).code).toBe(0)
  const written = JSON.parse(readFileSync(join(out, "scenario.json"), "utf8"))
  expect([written.hosts, written.seed, written.load.period]).toEqual([4, 9, 300])
  expect(written.scheduler).toMatchObject({ name: "dvms", overlay: "random" })
})

it.each([
  ['{ "hosts": "many" }', 'hosts is "many"; expected a whole number of at least 1'],
  ['{ "hots": 3 }', 'field name is "hots"; expected a known one: did you mean "hosts"?'],
  [
    '{ "load": { "period": "5 weeks ago" } }',
    'load.period is "5 weeks ago"; expected a number above 0, in seconds',
  ],
  ["[]", "the document is []; expected a scenario: an object such as"],
  ['{ "hosts": ', "text is "],
])("%s is refused in one line", (text, message) => {
  const path = file("wrong.json", text)
  const { code, stdout, stderr } = placelab("run", path)
  expect([code, stdout]).toEqual([1, ""])
  expect(stderr).toContain(`placelab: ${path}: ${message}`)
  expect(stderr.trimEnd().split("\n").length).toBe(1)
})

it("a file that is not there, a scheduler that does not exist, and a pair that is none are refused", () => {
  const path = file("right.json", small)
  expect(placelab("run", "missing.json").stderr).toBe(
    'placelab: missing.json: file is "missing"; expected a scenario: a JSON file that can be read\n',
  )
  expect(placelab("run", path, "--scheduler", "snoze").stderr).toContain('did you mean "snooze"?')
  expect(placelab("run", path, "--set", "hosts").stderr).toBe(
    'placelab: --set: pair is "hosts"; expected FIELD=VALUE, such as hosts=256 or scheduler.overlay=ring\n',
  )
})

it("an output folder that cannot be written is refused, and nothing is left", () => {
  const path = file("unwritable.json", small)
  const taken = file("taken", "a file")
  const { code, stderr } = placelab("run", path, "--out", join(taken, "inside"))
  expect(code).toBe(1)
  expect(stderr).toContain("a folder that can be written")
  const out = join(folder, "half")
  mkdirSync(join(out, "events.json"), { recursive: true })
  expect(placelab("run", path, "--out", out).code).toBe(1)
  expect(existsSync(join(out, "metrics.json"))).toBe(false)
  expect(readdirSync(out).filter((name) => name.includes(".new-"))).toEqual([])
})

it("every scenario of the folder scenarios can be played", () => {
  const scenarios = join(import.meta.dirname, "../../../scenarios")
  const names = readdirSync(scenarios).filter((name) => name.endsWith(".json"))
  expect(names.length).toBeGreaterThan(2)
  for (const name of names) {
    const { code, stderr } = placelab(
      "run",
      join(scenarios, name),
      "--set",
      "hosts=4",
      "--set",
      "duration=60",
    )
    expect([name, code, stderr]).toEqual([name, 0, ""])
  }
})

it("the schedulers are listed with their parameters", () => {
  const { code, stdout } = placelab("schedulers")
  expect(code).toBe(0)
  expect(stdout).toContain("dvms: distributed: an agent on each machine")
  expect(stdout).toContain("    scheduler.overlay=ring")
  expect(stdout).toContain("    scheduler.decisionTime.limitAtMost=never")
})
