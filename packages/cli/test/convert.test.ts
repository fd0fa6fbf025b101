import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { environment, placelab, program } from "./placelab.ts"

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "placelab-convert-"))
})
afterEach(() => rmSync(folder, { recursive: true }))

const line = (node: number, time: number) =>
  `{"event":"trace_event","origin":"node${node}","state_name":"PM","time":"${time}","value":"violation","data":{"after":"load"},"duration":9.25}\n`

/** Events as VMPlaceS writes them, as we do. */
const events = [0, 1, 2]
  .map((node) => line(node, node * 0.1))
  .concat(
    '{"event":"trace_event","origin":"injector","state_name":"VARIABLE","time":"12","value":"LOAD","data":{"value":88.5},"duration":3}\n',
  )
  .concat('{"event":"crash_event","origin":"node2"}\n')
  .join("")

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

it.each(["jsonl", "csv", "ndjson", "parquet", "arrow", "arrows", "paje", "trace"])(
  "a trace is written as .%s and back, and is the same bytes",
  (extension) => {
    const from = file("events.json", events)
    const to = join(folder, `out.${extension}`)
    expect(placelab("convert", from, to)).toEqual({ code: 0, stdout: `${to}: 5 rows\n`, stderr: "" })
    const back = join(folder, "back.json")
    expect(placelab("convert", to, back)).toEqual({ code: 0, stdout: `${back}: 5 rows\n`, stderr: "" })
    expect(readFileSync(back, "utf8")).toBe(events)
    expect(readdirSync(folder).sort()).toEqual(["back.json", "events.json", `out.${extension}`].sort())
  },
)

it("a trace of a run is summed up the same in all formats", () => {
  const scenario = file(
    "small.json",
    JSON.stringify({ hosts: 8, duration: 300, load: { start: 0.6 }, scheduler: "dvms" }),
  )
  expect(placelab("run", scenario, "--out", join(folder, "run")).code).toBe(0)
  const trace = join(folder, "run", "events.json")
  const { code, stdout } = placelab("summary", trace)
  expect(code).toBe(0)
  const parquet = join(folder, "trace.parquet")
  placelab("convert", trace, parquet)
  expect(placelab("summary", parquet).stdout).toBe(stdout.replace(trace, parquet))
  const summary = JSON.parse(stdout.trimEnd().split("\n").at(-1)!)
  expect(summary.rows).toBe(readFileSync(trace, "utf8").trimEnd().split("\n").length)
})

it("a summary tells the states, variables and events of a trace, and ends with them as one JSON object", () => {
  const path = file("events.json", events)
  const { code, stdout, stderr } = placelab("summary", path)
  expect([code, stderr]).toEqual([0, ""])
  const lines = stdout.split("\n")
  expect(lines.slice(0, -2)).toEqual([
    `${path}: 5 rows of 4 entities, from 0 s to 12 s`,
    "",
    "state  value      rows  ---------------- duration, s ----------------",
    "                        total  mean  sd   min   p50   p95   p99   max",
    "PM     violation     3  27.75  9.25   0  9.25  9.25  9.25  9.25  9.25",
    "",
    "Quantiles are within 1 % of themselves.",
    "",
    "variable  rows  -- in its own unit ---",
    "                 sum   min   max  last",
    "LOAD         1  88.5  88.5  88.5  88.5",
    "",
    "event        rows",
    "",
    "crash_event     1",
    "",
  ])
  const nine = {
    total_s: 27.75,
    mean_s: 9.25,
    sd_s: 0,
    min_s: 9.25,
    p50_s: 9.25,
    p95_s: 9.25,
    p99_s: 9.25,
    max_s: 9.25,
  }
  expect(JSON.parse(lines.at(-2)!)).toEqual({
    rows: 5,
    entities: 4,
    first_s: 0,
    last_s: 12,
    states: [{ state: "PM", value: "violation", count: 3, ...nine }],
    variables: [{ name: "LOAD", count: 1, sum: 88.5, min: 88.5, max: 88.5, last: 88.5 }],
    events: [{ name: "crash_event", count: 1 }],
  })
})

it("a trace without rows has a summary, and is converted", () => {
  const path = file("empty.json", "")
  const { code, stdout } = placelab("summary", path)
  expect([code, stdout.split("\n")[0]]).toEqual([0, `${path}: 0 rows of 0 entities, without dates`])
  const to = join(folder, "empty.parquet")
  expect(placelab("convert", path, to).stdout).toBe(`${to}: 0 rows\n`)
  expect(placelab("summary", to).stdout.split("\n")[0]).toBe(`${to}: 0 rows of 0 entities, without dates`)
})

it("what cannot be converted or summed up is refused in one line, and nothing is left behind", () => {
  const known = "one of .json, .jsonl, .paje, .trace, .csv, .ndjson, .arrow, .arrows, .parquet"
  const right = file("events.json", events)
  const wrong = file("wrong.json", `${events}{"event":\n`)
  const cells = file(
    "wrong.csv",
    "kind,entity,state,value,number,time,duration,data\nstate,node0,PM,normal,,noon,2,\n",
  )
  const paje = file("wrong.paje", "%EventDef PajeDefineContainerType 1\n")
  const cut = join(folder, "cut.parquet")
  placelab("convert", right, cut)
  truncateSync(cut, 700)
  mkdirSync(join(folder, "folder.json"))
  const before = readdirSync(folder).sort()
  const cases: [string, string][] = [
    [join(folder, "missing.json"), 'file is "missing"; expected a file that can be read'],
    [join(folder, "folder.json"), 'file is "a folder"; expected a file that can be read'],
    [join(folder, "events.parket"), `extension is ".parket"; expected ${known}: did you mean ".parquet"?`],
    [
      cut,
      'content is "parquet file invalid (footer != PAR1)"; expected a whole Parquet file, compressed by Snappy or not at all',
    ],
  ]
  for (const [path, message] of cases)
    for (const command of [
      ["summary", path],
      ["convert", path, join(folder, "out.csv")],
    ])
      expect(placelab(...command)).toEqual({ code: 1, stdout: "", stderr: `placelab: ${path}: ${message}\n` })
  const lines: [string, number, string][] = [
    [wrong, 6, 'the line is "{\\"event\\":"; expected a JSON object'],
    [cells, 2, 'time is "noon"; expected a finite number, in s, or nothing'],
    [
      paje,
      1,
      'the line is "%EventDef PajeDefineContainerType 1"; expected "%EventDef PajeDefineContainerType 0"',
    ],
  ]
  for (const [path, number, message] of lines)
    for (const command of [
      ["summary", path],
      ["convert", path, join(folder, "out.parquet")],
    ]) {
      const { code, stdout, stderr } = placelab(...command)
      expect([code, stdout]).toEqual([1, ""])
      expect(stderr).toContain(`placelab: ${path}, line ${number}: ${message}`)
      expect(stderr.trimEnd().split("\n").length).toBe(1)
    }
  expect(placelab("convert", right, join(folder, "out.txt")).stderr).toBe(
    `placelab: ${folder}/out.txt: extension is ".txt"; expected ${known}\n`,
  )
  expect(placelab("convert", right, join(folder, "nowhere", "out.csv")).stderr).toBe(
    `placelab: ${folder}/nowhere/out.csv: file is "ENOENT"; expected one that can be written\n`,
  )
  expect(placelab("convert", right, join(folder, "folder.json")).stderr).toContain(
    'folder.json: file is "EISDIR"; expected one that can be written',
  )
  expect(readdirSync(folder).sort()).toEqual(before)
})

it("an output that was there before stays when the input is refused", () => {
  const out = file("out.csv", "mine")
  expect(placelab("convert", file("wrong.json", "{}\n"), out).code).toBe(1)
  expect(readFileSync(out, "utf8")).toBe("mine")
})

it("on a terminal one line tells how far it is, and is empty in the end", () => {
  const path = file("long.json", events.repeat(6_000))
  const terminal = "data:text/javascript,process.stderr.isTTY=true"
  for (const command of [
    ["summary", path],
    ["convert", path, join(folder, "out.csv")],
  ]) {
    const args = ["--import", terminal, program, ...command]
    const { stderr } = spawnSync(process.execPath, args, { env: environment, encoding: "utf8" })
    const told = stderr.split("\r\x1b[K")
    expect(told.filter((text) => /^\d+ %$/.test(text)).length).toBeGreaterThan(1)
    expect(told.filter((text) => !/^\d+ %$/.test(text)).every((text) => text === "")).toBe(true)
    expect(told.at(-1)).toBe("")
  }
})

it("Ctrl-C ends a conversion, and its draft is removed", async () => {
  const path = file("long.json", events.repeat(400_000))
  const out = join(folder, "out.parquet")
  const child = spawn(process.execPath, [program, "convert", path, out], {
    env: environment,
    stdio: "ignore",
  })
  const exit = once(child, "exit")
  await vi.waitFor(() => expect(readdirSync(folder).length).toBe(2), { timeout: 60_000, interval: 5 })
  child.kill("SIGINT")
  expect(await exit).toEqual([null, "SIGINT"])
  expect(readdirSync(folder)).toEqual(["long.json"])
})
