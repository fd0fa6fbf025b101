import type { ColumnType, TableSchema } from "@placelab/analysis/tables"
import type { Axis, SweepRow } from "@placelab/core"

/** What the columns of the table of a sweep are: its axes, the seed, the metrics with their units, and what schedulers have counted. */
export async function sweepTableSchema(
  axes: readonly Axis[],
  rows: readonly SweepRow[],
): Promise<TableSchema> {
  const { schemaOfRows } = await import("@placelab/analysis/tables")
  const described = axes.map(({ name }) => ({
    name,
    type: typeOf(rows[0]![name]),
    meaning: "an axis: the field of the scenario of this name",
  }))
  return schemaOfRows("sweep", rows, described)
}

function typeOf(cell: unknown): ColumnType {
  return typeof cell === "number" || typeof cell === "boolean" ? (typeof cell as ColumnType) : "text"
}
