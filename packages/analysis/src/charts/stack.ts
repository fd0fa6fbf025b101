import type { PlainRow } from "./data.ts"

/** Puts the parts of a stack in an order, such as that of the legend, whatever the order of the rows. */
export function stackOrder(order: readonly unknown[], series: string) {
  const part = `indexof(${JSON.stringify(order)}, datum[${JSON.stringify(series)}])`
  return {
    transform: [{ calculate: part, as: "part order" }],
    order: { field: "part order", type: "ordinal" },
  }
}

/** The heights of stacks: of each, the sum over its rows, which agree in the fields `by`; in order of first appearance. */
export function stackHeights(rows: readonly PlainRow[], by: readonly string[], height: string): number[] {
  const heights = new Map<string, number>()
  for (const row of rows) {
    const stack = JSON.stringify(by.map((field) => row[field]))
    heights.set(stack, (heights.get(stack) ?? 0) + Number(row[height]))
  }
  return [...heights.values()]
}
