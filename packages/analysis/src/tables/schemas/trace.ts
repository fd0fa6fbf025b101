import type { TableSchema } from "../schema.ts"

/** A trace: what core's `TraceTable` holds, a row each, with names in place of codes. */
export const traceSchema: TableSchema = {
  name: "trace",
  columns: [
    { name: "kind", type: "text", meaning: "state, variable or event" },
    { name: "entity", type: "text", meaning: "who, such as node7" },
    {
      name: "state",
      type: "text",
      meaning: "the kind of state, such as SERVICE, or the name of the variable or event",
    },
    {
      name: "value",
      type: "text",
      nullable: true,
      meaning: "what the state was, such as migrate; states only",
    },
    {
      name: "number",
      type: "number",
      nullable: true,
      meaning: "what the variable was, in its own unit; variables only",
    },
    {
      name: "time",
      type: "number",
      unit: "s",
      nullable: true,
      meaning:
        "when the state began, or the variable or event was written; empty for events of files that do not say when",
    },
    {
      name: "duration",
      type: "number",
      unit: "s",
      meaning:
        "how long the state lasted, or since when the variable was what it had been before; 0 for events",
    },
    {
      name: "data",
      type: "text",
      nullable: true,
      meaning: "what the record says beside, as a JSON object of texts, numbers and truth values",
    },
  ],
}
