/** A number in its shortest form that is read back as the same one, the zero below zero too: JSON's own text of it is `0`. */
export function numberText(value: number): string {
  return value === 0 && Object.is(value, -0) ? "-0" : String(value)
}
