import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { gibibytes } from "@placelab/core"
import { describe, expect, test } from "vitest"
import { azureReadings } from "../../src/load/traces/azureReadings.ts"
import { azureVmTable } from "../../src/load/traces/azureVmTable.ts"
import { refusalOf, rowsOf, rowsOfFixture } from "../traces.ts"

const untold = {
  cores: undefined,
  clock: undefined,
  memory: undefined,
  memorySize: undefined,
  diskRead: undefined,
  diskWrite: undefined,
  received: undefined,
  sent: undefined,
}

describe("a CPU reading of Azure", () => {
  test("is the mean and the maximum of the five minutes that begin with its date", () => {
    expect(rowsOfFixture(azureReadings, "azure-vm-cpu-readings.csv")).toEqual([
      { id: "kQ2/aa+Z", start: 0, duration: 300, cpu: 0.1025, cpuMax: 0.2, ...untold },
      { id: "pL8+bb/Y", start: 0, duration: 300, cpu: 0.0025, cpuMax: 0.005, ...untold },
      { id: "kQ2/aa+Z", start: 300, duration: 300, cpu: 0.5, cpuMax: 1, ...untold },
    ])
  })

  test("may end in a carriage return, and have its name in quotes", () => {
    expect(rowsOf(azureReadings, '300,"a,""b",1,20,1e1\r\n\r\n')).toEqual([
      { id: 'a,"b', start: 300, duration: 300, cpu: 0.1, cpuMax: 0.2, ...untold },
    ])
  })

  test.each([
    [
      "timestamp,vm,min,max,avg",
      'timestamp is "timestamp"; expected seconds since the trace began, from 0 to ',
    ],
    [
      "300,a,1,2",
      "number of columns is 4; expected 5, with commas between: timestamp, VM, min CPU, max CPU, avg CPU",
    ],
    ["300,a,1,2,3,4", "number of columns is 6; expected 5, with commas between: "],
    ["300;a;1;2;3", "number of columns is 1; expected 5, with commas between: "],
    ["-300,a,1,2,3", 'timestamp is "-300"; expected seconds since the trace began, from 0 to 2592000'],
    [
      "300000000,a,1,2,3",
      'timestamp is "300000000"; expected seconds since the trace began, from 0 to 2592000',
    ],
    ["300,,1,2,3", 'VM is ""; expected a name'],
    ["300,a,x,2,3", 'min CPU is "x"; expected a number from 0 to 100, in percent'],
    ["300,a,1,,3", 'max CPU is ""; expected a number from 0 to 100, in percent'],
    ["300,a,1,2,0x3", 'avg CPU is "0x3"; expected a number from 0 to 100, in percent'],
    ["300,a,1,2,Infinity", 'avg CPU is "Infinity"; expected a number from 0 to 100, in percent'],
    ["300,a,1,2,-1", 'avg CPU is "-1"; expected a number from 0 to 100, in percent'],
    ["300,a,1,2,2600", 'avg CPU is "2600"; expected a number from 0 to 100, in percent'],
    ['300,"a,1,2,3', 'line is "300,\\"a,1,2,3"; expected every quote closed, and quotes around whole cells'],
  ])("that is broken is refused with line, column and value: %s", (line, message) => {
    expect(refusalOf(azureReadings, `0,a,1,2,3\n${line}`)).toContain(`file, line 2: ${message}`)
  })
})

describe("a VM of Azure", () => {
  const vm = (
    id: string,
    start: number,
    end: number,
    cores: number,
    gib: number,
    kind: string | undefined,
  ) => ({
    id,
    start,
    end,
    cores,
    memory: gibibytes(gib),
    cpuShare: undefined,
    memoryShare: undefined,
    kind,
  })

  test("has its very size in V1, and lasts 300 s at least", () => {
    expect(rowsOfFixture(azureVmTable, "azure-vmtable-v1.csv")).toEqual([
      vm("kQ2/aa+Z", 0, 2_591_700, 1, 1.75, "Delay-insensitive"),
      vm("pL8+bb/Y", 600, 1500, 8, 56, "Interactive"),
      vm("rT1cc", 900, 1200, 2, 3.5, "Unknown"),
    ])
  })

  test("has the bound of its bucket in V2; without a date of deletion it outlives the trace", () => {
    expect(rowsOfFixture(azureVmTable, "azure-vmtable-v2.csv")).toEqual([
      vm("vA1", 558_300, 1_673_700, 8, 32, "Delay-insensitive"),
      vm("vB2", 0, 2_591_400, 24, 64, "Interactive"),
      vm("vC3", 300, Number.POSITIVE_INFINITY, 24, 64, undefined),
    ])
  })

  test.each([
    [
      "a,s,d,0,300,9,3,5,Interactive,1",
      "number of columns is 10; expected 11, with commas between: VM, subscription,",
    ],
    [",s,d,0,300,9,3,5,Interactive,1,2", 'VM is ""; expected a name'],
    ["a,s,d,,300,9,3,5,Interactive,1,2", 'created is ""; expected seconds since the trace began'],
    [
      "a,s,d,600,300,9,3,5,Unknown,1,2",
      'deleted is "300"; expected a date that is not before its creation, 600',
    ],
    [
      "a,s,d,0,2591700000,9,3,5,Unknown,1,2",
      'deleted is "2591700000"; expected seconds since the trace began',
    ],
    [
      "a,s,d,0,300,9,3,5,Unknown,0,2",
      'cores is "0"; expected a whole number of cores from 1 to 1024, or a bucket such',
    ],
    [
      "a,s,d,0,300,9,3,5,Unknown,<24,2",
      'cores is "<24"; expected a whole number of cores from 1 to 1024, or a bucket',
    ],
    [
      "a,s,d,0,300,9,3,5,Unknown,1,",
      'memory is ""; expected GB from 0.1 to 16384 (not MB or bytes), or a bucket',
    ],
    [
      "a,s,d,0,300,9,3,5,Unknown,1,57344",
      'memory is "57344"; expected GB from 0.1 to 16384 (not MB or bytes)',
    ],
  ])("that is broken is refused with line, column and value: %s", (line, message) => {
    expect(refusalOf(azureVmTable, line)).toContain(`file, line 1: ${message}`)
  })
})

// The published lines are not here: they are CC-BY data of others.
const traces = process.env.PLACELAB_TRACES
const folder = traces === undefined ? undefined : join(traces, "azure")
if (folder !== undefined && !existsSync(folder))
  throw new Error(`PLACELAB_TRACES: there is no folder ${folder}; expected azure in it`)

describe.skipIf(folder === undefined)(
  "published lines of Azure V1 (skipped without $PLACELAB_TRACES)",
  () => {
    const text = (name: string) => readFileSync(join(folder!, name), "utf8")

    test("are 100 readings at date 0", () => {
      const rows = rowsOf(azureReadings, text("vm_cpu_readings-sample.csv"))
      expect(rows).toHaveLength(100)
      expect(rows.every(({ start, cpu, cpuMax }) => start === 0 && cpu <= cpuMax!)).toBe(true)
      expect(rows[0]).toMatchObject({
        id: "+ZcrOp5/c/fJ6mVgP5qMZlOAGDwyjaaDNM0WoWOt2IDb47gT0UwK9lFwkPQv3C7Q",
        cpu: 2.86979 / 100,
        cpuMax: 3.911587 / 100,
      })
    })

    test("are 10 VMs", () => {
      const rows = rowsOf(azureVmTable, text("vmtable-sample.csv"))
      expect(rows).toHaveLength(10)
      expect(rows[2]).toMatchObject({
        start: 2_188_800,
        end: 2_591_700,
        cores: 1,
        memory: gibibytes(1.75),
        kind: "Delay-insensitive",
      })
    })
  },
)
