import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as E from "fp-ts/lib/Either.js"
import { afterAll, describe, expect, test } from "vitest"
import { qemuPrecopyTable, readMigrationTable } from "../../src/node/index.ts"

const header =
  "bandwidth_mib_s,downtime_limit_ms,working_set_mib,dirty_rate_mib_s,memory_mib,converged,total_time_s,setup_ms,sent_mib,dirty_syncs,achieved_bandwidth_mib_s"
const row = "16,30,32,2,205,1,15.5,9,236,6,15.2"
const folder = mkdtempSync(join(tmpdir(), "placelab-table-"))
const file = join(folder, "table.csv")
afterAll(() => rmSync(folder, { recursive: true }))

function read(text: string) {
  writeFileSync(file, text)
  return readMigrationTable(file)
}

test("a table gives its rows in SI units", () => {
  const table = read(`${header}\n${row}\n`)
  expect(E.isRight(table) && table.right).toEqual([
    {
      bandwidthCap: 16 * 2 ** 20,
      achievedBandwidth: 15.2 * 2 ** 20,
      downtimeLimit: 0.03,
      workingSet: 32 * 2 ** 20,
      dirtyRate: 2 * 2 ** 20,
      memory: 205 * 2 ** 20,
      converged: true,
      seconds: 15.5,
      setup: 0.009,
      bytes: 236 * 2 ** 20,
      liveRounds: 4,
    },
  ])
})

test("the shipped table has 35 rows", () => {
  const table = readMigrationTable(qemuPrecopyTable)
  expect(E.isRight(table) && table.right.length).toBe(35)
})

describe("a broken table is refused with file, line, column and value:", () => {
  test.each([
    ["", 'table is "empty"'],
    [`${header}\n`, 'table is "empty"'],
    [
      `${header}\n${row}\n16,30,32,-2,205,1,15.5,9,236,6,15.2\n`,
      'line 3: dirty_rate_mib_s is "-2"; expected a number of at least 0',
    ],
    [`${header}\n16,30,32,2,x,1,15.5,9,236,6,15.2\n`, 'line 2: memory_mib is "x"; expected a number above 0'],
    [
      `${header}\n16,30,32,2,205,1,15.5,9,236,6,\n`,
      'line 2: achieved_bandwidth_mib_s is ""; expected a number above 0',
    ],
    [`${header}\n16,30,32,2,205,yes,15.5,9,236,6,15\n`, 'line 2: converged is "yes"; expected 1 or 0'],
    [
      `${header}\n16,30,32,2,205,1,15.5,9,236,2,15.2\n`,
      'line 2: dirty_syncs is "2"; expected a number of at least 3',
    ],
    [`${header}\n16,30,32\n`, "row is"],
    [`${header.replace("sent_mib", "sent")}\n${row}\n`, "line 1: header is"],
  ])("case %#", (text, message) => {
    const table = read(text)
    expect(E.isLeft(table)).toBe(true)
    expect(E.isLeft(table) && table.left.message).toContain(message)
    expect(E.isLeft(table) && table.left.message).toContain(file)
  })

  test("a file that is not there", () => {
    const table = readMigrationTable(join(folder, "nowhere.csv"))
    expect(E.isLeft(table) && table.left.message).toMatch(
      /nowhere\.csv: file is "missing"; expected a CSV file/,
    )
  })
})
