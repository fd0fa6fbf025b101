import { describe, expect, test } from "vitest"
import { orThrow, readSwf, type SwfRecord, swfHeader, swfLines, writeSwf } from "../../src/index.ts"

const text = `; Version: 2.2
;   MaxNodes:  8
;
; Note: of our own making

  1    0    5   3600  7  12.5  -1  7  7200 -1 1 3 1 -1 0 -1 -1 -1
  2   10   -1      0  1  -1  -1  -1  -1  -1 0 4 1 -1 0 -1 1 20
`
const one: SwfRecord = {
  jobNumber: 1,
  submitTime: 0,
  waitTime: 5,
  runTime: 3600,
  allocatedProcessors: 7,
  averageCpuTime: 12.5,
  requestedProcessors: 7,
  requestedTime: 7200,
  status: 1,
  userId: 3,
  groupId: 1,
  queue: 0,
}

describe("a workload log", () => {
  test("has comments, and jobs of 18 fields of which -1 is not known", () => {
    const log = orThrow(readSwf(text))
    expect(log.comments).toEqual(["Version: 2.2", "MaxNodes:  8", "", "Note: of our own making"])
    expect(log.records).toHaveLength(2)
    expect(log.records[0]).toEqual(one)
    expect(log.records[1]).toEqual({
      jobNumber: 2,
      submitTime: 10,
      runTime: 0,
      allocatedProcessors: 1,
      status: 0,
      userId: 4,
      groupId: 1,
      queue: 0,
      precedingJob: 1,
      thinkTime: 20,
    })
    expect([swfHeader(log, "MaxNodes"), swfHeader(log, "Version"), swfHeader(log, "MaxJobs")]).toEqual([
      "8",
      "2.2",
      undefined,
    ])
  })

  test("is the same after it was written and read again", () => {
    const log = orThrow(readSwf(text))
    const written = [...writeSwf(log)]
    expect(written[2]).toBe(";\n")
    expect(written[4]).toBe("1 0 5 3600 7 12.5 -1 7 7200 -1 1 3 1 -1 0 -1 -1 -1\n")
    expect(orThrow(readSwf(written))).toEqual(log)
    expect([...writeSwf(orThrow(readSwf(written)))]).toEqual(written)
  })

  test("is read as it is asked for, from chunks that end anywhere, with any line breaks", () => {
    const windows = text.replaceAll("\n", "\r\n")
    for (const size of [1, 7, 1000]) {
      const chunks = Array.from({ length: Math.ceil(windows.length / size) }, (_, i) =>
        windows.slice(i * size, (i + 1) * size),
      )
      expect(orThrow(readSwf(chunks))).toEqual(orThrow(readSwf(text)))
    }
    let asked = 0
    function* endless() {
      for (;;) yield `${++asked} 0 0 1 1 -1 -1 1 1 -1 1 -1 -1 -1 -1 -1 -1 -1\n`
    }
    const lines = swfLines(endless())
    lines.next()
    expect(lines.next().value).toHaveProperty("record.jobNumber", 2)
    expect(asked).toBe(2)
  })

  test.each([
    ["1 0 5", "number of fields is 3; expected 18, between blanks"],
    [`${"1 ".repeat(18)} 1`, "number of fields is 19; expected 18, between blanks"],
    [
      "1 0 x 1 1 -1 -1 1 1 -1 1 -1 -1 -1 -1 -1 -1 -1",
      'waitTime is "x"; expected a number of at least 0, or -1 for unknown',
    ],
    [
      "1 0 0 -2 1 -1 -1 1 1 -1 1 -1 -1 -1 -1 -1 -1 -1",
      'runTime is "-2"; expected a number of at least 0, or -1 for unknown',
    ],
    [
      "1 0 0 1 1.5 -1 -1 1 1 -1 1 -1 -1 -1 -1 -1 -1 -1",
      'allocatedProcessors is "1.5"; expected a whole number of at least 0, or -1 for unknown',
    ],
    [
      "-1 0 0 1 1 -1 -1 1 1 -1 1 -1 -1 -1 -1 -1 -1 -1",
      "jobNumber is -1; expected a whole number of at least 0",
    ],
    [
      "1 -1 0 1 1 -1 -1 1 1 -1 1 -1 -1 -1 -1 -1 -1 -1",
      "submitTime is -1; expected a number of at least 0, in seconds",
    ],
  ])("is refused with file and line: %s", (line, message) => {
    expect(() => orThrow(readSwf(`; a comment\n\n${line}\n`, "a.swf"))).toThrow(`a.swf, line 3: ${message}`)
  })
})
