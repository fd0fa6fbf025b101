import type { ConstraintStatement } from "../statement.ts"
import { type Argument, forms } from "./forms.ts"
import { isBare } from "./tokens.ts"

/**
 * A constraint as text, such that `parseConstraints` reads the same statement.
 *
 * @example formatConstraint({ type: "fence", vms: ["db"], hosts: ["pm-1", "pm-2"] }) // "fence({db}, {pm-1, pm-2})"
 */
export function formatConstraint(statement: ConstraintStatement): string {
  const fields: Readonly<Record<string, unknown>> = { ...statement }
  const { arguments: all, readings } = forms[statement.type]
  const prefix = readings === "both" && fields.continuous === true ? "continuous " : ""
  const inMemory = fields.of === "memory"
  const written = all.map((argument) => format(argument, fields[argument.field], inMemory))
  return `${prefix}${statement.type}(${written.join(", ")})`
}

function format(argument: Argument, value: unknown, inMemory: boolean): string {
  switch (argument.form) {
    case "names":
      return set(value as readonly string[])
    case "groups":
      return `{${(value as readonly (readonly string[])[]).map(set).join(", ")}}`
    case "number":
      return inMemory ? bytes(value as number) : String(value)
    case "count":
    case "word":
      return String(value)
  }
}

const set = (names: readonly string[]) => `{${names.map(nameOf).join(", ")}}`
const nameOf = (name: string) => (isBare(name) ? name : JSON.stringify(name))

/** With the largest unit in which it is a whole number. */
function bytes(amount: number): string {
  const [power, unit] = (
    [
      [4, "TiB"],
      [3, "GiB"],
      [2, "MiB"],
      [1, "KiB"],
    ] as const
  ).find(([power]) => amount > 0 && amount % 1024 ** power === 0) ?? [0, ""]
  return `${amount / 1024 ** power}${unit}`
}
