import { javaHash } from "@placelab/models"

/**
 * The order in which CloudSim goes through the VMs of a host. It keeps what they ask for in a `HashMap` by name, one a host, and sums up
 * in the order of it: floating-point sums depend on that. VMs are in order of their bucket; in a bucket as they are in the host's list.
 *
 * A map begins with 16 buckets, and doubles them when it holds more than 3/4 as many VMs; it never shrinks, so what a host once held
 * matters. Cost: an insertion sort, of few VMs.
 *
 * Source: java.util.HashMap since Java 8; not its trees, which need 9 VMs in one bucket.
 */
export class JavaMaps {
  readonly #hashes: Int32Array
  readonly #buckets: Int32Array
  #order = new Int32Array(64)

  constructor(hosts: number, vms: number) {
    // The broker, who owns all VMs, is entity 2 of the simulation.
    this.#hashes = Int32Array.from({ length: vms }, (_, vm) => javaHash(`2-${vm}`))
    this.#buckets = new Int32Array(hosts).fill(16)
  }

  /** The map of the host holds so many VMs, at least for a moment. */
  holds(host: number, vms: number): void {
    while (vms > 0.75 * this.#buckets[host]!) this.#buckets[host]! *= 2
  }

  /** The first places hold these VMs in the order of the host's map, until the next call. */
  order(host: number, vms: readonly number[]): Int32Array {
    this.holds(host, vms.length)
    if (this.#order.length < vms.length) this.#order = new Int32Array(2 * vms.length)
    const [hashes, mask, order] = [this.#hashes, this.#buckets[host]! - 1, this.#order]
    for (let i = 0; i < vms.length; i++) {
      const vm = vms[i]!
      const bucket = hashes[vm]! & mask
      let at = i
      for (; at > 0 && (hashes[order[at - 1]!]! & mask) > bucket; at--) order[at] = order[at - 1]!
      order[at] = vm
    }
    return order
  }
}
