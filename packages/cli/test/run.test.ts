import { execFileSync, spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it, vi } from "vitest"
import { environment, placelab, program } from "./placelab.ts"

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

it("where there are sites, the metrics have migrations within them and between them, and only there", () => {
  const sites = [{ name: "Rennes" }, { name: "Sophia", latency: "8ms" }]
  const path = file("sites.json", { ...small, hosts: 16, duration: 900, sites, scheduler: "dvms" })
  const { code, stdout, stderr } = placelab("run", path, "--set", "scheduler.overlay=locality")
  expect([code, stderr]).toEqual([0, ""])
  const metrics = metricsOf(stdout)
  const { migrations, migrations_intra_site, migrations_inter_site } = metrics
  expect(migrations_intra_site).toBeGreaterThan(0)
  expect(migrations_intra_site + migrations_inter_site).toBeLessThanOrEqual(migrations)
  expect(metrics.gossipMessages).toBeGreaterThan(0)
  expect(placelab("run", file("no-sites.json", small)).stdout).not.toContain("site")
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
  // What no single field has wrong.
  ['{ "hosts": 8, "vms": 1000000 }', "vms is 1000000; expected fewer: vm-256 finds no room on 8 hosts"],
  [
    '{ "hosts": 8, "sites": [{ "name": "a", "hosts": 6 }] }',
    "hosts is 8; expected 6, as many as the sites have",
  ],
  ['{ "hosts": 8, "scheduler": "snoze" }', 'scheduler name is "snoze"; expected a known one: did you mean'],
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

it.each([
  ["__proto__=3", 'field name is "__proto__"; expected one of the 15 known'],
  ["__proto__.hosts=3", 'field name is "__proto__"; expected one of the 15 known'],
  ["host.__proto__.cores=3", 'host: field name is "__proto__"; expected one of the 9 known'],
  ["constructor.hosts=3", 'field name is "constructor"; expected one of the 15 known'],
  ["hosts.number=3", 'hosts is {"number":3}; expected a whole number of at least 1'],
  ["hosts=null", "hosts is null; expected a whole number of at least 1"],
  ["duration=1e400", "duration is Infinity; expected a finite number"],
  ["load.start=1.5", "load.start is 1.5; expected a number from 0 to 1"],
  ["vm.classes.1.updateIntensity=7", "vm.classes[1].updateIntensity is 7; expected a number from 0 to 1"],
])("--set %s is refused by the name of the field", (pair, message) => {
  const vm = { classes: [{ updateIntensity: 0.1 }, { updateIntensity: 0.2 }] }
  const path = file("fields.json", { ...small, vm })
  const { code, stderr } = placelab("run", path, "--set", pair)
  expect(stderr).toContain(`placelab: ${path}: ${message}`)
  expect(code).toBe(1)
})

it("--set changes what is in a list, or adds to its end, and nothing else of it", () => {
  const path = file("list.json", { ...small, duration: 1, vm: { classes: [{ updateIntensity: 0.1 }] } })
  const out = join(folder, "list")
  const sets = ["--set", "vm.classes.0.updateIntensity=0.3", "--set", "vm.classes.1.updateIntensity=0.4"]
  expect(placelab("run", path, ...sets, "--out", out).stderr).toBe("")
  const { vm } = JSON.parse(readFileSync(join(out, "scenario.json"), "utf8"))
  expect(vm.classes).toEqual([{ updateIntensity: 0.3 }, { updateIntensity: 0.4 }])
  for (const place of ["2", "length", "01", "-1", "999999999"])
    expect(placelab("run", path, "--set", `vm.classes.${place}.updateIntensity=0.3`).stderr).toBe(
      `placelab: --set: place in a list is "${place}"; expected a whole number from 0 to 1\n`,
    )
})

it("Ctrl-C ends a run at once", async () => {
  const pipe = join(folder, "pipe.json")
  execFileSync("mkfifo", [pipe])
  const child = spawn(process.execPath, [program, "run", pipe], { env: environment, stdio: "ignore" })
  const exit = once(child, "exit")
  // Written when the program reads; what follows takes it some seconds.
  await writeFile(pipe, JSON.stringify({ hosts: 256, duration: 3600, profile: "vmplaces-head" }))
  child.kill("SIGINT")
  expect(await exit).toEqual([null, "SIGINT"])
})

it("on a terminal one line tells how far it is, and is empty in the end", () => {
  const path = file("progress.json", { hosts: 1, vms: 1, duration: 1 })
  const terminal = "data:text/javascript,process.stderr.isTTY=true"
  const args = ["--import", terminal, program, "run", path]
  const { stderr } = spawnSync(process.execPath, args, { env: environment, encoding: "utf8" })
  const told = Array.from({ length: 99 }, (_, i) => `\r\x1b[K${i + 1} %`)
  expect(stderr).toBe([...told, "\r\x1b[K"].join(""))
})

it("a run into a folder of another run leaves nothing of that, and what else is there alone", () => {
  const out = join(folder, "again")
  const play = (seed: string) =>
    placelab("run", file("again.json", { ...small, duration: 60 }), "--seed", seed, "--out", out).code
  expect(play("1")).toBe(0)
  writeFileSync(join(out, "notes.txt"), "mine")
  expect(play("2")).toBe(0)
  expect(readdirSync(out).sort()).toEqual(["events.json", "metrics.json", "notes.txt", "scenario.json"])
  expect(JSON.parse(readFileSync(join(out, "scenario.json"), "utf8")).seed).toBe(2)
  expect(readFileSync(join(out, "events.json"), "utf8")).toContain('"seed":2')
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
    // Consolidation takes a day, whatever is said.
    const short = name === "planetlab.json" ? "vms=4" : "duration=60"
    const { code, stderr } = placelab("run", join(scenarios, name), "--set", "hosts=4", "--set", short)
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
