import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { formatOf, readOpendc, readWorkload } from "../../src/node/index.ts"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "placelab-opendc-"))
})
afterEach(() => rmSync(folder, { recursive: true }))

function parquet(name: string, columnData: ColumnSource[], rowGroupSize = 1000): string {
  const file = join(folder, name)
  writeFileSync(file, new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize })))
  return file
}

/** A frame of Zstandard (RFC 8878) with its content in one block as it is. */
function zstandard(bytes: Uint8Array): Uint8Array {
  const { length } = bytes
  const ofFourBytes = [length, length >> 8, length >> 16, length >> 24].map((byte) => byte & 255)
  const lastRawBlock = [(length << 3) | 1, length >> 5, length >> 13].map((byte) => byte & 255)
  return Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, ...ofFourBytes, ...lastRawBlock, ...bytes])
}

const begin = 1_400_000_000_000
const dates = (...milliseconds: number[]) => milliseconds.map((ms) => new Date(begin + ms))
const wide = (...values: number[]) => values.map(BigInt)

/** Two VMs: one of 2 cores and 4 GHz in all from 0 s on, one of 1 core and 2 GHz from 60 s on. */
const sizes: ColumnSource[] = [
  { name: "cpu_count", data: [2, 0], type: "INT32" },
  { name: "cpu_capacity", data: [4000, 2000], type: "DOUBLE" },
  { name: "mem_capacity", data: wide(1_048_576, 2_097_152), type: "INT64" },
]
const meta: ColumnSource[] = [
  { name: "id", data: ["7", "8"], type: "STRING" },
  { name: "start_time", data: dates(0, 60_000), type: "TIMESTAMP" },
  { name: "stop_time", data: dates(900_000, 360_000), type: "TIMESTAMP" },
  ...sizes,
]
const trace: ColumnSource[] = [
  { name: "id", data: ["7", "7", "8", "7"], type: "STRING" },
  { name: "timestamp", data: dates(300_000, 600_000, 360_000, 1_200_000), type: "TIMESTAMP" },
  { name: "duration", data: wide(300_000, 300_000, 300_000, 300_000), type: "INT64" },
  { name: "cpu_count", data: [2, 2, 1, 2], type: "INT32" },
  { name: "cpu_usage", data: [400, 800, 2100, 1000], type: "DOUBLE" },
]
const tasks: ColumnSource[] = [
  { name: "id", data: [7, 8], type: "INT32" },
  { name: "name", data: ["seven", null], type: "STRING", nullable: true },
  { name: "submission_time", data: dates(0, 60_000), type: "TIMESTAMP" },
  { name: "duration", data: wide(900_000, 300_000), type: "INT64" },
  ...sizes,
]
const fragments: ColumnSource[] = [
  { name: "id", data: [7, 7, 8, 7], type: "INT32" },
  { name: "duration", data: wide(300_000, 600_000, 300_000, 300_000), type: "INT64" },
  { name: "cpu_usage", data: [400, 800, 2100, 1000], type: "DOUBLE" },
]

const told = async (path: string) =>
  (await readWorkload(path)).vms.map(({ id, cores, memory, dates, cpu, end }) => {
    return { id, cores, memory, dates: [...dates], cpu: [...cpu], end }
  })

describe("a workload of OpenDC", () => {
  test("of before 2024 has fragments that end at their timestamps", async () => {
    parquet("meta.parquet", meta)
    parquet("trace.parquet", trace)
    expect(await formatOf(folder)).toBe("opendc")
    expect(await told(folder)).toEqual([
      { id: "7", cores: 2, memory: 2 ** 30, dates: [0, 300, 900], cpu: [0.1, 0.2, 0.25], end: 1200 },
      { id: "8", cores: undefined, memory: 2 ** 31, dates: [60], cpu: [1.05], end: 360 },
    ])
    const file = join(folder, "trace.parquet")
    expect((await readWorkload(folder)).repairs).toEqual([
      { what: "gaps, 300 s in all: the last value holds", count: 1, first: `${file}, row 3` },
      { what: "CPU use above 1, up to 1.05: kept", count: 1, first: `${file}, row 2` },
    ])
  })

  test("may be compressed by Zstandard, as OpenDC writes it", async () => {
    parquet("meta.parquet", meta)
    parquet("trace.parquet", trace)
    const plain = await told(folder)
    for (const [name, columnData] of Object.entries({ meta, trace })) {
      const written = parquetWriteBuffer({ columnData, codec: "ZSTD", compressors: { ZSTD: zstandard } })
      writeFileSync(join(folder, `${name}.parquet`), new Uint8Array(written))
    }
    expect(await told(folder)).toEqual(plain)
  })

  test("of today has fragments that follow each other from the submission on, in as many row groups as it likes", async () => {
    for (const size of [1, 3, 1000]) {
      parquet("tasks.parquet", tasks, size)
      parquet("fragments.parquet", fragments, size)
      expect(await told(folder)).toEqual([
        { id: "7", cores: 2, memory: 2 ** 30, dates: [0, 300, 900], cpu: [0.1, 0.2, 0.25], end: 1200 },
        { id: "8", cores: undefined, memory: 2 ** 31, dates: [60], cpu: [1.05], end: 360 },
      ])
    }
    expect((await readWorkload(folder, { vms: 1 })).vms.map(({ id }) => id)).toEqual(["7"])
  })

  test("may be CSV, with units at the ends of names", async () => {
    const files = { tasks: join(folder, "m.csv"), fragments: join(folder, "t.csv.gz") }
    writeFileSync(
      files.tasks,
      "id,start_time_s,cpu_count,cpu_capacity_mhz,mem_capacity_kb\n7,1400000000,2,4000,1048576\n8,1400000060,0,2000,2097152\n",
    )
    writeFileSync(
      files.fragments,
      gzipSync(
        "id,timestamp_s,duration_s,cpu_usage_mhz\n7,1400000300,300,400\n7,1400000600,300,800\n8,1400000360,300,2100\n7,1400001200,300,1000\n",
      ),
    )
    parquet("meta.parquet", meta)
    parquet("trace.parquet", trace)
    const { vms, repairs } = await readOpendc(files)
    expect(vms).toEqual((await readWorkload(folder)).vms)
    expect(repairs[0]).toMatchObject({ count: 1, first: `${files.fragments}, line 5` })
  })

  const without = (columns: ColumnSource[], name: string) => columns.filter((column) => column.name !== name)
  const withData = (columns: ColumnSource[], name: string, data: ColumnSource["data"]) =>
    columns.map((column) => (column.name === name ? { ...column, data } : column))
  test.each<[string, ColumnSource[], ColumnSource[], string]>([
    [
      "a column",
      without(tasks, "cpu_capacity"),
      fragments,
      'tasks.parquet, row 0: columns is "id,name,submission_time,duration,cpu_count,mem_capacity"; expected a column "cpu_capacity" of OpenDC\'s tables',
    ],
    [
      "a column",
      tasks,
      without(fragments, "cpu_usage"),
      'fragments.parquet, row 0: columns is "id,duration"; expected a column "cpu_usage"',
    ],
    ["a submission", without(tasks, "submission_time"), fragments, 'expected a column "start_time"'],
    [
      "a capacity",
      withData(tasks, "cpu_capacity", [4000, 0]),
      fragments,
      "tasks.parquet, row 1: cpu_capacity is 0; expected a number above 0",
    ],
    [
      "one id",
      withData(tasks, "id", [7, 7]),
      fragments,
      'tasks.parquet, row 1: id is "7"; expected one that no task before it has',
    ],
    [
      "a task",
      tasks,
      withData(fragments, "id", [7, 7, 9, 7]),
      'fragments.parquet, row 2: id is "9"; expected a task of ',
    ],
    [
      "a use",
      tasks,
      withData(fragments, "cpu_usage", [400, -1, 0, 0]),
      "fragments.parquet, row 1: cpu_usage is -1; expected a number of at least 0",
    ],
    [
      "a number",
      tasks,
      withData(fragments, "cpu_usage", [400, Number.NaN, 0, 0]),
      "fragments.parquet, row 1: cpu_usage is NaN; expected a number of at least 0",
    ],
    [
      "a duration",
      tasks,
      withData(fragments, "duration", wide(1, 2, 0, 3)),
      "fragments.parquet, row 2: duration is 0; expected a number above 0",
    ],
  ])(
    "without %s is refused with file, row, column and value: case %#",
    async (_, badTasks, badFragments, message) => {
      parquet("tasks.parquet", badTasks)
      parquet("fragments.parquet", badFragments, 2)
      await expect(readWorkload(folder)).rejects.toThrow(message)
    },
  )

  test("that is cut off, no Parquet, or not there is refused with its file", async () => {
    const files = {
      tasks: parquet("tasks.parquet", tasks),
      fragments: parquet("fragments.parquet", fragments),
    }
    truncateSync(files.fragments, 200)
    await expect(readOpendc(files)).rejects.toThrow(
      /fragments\.parquet: content is ".*"; expected a whole Parquet file/,
    )
    writeFileSync(files.fragments, "id,duration\n")
    await expect(readOpendc(files)).rejects.toThrow(
      /fragments\.parquet: content is ".*"; expected a whole Parquet file/,
    )
    const missing = join(folder, "none.parquet")
    await expect(readOpendc({ ...files, tasks: missing })).rejects.toThrow(
      `${missing}: file is "missing"; expected a table that can be read`,
    )
    await expect(readOpendc({ ...files, tasks: folder })).rejects.toThrow(`${folder}: file is "a folder"`)
  })

  test("in CSV that is broken is refused with file, line and column", async () => {
    const files = { tasks: join(folder, "m.csv"), fragments: join(folder, "t.csv") }
    const header = "id,submission_time_ms,cpu_count,cpu_capacity_mhz,mem_capacity_kb"
    writeFileSync(files.tasks, `${header}\n7,0,1,1000\n`)
    writeFileSync(files.fragments, "id,duration_ms,cpu_usage_mhz\n7,1000,x\n")
    await expect(readOpendc(files)).rejects.toThrow(
      `${files.tasks}, line 2: number of cells is 4; expected 5, between commas`,
    )
    writeFileSync(files.tasks, `${header}\n7,0,1,1000,5\n`)
    await expect(readOpendc(files)).rejects.toThrow(
      `${files.fragments}, line 2: cpu_usage is "x"; expected a number of at least 0`,
    )
    writeFileSync(files.tasks, "")
    await expect(readOpendc(files)).rejects.toThrow(
      `${files.fragments}, line 2: id is "7"; expected a task of ${files.tasks}`,
    )
  })
})
