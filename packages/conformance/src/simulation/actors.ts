import { settled } from "@placelab/core"
import type { Actor, Players } from "./world.ts"

/** Actors: started, killed, suspended, waited for. */
export const actorPlayers: Players<"spawn" | "kill" | "actor_suspend" | "actor_resume" | "join"> = {
  spawn: (world, _, { actor }) => {
    if (!world.host(actor.host).isOn) return "host_failure"
    world.spawn(actor)
    return "ok"
  },
  kill: (world, _, { actor }) => world.actor(actor).process?.kill(),
  actor_suspend: (world, _, { actor }) => suspend(world.actor(actor)),
  actor_resume: (world, _, { actor }) => resume(world.actor(actor)),
  *join(world, _, { actor, timeout = -1 }) {
    const { process } = world.actor(actor)
    if (process === undefined) return
    const end = settled(process)
    if (timeout < 0) yield* end
    else yield* world.engine.within(timeout, end)
  },
}

/** With an actor stops what it waits for, whoever has started it. */
function suspend(actor: Actor): void {
  const { process, waitsFor } = actor
  if (process === undefined || process.isSuspended) return
  process.suspend()
  if (waitsFor === undefined || !(waitsFor.isDetached || waitsFor.by !== actor)) return
  waitsFor.what.suspend()
  actor.suspended = waitsFor
}

function resume(actor: Actor): void {
  actor.suspended?.what.resume()
  actor.suspended = undefined
  actor.process?.resume()
}
