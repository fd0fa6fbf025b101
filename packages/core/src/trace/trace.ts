import type { Seconds } from "../units.ts"
import { RecordingClock } from "./recordingClock.ts"
import type { TraceData } from "./traceRecord.ts"
import { TraceTable } from "./traceTable.ts"
import { Track } from "./track.ts"
import { Variable } from "./variable.ts"

/**
 * Records what happens in a simulation: states with durations, numbers, events.
 *
 * A state is recorded when it ends, so the rows are in the order of the ends and have the dates of the begins.
 *
 * Errors      `InputError` for anything recorded after `close()`.
 * Complexity  a record takes no object of its own, except its data.
 * Source      the semantics are those of VMPlaceS' `TraceImpl` (Lebre, Pastor, Südholt 2015).
 *
 * @example
 * const trace = new Trace(() => engine.now)
 * trace.track("node7", "PM").set("violation")
 * // ... 12 s later
 * trace.track("node7", "PM").set("normal")
 * trace.close()
 * trace.records.record(0) // { kind: "state", entity: "node7", state: "PM", value: "violation", time: 0, duration: 12, ... }
 */
export class Trace {
  /** What has been recorded by now: a live view, to which rows are added. */
  readonly records: TraceTable = new TraceTable()
  readonly #clock: RecordingClock
  readonly #tracks = new Map<string, Map<string, Track>>()
  readonly #variables = new Map<string, Map<string, Variable>>()
  readonly #inOrder: Track[] = []

  /** `now` tells the simulated date, in seconds. */
  constructor(now: () => Seconds) {
    this.#clock = new RecordingClock(now)
  }

  /**
   * The states of one kind of one entity, e.g. ("node7", "PM") or ("vm-3", "SERVICE"). The same names give the same track: hold
   * on to it where states change often.
   */
  track(entity: string, state: string): Track {
    const known = this.#tracks.get(entity)?.get(state)
    if (known !== undefined) return known
    const track = new Track(this.records, this.#clock, entity, state)
    enter(this.#tracks, entity, state, track)
    this.#inOrder.push(track)
    return track
  }

  /** A number of one entity, e.g. ("node7", "LOAD"). The same names give the same variable. */
  variable(entity: string, name: string): Variable {
    const known = this.#variables.get(entity)?.get(name)
    if (known !== undefined) return known
    const variable = new Variable(this.records, this.#clock, entity, name)
    enter(this.#variables, entity, name, variable)
    return variable
  }

  /** Records an event without duration, e.g. ("crash_event", "node7"). */
  event(name: string, entity: string, data?: TraceData): void {
    const { entities, states } = this.records
    this.records.addEvent(entities.code(entity), states.code(name), this.#clock.now(entity, name), data)
  }

  /** Records a state of duration 0, e.g. ("vm-3", "migration", "finished"). The track of these names stays as it is. */
  point(entity: string, state: string, value: string, data?: TraceData): void {
    const { entities, states, values } = this.records
    const now = this.#clock.now(entity, state)
    this.records.addState(entities.code(entity), states.code(state), values.code(value), now, 0, data)
  }

  /** Ends all states now, in the order in which their tracks were made, innermost first. Nothing can be recorded after it. */
  close(): void {
    const now = this.#clock.close()
    for (const track of this.#inOrder) track.endAll(now)
  }
}

function enter<T>(all: Map<string, Map<string, T>>, entity: string, name: string, what: T): void {
  const ofEntity = all.get(entity)
  if (ofEntity === undefined) all.set(entity, new Map([[name, what]]))
  else ofEntity.set(name, what)
}
