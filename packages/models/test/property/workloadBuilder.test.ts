import { RandomStream } from "@placelab/core"
import { describe, expect, test } from "vitest"
import { onGrid, type UsageRow, type Workload, WorkloadBuilder } from "../../src/index.ts"
import { usageRow } from "../usage.ts"

const seeds = Array.from({ length: 200 }, (_, seed) => seed)

/** Rows of some VMs, mixed: dates come twice, out of order, with gaps, overlaps and jitter. */
function draw(seed: number): UsageRow[] {
  const random = new RandomStream(seed, "rows")
  const isTidy = random.below(3) === 0
  return Array.from({ length: 1 + random.below(60) }, (_, i) => ({
    ...usageRow({
      id: `vm ${random.below(3)}`,
      start: 5000 + (isTidy ? 300 * i : 150 * random.below(40)) + random.below(8),
      duration: 150 * (1 + random.below(3)),
      cpu: random.uniform(0, 1.1),
    }),
  }))
}

interface Known {
  readonly row: UsageRow
  readonly line: number
}

/** The same in the obvious way, from all rows at once. */
function reference(rows: readonly UsageRow[]) {
  const origin = Math.min(...rows.map(({ start }) => start))
  const counts = {
    doubles: 0,
    late: 0,
    overlaps: 0,
    gaps: 0,
    above: rows.filter(({ cpu }) => cpu > 1).length,
  }
  let missing = 0
  const vms = [...new Set(rows.map(({ id }) => id))].map((id) => {
    const own: Known[] = rows.flatMap((row, line) => (row.id === id ? [{ row, line }] : []))
    const kept = own.filter(({ row }, i) => own.findIndex((other) => other.row.start === row.start) === i)
    counts.doubles += own.length - kept.length
    counts.late += kept.filter(({ row, line }) =>
      own.some((other) => other.line < line && other.row.start > row.start),
    ).length
    const sorted = kept.toSorted((a, b) => a.row.start - b.row.start).map(({ row }) => row)
    for (const [i, row] of sorted.entries()) {
      const before = sorted[i - 1]
      const gap = before === undefined ? 0 : row.start - (before.start + before.duration)
      if (gap > 5) counts.gaps++
      if (gap > 5) missing += gap
      if (gap < -5) counts.overlaps++
    }
    const last = sorted.at(-1)!
    return {
      id,
      dates: sorted.map(({ start }) => start - origin),
      cpu: sorted.map(({ cpu }) => cpu),
      end: last.start + last.duration - origin,
    }
  })
  return { vms, counts, missing }
}

function build(rows: readonly UsageRow[]): Workload {
  const builder = new WorkloadBuilder()
  for (const [i, row] of rows.entries()) builder.add(row, `line ${i + 1}`)
  return builder.workload({ name: "drawn" })
}

describe("a workload that was built from rows as they come", () => {
  test.each(seeds)("is that of all rows, sorted, without doubles: seed %i", (seed) => {
    const rows = draw(seed)
    const { vms, counts, missing } = reference(rows)
    const workload = build(rows)
    expect(
      workload.vms.map(({ id, dates, cpu, end }) => ({ id, dates: [...dates], cpu: [...cpu], end })),
    ).toEqual(vms)
    const count = (begin: string) => workload.repairs.find(({ what }) => what.startsWith(begin))?.count ?? 0
    expect({
      doubles: count("two samples"),
      late: count("samples out"),
      overlaps: count("samples that"),
      gaps: count("gaps"),
      above: count("CPU"),
    }).toEqual(counts)
    if (missing > 0)
      expect(workload.repairs.some(({ what }) => what.startsWith(`gaps, ${missing} s`))).toBe(true)
    for (const { first } of workload.repairs) expect(first).toMatch(/^line \d+$/)
  })

  test.each(seeds.slice(0, 50))("keeps its integral in regular samples: seed %i", (seed) => {
    const workload = build(draw(seed))
    const interval = new RandomStream(seed, "grid").uniform(50, 900)
    for (const [v, samples] of onGrid(workload, interval).entries()) {
      const { dates, cpu, end } = workload.vms[v]!
      const integral = cpu.reduce((sum, value, i) => sum + value * ((dates[i + 1] ?? end) - dates[i]!), 0)
      const there = (k: number) => Math.min(end, (k + 1) * interval) - Math.max(dates[0]!, k * interval)
      const sampled = samples.reduce((sum, mean, k) => (Number.isNaN(mean) ? sum : sum + mean * there(k)), 0)
      expect(sampled).toBeCloseTo(integral, 6)
      for (const [k, mean] of samples.entries()) expect(Number.isNaN(mean)).toBe(there(k) <= 0)
    }
  })
})
