import { type Computation, type Engine, type Guest, InputError } from "@placelab/core"

/**
 * What a VM computes by itself: an endless load of so many cores, and the cap that holds its guest to it: the least of what the
 * load asks for and of the VM's cap, less what a migration throttles. The guest's own limit in flop/s is left to its owner.
 */
export class VmLoad {
  readonly #engine: Engine
  readonly #threads: Computation[] = []
  #guest: Guest | undefined
  #isRunning = false
  /** In cores; 0: no load. */
  #asked = 0
  #cap = Number.POSITIVE_INFINITY
  #throttled = 0

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /** What it asks for, in cores. */
  get asked(): number {
    return this.#asked
  }

  /** The most that the VM may have, in cores. */
  get cap(): number {
    return this.#cap
  }

  /** The share that a migration takes away. */
  get throttled(): number {
    return this.#throttled
  }

  /** Is in `guest` from now on. */
  enter(guest: Guest): void {
    this.#guest = guest
    this.#apply()
  }

  /** Computes from now on. */
  begin(): void {
    this.#isRunning = true
    this.#apply()
  }

  /** Computes no more. */
  end(): void {
    this.#isRunning = false
    this.#apply()
  }

  ask(cores: number): void {
    if (cores === this.#asked) return
    this.#asked = cores
    this.#apply()
  }

  setCap(cores: number): void {
    this.#cap = cores
    this.#apply()
  }

  /** Leaves 1 - `share` of what it would be allowed. */
  throttle(share: number): void {
    this.#throttled = share
    this.#apply()
  }

  #apply(): void {
    const guest = this.#guest
    if (guest === undefined) return
    const threads = this.#threads
    const count = this.#isRunning ? Math.ceil(this.#asked) : 0
    while (threads.length > count) threads.pop()!.cancel()
    while (threads.length < count) {
      threads.push(this.#engine.compute(guest, Number.POSITIVE_INFINITY, { detached: true }))
    }
    const cores = count > 0 ? Math.min(this.#asked, this.#cap) : this.#cap
    guest.setCap(this.#throttled > 0 ? Math.min(cores, guest.cores) * (1 - this.#throttled) : cores)
  }
}

/** Errors: InputError for a load that a VM of so many cores cannot ask for. */
export function requireLoad(vm: string, load: number, cores: number): void {
  if (load >= 0 && load <= cores) return
  throw new InputError(`VM "${vm}"`, "load", load, `a number from 0 to ${cores}, in cores`)
}
