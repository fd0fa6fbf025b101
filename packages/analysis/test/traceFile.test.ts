import {
  existsSync,
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
import { TraceTable, writeJsonLines } from "@placelab/core"
import { writeWholeFile } from "@placelab/core/node"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import {
  readTableFile,
  readTraceFile,
  traceBatches,
  writeTableFile,
  writeTraceFile,
} from "../src/node/tables.ts"
import { migrationSchema, tableOf, traceFormats } from "../src/tables/index.ts"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "placelab-traces-"))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Two batches of loads and states, and an event without a date. */
function longTrace(rows = 20_000): TraceTable {
  const trace = new TraceTable()
  const { entities, states, values } = trace
  const [load, service, migrate] = [states.code("LOAD"), states.code("SERVICE"), values.code("migrate")]
  for (let i = 0; i < rows; i++) {
    const who = entities.code(`vm-${i % 1000}`)
    if (i % 2 === 0) trace.addVariable(who, load, i / 7, i, 1)
    else trace.addState(who, service, migrate, i - 1 / 3, 1 / 3, { from: "node0", to: "node1", plan: i })
  }
  trace.addEvent(entities.code("node0"), states.code("crash_event"), Number.NaN)
  return trace
}

/** All of a trace: its numbers are in their shortest form, and names are quoted. */
const textOf = (trace: TraceTable) => [...writeJsonLines(trace)].join("")

const extensions = Object.values(traceFormats).flatMap((format) => [...format.extensions])

describe.each(extensions)("a file that ends in %s", (extension) => {
  it("gives a long trace back, in pieces that have their names in common, and tells how far it is", async () => {
    const file = join(folder, `trace${extension}`)
    const trace = longTrace()
    await writeTraceFile(file, trace)
    expect(readdirSync(folder)).toEqual([`trace${extension}`])
    const told: number[] = []
    const pieces: TraceTable[] = []
    for await (const piece of traceBatches(file, { onProgress: (part) => told.push(part) }))
      pieces.push(piece)
    expect(pieces.length).toBe(extension.startsWith(".arrow") ? 1 : 2)
    expect(pieces.map(textOf).join("") === textOf(trace)).toBe(true)
    expect(told.at(-1)).toBe(1)
    expect(told).toEqual([...told].sort((a, b) => a - b))
    expect(textOf(await readTraceFile(file)) === textOf(trace)).toBe(true)
  })
})

it("a trace goes from file to file in pieces, and is what it was after all formats", async () => {
  await writeTraceFile(join(folder, "0.json"), longTrace(5000))
  const before = readFileSync(join(folder, "0.json"))
  const files = [...extensions, ".json"].map((extension, i) => join(folder, `${i + 1}${extension}`))
  let last = join(folder, "0.json")
  for (const file of files) {
    await writeTraceFile(file, traceBatches(last))
    last = file
  }
  expect(readFileSync(last).equals(before)).toBe(true)
})

it("a table is written and read by the end of its name", async () => {
  const row = {
    vm: "vm-1",
    from: null,
    to: "node3",
    begin: 1.5,
    duration: 2,
    outcome: null,
    end: null,
    plan: 3,
    requested: 2.5,
    served: null,
  }
  for (const extension of [".csv", ".ndjson", ".arrow", ".arrows", ".parquet"]) {
    const file = join(folder, `migrations${extension}`)
    await writeTableFile(migrationSchema, tableOf(migrationSchema, [row]), file)
    expect((await readTableFile(migrationSchema, file)).objects()).toEqual([row])
  }
  expect(readFileSync(join(folder, "migrations.csv"), "utf8")).toBe(
    "vm,from,to,begin,duration,outcome,end,plan,requested,served\r\nvm-1,,node3,1.5,2,,,3,2.5,\r\n",
  )
  await expect(readTableFile(migrationSchema, join(folder, "migrations.json"))).rejects.toThrow(
    'extension is ".json"; expected one of .csv, .ndjson, .arrow, .arrows, .parquet',
  )
})

async function whole(file: string): Promise<void> {
  for await (const _ of traceBatches(file));
}

it("a file that is missing, a folder, or of no known format is refused", async () => {
  await expect(whole(join(folder, "a.csv"))).rejects.toThrow(
    `${folder}/a.csv: file is "missing"; expected a file that can be read`,
  )
  mkdirSync(join(folder, "b.csv"))
  await expect(whole(join(folder, "b.csv"))).rejects.toThrow(
    'b.csv: file is "a folder"; expected a file that can be read',
  )
  await expect(whole(join(folder, "c.txt"))).rejects.toThrow(
    'c.txt: extension is ".txt"; expected one of .json,',
  )
})

it("a file that was cut is refused in every format in which that shows", async () => {
  for (const extension of [".json", ".ndjson", ".paje", ".csv", ".arrow", ".arrows", ".parquet"]) {
    const file = join(folder, `trace${extension}`)
    await writeTraceFile(file, longTrace(1000))
    truncateSync(file, readFileSync(file).length - 9)
    await expect(whole(file), extension).rejects.toThrow(
      /^\S+trace\.\w+(, line \d+)?: [^\n]+; expected [^\n]+$/,
    )
  }
})

describe("a file that cannot be written to its end", () => {
  it("is not there, nor its draft, when the trace is broken off", async () => {
    const file = join(folder, "out.csv")
    async function* broken() {
      yield longTrace()
      throw new RangeError("broken off")
    }
    await expect(writeTraceFile(file, broken())).rejects.toThrow("broken off")
    expect(readdirSync(folder)).toEqual([])
  })

  it("leaves what was there before", async () => {
    const file = join(folder, "out.json")
    writeFileSync(file, "before")
    const reserved = new TraceTable()
    reserved.addEvent(reserved.entities.code("a"), reserved.states.code("trace_event"), 1)
    await expect(writeTraceFile(file, reserved)).rejects.toThrow("the name of an event")
    expect(readdirSync(folder)).toEqual(["out.json"])
    expect(readFileSync(file, "utf8")).toBe("before")
  })

  it("is refused in one line when the disk refuses", async () => {
    const nowhere = join(folder, "missing", "out.csv")
    await expect(writeTraceFile(nowhere, longTrace())).rejects.toThrow(
      `${nowhere}: file is "ENOENT"; expected one that can be written`,
    )
    mkdirSync(join(folder, "out.csv"))
    await expect(
      writeTableFile(migrationSchema, tableOf(migrationSchema, []), join(folder, "out.csv")),
    ).rejects.toThrow('out.csv: file is "EISDIR"; expected one that can be written')
    expect(readdirSync(folder)).toEqual(["out.csv"])
  })
})

it("a whole file takes the place of an old one at the end, not before", async () => {
  const file = join(folder, "notes.txt")
  writeFileSync(file, "old")
  async function* chunks() {
    yield "new"
    expect(readFileSync(file, "utf8")).toBe("old")
    yield new Uint8Array([10])
  }
  await writeWholeFile(file, chunks())
  expect(readFileSync(file, "utf8")).toBe("new\n")
  expect(existsSync(`${file}.new-${process.pid}`)).toBe(false)
})
