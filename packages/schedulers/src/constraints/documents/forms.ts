/*
 * What each constraint is called in the text form, and what stands between its brackets.
 *
 *   among({vm, ...}, {{host, ...}, ...})      lonely({vm, ...})              quarantine({host, ...})
 *   ban({vm, ...}, {host, ...})               maxOnline({host, ...}, n)      root({vm, ...})
 *   capacity({host, ...}, vms|cpu|memory, x)  offline({host, ...})           split({{vm, ...}, ...})
 *   fence({vm, ...}, {host, ...})             online({host, ...})            spread({vm, ...})
 *   gather({vm, ...})                         preserve({vm, ...}, cpu|memory, x)
 */
import type { ConstraintStatement } from "../statement.ts"

/** A set of names, a set of such sets, a word of a few, a number, or a whole number. */
export type Argument =
  | { readonly field: "vms" | "hosts"; readonly form: "names" }
  | { readonly field: "groups"; readonly form: "groups"; readonly of: "VMs" | "hosts" }
  | { readonly field: "of"; readonly form: "word"; readonly words: readonly string[] }
  | { readonly field: "amount"; readonly form: "number" }
  | { readonly field: "count"; readonly form: "count" }

/** The arguments of a constraint, and the readings that it has. */
export interface Form {
  readonly arguments: readonly Argument[]
  readonly readings: "both" | "discrete" | "continuous"
}

const vms = { field: "vms", form: "names" } as const
const hosts = { field: "hosts", form: "names" } as const
const amount = { field: "amount", form: "number" } as const
const word = (...words: string[]) => ({ field: "of", form: "word", words }) as const
const groups = (of: "VMs" | "hosts") => ({ field: "groups", form: "groups", of }) as const

/** The form of each constraint. */
export const forms: Readonly<Record<ConstraintStatement["type"], Form>> = {
  among: { arguments: [vms, groups("hosts")], readings: "both" },
  ban: { arguments: [vms, hosts], readings: "both" },
  capacity: { arguments: [hosts, word("vms", "cpu", "memory"), amount], readings: "both" },
  fence: { arguments: [vms, hosts], readings: "both" },
  gather: { arguments: [vms], readings: "both" },
  lonely: { arguments: [vms], readings: "both" },
  maxOnline: { arguments: [hosts, { field: "count", form: "count" }], readings: "both" },
  offline: { arguments: [hosts], readings: "both" },
  online: { arguments: [hosts], readings: "both" },
  preserve: { arguments: [vms, word("cpu", "memory"), amount], readings: "discrete" },
  quarantine: { arguments: [hosts], readings: "continuous" },
  root: { arguments: [vms], readings: "continuous" },
  split: { arguments: [groups("VMs")], readings: "both" },
  spread: { arguments: [vms], readings: "both" },
}
