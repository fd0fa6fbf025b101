import type { EventRow, StateRow, SummaryObject, VariableRow } from "@placelab/analysis/tables"
import { type Column, textTable } from "./textTable.ts"

/** A summary as text: what there is, and a table each of states, variables and events, where there are some. */
export function summaryReport(file: string, summary: SummaryObject): string {
  const { rows, entities, first_s, last_s, states, variables, events } = summary
  const dates = first_s === null || last_s === null ? "without dates" : `from ${first_s} s to ${last_s} s`
  return [
    `${file}: ${rows} rows of ${entities} entities, ${dates}`,
    ...(states.length === 0
      ? []
      : ["", textTable(stateColumns, states), "", "Quantiles are within 1 % of themselves."]),
    ...(variables.length === 0 ? [] : ["", textTable(variableColumns, variables)]),
    ...(events.length === 0 ? [] : ["", textTable(eventColumns, events)]),
  ].join("\n")
}

const stateColumns: readonly Column<StateRow>[] = [
  { over: "state", title: "", cell: ({ state }) => state, align: "left" },
  { over: "value", title: "", cell: ({ value }) => value, align: "left" },
  { over: "rows", title: "", cell: ({ count }) => String(count) },
  ...(["total", "mean", "sd", "min", "p50", "p95", "p99", "max"] as const).map(
    (title): Column<StateRow> => ({ over: "duration, s", title, cell: (row) => shown(row[`${title}_s`]) }),
  ),
]

const variableColumns: readonly Column<VariableRow>[] = [
  { over: "variable", title: "", cell: ({ name }) => name, align: "left" },
  { over: "rows", title: "", cell: ({ count }) => String(count) },
  ...(["sum", "min", "max", "last"] as const).map(
    (title): Column<VariableRow> => ({ over: "in its own unit", title, cell: (row) => shown(row[title]) }),
  ),
]

const eventColumns: readonly Column<EventRow>[] = [
  { over: "event", title: "", cell: ({ name }) => name, align: "left" },
  { over: "rows", title: "", cell: ({ count }) => String(count) },
]

/** Six digits tell enough; the JSON below has them all. */
function shown(value: number): string {
  return String(Number(value.toPrecision(6)))
}
