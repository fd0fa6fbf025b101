/*
 * The queue of vjobs: FIFO, with priorities, and without starvation.
 *
 * Notation   P_j the priority of vjob j, s_j its submission, A the time of waiting that is worth one point of priority.
 *
 *                p_j(t) = P_j + (t - s_j) / A
 *
 * As all age alike, the order never changes: it is that of P_j - s_j / A. A vjob is passed only by those that are submitted
 * at most A (P_k - P_j) after it, which are finitely many, so each one is the first some time, and runs then until it is done, as long as
 * there is room for what it asks for. With equal priorities it is first come, first served.
 *
 * Source     Hermenier, Lebre, Menaud (2010); slide 39 says "a FIFO queue with priorities to prevent starvation".
 * Assumed    How priorities age: the source, as far as it is known to us, does not print it.
 */
import type { Seconds } from "@placelab/core"

/** What a place in the queue depends on. */
export interface Queued {
  readonly submitted: Seconds
  readonly priority: number
}

/** In the order of the queue; those that are equal in the order given. `ageing` is A, in seconds; Infinity: priorities do not age. */
export function inQueueOrder<T extends Queued>(vjobs: readonly T[], ageing: Seconds): T[] {
  return vjobs.toSorted(
    (a, b) => b.priority - a.priority - (b.submitted - a.submitted) / ageing || a.submitted - b.submitted,
  )
}
