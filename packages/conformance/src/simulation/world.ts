import {
  type Computation,
  type End,
  type Engine,
  type Host,
  KilledError,
  type Link,
  type ParallelTask,
  type Process,
  type Receive,
  type Send,
  type Steps,
  type Transfer,
  unknownName,
} from "@placelab/core"
import type { ActorEnd, Mark, OperationOutcome } from "../format/answers.ts"
import type { ActorDescription, Operations } from "../format/operation.ts"
import type { Machine } from "./machine.ts"
import type { Platform } from "./platform.ts"

/** An activity that a script has started. */
export interface Started {
  /** Decides how its failures are told. */
  readonly kind: "exec" | "flow" | "message"
  readonly what: Computation | ParallelTask | Transfer | Send<null> | Receive<null>
  readonly by: Actor
  /** It goes on when its actor is over, and is not suspended with it. */
  readonly isDetached: boolean
  /** Somebody's patience was at an end, and it was cancelled. */
  hasTimedOut: boolean
}

/** An actor while it plays its script. */
export interface Actor {
  readonly name: string
  readonly host: Host
  /** Its first life, if its host has restarted it since. */
  process: Process<void> | undefined
  readonly started: Started[]
  /** The activity that it waits for now, if it waits for one. */
  waitsFor: Started | undefined
  /** What was suspended with it, beside what it has started itself. */
  suspended: Started | undefined
}

/** Starts an actor. */
export type Spawn = (world: World, actor: ActorDescription) => void

/** How an operation is played: at once ("ok", or what it returns), or in steps. */
export type Player<O> =
  | ((world: World, actor: Actor, operation: O) => OperationOutcome | Steps<OperationOutcome> | Steps)
  | ((world: World, actor: Actor, operation: O) => void)

/** How operations are played. */
export type Players<Names extends keyof Operations> = {
  readonly [Name in Names]: Player<Operations[Name]>
}

/** From the start of an actor, or its restart, to its end. */
export interface Life {
  /** undefined for what is no actor of the case. */
  readonly name: string | undefined
}

/** A simulation under way: what its operations refer to, and what they leave. */
export class World {
  readonly engine: Engine
  readonly platform: Platform
  /** Whether all that is computed and sent is a parallel task. */
  readonly hasParallelTasks: boolean
  readonly activities = new Map<string, Started>()
  readonly actors = new Map<string, Actor>()
  readonly machines = new Map<string, Machine>()
  readonly marks: Record<string, Mark> = {}
  readonly ends: Record<string, ActorEnd> = {}
  /** The lives of actors that are not over. */
  readonly #lives = new Set<Life>()
  readonly #detached: Started[] = []
  readonly #spawn: Spawn
  #end = 0
  #failure: { readonly error: unknown } | undefined

  constructor(engine: Engine, platform: Platform, hasParallelTasks: boolean, spawn: Spawn) {
    this.engine = engine
    this.platform = platform
    this.hasParallelTasks = hasParallelTasks
    this.#spawn = spawn
  }

  /** The date of the last end of an actor. */
  get end(): number {
    return this.#end
  }

  /** The host or VM of that name. Errors: InputError. */
  host(name: string): Host {
    return this.engine.host(name)
  }

  /** Both directions of a split-duplex link, else the link alone. */
  link(name: string): readonly Link[] {
    return named("link", name, this.platform.links)
  }

  activity(name: string): Started {
    return named("activity", name, this.activities)
  }

  actor(name: string): Actor {
    return named("actor", name, this.actors)
  }

  /** Starts an actor now. Errors: InputError. */
  spawn(actor: ActorDescription): void {
    this.#spawn(this, actor)
  }

  /** Enters an activity, under its name if it has one. */
  enter(
    id: string | undefined,
    by: Actor,
    kind: Started["kind"],
    what: Started["what"],
    isDetached = false,
  ): Started {
    const started = { kind, what, by, isDetached, hasTimedOut: false }
    if (id !== undefined) this.activities.set(id, started)
    ;(isDetached ? this.#detached : by.started).push(started)
    return started
  }

  /** An actor begins to live, or does so once more. */
  begin(name: string): Life {
    return this.#begin(name)
  }

  /** Something begins that is no actor of the case, and yet goes on without them. */
  beginHidden(): Life {
    return this.#begin(undefined)
  }

  #begin(name: string | undefined): Life {
    const life = { name }
    this.#lives.add(life)
    return life
  }

  /** A life is over. With the last one the simulation is, whatever is still sent. An error is the case's, or the engine's. */
  over(life: Life, killed: boolean, end?: End<unknown>): void {
    if (end !== undefined && "error" in end && !(end.error instanceof KilledError)) this.#failure ??= end
    if (!this.#lives.delete(life)) return
    this.#end = this.engine.now
    if (life.name !== undefined) this.ends[life.name] = { end: this.#end, killed }
    if (this.#lives.size > 0) return
    for (const { what } of this.#detached) what.cancel()
  }

  /** Nothing can happen any more: those who still wait are killed. */
  killTheRest(): void {
    for (const life of [...this.#lives]) this.over(life, true)
  }

  /** Throws the error of the first script that failed. */
  throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.error
  }

  /** Leaves a mark at this date. */
  mark(label: string | undefined, outcome: OperationOutcome, value?: number | string): void {
    if (label === undefined) return
    this.marks[label] = { t: this.engine.now, outcome, ...(value !== undefined && { value }) }
  }
}

function named<T>(kind: string, name: string, known: ReadonlyMap<string, T>): T {
  const found = known.get(name)
  if (found === undefined) throw unknownName("script", kind, name, known.keys())
  return found
}

/**
 * Ends a turn. On one date actors take turns: in one all of them come to their next operation, in the next one all
 * operations are done, so that nobody is killed before it has come to its operation, or goes on before the others have done
 * theirs.
 */
export function* endTurn({ engine }: World): Steps {
  yield* engine.sleep(0)
}
