/*
 * Paje, a text format of traces that ViTE, PajeNG and others draw: entities are containers below one root; states, variables and events
 * have types; a migration, where the trace says from where to where, is a link between machines.
 *
 * A file begins with the definitions of its events, whose fields beyond those of Paje are ours. They keep what Paje has no place for,
 * so that a trace is read back as it was:
 *
 *   Row       the number of the record in the trace, whose order is that of the ends; Paje's is that of the dates
 *   Data      what the record says beside, as JSON
 *   Lasted    the duration: an end less a begin is another number in the last bits
 *   Undated   an event without a date stands at the first one
 *
 * Texts stand in quotes, and Paje has no way to write a quote in them: percent signs, quotes and control characters are written as
 * percent signs with two digits, and a text of no letters as a lone percent sign.
 *
 * Source  de Oliveira Stein, Chassin de Kergommeaux, Mounié, "Pajé trace file format", 2013 (version 1.2.5).
 */

/** The number of each kind of event in our files. */
export const pajeEvent = {
  containerType: 0,
  stateType: 1,
  variableType: 2,
  eventType: 3,
  linkType: 4,
  value: 5,
  create: 6,
  destroy: 7,
  push: 8,
  pop: 9,
  variable: 10,
  event: 11,
  undated: 12,
  startLink: 13,
  endLink: 14,
} as const

const type = ["Alias string", "Type string", "Name string"]
const what = ["Time date", "Type string", "Container string"]

/** By number. */
const definitions: readonly (readonly [string, ...string[]])[] = [
  ["PajeDefineContainerType", ...type],
  ["PajeDefineStateType", ...type],
  ["PajeDefineVariableType", ...type],
  ["PajeDefineEventType", ...type],
  [
    "PajeDefineLinkType",
    ...["Alias string", "Type string", "StartContainerType string", "EndContainerType string", "Name string"],
  ],
  ["PajeDefineEntityValue", ...type, "Color color"],
  ["PajeCreateContainer", "Time date", "Alias string", "Type string", "Container string", "Name string"],
  ["PajeDestroyContainer", "Time date", "Type string", "Name string"],
  ["PajePushState", ...what, "Value string", "Row int", "Data string"],
  ["PajePopState", ...what, "Row int", "Lasted string"],
  ["PajeSetVariable", ...what, "Value double", "Row int", "Lasted string"],
  ["PajeNewEvent", ...what, "Value string", "Row int", "Data string"],
  ["PajeNewEvent", ...what, "Value string", "Row int", "Data string", "Undated string"],
  ["PajeStartLink", ...what, "Value string", "StartContainer string", "Key string"],
  ["PajeEndLink", ...what, "Value string", "EndContainer string", "Key string"],
]

/** The lines that our files begin with. */
export const pajeHeader: readonly string[] = definitions.flatMap(([name, ...fields], number) => [
  `%EventDef ${name} ${number}`,
  ...fields.map((field) => `%  ${field}`),
  "%EndEventDef",
])

/** How many fields an event of this number has. */
export function pajeFields(number: number): number | undefined {
  const definition = definitions[number]
  return definition === undefined ? undefined : definition.length - 1
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these cannot stand in a line of Paje
const unwritable = /[%"\u0000-\u001f\u007f]/g

/** A text as it stands in a file, with its quotes. */
export function pajeText(text: string): string {
  const inner = text.replace(unwritable, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, "0")}`)
  return `"${inner === "" ? "%" : inner}"`
}

/** The text that stands in a file, without its quotes. */
export function textInPaje(written: string): string {
  if (!written.includes("%")) return written
  if (written === "%") return ""
  return written.replace(/%([0-9a-f]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}
