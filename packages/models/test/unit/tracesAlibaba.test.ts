import { describe, expect, test } from "vitest"
import { alibabaContainerMeta } from "../../src/load/traces/alibabaContainerMeta.ts"
import { alibabaContainerUsage, alibabaMachineUsage } from "../../src/load/traces/alibabaUsage.ts"
import { refusalOf, rowsOfFixture } from "../traces.ts"

describe("a sample of Alibaba's trace of 2018", () => {
  test("of a machine holds for ten seconds; invalid or missing CPU, and date 0, make it none", () => {
    const rows = rowsOfFixture(alibabaMachineUsage, "alibaba-machine-usage.csv")
    expect(rows.map(({ id, start, duration, cpu, memory }) => [id, start, duration, cpu, memory])).toEqual([
      ["m_1932", 386_640, 10, 0.41, 0.92],
      ["m_1932", 386_670, 10, 0.43, undefined],
      ["m_1933", 30, 10, 1, 0.3],
    ])
  })

  test("of a container may be of the ninth day", () => {
    const rows = rowsOfFixture(alibabaContainerUsage, "alibaba-container-usage.csv")
    expect(rows.map(({ id, start, duration, cpu, memory }) => [id, start, duration, cpu, memory])).toEqual([
      ["c_71455", 388_930, 10, 0.02, 0.77],
      ["c_71455", 734_400, 10, 0.03, undefined],
    ])
  })

  test.each([
    [
      "m_1,20,41,92",
      "number of columns is 4; expected 9, with commas between: machine_id, time_stamp, cpu_util_percent",
    ],
    ["m_1,20,41,92,,,43.04,33.08,5,6", "number of columns is 10; expected 9, with commas between: "],
    [",20,41,92,,,43.04,33.08,5", 'machine_id is ""; expected a name'],
    [
      "m_1,,41,92,,,43.04,33.08,5",
      'time_stamp is ""; expected seconds since the trace began, from 0 to 777600',
    ],
    ["m_1,-20,41,92,,,43.04,33.08,5", 'time_stamp is "-20"; expected seconds since the trace began'],
    [
      "m_1,386640000,41,92,,,43.04,33.08,5",
      'time_stamp is "386640000"; expected seconds since the trace began',
    ],
    [
      "m_1,20,-2,92,,,43.04,33.08,5",
      'cpu_util_percent is "-2"; expected a number from 0 to 100, in percent, or',
    ],
    [
      "m_1,20,-0.5,92,,,43.04,33.08,5",
      'cpu_util_percent is "-0.5"; expected a number from 0 to 100, in percent, or',
    ],
    [
      "m_1,20,100.5,92,,,43.04,33.08,5",
      'cpu_util_percent is "100.5"; expected a number from 0 to 100, in percent',
    ],
    [
      "m_1,20,4100,92,,,43.04,33.08,5",
      'cpu_util_percent is "4100"; expected a number from 0 to 100, in percent',
    ],
    [
      "m_1,20,41,x,,,43.04,33.08,5",
      'mem_util_percent is "x"; expected a number from 0 to 100, in percent, or no',
    ],
  ])("that is broken is refused with line, column and value: %s", (line, message) => {
    expect(refusalOf(alibabaMachineUsage, line)).toContain(`file, line 1: ${message}`)
  })

  test("of a container that is one of a machine is refused", () => {
    expect(refusalOf(alibabaContainerUsage, "m_1,20,41,92,,,43.04,33.08,5")).toBe(
      "file, line 1: number of columns is 9; expected 11, with commas between: container_id, machine_id, " +
        "time_stamp, cpu_util_percent, mem_util_percent, cpi, mem_gps, mpki, net_in, net_out, disk_io_percent",
    )
  })
})

describe("a container of Alibaba's trace of 2018", () => {
  test("has the size and the date of its first event, and no end", () => {
    const container = { end: Number.POSITIVE_INFINITY, memory: undefined, cpuShare: undefined }
    expect(rowsOfFixture(alibabaContainerMeta, "alibaba-container-meta.csv")).toEqual([
      { ...container, id: "c_1", start: 0, cores: 4, memoryShare: 1.56 / 100, kind: "started" },
      { ...container, id: "c_2", start: 86_400, cores: 16, memoryShare: undefined, kind: "allocated" },
      { ...container, id: "c_3", start: 86_410, cores: undefined, memoryShare: undefined, kind: undefined },
    ])
  })

  test.each([
    [
      "c_1,m_1,0,app,started,400,400",
      "number of columns is 7; expected 8, with commas between: container_id,",
    ],
    ["c_1,m_1,soon,app,started,400,400,1", 'time_stamp is "soon"; expected seconds since the trace began'],
    [
      "c_1,m_1,0,app,started,4,4,1",
      'cpu_request is "4"; expected hundredths of a core from 10 to 100000, 400 for four',
    ],
    [
      "c_1,m_1,0,app,started,400,400,1024",
      'mem_size is "1024"; expected a number from 0 to 100, in percent, or',
    ],
  ])("that is broken is refused with line, column and value: %s", (line, message) => {
    expect(refusalOf(alibabaContainerMeta, line)).toContain(`file, line 1: ${message}`)
  })
})
