import { describe, expect, test } from "vitest"
import { onGrid, type UsageRow, type Workload, WorkloadBuilder } from "../../src/index.ts"
import { usageRow } from "../usage.ts"

type Told = Parameters<typeof usageRow>[0]

/** Of rows in lines 1, 2, ... of a file. */
function built(rows: readonly Told[], options: { vms?: number } = {}): Workload {
  const builder = new WorkloadBuilder(options)
  for (const [i, row] of rows.entries()) builder.add(usageRow(row), `t.csv, line ${i + 1}`)
  return builder.workload({ name: "t" })
}

const dates = ({ vms }: Workload) => vms.map((vm) => [...vm.dates])
const cpu = ({ vms }: Workload) => vms.map((vm) => [...vm.cpu])

describe("a workload of rows", () => {
  test("counts from the earliest row, has VMs in the order of their first rows, and needs no repair when there is nothing to repair", () => {
    const workload = built([
      { id: "b", start: 1300, cpu: 0.5, cores: 2, memorySize: 1024 },
      { id: "a", start: 1000, cpu: 0.1 },
      { id: "b", start: 1600, cpu: 0.25, cores: 2, memorySize: 1024 },
      { id: "a", start: 1300, cpu: 0.2 },
    ])
    expect(workload).toMatchObject({
      name: "t",
      isSynthetic: false,
      interval: 300,
      shareOf: "itself",
      repairs: [],
    })
    expect(workload.vms.map(({ id, cores, memory, end }) => [id, cores, memory, end])).toEqual([
      ["b", 2, 1024, 900],
      ["a", undefined, undefined, 600],
    ])
    expect(dates(workload)).toEqual([
      [300, 600],
      [0, 300],
    ])
    expect(cpu(workload)).toEqual([
      [0.5, 0.25],
      [0.1, 0.2],
    ])
  })

  test("keeps the first of two samples of a date, right after it or later", () => {
    const workload = built([
      { start: 0, cpu: 0.1 },
      { start: 0, cpu: 0.9 },
      { start: 300, cpu: 0.2 },
      { start: 600, cpu: 0.3 },
      { start: 300, cpu: 0.8 },
    ])
    expect(cpu(workload)).toEqual([[0.1, 0.2, 0.3]])
    expect(workload.repairs).toEqual([
      { what: "two samples of one VM and date: the first is kept", count: 2, first: "t.csv, line 2" },
    ])
  })

  test("sorts what is out of order, and then sees no gap", () => {
    const workload = built([
      { start: 600, cpu: 0.3 },
      { start: 0, cpu: 0.1 },
      { start: 1200, cpu: 0.5 },
      { start: 900, cpu: 0.4 },
      { start: 300, cpu: 0.2 },
    ])
    expect(dates(workload)).toEqual([[0, 300, 600, 900, 1200]])
    expect(cpu(workload)).toEqual([[0.1, 0.2, 0.3, 0.4, 0.5]])
    expect(workload.repairs).toEqual([
      { what: "samples out of order: sorted", count: 3, first: "t.csv, line 2" },
    ])
  })

  test("says nothing of 5 s of jitter, and cuts short what overlaps by more", () => {
    expect(
      built([
        { start: 0, cpu: 0.1 },
        { start: 299, cpu: 0.2 },
        { start: 604, cpu: 0.3 },
        { start: 899, cpu: 0.3 },
      ]).repairs,
    ).toEqual([])
    const workload = built([
      { start: 0, cpu: 0.1 },
      { start: 294, cpu: 0.2 },
    ])
    expect(dates(workload)).toEqual([[0, 294]])
    expect(workload.repairs).toEqual([
      { what: "samples that overlap: the earlier is cut short", count: 1, first: "t.csv, line 2" },
    ])
  })

  test("holds the last value over gaps, and says how many and how long", () => {
    const workload = built([
      { start: 0, cpu: 0.1 },
      { start: 900, cpu: 0.2 },
      { start: 1200, cpu: 0.3 },
      { start: 1510, cpu: 0.3 },
    ])
    expect(onGrid(workload, 300)[0]).toEqual(new Float64Array([0.1, 0.1, 0.1, 0.2, 0.3, 0.3, 0.3]))
    expect(workload.repairs).toEqual([
      { what: "gaps, 610 s in all: the last value holds", count: 2, first: "t.csv, line 2" },
    ])
  })

  test("finds the place of a gap in what came out of order", () => {
    const workload = built([
      { start: 0, cpu: 0.1 },
      { start: 2400, cpu: 0.3 },
      { start: 1200, cpu: 0.2 },
    ])
    expect(workload.repairs).toEqual([
      { what: "samples out of order: sorted", count: 1, first: "t.csv, line 3" },
      { what: "gaps, 1800 s in all: the last value holds", count: 2, first: "t.csv, line 3" },
    ])
  })

  test("keeps CPU use above 1, takes the largest size of a VM, and says both", () => {
    const workload = built([
      { start: 0, cpu: 1.0625, cores: 4, memorySize: 100 },
      { start: 300, cpu: 1.5, cores: 2, memorySize: 200 },
      { start: 600, cpu: 1 },
    ])
    expect(cpu(workload)).toEqual([[1.0625, 1.5, 1]])
    expect(workload.vms[0]).toMatchObject({ cores: 4, memory: 200 })
    expect(workload.repairs).toEqual([
      { what: "CPU use above 1, up to 1.5: kept", count: 2, first: "t.csv, line 1" },
      { what: "a VM changes its cores or memory: the most is taken", count: 1, first: "t.csv, line 2" },
    ])
  })

  test("has the most frequent duration as its interval; of two the shorter", () => {
    const interval = (...durations: number[]) =>
      built(durations.map((duration, i) => ({ start: 1000 * i, duration, cpu: 0 }))).interval
    expect([interval(600, 300, 300), interval(600, 300), interval(300, 600, 600, 300, 301)]).toEqual([
      300, 300, 300,
    ])
  })

  test("is of the first VMs only where so many are asked for", () => {
    const workload = built(
      [
        { id: "a", start: 300, cpu: 0.1 },
        { id: "b", start: 0, cpu: 0.1 },
        { id: "a", start: 600, cpu: 0.1 },
      ],
      { vms: 1 },
    )
    expect(workload.vms.map(({ id }) => id)).toEqual(["a"])
    expect(dates(workload)).toEqual([[0, 300]])
  })

  test("may be made while rows still come", () => {
    const builder = new WorkloadBuilder()
    builder.add(usageRow({ start: 0, cpu: 0.5 }), "line 1")
    const early = builder.workload({ name: "early" })
    for (let i = 1; i < 100; i++) builder.add(usageRow({ start: 300 * i, cpu: 0.25 }), `line ${i + 1}`)
    expect(cpu(early)).toEqual([[0.5]])
    expect(builder.workload({ name: "late", shareOf: "the largest machine" })).toMatchObject({
      shareOf: "the largest machine",
      vms: [{ end: 30_000 }],
    })
  })

  test.each<[Partial<UsageRow>, string]>([
    [{ cpu: Number.NaN }, "a.csv, line 7: cpu is NaN; expected a number of at least 0, a share"],
    [{ cpu: -0.1 }, "a.csv, line 7: cpu is -0.1; expected a number of at least 0, a share"],
    [{ start: Number.POSITIVE_INFINITY }, "a.csv, line 7: start is Infinity; expected a number, in seconds"],
    [{ duration: 0 }, "a.csv, line 7: duration is 0; expected a number above 0, in seconds"],
    [{ duration: Number.NaN }, "a.csv, line 7: duration is NaN; expected a number above 0, in seconds"],
  ])("refuses %o", (wrong, message) => {
    expect(() =>
      new WorkloadBuilder().add(usageRow({ start: 0, cpu: 0, ...wrong }), "a.csv, line 7"),
    ).toThrow(message)
  })

  test("cannot be of no rows, nor of no VMs", () => {
    expect(() => new WorkloadBuilder().workload({ name: "empty.csv" })).toThrow(
      "empty.csv: number of rows is 0; expected at least one that tells the CPU use of a VM",
    )
    expect(() => new WorkloadBuilder({ vms: 0 })).toThrow(
      "workload: vms is 0; expected a number of at least 1",
    )
  })
})

describe("a workload in regular samples", () => {
  test("has means weighted by time, over as much as a VM is there, and NaN where it is not", () => {
    const workload = built([
      { id: "a", start: 0, duration: 600, cpu: 0.2 },
      { id: "a", start: 600, duration: 150, cpu: 0.5 },
      { id: "a", start: 750, duration: 300, cpu: 1 },
      { id: "b", start: 450, duration: 300, cpu: 0.4 },
    ])
    // a, from 600 s on: 150 s of 0.5 and 150 s of 1; then 150 s of 1.
    expect(onGrid(workload, 300)).toEqual([
      new Float64Array([0.2, 0.2, 0.75, 1]),
      new Float64Array([Number.NaN, 0.4, 0.4, Number.NaN]),
    ])
    expect(onGrid(workload, 2000)).toEqual([
      new Float64Array([(0.2 * 600 + 0.5 * 150 + 300) / 1050]),
      new Float64Array([0.4]),
    ])
  })

  test("counts NaN in a workload as not being there", () => {
    const [vm] = built([{ start: 0, cpu: 0.5 }]).vms
    const away = {
      ...vm!,
      dates: new Float64Array([0, 300, 600]),
      cpu: new Float64Array([0.5, Number.NaN, 1]),
      end: 900,
    }
    expect(onGrid({ ...built([{ start: 0, cpu: 0 }]), vms: [away] }, 300)).toEqual([
      new Float64Array([0.5, Number.NaN, 1]),
    ])
  })

  test("needs an interval", () => {
    expect(() => onGrid(built([{ start: 0, cpu: 0 }]), 0)).toThrow(
      "grid: interval is 0; expected a number above 0, in s",
    )
  })
})
