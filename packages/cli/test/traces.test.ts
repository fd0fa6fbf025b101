import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it, vi } from "vitest"
import { placelab } from "./placelab.ts"

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "placelab-traces-"))
})
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** So many VMs of PlanetLab; VM i goes from 10 + i to 90 percent and back, each hour. */
function day(name: string, vms: number): string {
  const path = join(folder, name)
  mkdirSync(path)
  for (let vm = 0; vm < vms; vm++) {
    const percent = (k: number) => (Math.floor(k / 12) % 2 === 0 ? 10 + vm : 90)
    const lines = Array.from({ length: 288 }, (_, k) => `${percent(k)}\n`)
    writeFileSync(join(path, `vm_${vm}`), lines.join(""))
  }
  return path
}

const scenario = (extra: object) => JSON.stringify({ profile: "cloudsim", hosts: 16, ...extra })
const lastLine = (stdout: string) => JSON.parse(stdout.trimEnd().split("\n").at(-1)!)

it("a run of consolidation ends with one JSON object: CloudSim's figures, and whose load it was", () => {
  const path = file("plain.json", scenario({ load: { trace: day("first", 20) } }))
  const set = ["--set", "scheduler.detector=mad", "--set", "scheduler.selection=mmt"]
  const { code, stdout, stderr } = placelab("run", path, ...set)
  expect([code, stderr]).toEqual([0, ""])
  const result = lastLine(stdout)
  expect(Object.keys(result)).toEqual(
    expect.arrayContaining(["energy_kwh", "migrations", "slatah", "pdm", "slav", "shutdowns"]),
  )
  expect(result.workload).toBe(join(folder, "first"))
  expect(result.migrations).toBeGreaterThan(20)
  expect(lastLine(placelab("run", path).stdout).energy_kwh).not.toBe(result.energy_kwh)
})

it("without a trace a look-alike is made up, which the result says", () => {
  const path = file("look-alike.json", scenario({ vms: 20 }))
  expect(lastLine(placelab("run", path).stdout).workload).toMatch(/^synthetic look-alike of PlanetLab/)
})

it("on the engine the same scenario leaves a trace; the scenario that it has written gives the same bytes", () => {
  const path = file("engine.json", scenario({ profile: "consolidation", vms: 20 }))
  const run = (document: string, name: string) => {
    const out = join(folder, name)
    expect(placelab("run", document, "--out", out).code).toBe(0)
    return ["scenario.json", "events.json", "metrics.json"].map((each) =>
      readFileSync(join(out, each), "utf8"),
    )
  }
  const once = run(path, "once")
  expect(run(join(folder, "once", "scenario.json"), "twice")).toEqual(once)
  expect(once[1]).toContain('"SERVICE"')
  const ticks = join(folder, "ticks")
  placelab("run", path, "--set", "profile=cloudsim", "--out", ticks)
  expect(existsSync(join(ticks, "metrics.json"))).toBe(true)
  expect(existsSync(join(ticks, "events.json"))).toBe(false)
})

it("what was read is known by its contents: another trace of the same name is refused", () => {
  const trace = day("changing", 8)
  const path = file("digest.json", scenario({ load: { trace } }))
  const out = join(folder, "digest")
  placelab("run", path, "--out", out)
  const again = join(out, "scenario.json")
  expect(JSON.parse(readFileSync(again, "utf8")).load.digest).toMatch(/^[0-9a-f]{64}$/)
  expect(placelab("run", again).code).toBe(0)
  writeFileSync(join(trace, "vm_3"), "7\n".repeat(288))
  const { code, stdout, stderr } = placelab("run", again)
  expect([code, stdout]).toEqual([1, ""])
  expect(stderr).toContain(`${trace}: SHA-256 is`)
  expect(stderr).toContain("the trace is another one")
})

it.each([
  [
    "a malformed line",
    "12\nx\n",
    'vm, line 2: CPU use is "x"; expected a whole number from 0 to 100, in percent',
  ],
  ["a short file", "12\n".repeat(287), "number of lines is 287; expected 288"],
  ["an empty file", "", 'file is "empty"; expected one of planetlab, bitbrains'],
])("%s is one error that names the place", (name, text, message) => {
  const trace = join(folder, name)
  mkdirSync(trace)
  writeFileSync(join(trace, "vm"), text)
  const { code, stdout, stderr } = placelab("run", file("wrong.json", scenario({ load: { trace } })))
  expect([code, stdout]).toEqual([1, ""])
  expect(stderr.trimEnd().split("\n")).toHaveLength(1)
  expect(stderr).toContain(message)
})

it("a trace that is not there, or of another kind, is one error", () => {
  const path = file("missing.json", scenario({}))
  const set = (pair: string) => placelab("run", path, "--set", pair).stderr
  expect(set("load.trace=nowhere")).toBe(
    'placelab: nowhere: trace is "missing"; expected a file or folder that can be read, as load.trace names it\n',
  )
  const bitbrains = join(import.meta.dirname, "../../models/test/fixtures/traces/bitbrains")
  expect(set(`load.trace=${bitbrains}`)).toContain("number of samples is")
  expect(set("load.trace=synthetic:planetlap")).toContain('did you mean "synthetic:planetlab"?')
})

it("a cluster plays a trace too, and says on stderr what was repaired in it", () => {
  const trace = join(import.meta.dirname, "../../models/test/fixtures/traces/bitbrains")
  const path = file("cluster.json", JSON.stringify({ hosts: 2, vms: 4, duration: 900, load: { trace } }))
  const { code, stdout, stderr } = placelab("run", path)
  expect(code).toBe(0)
  expect(lastLine(stdout)).toMatchObject({ workload: trace, migrations: 0 })
  expect(stderr).toContain("trace: gaps, 600 s in all: the last value holds; once, first ")
  expect(stderr).toContain("1.csv, line 5")
})

it("a trace is told what it is like, and what was repaired in it", () => {
  const trace = join(import.meta.dirname, "../../models/test/fixtures/traces/bitbrains")
  const { code, stdout } = placelab("workload", trace)
  expect(code).toBe(0)
  expect(stdout).toContain("2 VMs, 6 samples, mostly 300 s apart")
  expect(stdout).toContain("repaired: gaps, 600 s in all: the last value holds; once, first ")
  expect(lastLine(stdout)).toMatchObject({ vms: 2, samples: 6 })
  expect(placelab("workload", trace, "--format", "bitbrain").stderr).toContain('did you mean "bitbrains"?')
})

it("a name that looks like a number is a name, and formats can be named", () => {
  const trace = day("20110303", 4)
  const path = file("number.json", scenario({ vms: 3 }))
  const { stderr } = placelab("run", path, "--set", "load.trace=20110399")
  expect(stderr).toContain('20110399: trace is "missing"')
  const run = (format: string) =>
    placelab("run", path, "--set", `load.trace=${trace}`, "--set", `load.format=${format}`)
  expect(run("planetlab").code).toBe(0)
  expect(run("planet").stderr).toContain('did you mean "planetlab"?')
})

it("a run that leaves no events leaves none of an earlier one", () => {
  const out = join(folder, "stale")
  const path = file("stale.json", scenario({ profile: "consolidation", vms: 8 }))
  placelab("run", path, "--out", out)
  expect(existsSync(join(out, "events.json"))).toBe(true)
  placelab("run", path, "--set", "profile=cloudsim", "--out", out)
  expect(existsSync(join(out, "events.json"))).toBe(false)
})

it("explain holds a trace to its digest, and tells its repairs", () => {
  const trace = join(import.meta.dirname, "../../models/test/fixtures/traces/bitbrains")
  const cluster = (load: object) =>
    file("explain.json", JSON.stringify({ hosts: 2, vms: 4, duration: 900, load }))
  expect(placelab("explain", cluster({ trace })).stderr).toContain("trace: gaps, 600 s in all")
  expect(placelab("explain", cluster({ trace, digest: "abc" })).stderr).toContain("the trace is another one")
})

it("a sweep tells once what was repaired, keeps it with its results, and names the point whose trace is missing", () => {
  const trace = join(import.meta.dirname, "../../models/test/fixtures/traces/bitbrains")
  const sweep = (name: string, load: object) => {
    const document = { scenario: { hosts: 2, vms: 4, duration: 900, load }, axes: {}, seeds: [1, 2] }
    const path = file(`${name}.json`, JSON.stringify(document))
    return placelab("sweep", path, "--out", join(folder, name))
  }
  const { code, stderr } = sweep("repaired", { trace })
  expect([code, stderr.split("gaps, 600 s in all").length]).toEqual([0, 2])
  const [first] = readdirSync(join(folder, "repaired", "runs")).sort()
  expect(readFileSync(join(folder, "repaired", "runs", first!), "utf8")).toContain('"repairs"')
  expect(sweep("missing-trace", { trace: "nowhere" }).stderr).toContain(
    'missing-trace.json, seed 1: nowhere: trace is "missing"',
  )
})

it("what consolidation decides is not explained, in one line", () => {
  const { code, stderr } = placelab("explain", file("explained.json", scenario({ vms: 4 })))
  expect([code, stderr.trimEnd().split("\n").length]).toEqual([1, 1])
  expect(stderr).toContain('profile is "cloudsim"; expected a scenario of a cluster')
})

it("a sweep of consolidation has its metrics, and plays anew what another trace changes", () => {
  const trace = day("swept", 12)
  const path = file(
    "sweep.json",
    JSON.stringify({
      scenario: { profile: "cloudsim", hosts: 12, load: { trace } },
      axes: { "scheduler.detector": ["thr", "lr"] },
      seeds: [1],
    }),
  )
  const sweep = () => placelab("sweep", path, "--out", join(folder, "swept-results"))
  const first = sweep()
  expect(first.code).toBe(0)
  expect(first.stdout).toContain("energy_kwh")
  expect(lastLine(first.stdout)).toMatchObject({ runs: 2, reused: 0, failed: 0 })
  expect(lastLine(sweep().stdout)).toMatchObject({ runs: 0, reused: 2 })
  writeFileSync(join(trace, "vm_3"), "7\n".repeat(288))
  expect(lastLine(sweep().stdout)).toMatchObject({ runs: 2, reused: 0 })
})
