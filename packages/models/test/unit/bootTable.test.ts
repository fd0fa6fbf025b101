import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as E from "fp-ts/lib/Either.js"
import { afterAll, describe, expect, test } from "vitest"
import { bootTimesTable, readBootTable } from "../../src/node/index.ts"

const header = "host,cores,io_time_s,cpu_time_s,booting_vms,cpu_stress_vms,mean_boot_time_s"
const row = "C1,4,2.82,7.75,2,0,11.3"
const folder = mkdtempSync(join(tmpdir(), "placelab-table-"))
const file = join(folder, "boots.csv")
afterAll(() => rmSync(folder, { recursive: true }))

function read(text: string) {
  writeFileSync(file, text)
  return readBootTable(file)
}

test("a table of boots gives its rows, whatever other columns it has", () => {
  const table = read(`${header},note\n${row},cold\n`)
  expect(E.isRight(table) && table.right).toEqual([
    { host: "C1", cores: 4, ioTime: 2.82, cpuTime: 7.75, bootingVms: 2, stressedVms: 0, seconds: 11.3 },
  ])
})

test("the shipped table of boots has 156 rows of two hosts", () => {
  const table = readBootTable(bootTimesTable)
  expect(E.isRight(table) && table.right.length).toBe(156)
  expect(E.isRight(table) && [...new Set(table.right.map((each) => each.host))]).toEqual(["C1", "C2"])
})

describe("a broken table of boots is refused with file, line, column and value:", () => {
  test.each([
    [`${header}\n`, 'table is "empty"'],
    ["\u007fELF\u0000\u0001", 'file is "binary"; expected a CSV file, which is text'],
    [`${header}\n${row}\n,4,2,7,2,0,11\n`, 'line 3: host is ""; expected a name'],
    [`${header}\nC1,4.5,2,7,2,0,11\n`, 'line 2: cores is "4.5"; expected a whole number above 0'],
    [`${header}\nC1,4,-2,7,2,0,11\n`, 'line 2: io_time_s is "-2"; expected a number of at least 0'],
    [`${header}\nC1,4,2,x,2,0,11\n`, 'line 2: cpu_time_s is "x"; expected a number of at least 0'],
    [`${header}\nC1,4,2,7,0,0,11\n`, 'line 2: booting_vms is "0"; expected a whole number above 0'],
    [
      `${header}\nC1,4,2,7,2,-1,11\n`,
      'line 2: cpu_stress_vms is "-1"; expected a whole number of at least 0',
    ],
    [`${header}\nC1,4,2,7,2,0,\n`, 'line 2: mean_boot_time_s is ""; expected a number above 0'],
    [
      `${header.replace("io_time_s", "io_time")}\n${row}\n`,
      'expected a column "io_time_s"; the nearest there is "io_time"',
    ],
  ])("case %#", (text, message) => {
    const table = read(text)
    expect(E.isLeft(table) && table.left.message).toContain(message)
    expect(E.isLeft(table) && table.left.message).toContain(file)
  })
})
