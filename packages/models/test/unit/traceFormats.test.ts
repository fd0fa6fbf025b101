import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe, expect, test } from "vitest"
import { planetlabSamples, requestFormats, usageFormats } from "../../src/index.ts"
import { toldBy } from "../usage.ts"

const fixture = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../fixtures/traces/${name}`, import.meta.url)), "utf8")
const usage = (format: string, text: string, file = "file") =>
  toldBy(usageFormats[format]!.reader(file), text, file)

test("formats are known by their names", () => {
  for (const formats of [usageFormats, requestFormats])
    expect(Object.values(formats).map(({ name }) => name)).toEqual(Object.keys(formats))
  expect(Object.keys(usageFormats)).toEqual(
    expect.arrayContaining(["planetlab", "bitbrains", "materna", "swf"]),
  )
})

describe("a file of PlanetLab", () => {
  const day = (lines: number) => "7\n".repeat(lines)

  test("is a VM of its name, with a sample each 300 s", () => {
    const rows = usage("planetlab", `${day(287)}100`, "20110303/host_slice")
    expect(rows).toHaveLength(planetlabSamples)
    expect(rows[1]).toEqual({ id: "host_slice", start: 300, duration: 300, cpu: 0.07 })
    expect(rows[287]).toEqual({ id: "host_slice", start: 86_100, duration: 300, cpu: 1 })
  })

  test.each([
    ["1\n2\nNaN\n", 'a/vm, line 3: CPU use is "NaN"; expected a whole number from 0 to 100, in percent'],
    ["1\n-2\n", 'a/vm, line 2: CPU use is "-2"; expected a whole number from 0 to 100, in percent'],
    [day(2), "a/vm: number of lines is 2; expected 288, one for each 300 s of a day"],
    [day(289), 'a/vm, line 289: line is "7"; expected the end of the file: a day has 288 lines'],
    ["", "a/vm: number of lines is 0; expected 288, one for each 300 s of a day"],
  ])("that is broken is refused: case %#", (text, message) => {
    expect(() => usage("planetlab", text, "a/vm")).toThrow(message)
  })
})

describe("a file of Bitbrains", () => {
  const text = fixture("bitbrains/1.csv")
  const header = text.split("\n")[0]!
  const line = text.split("\n")[1]!

  test("has seconds where its header says milliseconds, and units that become ours", () => {
    const rows = usage("bitbrains", text, "fastStorage/1.csv")
    expect(rows).toHaveLength(4)
    // 1,400,000,300 is the end of the 300 s; 4000 MHz; 4,194,304 KB are 4 GiB, and 1,048,576 KB a quarter of them.
    expect(rows[0]).toEqual({
      id: "1",
      start: 1_400_000_000,
      duration: 300,
      cpu: 0.1,
      cores: 2,
      clock: 4e9,
      memory: 0.25,
      memorySize: 4 * 2 ** 30,
      diskRead: 0,
      diskWrite: 2048,
      received: 4096,
      sent: 8192,
    })
    expect(rows.map(({ start, cpu }) => [start, cpu])).toEqual([
      [1_400_000_000, 0.1],
      [1_400_000_301, 0.2],
      [1_400_000_600, 0.25],
      [1_400_001_500, 1.05],
    ])
  })

  test("may have semicolons without tabs, and is named without .csv and .gz", () => {
    const rows = usage("bitbrains", fixture("bitbrains/2.csv"), "C:\\traces\\2.csv.gz")
    expect(rows.map(({ id, cpu, memory }) => [id, cpu, memory])).toEqual([
      ["2", 0, 0],
      ["2", 0.05, 0.25],
    ])
  })

  test("does not tell what is empty, nor cores and capacities of 0", () => {
    const empty = `${header}\n1400000300;0;0;0;3;0;5;;;;\n\n`
    expect(usage("bitbrains", empty)).toEqual([
      { id: "file", start: 1_400_000_000, duration: 300, cpu: 0.03 },
    ])
  })

  test.each([
    [
      header.replace("[MHZ]", "[GHZ]"),
      'x.csv, line 1: column 3 of the header is "CPU capacity provisioned [GHZ]"; expected "CPU capacity provisioned [MHZ]"',
    ],
    [
      header.replace("Memory usage [KB]", "Memory usage [MB]"),
      'x.csv, line 1: column 7 of the header is "Memory usage [MB]"; expected "Memory usage [KB]"',
    ],
    [
      header.split(";").slice(0, 10).join(";"),
      'x.csv, line 1: column 11 of the header is "missing"; expected "Network transmitted throughput [KB/s]"',
    ],
    [
      `${header};\tmore`,
      'x.csv, line 1: column 12 of the header is "more"; expected the end of the line: there are 11 columns',
    ],
    [
      `${header}\n${line.replace("1400000300", "1400000300000")}`,
      'x.csv, line 2: Timestamp [ms] is "1400000300000"; expected seconds since 1970, as GWA-T-12 has under this name; divide milliseconds by 1000',
    ],
    [
      `${header}\n${line.replace("1400000300", "noon")}`,
      'x.csv, line 2: Timestamp [ms] is "noon"; expected seconds since 1970',
    ],
    [
      `${header}\n${line}\n${line.slice(0, 40)}`,
      "x.csv, line 3: number of cells is 6; expected 11, between semicolons",
    ],
    [
      `${header}\n${line.replace("\t10.0", "\tten")}`,
      'x.csv, line 2: CPU usage [%] is "ten"; expected a number of at least 0, with a decimal point',
    ],
    [
      `${header}\n${line.replace("\t10.0", "\t10,0")}`,
      'x.csv, line 2: CPU usage [%] is "10,0"; expected a number of at least 0, with a decimal point',
    ],
    [
      `${header}\n${line.replace("\t10.0", "\t-10.0")}`,
      'x.csv, line 2: CPU usage [%] is "-10.0"; expected a number of at least 0',
    ],
    [
      `${header}\n${line.replace("\t10.0", "\tNaN")}`,
      'x.csv, line 2: CPU usage [%] is "NaN"; expected a number of at least 0',
    ],
    [header, 'x.csv: file is "a header only"; expected a header and a line for each 300 s'],
    ["", 'x.csv: file is "empty"; expected a header and a line for each 300 s'],
    [line, 'x.csv, line 1: column 1 of the header is "1400000300"; expected "Timestamp [ms]"'],
  ])("that is broken is refused with file, line, column and value: case %#", (broken, message) => {
    expect(() => usage("bitbrains", broken, "x.csv")).toThrow(message)
  })
})

describe("a file of Materna", () => {
  const text = fixture("materna.csv").replaceAll("\r", "")
  const [header, line] = text.split("\n") as [string, string]

  test("has dates, decimal commas and quotes; a line that does not tell the CPU use has no row", () => {
    const rows = usage("materna", text, "Materna-Trace-1/01.csv")
    expect(rows).toHaveLength(2)
    // 1451606100 is 2015-12-31T23:55:00Z.
    expect(rows[0]).toEqual({
      id: "01",
      start: 1_451_606_100 - 300,
      duration: 300,
      cpu: 0.125,
      cores: 2,
      clock: 4e9,
      memory: 0.25,
      memorySize: 4 * 2 ** 30,
      diskRead: 0,
      diskWrite: 3584,
      received: 1024,
      sent: 2048,
    })
    expect(rows[1]).toMatchObject({ start: 1_451_606_100, cpu: 0.25, diskRead: 256 })
    expect(rows[1]).not.toHaveProperty("sent")
  })

  test.each([
    [
      line.replace("31.12.2015", "31.11.2015"),
      'm.csv, line 2: Timestamp is "31.11.2015 23:55:00"; expected a date as "31.12.2015 23:55:00"',
    ],
    [
      line.replace("31.12.2015", "12.31.2015"),
      'm.csv, line 2: Timestamp is "12.31.2015 23:55:00"; expected a date',
    ],
    [
      line.replace("23:55:00", "24:00:00"),
      'm.csv, line 2: Timestamp is "31.12.2015 24:00:00"; expected a date',
    ],
    [
      line.replace("31.12.2015 23:55:00", "1451606100"),
      'm.csv, line 2: Timestamp is "1451606100"; expected a date',
    ],
    [
      line.replace("12,5", "12.5"),
      'm.csv, line 2: CPU usage [%] is "12.5"; expected a number of at least 0, with a decimal comma',
    ],
    [
      line.replace("12,5", "-12,5"),
      'm.csv, line 2: CPU usage [%] is "-12,5"; expected a number of at least 0',
    ],
    [line.replace(/;"2"$/, ""), "m.csv, line 2: number of cells is 12; expected 13, between semicolons"],
  ])("that is broken is refused: case %#", (broken, message) => {
    expect(() => usage("materna", `${header}\n${broken}\n`, "m.csv")).toThrow(message)
  })

  test("is not one of Bitbrains, nor the other way round", () => {
    expect(() => usage("materna", fixture("bitbrains/1.csv"))).toThrow(
      'file, line 1: column 8 of the header is "Disk read throughput [KB/s]"; expected "Memory usage [%]"',
    )
    expect(() => usage("bitbrains", text)).toThrow(
      'file, line 1: column 1 of the header is "Timestamp"; expected "Timestamp [ms]"',
    )
  })
})

describe("a workload log", () => {
  const text = fixture("jobs.swf")

  test("tells the mean CPU use of jobs that have run, where it is known", () => {
    expect(usage("swf", text)).toEqual([
      { id: "1", start: 10, duration: 100, cpu: 0.8, cores: 4, memory: 0.5, memorySize: 4 * 2 ** 20 },
      { id: "3", start: 65, duration: 50, cpu: 1.2, cores: 2, memorySize: 4 * 2 ** 20 },
    ])
  })

  test("tells what was asked for, of jobs that have run", () => {
    expect(toldBy(requestFormats["swf-jobs"]!.reader("file"), text)).toEqual([
      { id: "1", start: 0, end: 100, cores: 4, memory: 4 * 2 ** 20, kind: "status 1" },
      { id: "2", start: 50, end: 250, cores: 2, kind: "status 1" },
      { id: "3", start: 60, end: 110, cores: 2, memory: 4 * 2 ** 20, kind: "status 1" },
    ])
  })

  test("is refused as by its own reader", () => {
    expect(() => usage("swf", "; a comment\n1 2 3\n", "a.swf")).toThrow(
      "a.swf, line 2: number of fields is 3; expected 18, between blanks",
    )
  })
})
