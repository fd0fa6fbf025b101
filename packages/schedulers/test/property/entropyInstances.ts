import { RandomStream } from "@placelab/core"
import type { EntropyInput, EntropyVm, PlacementConstraint, VmState } from "../../src/index.ts"

/** Sizes of a random instance: whole numbers from the first to the second. */
export interface Sizes {
  readonly hosts: readonly [number, number]
  readonly vms: readonly [number, number]
  /** The most cores that a VM asks for; it asks for tenths. */
  readonly cpu: number
  /** One of how many VMs sleeps, waits, or shall not run any more; 0 for none. */
  readonly oneInOtherState: number
}

const between = (random: RandomStream, [low, high]: readonly [number, number]) =>
  low + random.below(high - low + 1)

/** Hosts of 2 to 4 cores and 6 to 10 bytes; VMs anywhere, so that some hosts are overloaded. */
export function drawInstance(seed: number, sizes: Sizes): EntropyInput {
  const random = new RandomStream(seed, "entropy instance")
  const hosts = Array.from({ length: between(random, sizes.hosts) }, (_, i) => ({
    name: `h${i}`,
    cpu: between(random, [2, 4]),
    memory: between(random, [6, 10]),
  }))
  const vms = Array.from({ length: between(random, sizes.vms) }, (_, i): EntropyVm => {
    const host = `h${random.below(hosts.length)}`
    const vm = { name: `v${i}`, cpu: random.below(10 * sizes.cpu + 1) / 10, memory: between(random, [1, 4]) }
    const other = sizes.oneInOtherState > 0 && random.below(sizes.oneInOtherState) === 0
    if (!other) return { ...vm, host }
    const state = (["running", "sleeping", "waiting"] as const satisfies readonly VmState[])[random.below(3)]!
    if (state === "waiting") return { ...vm, state, target: random.below(3) > 0 ? "running" : "ready" }
    if (state === "sleeping") return { ...vm, host, state, target: random.below(3) > 0 ? "running" : "ready" }
    return { ...vm, host, target: (["sleeping", "ready", "terminated"] as const)[random.below(3)]! }
  })
  return { hosts, vms }
}

/** A rule of ours, for tests: this VM may run on this host only. */
export function only(vm: string, host: string): PlacementConstraint {
  return {
    faults(situation) {
      const at = situation.hostsOf(vm)[0]
      return at === undefined || at === host ? [] : [{ message: `VM "${vm}" runs on "${at}"`, vms: [vm] }]
    },
    pruning(numbering) {
      const [v, h] = [numbering.vm(vm), numbering.host(host)]
      return { allows: (each, at) => each !== v || at === h }
    },
  }
}
