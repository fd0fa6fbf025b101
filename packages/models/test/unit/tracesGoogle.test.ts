import { describe, expect, test } from "vitest"
import { google2011Usage } from "../../src/load/traces/google2011Usage.ts"
import { google2019Usage } from "../../src/load/traces/google2019Usage.ts"
import { refusalOf, rowsOf, rowsOfFixture } from "../traces.ts"

const seconds = "in microseconds (not in seconds or nanoseconds)"

describe("the usage of a task of Google's trace of 2011", () => {
  test("is in seconds and shares of the largest machine; without a CPU rate, or a duration, it is none", () => {
    const rows = rowsOfFixture(google2011Usage, "google-2011-task-usage.csv")
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatchObject({
      id: "3418309.0",
      start: 600,
      duration: 300,
      cpu: 0.001562,
      cpuMax: 0.03967,
      memory: 0.06787,
    })
    expect(rows[1]).toMatchObject({
      id: "3418309.1",
      start: 600,
      duration: 123,
      cpu: 1.907e-5,
      cpuMax: undefined,
      memory: undefined,
    })
  })

  test("has no last column in clusterdata-2011-1", () => {
    expect(rowsOf(google2011Usage, "600000000,900000000,7,0,5,0.25,0.1,,,,,,,0.5,,,,0,1")).toMatchObject([
      { id: "7.0", cpu: 0.25, cpuMax: 0.5, memory: 0.1 },
    ])
  })

  const line = (start: string, end: string, job = "7", cpu = "0.25", memory = "0.1", max = "0.5") =>
    `${start},${end},${job},0,5,${cpu},${memory},,,,,,,${max},,,,0,1,0`

  test.each([
    [
      "600000000,900000000,7,0,5,0.25",
      "number of columns is 6; expected 19 to 20, with commas between: start time,",
    ],
    [
      `${line("600000000", "900000000")},0`,
      "number of columns is 21; expected 19 to 20, with commas between: ",
    ],
    [
      line("start", "900000000"),
      'start time is "start"; expected microseconds, from 0 to 32 days of them; the traces',
    ],
    [line("", "900000000"), 'start time is ""; expected microseconds, from 0 to 32 days of them'],
    [line("-1", "900000000"), 'start time is "-1"; expected microseconds, from 0'],
    [line("600", "900"), `length of the window is 300; expected at most 300000000 as a rule, ${seconds}`],
    [
      line("600000000000", "900000000000"),
      `length of the window is 300000000000; expected at most 300000000`,
    ],
    [
      line("900000000", "600000000"),
      "end of the window is 600000000; expected a date that is not before its start, 9",
    ],
    [
      line("600000000", "9223372036854775807"),
      'end time is "9223372036854775807"; expected microseconds, from 0 to',
    ],
    [line("600000000", "900000000", ""), 'job ID is ""; expected a name'],
    [
      line("600000000", "900000000", "7", "25"),
      'CPU rate is "25"; expected a share of the largest machine, from 0 to 1',
    ],
    [
      line("600000000", "900000000", "7", "-0.1"),
      'CPU rate is "-0.1"; expected a share of the largest machine',
    ],
    [line("600000000", "900000000", "7", "1,"), "number of columns is 21; expected 19 to 20"],
    [
      line("600000000", "900000000", "7", "1", "x"),
      'canonical memory usage is "x"; expected a share of the largest',
    ],
    [
      line("600000000", "900000000", "7", "1", "0", "-1"),
      'maximum CPU rate is "-1"; expected a share of the largest',
    ],
  ])("that is broken is refused with line, column and value: %s", (broken, message) => {
    expect(refusalOf(google2011Usage, `${line("600000000", "900000000")}\n${broken}`)).toContain(
      `file, line 2: ${message}`,
    )
  })
})

describe("the usage of an instance of Google's traces of 2019", () => {
  test("is a line of JSON; in a reservation, without a mean CPU, or a duration, it is none", () => {
    const rows = rowsOfFixture(google2019Usage, "google-2019-instance-usage.jsonl")
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatchObject({
      id: "330587238433.7",
      start: 600,
      duration: 300,
      cpu: 0.0145,
      cpuMax: 0.0834,
      memory: 0.0078,
    })
    expect(rows[1]).toMatchObject({
      id: "330587238433.8",
      start: 600,
      duration: 12,
      cpu: 0.5,
      cpuMax: undefined,
      memory: undefined,
    })
  })

  const good = {
    start_time: "600000000",
    end_time: "900000000",
    collection_id: "7",
    instance_index: "0",
    average_usage: { cpus: 0.25, memory: 0.1 },
  }
  const line = (change: object) => JSON.stringify({ ...good, ...change })

  test.each([
    [
      "600000000,900000000,7,0",
      'line is "600000000,900000000,7,0"; expected a JSON object: the table as BigQuery',
    ],
    [`[${line({})}]`, 'line is "[{\\"start_time\\":\\"600000000\\",'],
    [
      line({}).slice(0, -1),
      'line is "{\\"start_time\\":\\"600000000\\",\\"end_time\\":\\"900000000\\",\\"colle',
    ],
    [
      line({ start_time: undefined }),
      "start_time is undefined; expected microseconds, from 0 to 32 days of them",
    ],
    [line({ start_time: "" }), 'start_time is ""; expected microseconds, from 0 to 32 days of them'],
    [line({ start_time: "soon" }), 'start_time is "soon"; expected microseconds, from 0 to 32 days of them'],
    [
      line({ start_time: "600", end_time: "900" }),
      `length of the window is 300; expected at most 300000000 as a`,
    ],
    [
      line({ end_time: "500000000" }),
      "end of the window is 500000000; expected a date that is not before its start",
    ],
    [
      line({ collection_id: 2 ** 53 }),
      "collection_id is 9007199254740992; expected a whole number, as a text of",
    ],
    [line({ instance_index: null }), "instance_index is null; expected a whole number, as a text of digits"],
    [
      line({ alloc_collection_id: "x" }),
      'alloc_collection_id is "x"; expected a whole number, as a text of digits',
    ],
    [
      line({ average_usage: 0.25 }),
      'average_usage is 0.25; expected a record of "cpus" and "memory", or nothing',
    ],
    [
      line({ average_usage: { cpus: 25 } }),
      "average_usage.cpus is 25; expected a share of the largest machine, from 0",
    ],
    [
      line({ average_usage: { cpus: -1 } }),
      "average_usage.cpus is -1; expected a share of the largest machine, from 0",
    ],
    [
      line({ average_usage: { cpus: 0, memory: [] } }),
      "average_usage.memory is []; expected a share of the largest",
    ],
    [
      line({ maximum_usage: { cpus: "x" } }),
      'maximum_usage.cpus is "x"; expected a share of the largest machine',
    ],
  ])("that is broken is refused with line, field and value: %s", (broken, message) => {
    expect(refusalOf(google2019Usage, `${line({})}\n${broken}`)).toContain(`file, line 2: ${message}`)
  })
})
