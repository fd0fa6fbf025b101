import type { Seconds, TraceTable } from "@placelab/core"
import { stateRows } from "./rows.ts"

/*
 * What is read: the points PARTITION of nodes, `joined`, `updated` and `left`, which DVMS writes where it is asked to, with id and leader
 * of the partition and its state. They say what a node knows itself; a step is what the first one knows that knows it.
 */

/** A node at a step. */
export interface PartitionStep {
  /** From 1. */
  readonly step: number
  readonly date: Seconds
  /** What happens, such as "4 joins A". */
  readonly what: string
  readonly node: string
  /** "A", "B", ... in the order of their beginning, or "free". */
  readonly partition: string
  readonly role: "begun by" | "led by" | ""
}

interface Known {
  readonly name: string
  readonly initiator: string
  leader: string
  state: string
  isOver: boolean
}

/** Partitions of a trace, step by step: for each step a row for each of these nodes. Complexity: O(rows + steps x nodes). */
export function partitionSteps(table: TraceTable, nodes: readonly string[]): PartitionStep[] {
  const partitions = new Map<unknown, Known>()
  const placeOf = new Map<string, Known>()
  const rows: PartitionStep[] = []
  const tell = (date: Seconds, what: string) => {
    const step = rows.length / nodes.length + 1
    for (const node of nodes) rows.push({ step, date, what, node, ...statusOf(node, placeOf.get(node)) })
  }
  for (const i of stateRows(table, "PARTITION", ["joined", "updated", "left"])) {
    const { id, leader, state } = table.data(i)!
    const date = table.columns.time[i]!
    const node = table.entities.name(table.columns.entity[i]!)
    const before = placeOf.get(node)
    if (table.values.name(table.columns.value[i]!) === "left") {
      if (before === undefined) continue
      // Who hears of it later is no step of its own.
      before.isOver = true
      for (const [other, place] of placeOf) if (place === before) placeOf.delete(other)
      tell(date, `${before.name} dissolves`)
      continue
    }
    const found = partitions.get(id)
    if (found?.isOver) continue
    const known = found ?? {
      name: nameOf(partitions.size),
      initiator: node,
      leader: "",
      state: "growing",
      isOver: false,
    }
    partitions.set(id, known)
    const isBlocked = state === "blocked" && known.state !== "blocked"
    known.leader = String(leader)
    known.state = String(state)
    placeOf.set(node, known)
    if (before !== undefined && before !== known) {
      for (const [other, place] of placeOf) if (place === before) placeOf.set(other, known)
      tell(date, `${before.name} becomes ${known.name}`)
    } else if (before === undefined)
      tell(date, `${node} ${found === undefined ? "begins" : "joins"} ${known.name}`)
    else if (isBlocked) tell(date, `${known.name} is blocked`)
  }
  return rows
}

function statusOf(node: string, place: Known | undefined): Pick<PartitionStep, "partition" | "role"> {
  if (place === undefined) return { partition: "free", role: "" }
  const role = place.leader === node ? "led by" : place.initiator === node ? "begun by" : ""
  return { partition: place.name, role }
}

function nameOf(i: number): string {
  return i < 26 ? String.fromCharCode(65 + i) : `P${i}`
}
