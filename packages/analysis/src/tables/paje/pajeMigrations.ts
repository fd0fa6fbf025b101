import type { TraceTable } from "@placelab/core"
import { stateRows } from "../../metrics/rows.ts"

/** From where to where a VM went. */
export interface Migration {
  readonly from: string
  readonly to: string
}

/** By row: the migrations of a trace that say from where to where. Complexity: O(rows). */
export function pajeMigrations(table: TraceTable): Map<number, Migration> {
  const migrations = new Map<number, Migration>()
  for (const i of stateRows(table, "SERVICE", ["migrate"])) {
    const { from, to } = table.data(i) ?? {}
    if (typeof from === "string" && typeof to === "string") migrations.set(i, { from, to })
  }
  return migrations
}
