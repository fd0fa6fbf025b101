import type { Kernel } from "../engine/kernel.ts"
import type { ConstraintOptions, SharingPolicy } from "../fairshare/fairShare.ts"
import { nonNegative, positive } from "../inputError.ts"
import type { BytesPerSecond, Seconds } from "../units.ts"
import { Resource } from "./resource.ts"

/** What a link is made of; see `Engine.addLink`. */
export interface LinkSpec extends Pick<ConstraintOptions, "capacityOf" | "concurrencyLimit"> {
  readonly name: string
  readonly bandwidth: BytesPerSecond
  /** Default 0. */
  readonly latency?: Seconds
  /**
   * "shared" (default): the flows of both directions together get at most the bandwidth. "fatpipe": each flow alone does,
   * as on a backbone that is never full; but when it stops one of them, it stops all, at the same share. "split-duplex":
   * each direction has the bandwidth for itself.
   */
  readonly policy?: SharingPolicy | "split-duplex"
}

/** A network link, or one direction of it. Made by `Engine.addLink`. */
export class Link extends Resource {
  readonly policy: SharingPolicy
  #opposite: Link = this
  #bandwidth: BytesPerSecond
  #latency: Seconds

  /** Links are made by an `Engine`. Errors: InputError. */
  constructor(kernel: Kernel, spec: LinkSpec & { readonly policy?: SharingPolicy }) {
    const { name, bandwidth, latency = 0, policy = "shared", capacityOf, concurrencyLimit } = spec
    const where = `link "${name}"`
    positive(where, "bandwidth", bandwidth, "bytes/s")
    nonNegative(where, "latency", latency, "seconds")
    const options = {
      policy,
      ...(capacityOf && { capacityOf }),
      ...(concurrencyLimit !== undefined && { concurrencyLimit }),
    }
    super(kernel, name, kernel.fairShare.addConstraint(bandwidth, options))
    this.policy = policy
    this.#bandwidth = bandwidth
    this.#latency = latency
  }

  /** The direction that the way back uses; the link itself, unless it is split-duplex. */
  get opposite(): Link {
    return this.#opposite
  }

  get bandwidth(): BytesPerSecond {
    return this.#bandwidth
  }

  get latency(): Seconds {
    return this.#latency
  }

  /** For this package: makes the two each other's opposite. */
  pairWith(other: Link): void {
    this.#opposite = other
    other.#opposite = this
  }

  /** Changes its bandwidth, in bytes/s, also for the flows on it; 0 stops them. Errors: InputError. */
  setBandwidth(bandwidth: BytesPerSecond): void {
    this.#bandwidth = nonNegative(`link "${this.name}"`, "bandwidth", bandwidth, "bytes/s")
    this.capacityChanged(bandwidth)
  }

  /**
   * Changes its latency. Flows on it share and are limited by the new one; one whose latency passes just now is not
   * delayed further. Errors: InputError.
   */
  setLatency(latency: Seconds): void {
    this.#latency = nonNegative(`link "${this.name}"`, "latency", latency, "seconds")
    this.capacityChanged(this.#bandwidth)
  }
}
