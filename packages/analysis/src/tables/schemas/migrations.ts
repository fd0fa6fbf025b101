import type { Seconds, TraceTable } from "@placelab/core"
import { numberIn, outcomeIn, stateRows } from "../../metrics/rows.ts"
import type { TableColumn, TableSchema } from "../schema.ts"

/** One live migration of a trace. */
export interface MigrationRow {
  readonly vm: string
  readonly from: string | null
  readonly to: string | null
  readonly begin: Seconds
  readonly duration: Seconds
  readonly outcome: "succeeded" | "failed" | null
  readonly end: string | null
  readonly plan: number | null
  readonly requested: number | null
  readonly served: number | null
}

const columns = [
  { name: "vm", type: "text", meaning: "who was migrated" },
  {
    name: "from",
    type: "text",
    nullable: true,
    meaning: "the machine that it left; empty where the trace does not say",
  },
  {
    name: "to",
    type: "text",
    nullable: true,
    meaning: "the machine that it went to; empty where the trace does not say",
  },
  { name: "begin", type: "number", unit: "s", meaning: "when the migration began" },
  { name: "duration", type: "number", unit: "s", meaning: "up to its end, or to the end of the trace" },
  {
    name: "outcome",
    type: "text",
    nullable: true,
    meaning: "succeeded or failed; empty for one that the end of the run has cut",
  },
  {
    name: "end",
    type: "text",
    nullable: true,
    meaning: "how it ended, such as converged, round limit or time-out; empty where the trace does not say",
  },
  {
    name: "plan",
    type: "number",
    nullable: true,
    meaning: "the number of the plan that it was a part of; empty where the trace does not say",
  },
  {
    name: "requested",
    type: "number",
    unit: "core s",
    nullable: true,
    meaning: "what the VM asked for meanwhile; empty where the trace does not say",
  },
  {
    name: "served",
    type: "number",
    unit: "core s",
    nullable: true,
    meaning: "what it got of that; empty where the trace does not say",
  },
] as const satisfies readonly (TableColumn & { readonly name: keyof MigrationRow })[]

/** The rows of {@link migrationRows}. */
export const migrationSchema: TableSchema = { name: "migrations", columns }

/**
 * The live migrations of a trace, a row each, in the order of their ends. Those that the end of the run has cut are there, too.
 *
 * Complexity  O(rows)
 *
 * @example
 * tableOf(migrationSchema, migrationRows(run.trace.records)).groupby("to").count()
 */
export function migrationRows(table: TraceTable): MigrationRow[] {
  const { entity, time, duration } = table.columns
  return stateRows(table, "SERVICE", ["migrate"]).map((i) => {
    const data = table.data(i)
    const outcome = outcomeIn(data)
    const text = (key: string) => (typeof data?.[key] === "string" ? data[key] : null)
    return {
      vm: table.entities.name(entity[i]!),
      from: text("from"),
      to: text("to"),
      begin: time[i]!,
      duration: duration[i]!,
      outcome: outcome === 0 ? "succeeded" : outcome === -1 ? "failed" : null,
      end: text("end"),
      plan: numberIn(data, "plan") ?? null,
      requested: numberIn(data, "requested") ?? null,
      served: numberIn(data, "served") ?? null,
    }
  })
}
