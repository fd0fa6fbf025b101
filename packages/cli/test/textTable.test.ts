import { expect, it } from "vitest"
import { type Column, textTable } from "../src/textTable.ts"

interface Host {
  readonly name: string
  readonly cores: number
  readonly note?: string
}

const name: Column<Host> = { over: "host", title: "", cell: (host) => host.name, align: "left" }
const cores: Column<Host> = { over: "cores", title: "number", cell: (host) => String(host.cores) }
const half: Column<Host> = { over: "cores", title: "half", cell: (host) => String(host.cores / 2) }
const note: Column<Host> = { over: "", title: "", cell: (host) => host.note ?? "", align: "left" }

it("columns are as wide as their widest text, numbers to the right, and no line ends in spaces", () => {
  const hosts = [
    { name: "pm-1", cores: 8 },
    { name: "a-long-name", cores: 123456789, note: "<- big" },
  ]
  expect(textTable([name, cores, note], hosts).split("\n")).toEqual([
    "host             cores",
    "                number",
    "pm-1                 8",
    "a-long-name  123456789  <- big",
  ])
})

it("neighbours with the same first line of head share it", () => {
  expect(textTable([name, cores, half], [{ name: "pm-1", cores: 8 }]).split("\n")).toEqual([
    "host  -- cores ---",
    "      number  half",
    "pm-1       8     4",
  ])
})

it("a shared head that is wider than its columns widens them", () => {
  const wide = [cores, half].map((column) => ({ ...column, over: "cores of a host", title: "" }))
  expect(textTable(wide, [{ name: "pm-1", cores: 8 }]).split("\n")).toEqual([
    "cores of a host",
    "",
    "           8  4",
  ])
})

it("a table without rows has its head", () => {
  expect(textTable([name, cores], [])).toBe("host   cores\n      number")
})
