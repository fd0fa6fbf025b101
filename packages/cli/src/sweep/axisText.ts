import { axisCell } from "@placelab/core"

/** A value of an axis within a line of text: as in a table, but quoted where it would break the line. */
export function axisText(value: unknown): string {
  const text = String(axisCell(value))
  return /\p{Cc}/u.test(text) ? JSON.stringify(text) : text
}
