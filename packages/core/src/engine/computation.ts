import { positiveOrInfinite } from "../inputError.ts"
import type { Host } from "../platform/host.ts"
import type { Flops, FlopsPerSecond } from "../units.ts"
import type { Kernel } from "./kernel.ts"
import { Work } from "./work.ts"

/** A single-threaded computation: at most one core's speed, and a fair share of the host's cores. */
export class Computation extends Work {
  readonly host: Host

  constructor(kernel: Kernel, host: Host, flops: Flops, limit: FlopsPerSecond) {
    super(kernel, flops)
    this.host = host
    this.begin([[host.constraint, 1]], { penalty: 1, bound: Math.min(limit, host.speed) })
  }

  /** Caps its speed from now on, in flop/s; Infinity: one core. Errors: InputError. */
  setLimit(limit: FlopsPerSecond): void {
    positiveOrInfinite(this.describe(), "limit", limit, "flop/s")
    this.limit(Math.min(limit, this.host.speed))
  }

  override describe(): string {
    return `computation on "${this.host.name}"`
  }
}
