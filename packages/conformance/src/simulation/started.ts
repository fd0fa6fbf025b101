import type { Steps } from "@placelab/core"
import type { OperationOutcome } from "../format/answers.ts"
import type { Actor, Started, World } from "./world.ts"

/**
 * Waits for an activity, for `timeout` seconds at most (negative: as long as it takes).
 *
 * An exec that takes too long goes on. What is sent is given up by the one whose patience is at an end; the other side,
 * and who else waits for it, are told of a failure of the network.
 */
export function* wait(world: World, actor: Actor, started: Started, timeout = -1): Steps<OperationOutcome> {
  if (started.hasTimedOut) return "timeout"
  actor.waitsFor = started
  try {
    if (timeout < 0) yield* started.what
    else if (!(yield* world.engine.within(timeout, started.what))) {
      if (started.kind !== "exec") {
        started.hasTimedOut = true
        started.what.cancel()
      }
      return "timeout"
    }
  } finally {
    actor.waitsFor = undefined
  }
  return outcomeOf(started)
}

function outcomeOf({ kind, what }: Started): OperationOutcome {
  const { result } = what
  if (result === "done") return "ok"
  if (kind === "exec") return result === "failed" ? "host_failure" : "canceled"
  const isUnmatched = "hasMet" in what && !what.hasMet
  return isUnmatched ? "canceled" : "network_failure"
}

/**
 * What is left to do: nothing once it is over, or before both sides of a message are there. An exec that failed with its
 * host has to be done again as a whole.
 */
export function remainingOf({ kind, what }: Started): number {
  if (what.hasEnded)
    return kind === "exec" && what.result === "failed" && "done" in what ? what.remaining + what.done : 0
  return "hasMet" in what && !what.hasMet ? 0 : what.remaining
}
