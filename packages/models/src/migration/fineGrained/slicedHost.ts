/*
 * The cores of a host, in time slices.
 *
 * Each VM has one virtual core. A load u wants u x period seconds of a core in each period, at once; what it has not got at the end of
 * the period it does not get any more. Those that want a core wait in one queue; who comes first gets a core for a slice, or for as
 * long as it wants one, and goes to the end of the queue. So what many small slices give is max-min fair, and bounded by the load.
 */
import type { Seconds } from "@placelab/core"
import type { Agenda } from "./agenda.ts"
import type { FineGrain } from "./grain.ts"

/** A VM as its host sees it. */
export interface VirtualCore {
  readonly load: number
  /** From the beginning of a period of the host to that of its own: 0 to 1, in periods. */
  readonly phase: number
  /** It has had a core for so long. */
  ran(seconds: Seconds): void
}

interface Seat {
  readonly core: VirtualCore
  /** What it wants in this period, still. */
  wanted: Seconds
  state: "idle" | "queued" | "running" | "gone"
  since: Seconds
}

export class SlicedHost {
  readonly #agenda: Agenda
  readonly #grain: Pick<FineGrain, "slice" | "period">
  readonly #seats = new Map<VirtualCore, Seat>()
  readonly #queue: Seat[] = []
  #free: number

  constructor(agenda: Agenda, cores: number, grain: Pick<FineGrain, "slice" | "period">) {
    this.#agenda = agenda
    this.#grain = grain
    this.#free = cores
  }

  add(core: VirtualCore): void {
    const seat: Seat = { core, wanted: 0, state: "idle", since: 0 }
    this.#seats.set(core, seat)
    this.#agenda.after(core.phase * this.#grain.period, () => this.#beginPeriod(seat))
  }

  /** It stops at once. */
  remove(core: VirtualCore): void {
    const seat = this.#seats.get(core)
    if (seat === undefined) return
    this.settle(core)
    const wasRunning = seat.state === "running"
    seat.state = "gone"
    this.#seats.delete(core)
    if (wasRunning) this.#leaveCore()
  }

  /** Tells it what it has had by now of the slice that it is in. */
  settle(core: VirtualCore): void {
    const seat = this.#seats.get(core)
    if (seat?.state !== "running") return
    const had = this.#agenda.now - seat.since
    seat.since = this.#agenda.now
    seat.wanted -= had
    core.ran(had)
  }

  #beginPeriod(seat: Seat): void {
    if (seat.state === "gone") return
    this.settle(seat.core)
    const { period } = this.#grain
    seat.wanted = seat.core.load * period
    if (seat.state === "idle" && seat.wanted > 0) this.#enqueue(seat)
    this.#agenda.after(period, () => this.#beginPeriod(seat))
  }

  #enqueue(seat: Seat): void {
    seat.state = "queued"
    this.#queue.push(seat)
    this.#giveCores()
  }

  #leaveCore(): void {
    this.#free++
    this.#giveCores()
  }

  #giveCores(): void {
    while (this.#free > 0) {
      const seat = this.#queue.shift()
      if (seat === undefined) return
      if (seat.state !== "queued") continue
      this.#free--
      seat.state = "running"
      seat.since = this.#agenda.now
      this.#agenda.after(Math.min(this.#grain.slice, seat.wanted), () => this.#endSlice(seat))
    }
  }

  #endSlice(seat: Seat): void {
    if (seat.state !== "running") return
    this.settle(seat.core)
    seat.state = "idle"
    // What is left by rounding is nothing.
    if (seat.wanted > 1e-12) this.#enqueue(seat)
    this.#leaveCore()
  }
}
