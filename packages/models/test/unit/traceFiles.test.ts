import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { WorkloadBuilder } from "../../src/index.ts"
import { formatOf, openLines, readRequests, readUsage, readWorkload } from "../../src/node/index.ts"

const fixtures = fileURLToPath(new URL("../fixtures/traces", import.meta.url))
const bitbrains = join(fixtures, "bitbrains")

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "placelab-traces-"))
})
afterEach(() => rmSync(folder, { recursive: true }))

function written(name: string, content: string | Uint8Array): string {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

async function all<Each>(each: AsyncIterable<Each>): Promise<Each[]> {
  const found: Each[] = []
  for await (const one of each) found.push(one)
  return found
}

/** Some MB, so that pieces of the file end inside lines, and inside letters of two bytes. */
const long = Array.from({ length: 200_000 }, (_, i) => `${i};${"é".repeat(i % 17)}`)

describe("the lines of a file", () => {
  test.each([
    ["plain", (text: string) => text],
    ["compressed by gzip", gzipSync],
    [
      "compressed in two parts",
      (text: string) => Buffer.concat([gzipSync(text.slice(0, 1_000_000)), gzipSync(text.slice(1_000_000))]),
    ],
    ["with carriage returns", (text: string) => text.replaceAll("\n", "\r\n")],
    ["with a mark of byte order", (text: string) => `\uFEFF${text}`],
    ["without a line feed at the end", (text: string) => text.slice(0, -1)],
  ])("are all of them, in order: %s", async (_, content) => {
    expect(await all(openLines(written("t", content(`${long.join("\n")}\n`))))).toEqual(long)
  })

  test("are read only as far as they are asked for", async () => {
    const file = written("t.gz", gzipSync(`${"0\n".repeat(1e6)}`).subarray(0, 900))
    for await (const line of openLines(file)) {
      expect(line).toBe("0")
      break
    }
    await expect(all(openLines(file))).rejects.toThrow(
      `${file}: content is "broken gzip, or a part of it"; expected a whole file of gzip`,
    )
  })

  test("are read in pieces: of 64 GiB, too", async () => {
    const file = written("t", "0\n1\n")
    truncateSync(file, 2 ** 36)
    const lines = openLines(file)
    await expect(lines.next()).rejects.toThrow(`${file}: content is "binary"`)
    writeFileSync(file, "0\n".repeat(2 ** 19))
    truncateSync(file, 2 ** 36)
    expect((await openLines(file).next()).value).toBe("0")
  })

  test("are none in an empty file", async () => {
    expect(await all(openLines(written("t", "")))).toEqual([])
  })

  test.each([
    ["PK\x03\x04rest", '"a zip archive"; expected text, which may be compressed by gzip; unpack it first'],
    [
      "PAR1rest",
      `"Parquet"; expected text, which may be compressed by gzip; OpenDC's tables are read by their folder`,
    ],
    [
      "SQLite format 3\0rest",
      '"an SQLite database"; expected text, which may be compressed by gzip; readAzurePacking reads that of Azure',
    ],
    ["BZh91AY", '"bzip2"; expected text, which may be compressed by gzip; unpack it first'],
    ["1;2\n\0\n", '"binary"; expected text, which may be compressed by gzip'],
    [Buffer.from([0x31, 0x0a, 0xff, 0x31]), '"binary"; expected text, which may be compressed by gzip'],
    [gzipSync(Buffer.from([0x31, 0xc3])), '"binary"; expected text, which may be compressed by gzip'],
    [gzipSync("PK\x03\x04rest"), '"a zip archive"; expected text'],
    [
      Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]),
      '"broken gzip, or a part of it"; expected a whole file of gzip',
    ],
  ])("are not those of something else: case %#", async (content, message) => {
    const file = written("t", content)
    await expect(all(openLines(file))).rejects.toThrow(`${file}: content is ${message}`)
  })

  test("are refused of what is not there, and of folders", async () => {
    const missing = join(folder, "none")
    await expect(all(openLines(missing))).rejects.toThrow(
      `${missing}: file is "missing"; expected a trace that can be read`,
    )
    await expect(all(openLines(folder))).rejects.toThrow(
      `${folder}: file is "a folder"; expected a trace that can be read`,
    )
  })
})

describe("rows of a trace", () => {
  test("come with file and line, of the files of a folder in order of their names", async () => {
    const rows = await all(readUsage(bitbrains, "bitbrains"))
    expect(rows.map(({ where, row }) => [where, row.cpu])).toEqual([
      [`${join(bitbrains, "1.csv")}, line 2`, 0.1],
      [`${join(bitbrains, "1.csv")}, line 3`, 0.2],
      [`${join(bitbrains, "1.csv")}, line 4`, 0.25],
      [`${join(bitbrains, "1.csv")}, line 5`, 1.05],
      [`${join(bitbrains, "2.csv")}, line 2`, 0],
      [`${join(bitbrains, "2.csv")}, line 3`, 0.05],
    ])
  })

  test("may be of requests", async () => {
    const rows = await all(readRequests(join(fixtures, "jobs.swf"), "swf-jobs"))
    expect(rows.map(({ row: { id, start, end } }) => [id, start, end])).toEqual([
      ["1", 0, 100],
      ["2", 50, 250],
      ["3", 60, 110],
    ])
  })

  test("come before what is wrong further on is met", async () => {
    const file = written(
      "t.csv",
      `${(await all(openLines(join(bitbrains, "1.csv")))).slice(0, 2).join("\n")}\n7`,
    )
    const rows: string[] = []
    await expect(
      (async () => {
        for await (const { where } of readUsage(file, "bitbrains")) rows.push(where)
      })(),
    ).rejects.toThrow(`${file}, line 3: number of cells is 1; expected 11, between semicolons`)
  })

  test("have a format that is known", async () => {
    await expect(all(readUsage(bitbrains, "bitbrain"))).rejects.toThrow(
      `${bitbrains}: format name is "bitbrain"; expected a known one: did you mean "bitbrains"?`,
    )
  })
})

describe("the format of a trace", () => {
  test("is found by its first lines", async () => {
    const day = written("host", "3\n".repeat(288))
    expect(
      await Promise.all(
        [bitbrains, join(fixtures, "materna.csv"), join(fixtures, "jobs.swf"), day].map(formatOf),
      ),
    ).toEqual(["bitbrains", "materna", "swf", "planetlab"])
    expect(await formatOf(written("t.gz", gzipSync("3\n".repeat(288))))).toBe("planetlab")
  })

  test("of a log that tells no CPU time is that of its requests", async () => {
    const log = written("a.swf", "2 50 0 200 2 -1 -1 2 200 -1 1 1 1 -1 1 -1 -1 -1\n")
    expect(await formatOf(log)).toBe("swf-jobs")
    await expect(readWorkload(log)).rejects.toThrow(
      `${log}: format is "swf-jobs"; expected one that tells what VMs used; this one is for readRequests`,
    )
  })

  test("of an empty file is none", async () => {
    await expect(formatOf(written("t", ""))).rejects.toThrow(': file is "empty"; expected one of planetlab')
  })

  test("is told by rows that come late, and by a header alone where the first row is wrong", async () => {
    const log = `${"; a comment\n".repeat(200)}1 0 0 10 1 5 -1 1 10 -1 1 1 1 1 1 -1 -1 -1\n`
    expect(await formatOf(written("late.swf", log))).toBe("swf")
    const text = readFileSync(join(bitbrains, "1.csv"), "utf8").split("\n")
    const wrong = written("wrong.csv", [text[0], text[1]!.replace(/^\d+/, "1376314846000")].join("\n"))
    await expect(readWorkload(wrong)).rejects.toThrow(
      `${wrong}, line 2: Timestamp [ms] is "1376314846000"; expected`,
    )
    const hex = written("hex.csv", [text[0], text[1]!.replace(/^\d+/, "0x10")].join("\n"))
    await expect(readWorkload(hex)).rejects.toThrow("0x10")
  })

  test.each(["a,b\n1,2\n", "\n"])("that nobody knows is refused with those that are: %j", async (text) => {
    const file = written("t", text)
    await expect(formatOf(file)).rejects.toThrow(
      /, line 1: line is ".*"; expected one of planetlab, bitbrains, materna, azure, .*swf, opendc, azure-vms/,
    )
  })
})

test.each([
  ["alibaba-container-meta.csv", "alibaba-container-sizes"],
  ["alibaba-container-usage.csv", "alibaba-containers"],
  ["alibaba-machine-usage.csv", "alibaba-machines"],
  ["azure-vm-cpu-readings.csv", "azure"],
  ["azure-vmtable-v1.csv", "azure-vms"],
  ["azure-vmtable-v2.csv", "azure-vms"],
  ["google-2011-task-usage.csv", "google-2011"],
  ["google-2019-instance-usage.jsonl", "google-2019"],
])("%s is taken for nothing but %s", async (file, name) => {
  expect(await formatOf(join(fixtures, file))).toBe(name)
})

describe("a workload that is read", () => {
  test("has the parts of a trace in the order of their numbers, and nothing of hidden files", async () => {
    const parts = join(folder, "parts")
    mkdirSync(parts)
    for (let part = 1; part <= 12; part++)
      writeFileSync(join(parts, `file-${part}-of-12.csv`), `${(part - 1) * 300},vm,1,2,1.5\n`)
    writeFileSync(join(parts, ".DS_Store"), "no trace")
    const { vms, repairs } = await readWorkload(parts, { format: "azure" })
    expect([vms.length, vms[0]!.dates.length, repairs]).toEqual([1, 12, []])
  })

  test("of PlanetLab may have blank lines behind its day, not within", async () => {
    const day = "3\n".repeat(288)
    expect((await readWorkload(written("blank", `${day}\n \n`))).vms).toHaveLength(1)
    const within = written("within", `3\n\n${day}`)
    await expect(readWorkload(within, { format: "planetlab" })).rejects.toThrow(
      `${within}, line 2: CPU use is ""`,
    )
  })

  test("says what is wrong with a line where the others told the format", async () => {
    const file = written("t", `${"3\n".repeat(5)}x\n${"3\n".repeat(282)}`)
    await expect(readWorkload(file)).rejects.toThrow(
      `${file}, line 6: CPU use is "x"; expected a whole number from 0 to 100`,
    )
  })

  test("has the VMs of a folder, and says what was repaired, and where first", async () => {
    const workload = await readWorkload(bitbrains)
    expect(workload).toMatchObject({ name: bitbrains, isSynthetic: false, interval: 300, shareOf: "itself" })
    expect(
      workload.vms.map(({ id, cores, memory, dates, end }) => [id, cores, memory, [...dates], end]),
    ).toEqual([
      ["1", 2, 4 * 2 ** 30, [0, 301, 600, 1500], 1800],
      ["2", 1, 2 ** 30, [300, 600], 900],
    ])
    expect(workload.repairs).toEqual([
      {
        what: "gaps, 600 s in all: the last value holds",
        count: 1,
        first: `${join(bitbrains, "1.csv")}, line 5`,
      },
      { what: "CPU use above 1, up to 1.05: kept", count: 1, first: `${join(bitbrains, "1.csv")}, line 5` },
    ])
  })

  test("is what its rows give to a builder", async () => {
    const builder = new WorkloadBuilder()
    for await (const { row, where } of readUsage(bitbrains, "bitbrains")) builder.add(row, where)
    expect(builder.workload({ name: bitbrains })).toEqual(
      await readWorkload(bitbrains, { format: "bitbrains" }),
    )
  })

  test("stops after as many VMs as are asked for, and does not open the files of others", async () => {
    for (const name of ["a", "B", "c"]) writeFileSync(join(folder, name), "3\n".repeat(288))
    writeFileSync(join(folder, "d"), "broken")
    const ids = async (options: Parameters<typeof readWorkload>[1]) =>
      (await readWorkload(folder, options)).vms.map(({ id }) => id)
    expect(await ids({ vms: 3 })).toEqual(["a", "B", "c"])
    expect(await ids({ vms: 2, order: "bytes" })).toEqual(["B", "a"])
    await expect(ids({})).rejects.toThrow(
      `${join(folder, "d")}, line 1: CPU use is "broken"; expected a whole number`,
    )
  })

  test("takes no folder in a folder, no empty folder, and no path that is not there", async () => {
    const empty = join(folder, "empty")
    await expect(readWorkload(empty)).rejects.toThrow(
      `${empty}: file is "missing"; expected a trace that can be read, or a folder of its files`,
    )
    mkdirSync(empty)
    await expect(readWorkload(empty)).rejects.toThrow(
      `${empty}: folder is "empty"; expected the files of a trace`,
    )
    await expect(readWorkload(folder, { format: "planetlab" })).rejects.toThrow(
      `${empty}: file is "a folder"; expected a trace that can be read`,
    )
  })

  test("of OpenDC needs its tables", async () => {
    await expect(readWorkload(folder, { format: "opendc" })).rejects.toThrow(
      `${folder}: folder is "without OpenDC's tables"; expected tasks.parquet and fragments.parquet, or meta.parquet and trace.parquet`,
    )
    await expect(readWorkload(folder, { format: "opendk" })).rejects.toThrow(`format name is "opendk"`)
  })
})
