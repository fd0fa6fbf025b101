/*
 * Machines as rows and VMs as blocks in them: who stands where in the picture of a replay.
 *
 * A row has as many lanes as its machine had VMs at once. A VM takes the first lane that is free when it comes, so that blocks never
 * cover one another and stay where they are.
 */
import type { Replay, ReplayMigration } from "../replay/replay.ts"

/** A VM on a machine, in the picture. */
export interface Block {
  readonly vm: number
  readonly from: number
  readonly to: number
  readonly lane: number
  /** Whether the VM has come from another machine. */
  readonly hasMoved: boolean
}

/** A machine in the picture. */
export interface HostRow {
  /** By begin. */
  readonly blocks: readonly Block[]
  /** At least 1. */
  readonly lanes: number
}

/** A migration between lanes. */
export interface Link {
  readonly migration: ReplayMigration
  readonly fromLane: number
  /** Undefined when it did not arrive. */
  readonly toLane: number | undefined
}

/** The rows of a replay, one for each of its machines. Complexity: O(residencies x lanes). */
export function hostRows({ hosts, residencies }: Replay): HostRow[] {
  const first = new Map<number, number>()
  for (const { vm, host } of residencies) if (!first.has(vm)) first.set(vm, host)
  const rows = hosts.map(() => ({ blocks: [] as Block[], ends: [] as number[] }))
  for (const { vm, host, from, to } of residencies.toSorted((a, b) => a.from - b.from || a.vm - b.vm)) {
    const { blocks, ends } = rows[host]!
    const free = ends.findIndex((end) => end <= from)
    const lane = free < 0 ? ends.length : free
    ends[lane] = to
    blocks.push({ vm, from, to, lane, hasMoved: first.get(vm) !== host })
  }
  return rows.map(({ blocks, ends }) => ({ blocks, lanes: Math.max(1, ends.length) }))
}

/** The migrations of a replay between the lanes of its rows. */
export function linksOf({ migrations }: Replay, rows: readonly HostRow[]): Link[] {
  const laneAt = (host: number, vm: number, date: number) =>
    rows[host]!.blocks.find((block) => block.vm === vm && block.from <= date && date <= block.to)?.lane
  return migrations.map((migration) => ({
    migration,
    fromLane: laneAt(migration.from, migration.vm, migration.begin) ?? 0,
    toLane: migration.ok ? laneAt(migration.to, migration.vm, migration.end) : undefined,
  }))
}

/** Where rows stand below one another. */
export interface RowLayout {
  /** Height of a lane, px. */
  readonly lane: number
  /** Where each row begins, px, and where the last one ends. */
  readonly tops: Float64Array
}

/** Space in a row above and below its lanes together, px. */
export const rowPadding = 8

const lanes = { least: 5, most: 18 }
const leastRow = 22

/** Rows with the highest lanes with which all fit into `height` px, or with the least when they do not. */
export function layoutOf(rows: readonly HostRow[], height: number): RowLayout {
  for (let lane = lanes.most; ; lane--) {
    const tops = new Float64Array(rows.length + 1)
    for (const [i, row] of rows.entries()) {
      tops[i + 1] = tops[i]! + Math.max(leastRow, row.lanes * lane + rowPadding)
    }
    if (tops[rows.length]! <= height || lane === lanes.least) return { lane, tops }
  }
}

/** The row at `y` px: the last one that begins there or above. Complexity: O(log rows) */
export function rowAt({ tops }: RowLayout, y: number): number {
  let [low, high] = [0, tops.length - 2]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (tops[middle]! <= y) low = middle
    else high = middle - 1
  }
  return low
}
