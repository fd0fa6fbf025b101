import type { Kernel } from "./kernel.ts"
import type { Metered } from "./roles.ts"

/**
 * The exact integral over time of a quantity that follows what a resource carries: energy, overload, carbon.
 *
 * Loads and states are constant between two changes, so the integral is a sum of rectangles that end where a change is:
 * no sampling interval exists.
 */
export class Meter implements Metered {
  readonly #kernel: Kernel
  readonly #measure: () => number
  #total = 0
  #rate: number
  #since: number

  /** Made by `Engine.meter`. */
  constructor(kernel: Kernel, measure: () => number) {
    this.#kernel = kernel
    this.#measure = measure
    this.#since = kernel.now
    this.#rate = measure()
  }

  /** The integral by now, in the measure's unit times seconds. */
  get total(): number {
    const seconds = this.#kernel.now - this.#since
    return seconds === 0 ? this.#total : this.#total + this.#rate * seconds
  }

  /** The measure from now on. */
  get rate(): number {
    this.#kernel.share()
    return this.#rate
  }

  /** Called by the kernel when what is measured may have changed. */
  update(): void {
    this.#total = this.total
    this.#since = this.#kernel.now
    this.#rate = this.#measure()
  }
}
