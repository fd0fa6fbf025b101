import { dataText, numberText, TraceTable, traceKind } from "@placelab/core"
import { appendTrace } from "../appendTrace.ts"
import type { PieceWriter } from "../formats/pieceWriter.ts"
import { pajeEvent, pajeHeader, pajeText } from "./pajeEvents.ts"
import { pajeMigrations } from "./pajeMigrations.ts"
import { pajeAliases, pajeTypes } from "./pajeNames.ts"
import { pajeOrder, place } from "./pajeOrder.ts"

/**
 * Writes a trace in Paje's format, which ViTE and PajeNG draw; `readPaje` reads it back as it was.
 *
 * Complexity  O(n log n) for n records; the whole trace is in memory until its end, since a state is recorded when it ends and
 *             stands in the file where it begins
 * Errors      InputError with the row, for a state or variable without a date, and a duration below 0.
 * Differs     states of one kind of one entity that overlap, and none is inside of the other, are drawn otherwise than they were: Paje
 *             has a stack of them. A `Trace` records none.
 */
export function pajeWriter(): PieceWriter<TraceTable> {
  const trace = new TraceTable()
  return {
    add(piece) {
      appendTrace(trace, piece)
      return []
    },
    end: () => inChunks(linesOfPaje(trace)),
  }
}

const linesAChunk = 1024

function* inChunks(lines: Iterable<string>): Generator<string, void> {
  let chunk: string[] = []
  for (const line of lines) {
    chunk.push(line)
    if (chunk.length < linesAChunk) continue
    yield `${chunk.join("\n")}\n`
    chunk = []
  }
  if (chunk.length > 0) yield `${chunk.join("\n")}\n`
}

function* linesOfPaje(table: TraceTable): Generator<string, void> {
  const { kind, entity, state, value, number, time, duration } = table.columns
  const order = pajeOrder(table)
  const { begin, end } = order
  const migrations = pajeMigrations(table)
  const aliases = pajeAliases(table)
  const { root, entityType, linkType } = aliases
  const containers = containersOf(
    table,
    [...migrations.values()].flatMap(({ from, to }) => [from, to]),
  )
  const aliasOf = (name: string) => {
    const code = table.entities.find(name)
    return code >= 0 ? aliases.entity(code) : aliases.machine(containers.get(name)!)
  }
  const [first, last] = [begin.reduce(least, end[0] ?? 0), end.reduce(greatest, begin[0] ?? 0)].map(
    numberText,
  )

  yield* pajeHeader
  yield* pajeTypes(table, aliases, migrations)
  yield `${pajeEvent.create} ${first} ${root} ${root} 0 "run"`
  for (const name of containers.keys())
    yield `${pajeEvent.create} ${first} ${aliasOf(name)} ${entityType} ${root} ${pajeText(name)}`

  const where = (i: number) => `${aliases.type(kind[i]!, state[i]!)} ${aliases.entity(entity[i]!)}`
  const lasted = (i: number) => `"${numberText(duration[i]!)}"`
  const data = (i: number) => {
    const own = table.data(i)
    return pajeText(own === undefined ? "" : dataText(own))
  }
  function* push(i: number) {
    const own = aliases.value(traceKind.state, state[i]!, value[i]!)
    yield `${pajeEvent.push} ${numberText(time[i]!)} ${where(i)} ${own} ${i} ${data(i)}`
    const migration = migrations.get(i)
    if (migration === undefined) return
    const vm = pajeText(table.entities.name(entity[i]!))
    yield `${pajeEvent.startLink} ${numberText(time[i]!)} ${linkType} ${root} ${vm} ${aliasOf(migration.from)} ${i}`
  }
  function* pop(i: number) {
    const date = numberText(end[i]!)
    yield `${pajeEvent.pop} ${date} ${where(i)} ${i} ${lasted(i)}`
    const migration = migrations.get(i)
    if (migration === undefined) return
    const vm = pajeText(table.entities.name(entity[i]!))
    yield `${pajeEvent.endLink} ${date} ${linkType} ${root} ${vm} ${aliasOf(migration.to)} ${i}`
  }
  for (const at of order.places) {
    const i = Math.floor(at / 4)
    if (kind[i] === traceKind.state) {
      if (at % 4 !== place.pop) yield* push(i)
      if (at % 4 !== place.push) yield* pop(i)
    } else if (kind[i] === traceKind.variable) {
      yield `${pajeEvent.variable} ${numberText(time[i]!)} ${where(i)} ${numberText(number[i]!)} ${i} ${lasted(i)}`
    } else {
      const own = `${where(i)} ${aliases.value(traceKind.event, state[i]!)} ${i} ${data(i)}`
      if (Number.isNaN(time[i])) yield `${pajeEvent.undated} ${numberText(begin[i]!)} ${own} "yes"`
      else yield `${pajeEvent.event} ${numberText(time[i]!)} ${own}`
    }
  }

  for (const name of containers.keys()) yield `${pajeEvent.destroy} ${last} ${entityType} ${aliasOf(name)}`
  yield `${pajeEvent.destroy} ${last} ${root} ${root}`
}

/** All entities, and the machines that migrations name beside them, each with its number. */
function containersOf({ entities }: TraceTable, machines: readonly string[]): Map<string, number> {
  const names = Array.from({ length: entities.length }, (_, code) => entities.name(code))
  return new Map([...new Set([...names, ...machines])].map((name, i) => [name, i]))
}

const least = (a: number, b: number) => Math.min(a, b)
const greatest = (a: number, b: number) => Math.max(a, b)
