import type { ViolationEpisode } from "../../metrics/violations.ts"
import type { TableColumn, TableSchema } from "../schema.ts"

const columns = [
  { name: "entity", type: "text", meaning: "the machine" },
  { name: "begin", type: "number", unit: "s", meaning: "when its VMs began to ask for more than it has" },
  {
    name: "duration",
    type: "number",
    unit: "s",
    meaning: "up to the end of the violation, or of what was measured",
  },
  {
    name: "kind",
    type: "text",
    meaning: "in: begun by a load change or a VM that was resumed; out: by a VM that has come by migration",
  },
  { name: "detected", type: "boolean", meaning: "whether a scheduler noticed it" },
  { name: "falsePositive", type: "boolean", meaning: "detected, and yet ended by a load change" },
] as const satisfies readonly (TableColumn & { readonly name: keyof ViolationEpisode })[]

/** The episodes of `violationsOf`, a row each. */
export const violationSchema: TableSchema = { name: "violations", columns }
