import { spawnSync } from "node:child_process"
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import type { RequestRow } from "../../src/index.ts"
import { type AzurePackingOptions, readAzurePacking } from "../../src/node/index.ts"
import { fixtures } from "../traces.ts"

const csv = join(fixtures, "azure-packing")

async function all(path: string, options?: AzurePackingOptions): Promise<RequestRow[]> {
  const rows: RequestRow[] = []
  for await (const row of readAzurePacking(path, options)) rows.push(row)
  return rows
}

const untold = { cores: undefined, memory: undefined }
const vms = [
  {
    ...untold,
    id: "0",
    start: -216_000,
    end: 21_600,
    cpuShare: 0.25,
    memoryShare: 0.125,
    kind: "high priority",
  },
  {
    ...untold,
    id: "1",
    start: 43_200,
    end: Number.POSITIVE_INFINITY,
    cpuShare: 1,
    memoryShare: 0.5,
    kind: "low priority",
  },
  {
    ...untold,
    id: "2",
    start: 1_188_000,
    end: 7_732_800,
    cpuShare: 0.25,
    memoryShare: 0.125,
    kind: "low priority",
  },
]

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "placelab-packing-"))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe("the VMs of Azure's trace for packing, from CSV", () => {
  test("have dates in seconds, and shares of the first machine that they can run on", async () => {
    expect(await all(csv)).toEqual(vms)
  })

  test("have shares of the machine that was asked for, and none where they cannot run on it", async () => {
    const shares = async (machine: number) =>
      (await all(csv, { machine })).map(({ cpuShare, memoryShare }) => [cpuShare, memoryShare])
    expect(await shares(4)).toEqual([
      [0.125, 0.0625],
      [1, 0.5],
      [0.125, 0.0625],
    ])
    expect(await shares(2)).toEqual([
      [0.25, 0.125],
      [undefined, undefined],
      [0.25, 0.125],
    ])
    await expect(all(csv, { machine: 3 })).rejects.toThrow(
      `${csv}: machine is 3; expected the machineId of a kind of machine of the trace: 2, 4`,
    )
  })

  const header = "vmId,tenantId,vmTypeId,priority,starttime,endtime"
  test.each([
    ["", 'vm.csv: table is "empty"; expected a header line and rows below it'],
    [header, 'vm.csv: table is "empty"; expected a header line and rows below it'],
    [
      "vmId,type,priority,starttime,endtime\n",
      'vm.csv, line 1: header is "vmId,type,priority,starttime,endtime"; expected a column "vmTypeId"',
    ],
    [
      `${header}\n0,31,10,0,-2.5`,
      "vm.csv, line 2: number of columns is 5; expected 6, with commas between: vmId, tenantId",
    ],
    [`${header}\n\n,31,10,0,-2.5,1`, 'vm.csv, line 3: vmId is ""; expected a name'],
    [
      `${header}\n0,31,17,0,-2.5,1`,
      'vm.csv, line 2: vmTypeId is "17"; expected a VM type that the table vmType has',
    ],
    [`${header}\n0,31,10,2,-2.5,1`, 'vm.csv, line 2: priority is "2"; expected 0 (high) or 1 (low)'],
    [
      `${header}\n0,31,10,0,soon,1`,
      'vm.csv, line 2: starttime is "soon"; expected days since the collection began, at most 14',
    ],
    [
      `${header}\n0,31,10,0,43200,`,
      'vm.csv, line 2: starttime is "43200"; expected days since the collection began, at most 14 (not seconds)',
    ],
    [
      `${header}\n0,31,10,0,1,86400`,
      'vm.csv, line 2: endtime is "86400"; expected days since the collection began, at most 90, or nothing',
    ],
    [
      `${header}\n0,31,10,0,1,0.5`,
      'vm.csv, line 2: endtime is "0.5"; expected a date that is not before its start, 1',
    ],
  ])("that are broken are refused with file and line: case %#", async (text, message) => {
    copyFileSync(join(csv, "vmType.csv"), join(folder, "vmType.csv"))
    writeFileSync(join(folder, "vm.csv"), text)
    await expect(all(folder)).rejects.toThrow(message)
  })

  test("need both tables, and types that are shares", async () => {
    await expect(all(folder)).rejects.toThrow(
      'vmType.csv: file is "missing"; expected a trace that can be read',
    )
    await expect(all(join(folder, "none"))).rejects.toThrow(
      'none: file is "missing"; expected the SQLite file of the trace, or a folder with vm.csv and vmType.csv',
    )
    writeFileSync(join(folder, "vmType.csv"), "vmTypeId,machineId,core,memory\n10,2,16,0.1\n")
    await expect(all(folder)).rejects.toThrow(
      'vmType.csv, line 2: core is "16"; expected a share of a machine, from 0 to 1',
    )
  })
})

const hasSqlite = spawnSync("sqlite3", ["--version"]).status === 0

/** The tables of the fixture in a database, an empty cell as NULL. */
function database(...more: string[]): string {
  const file = join(folder, "packing.sqlite")
  const rows = (name: string) =>
    readFileSync(join(csv, `${name}.csv`), "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => `insert into ${name} values (${line.split(",").map((cell) => cell || "null")});`)
  const sql = [
    "create table vmType (id integer, vmTypeId integer, machineId integer, core real, memory real, hdd real, ssd real, nic real);",
    "create table vm (vmId integer, tenantId integer, vmTypeId integer, priority integer, starttime real, endtime real);",
    ...rows("vmType"),
    ...rows("vm"),
    ...more,
  ]
  const made = spawnSync("sqlite3", [file], { input: sql.join("\n"), encoding: "utf8" })
  if (made.status !== 0) throw new Error(made.stderr)
  return file
}

describe.skipIf(!hasSqlite)(
  "the VMs of Azure's trace for packing, from SQLite (skipped without sqlite3)",
  () => {
    test("are those of the CSV", async () => {
      expect(await all(database())).toEqual(vms)
    })

    test("come as they are read, so that one may stop after the first of many", async () => {
      const many =
        "with recursive n(i) as (select 3 union all select i + 1 from n where i < 100000) " +
        "insert into vm select i, 1, 10, 0, 1, null from n;"
      const file = database(many)
      for await (const { id } of readAzurePacking(file)) {
        expect(id).toBe("0")
        break
      }
      let count = 0
      for await (const { id } of readAzurePacking(file)) expect(id).toBe(String(count++))
      expect(count).toBe(100_001)
    })

    test("that are broken are refused with table and row", async () => {
      const file = database("insert into vm values (3, 1, 10, 0, 'soon', null);")
      await expect(all(file)).rejects.toThrow(
        `${file}, table vm, row 4: starttime is "soon"; expected days since the collection began, at most 14`,
      )
    })

    test("are refused where a table is missing or empty, or the file is none of SQLite", async () => {
      await expect(all(database("drop table vmType;"))).rejects.toThrow(
        /packing\.sqlite: answer of sqlite3 is ".*no such table: vmType.*"; expected a SQLite file with a table vmType of /,
      )
      rmSync(join(folder, "packing.sqlite"))
      const file = database("delete from vm;")
      await expect(all(file)).rejects.toThrow(
        `${file}, table vm: table is "empty"; expected a header line and rows`,
      )
      const text = join(folder, "text.sqlite")
      writeFileSync(text, "vmId\n".repeat(1000))
      await expect(all(text)).rejects.toThrow(/text\.sqlite: answer of sqlite3 is ".*not a database/)
    })
  },
)

describe("without sqlite3", () => {
  const path = process.env.PATH
  afterEach(() => {
    process.env.PATH = path
  })

  test("a SQLite file is refused, with what to do", async () => {
    const empty = join(folder, "bin")
    mkdirSync(empty)
    const file = join(folder, "packing.sqlite")
    writeFileSync(file, "")
    process.env.PATH = empty
    await expect(all(file)).rejects.toThrow(
      `${file}: program that reads SQLite is "missing"; expected sqlite3 installed (apt install sqlite3), or a folder ` +
        "with vm.csv and vmType.csv",
    )
  })
})
