import { numberText } from "./numberText.ts"
import type { TraceData } from "./traceRecord.ts"

/**
 * The data of a record as JSON, with numbers in their shortest form: `JSON.parse` gives the same data back.
 *
 * @example dataText({ plan: 3, end: "converged" }) // '{"plan":3,"end":"converged"}'
 */
export function dataText(data: TraceData): string {
  for (const key in data) if (Object.is(data[key], -0)) return textByField(data)
  return JSON.stringify(data)
}

function textByField(data: TraceData): string {
  const fields = Object.entries(data).map(([key, value]) => {
    const shown = typeof value === "number" ? numberText(value) : JSON.stringify(value)
    return `${JSON.stringify(key)}:${shown}`
  })
  return `{${fields.join()}}`
}
