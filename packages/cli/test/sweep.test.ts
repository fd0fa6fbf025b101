import { createHash } from "node:crypto"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { readTableFile } from "@placelab/analysis/node/tables"
import { canonicalJson } from "@placelab/core"
import { afterAll, beforeAll, expect, it, vi } from "vitest"
import { sweepTableSchema } from "../src/sweep/sweepTableSchema.ts"
import { placelab } from "./placelab.ts"
import { filesIn, identitiesIn, textsIn } from "./support/files.ts"

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

let folder: string
/** The folder of the sweep `small`, and what the program has said. */
let out: string
let said: ReturnType<typeof placelab>
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "placelab-sweep-"))
  out = join(folder, "small")
  said = placelab("sweep", file("small.json", small), "--out", out)
})
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, document: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof document === "string" ? document : JSON.stringify(document))
  return path
}

const scenario = { hosts: 8, duration: 300, load: { start: 0.6 } }
const small = {
  scenario,
  axes: { scheduler: ["entropy", { name: "snooze", lcsPerGm: 4 }], "load.mean": [0.5, 0.7] },
  seeds: [4, 2],
}

const countsOf = (stdout: string) => JSON.parse(stdout.trimEnd().split("\n").at(-1)!)
const rowsIn = (out: string) =>
  readFileSync(join(out, "table.ndjson"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line))

/** Plays a sweep that is to succeed; gives its folder. */
function played(name: string, document: unknown, ...args: readonly string[]): string {
  const out = join(folder, name)
  const { code, stderr } = placelab("sweep", file(`${name}.json`, document), "--out", out, ...args)
  expect([code, stderr]).toEqual([0, ""])
  return out
}

it("a sweep has a row for each point, seeds fastest, and the last line counts them", () => {
  expect([said.code, said.stderr]).toEqual([0, ""])
  expect(countsOf(said.stdout)).toEqual({ runs: 8, reused: 0, failed: 0, table: join(out, "table.ndjson") })
  const snooze = '{"lcsPerGm":4,"name":"snooze"}'
  expect(rowsIn(out).map((row) => [row.scheduler, row["load.mean"], row.seed])).toEqual([
    ["entropy", 0.5, 4],
    ["entropy", 0.5, 2],
    ["entropy", 0.7, 4],
    ["entropy", 0.7, 2],
    [snooze, 0.5, 4],
    [snooze, 0.5, 2],
    [snooze, 0.7, 4],
    [snooze, 0.7, 2],
  ])
})

it("a row is what `placelab run` measures of the same scenario, and all rows have the same columns", () => {
  const rows = rowsIn(out)
  const path = file("alone.json", { ...scenario, scheduler: { name: "snooze", lcsPerGm: 4 } })
  const alone = countsOf(placelab("run", path, "--set", "load.mean=0.7", "--seed", "2").stdout)
  expect(rows[7]).toMatchObject(alone)
  expect(alone.violation_s).toBeGreaterThan(0)
  expect(rows[0].messages).toBe(null)
  expect(new Set(rows.map((row) => Object.keys(row).join())).size).toBe(1)
})

it("combinations that differ by their scheduler alone have the same load events: common random numbers", () => {
  const rows = rowsIn(out)
  const loads = (from: number) => rows.slice(from, from + 4).map((row) => row.load_events)
  expect(loads(0)).toEqual(loads(4))
  expect(new Set(loads(0)).size).toBeGreaterThan(1)
})

it("the CSV table has the same cells as the JSON lines", () => {
  const [head, ...lines] = readFileSync(join(out, "table.csv"), "utf8").trimEnd().split("\r\n")
  const rows = rowsIn(out)
  expect(head).toBe(Object.keys(rows[0]).join())
  const cells = (row: object) =>
    Object.values(row).map((cell) =>
      cell === null
        ? ""
        : typeof cell === "string" && cell.startsWith("{")
          ? `"${cell.replaceAll('"', '""')}"`
          : cell,
    )
  expect(lines).toEqual(rows.map((row) => cells(row).join()))
})

it("the Parquet table has the same cells, and units in its metadata", async () => {
  const out = played("parquet", {
    ...small,
    axes: { ...small.axes, "failures.meanTimeToFailure": [86400, "never"] },
  })
  const rows = rowsIn(out)
  const schema = await sweepTableSchema(
    Object.keys(rows[0])
      .slice(0, 3)
      .map((name) => ({ name, values: [] })),
    rows,
  )
  const table = await readTableFile(schema, join(out, "table.parquet"))
  expect(table.objects()).toEqual(rows)
  expect(schema.columns).toContainEqual(expect.objectContaining({ name: "violation_s", unit: "s" }))
})

it("results are found by the hash of scenario and code, and hold nothing but these and what came out", () => {
  const results = filesIn(join(out, "runs"))
  expect(results.length).toBe(8)
  for (const name of results) {
    const { placelab, code, scenario, ...outcome } = JSON.parse(readFileSync(join(out, "runs", name), "utf8"))
    const hash = createHash("sha256").update(canonicalJson({ placelab, code, scenario }))
    expect(name).toBe(`${hash.digest("hex")}.json`)
    expect(Object.keys(outcome)).toEqual(["metrics", "counts"])
    expect(Object.keys(scenario)).toEqual(Object.keys(scenario).toSorted())
    expect(Object.keys(scenario)).toEqual(
      expect.arrayContaining(["failures", "migration", "suspensions", "vms"]),
    )
  }
  const { points, sweep } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"))
  expect(sweep).toEqual(small)
  expect(points[2]).toEqual({
    values: { scheduler: "entropy", "load.mean": 0.7 },
    seed: 4,
    scenario: expect.stringMatching(/^[0-9a-f]{64}$/),
    result: expect.stringMatching(/^runs\/[0-9a-f]{64}\.json$/),
  })
  expect(points.map((point: { result: string }) => point.result.slice(5)).sort()).toEqual(results)
})

it("one thread and two leave the same bytes, and so does a file that names its scenario", () => {
  const texts = textsIn(out)
  expect(Object.keys(texts).length).toBe(12)
  for (const workers of ["1", "2"])
    expect(textsIn(played(`workers-${workers}`, small, "--workers", workers))).toEqual(texts)
  mkdirSync(join(folder, "beside"))
  file("beside/base.json", scenario)
  expect(textsIn(played("named", { ...small, scenario: "beside/base.json" }))).toEqual(texts)
})

it("what was played is not played again: in the same sweep, in another one, or in one of other order and spelling", () => {
  const out = join(folder, "again")
  const play = (name: string, document: unknown) => {
    const { code, stdout, stderr } = placelab("sweep", file(name, document), "--out", out)
    expect([code, stderr]).toEqual([0, ""])
    const { runs, reused } = countsOf(stdout)
    return [runs, reused]
  }
  expect(play("again-1.json", small)).toEqual([8, 0])
  const before = textsIn(out)
  const written = identitiesIn(join(out, "runs"))
  expect(play("again-1.json", small)).toEqual([0, 8])
  expect(textsIn(out)).toEqual(before)
  const spelt = {
    scenario: { ...scenario, load: { start: 0.6, mean: 0.7 }, duration: "5m" },
    axes: { scheduler: ["dvms", "entropy", { name: "entropy" }] },
    seeds: { first: 2, count: 1 },
  }
  // DVMS is new; Entropy with seed 2 is there, twice.
  expect(play("again-2.json", spelt)).toEqual([1, 2])
  expect(rowsIn(out).map((row) => row.scheduler)).toEqual(["dvms", "entropy", '{"name":"entropy"}'])
  expect(identitiesIn(join(out, "runs"))).toMatchObject(written)
  const repeated = { ...spelt, axes: { scheduler: ["ffd-lazy", { name: "ffd-lazy" }] } }
  expect(play("again-3.json", repeated)).toEqual([1, 1])
})

it("tables of another sweep do not stand beside the manifest of one that is not complete", () => {
  const out = played("stale", small)
  const failing = { scenario, axes: { vms: [1_000_000] }, seeds: [1] }
  expect(placelab("sweep", file("stale-2.json", failing), "--out", out).code).toBe(1)
  expect(filesIn(out).filter((path) => !path.startsWith("runs/"))).toEqual(["manifest.json"])
})

it("a sweep removes nothing from its folder that it has not written", () => {
  const out = join(folder, "shared")
  mkdirSync(join(out, "failed"), { recursive: true })
  mkdirSync(join(out, "mine.new-draft-1"))
  const own = ["failed/notes.md", "mine.new-draft-1/notes.md", "notes.new-draft-1"]
  for (const name of own) writeFileSync(join(out, name), "mine")
  played("shared", { scenario, axes: {}, seeds: [1] })
  expect(filesIn(out)).toEqual(expect.arrayContaining(own))
})

it("a folder that stands where a table is to be is refused, and stays", () => {
  const out = join(folder, "in-the-way")
  mkdirSync(join(out, "table.csv"), { recursive: true })
  writeFileSync(join(out, "table.csv", "notes.md"), "mine")
  const path = file("in-the-way.json", { scenario, axes: {}, seeds: [1] })
  const { code, stdout, stderr } = placelab("sweep", path, "--out", out)
  expect([code, stdout]).toEqual([1, ""])
  expect(stderr).toMatch(/^placelab: --out: folder is ".*in-the-way"; expected .* \((ERR_FS_)?EISDIR\)\n$/)
  expect(filesIn(out)).toEqual(["table.csv/notes.md"])
})

it("a result that is not whole, or is not what its name says, is played again", () => {
  const out = played("broken", small)
  const before = textsIn(out)
  const [first, second, third] = filesIn(join(out, "runs")).map((name) => join(out, "runs", name))
  writeFileSync(first!, readFileSync(first!, "utf8").slice(0, 300))
  writeFileSync(second!, readFileSync(third!))
  writeFileSync(join(out, "runs", "0123.json.new-elsewhere-77"), "{")
  const { stdout } = placelab("sweep", join(folder, "broken.json"), "--out", out)
  expect(countsOf(stdout)).toMatchObject({ runs: 2, reused: 6 })
  expect(textsIn(out)).toEqual(before)
})

it("an axis of settings gives several fields a value together", () => {
  const size = [
    { label: "small", set: { hosts: 4, "scheduler.lcsPerGm": 2 } },
    { label: "large", set: { hosts: 8, "scheduler.lcsPerGm": 4 } },
  ]
  const out = played("settings", { scenario, axes: { scheduler: [{ name: "snooze" }], size }, seeds: [1] })
  const { points } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"))
  expect(rowsIn(out).map((row) => row.size)).toEqual(["small", "large"])
  const scenarios = points.map(({ result }: { result: string }) => {
    const { hosts, scheduler } = JSON.parse(readFileSync(join(out, result), "utf8")).scenario
    return [hosts, scheduler.lcsPerGm]
  })
  expect(scenarios).toEqual([
    [4, 2],
    [8, 4],
  ])
})

it("a run that fails is told with its point, does not stop the others, and is tried again", () => {
  const document = { scenario, axes: { vms: [80, 1_000_000] }, seeds: [1, 2] }
  const path = file("failing.json", document)
  const out = join(folder, "failing")
  const play = () => placelab("sweep", path, "--out", out)
  const { code, stdout, stderr } = play()
  expect(code).toBe(1)
  const lines = stderr.trimEnd().split("\n")
  expect(lines.map((line) => line.replace(/; expected .*/, ""))).toEqual([
    `placelab: ${path}, vms=1000000, seed 1: scenario: vms is 1000000`,
    `placelab: ${path}, vms=1000000, seed 2: scenario: vms is 1000000`,
  ])
  expect(stdout).toBe('{"runs":2,"reused":0,"failed":2,"table":null}\n')
  expect(existsSync(join(out, "table.ndjson"))).toBe(false)
  const again = play()
  expect([again.code, again.stderr]).toEqual([1, stderr])
  expect(countsOf(again.stdout)).toEqual({ runs: 0, reused: 2, failed: 2, table: null })
})

it("the end shows means with 95 % intervals for each combination, as analysis computes them", () => {
  const document = { scenario, axes: { hosts: [8, 16], scheduler: ["dvms"] }, seeds: [1, 2, 3] }
  const out = join(folder, "means")
  const { stdout } = placelab("sweep", file("means.json", document), "--out", out)
  const [over, under, ...lines] = stdout.split("\n")
  expect(over).toMatch(/^hosts +scheduler +runs +-* violation_s -* +-* migrations -* +-* energy_j -*$/)
  expect(under).toMatch(/^( +mean +\+- 95 %){3}$/)
  // Student's quantile of 2 degrees of freedom is 4.302653.
  const moves = rowsIn(out)
    .slice(0, 3)
    .map((row) => row.migrations)
  const mean = (moves[0] + moves[1] + moves[2]) / 3
  const deviation = Math.sqrt(moves.reduce((sum, move) => sum + (move - mean) ** 2, 0) / 2)
  const half = (4.302653 * deviation) / Math.sqrt(3)
  const [hosts, scheduler, runs, , , shownMean, shownHalf] = lines[0]!.trim().split(/ +/)
  expect([hosts, scheduler, runs]).toEqual(["8", "dvms", "3"])
  expect([Number(shownMean), Number(shownHalf)]).toEqual([
    Number(mean.toPrecision(4)),
    Number(half.toPrecision(4)),
  ])
  expect(lines[1]).toMatch(/^ +16 +dvms +3 /)
})

it("one seed has no interval", () => {
  const document = { scenario, axes: {}, seeds: [1] }
  const { stdout } = placelab("sweep", file("one-seed.json", document), "--out", join(folder, "one-seed"))
  expect(stdout.split("\n")[2]).toMatch(/^ +1( +[\d.]+ +-){3}$/)
})

it("a wrong document is refused in one line, and nothing is played or written", () => {
  const out = join(folder, "wrong")
  const [axes, seeds] = [{ hosts: [8] }, [1]]
  for (const [document, message] of [
    [{ scenario, axes, seeds: [3, 3] }, ": seed is 3; expected each only once"],
    [
      { scenario, axes: { hosts: [8, 0] }, seeds },
      ", hosts=0, seed 1: hosts is 0; expected a whole number of at least 1",
    ],
  ] as const) {
    const path = file("wrong.json", document)
    const { code, stdout, stderr } = placelab("sweep", path, "--out", out)
    expect([code, stdout, stderr, existsSync(out)]).toEqual([1, "", `placelab: ${path}${message}\n`, false])
  }
})

it("wrong options are refused in one line, and nothing is played or written", () => {
  const out = join(folder, "options")
  const path = file("options.json", small)
  for (const [args, message] of [
    [["--workers", "0"], "--workers: number is 0; expected a whole number above 0"],
    [["--sbatch=--mem=1G --qos=low"], '--sbatch: engine is "local"; expected --engine slurm'],
  ] as const) {
    const { code, stdout, stderr } = placelab("sweep", path, "--out", out, ...args)
    expect([code, stdout, stderr, existsSync(out)]).toEqual([1, "", `placelab: ${message}\n`, false])
  }
})

it("a folder that cannot be written is refused", () => {
  const taken = file("taken", "a file")
  const { code, stderr } = placelab("sweep", file("folder.json", small), "--out", join(taken, "inside"))
  expect([code, stderr]).toEqual([
    1,
    `placelab: --out: folder is "${join(taken, "inside")}"; expected a folder that can be written (ENOTDIR)\n`,
  ])
})
