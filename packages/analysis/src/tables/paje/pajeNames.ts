import { type TraceTable, traceKind } from "@placelab/core"
import { seriesLooks } from "../../charts/palette.ts"
import { pajeEvent, pajeText } from "./pajeEvents.ts"
import type { Migration } from "./pajeMigrations.ts"

/** What the things of a trace are called in a Paje file: short, and like no name of the trace. */
export interface PajeAliases {
  readonly root: string
  readonly entityType: string
  readonly linkType: string
  entity(code: number): string
  /** Of a machine that migrations name and that has no records. */
  machine(index: number): string
  /** Of states, variables and events of a name. */
  type(kind: number, state: number): string
  /** Of a value of a kind of state; of an event, whose value is its name, without `value`. */
  value(kind: number, state: number, value?: number): string
}

/** Aliases for a trace. Complexity: O(names). */
export function pajeAliases({ entities, states, values }: TraceTable): PajeAliases {
  const names = [entities, states, values].flatMap((column) =>
    Array.from({ length: column.length }, (_, code) => column.name(code)),
  )
  let prefix = "p"
  while (names.some((name) => name.startsWith(prefix))) prefix += "_"
  return {
    root: `${prefix}R`,
    entityType: `${prefix}E`,
    linkType: `${prefix}L`,
    entity: (code) => `${prefix}c${code}`,
    machine: (index) => `${prefix}m${index}`,
    type: (kind, state) => `${prefix}t${kind}_${state}`,
    value: (kind, state, value = 0) => `${prefix}v${kind}_${state}_${value}`,
  }
}

const colours = seriesLooks(["0", "1", "2", "3", "4", "5"], "bar").map(({ colour }) =>
  [1, 3, 5].map((at) => (Number.parseInt(colour.slice(at, at + 2), 16) / 255).toFixed(3)).join(" "),
)

const typeEvents = {
  [traceKind.state]: pajeEvent.stateType,
  [traceKind.variable]: pajeEvent.variableType,
  [traceKind.event]: pajeEvent.eventType,
}

/** The lines that say which types and values there are. Complexity: O(rows). */
export function* pajeTypes(
  table: TraceTable,
  aliases: PajeAliases,
  migrations: ReadonlyMap<number, Migration>,
): Generator<string, void> {
  const { root, entityType, linkType } = aliases
  yield `${pajeEvent.containerType} ${root} 0 "run"`
  yield `${pajeEvent.containerType} ${entityType} ${root} "entity"`
  if (migrations.size > 0)
    yield `${pajeEvent.linkType} ${linkType} ${root} ${entityType} ${entityType} "migration"`
  const { kind, state, value } = table.columns
  const seen = new Set<string>()
  for (let i = 0; i < kind.length; i++) {
    const own = kind[i]! as keyof typeof typeEvents
    const type = aliases.type(own, state[i]!)
    const name = pajeText(table.states.name(state[i]!))
    if (!seen.has(type)) yield `${typeEvents[own]} ${type} ${entityType} ${name}`
    seen.add(type)
    if (own === traceKind.variable) continue
    const alias = aliases.value(own, state[i]!, own === traceKind.state ? value[i]! : undefined)
    const shown = own === traceKind.state ? pajeText(table.values.name(value[i]!)) : name
    const colour = colours[(own === traceKind.state ? value[i]! : state[i]!) % colours.length]
    if (!seen.has(alias)) yield `${pajeEvent.value} ${alias} ${type} ${shown} "${colour}"`
    seen.add(alias)
  }
}
