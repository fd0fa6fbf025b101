/*
 * How long a task graph takes, and how busy its VMs are meanwhile: the closed form.
 *
 * Notation     task v has the work w_v; an edge from u to v has b_uv bytes; cores of speed s; a network of bandwidth B and
 *              latency L, without contention.
 *
 *                  end(v) = max over edges (u, v) of (end(u) + L + b_uv / B) + w_v / s         the longest path to v
 *                  makespan T = max over v of end(v)
 *                  busy fraction f = sum over v of w_v / s / (n T)                             for n tasks, each in its VM
 *
 * Left out     VMs that share cores or links; then the engine says what happens.
 */

import type { InputError } from "@placelab/core"
import {
  type BytesPerSecond,
  type FlopsPerSecond,
  nonNegative,
  positive,
  positiveOrInfinite,
  type Seconds,
} from "@placelab/core"
import { checked } from "@placelab/models"
import type { Either } from "fp-ts/lib/Either.js"
import type { TaskGraph } from "./taskGraph.ts"

/** What a graph runs on. */
export interface GraphPlatform {
  /** Of a core. */
  readonly speed: FlopsPerSecond
  /** Default Infinity. */
  readonly bandwidth?: BytesPerSecond
  /** Default 0. */
  readonly latency?: Seconds
}

/** What {@link predictTaskGraph} gives. */
export interface PredictedGraph {
  /** In the order of the tasks. */
  readonly tasks: readonly { readonly name: string; readonly start: Seconds; readonly end: Seconds }[]
  readonly makespan: Seconds
  /** The part of the time for which a VM computes, on average over the VMs, from the begin to the makespan. */
  readonly busyFraction: number
}

/** When tasks run where nobody has to share. Left: InputError for a platform whose values are not above 0. */
export function predictTaskGraph(
  { tasks, edges }: TaskGraph,
  platform: GraphPlatform,
): Either<InputError, PredictedGraph> {
  const { speed, bandwidth = Number.POSITIVE_INFINITY, latency = 0 } = platform
  return checked(() => {
    positive("platform", "speed", speed, "flop/s")
    positiveOrInfinite("platform", "bandwidth", bandwidth, "bytes/s")
    nonNegative("platform", "latency", latency, "seconds")
    const ends = new Map<string, Seconds>()
    let computing = 0
    const predicted = tasks.map(({ name, work }) => {
      const arrivals = edges
        .filter(({ to }) => to === name)
        .map(({ from, bytes }) => ends.get(from)! + latency + bytes / bandwidth)
      const start = Math.max(0, ...arrivals)
      const end = start + work / speed
      ends.set(name, end)
      computing += work / speed
      return { name, start, end }
    })
    const makespan = Math.max(...ends.values())
    return { tasks: predicted, makespan, busyFraction: computing / (tasks.length * makespan) }
  })
}
