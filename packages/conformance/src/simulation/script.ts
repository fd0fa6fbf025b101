import type { Steps } from "@placelab/core"
import type { ActorDescription, Operation, Operations } from "../format/operation.ts"
import { activityPlayers } from "./activities.ts"
import { actorPlayers } from "./actors.ts"
import { changePlayers } from "./changes.ts"
import { machinePlayers } from "./machines.ts"
import { probe } from "./probe.ts"
import { type Actor, endTurn, type Life, type Player, type Players, type World } from "./world.ts"

/** The shortest sleep, in seconds, that is not none. */
const shortestSleep = 1e-9

const timePlayers: Players<"sleep" | "mark"> = {
  *sleep({ engine }, _, operation) {
    yield* engine.sleep(Math.max(secondsOf(operation, engine.now), shortestSleep))
  },
  mark: () => {},
}

const players: Players<Exclude<Operation["op"], "probe">> = {
  ...timePlayers,
  ...activityPlayers,
  ...actorPlayers,
  ...changePlayers,
  ...machinePlayers,
}

/** Starts an actor now; on a host that is off it is killed at once. Errors: InputError. */
export function spawn(
  world: World,
  { name, host: hostName, script, restart = false }: ActorDescription,
): void {
  const host = world.host(hostName)
  const actor: Actor = {
    name,
    host,
    process: undefined,
    started: [],
    waitsFor: undefined,
    suspended: undefined,
  }
  let life: Life | undefined = world.begin(name)
  const first = life
  const steps = () => {
    const own = life ?? world.begin(name)
    life = undefined
    return play(world, actor, own, script)
  }
  actor.process = world.engine.spawn(name, steps, { host, restart })
  world.actors.set(name, actor)
  // Who is killed before its first step has not played at all.
  actor.process.onEnd((end) => world.over(first, true, end))
}

function* play(world: World, actor: Actor, life: Life, script: readonly Operation[]): Steps {
  let killed = true
  try {
    for (const operation of script) yield* step(world, actor, operation)
    killed = false
  } finally {
    for (const { what } of actor.started.splice(0)) what.cancel()
    world.over(life, killed)
  }
}

function* step(world: World, actor: Actor, operation: Operation): Steps {
  const { as } = operation
  if (operation.op === "probe") world.mark(as, "ok", probe(world, operation))
  else if (isInstant(world, operation)) world.mark(as, "ok")
  else {
    yield* endTurn(world)
    const play = players[operation.op] as Player<Operation>
    const played = play(world, actor, operation)
    const outcome = typeof played === "object" ? yield* played : played
    if (typeof played !== "object") yield* endTurn(world)
    world.mark(as, outcome ?? "ok")
  }
}

/** Whether an actor does it without anybody else: it takes no turn. */
function isInstant({ engine }: World, operation: Operation): boolean {
  return operation.op === "mark" || (operation.op === "sleep" && !(secondsOf(operation, engine.now) > 0))
}

function secondsOf(sleep: Operations["sleep"], now: number): number {
  return sleep.until === undefined ? (sleep.for ?? 0) : sleep.until - now
}
