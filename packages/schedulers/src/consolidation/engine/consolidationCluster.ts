import { Engine, type Link, plainNetwork, Trace } from "@placelab/core"
import { addMachine, Vm } from "@placelab/models"
import { Cluster } from "../../cluster/cluster.ts"
import type { CloudsimFleet } from "../cloudsim/fleet.ts"
import type { ConsolidationOptions } from "./options.ts"

/**
 * A fleet on the engine: machines `host-0`, `host-1`, ..., each with a network card, both ways apart, and nothing between two cards that
 * could be full; VMs `vm-0`, `vm-1`, ... of one core. MIPS are 10^6 flop/s, MB 10^6 bytes. A machine is overloaded when its VMs ask for
 * more than its cores, and off when it has none. `places` has a host for each VM.
 */
export function consolidationCluster(
  fleet: CloudsimFleet,
  places: ArrayLike<number>,
  powersOff: boolean,
  options: Required<Pick<ConsolidationOptions, "updateIntensity" | "cardShare" | "memory" | "bootSeconds">>,
): Cluster {
  const engine = new Engine({ network: plainNetwork })
  const unlimited = Number.POSITIVE_INFINITY
  const overcommit = { cores: unlimited, memory: options.memory === "held" ? 1 : unlimited }
  const machines = fleet.hosts.map(({ cores, mips, megabytes }, i) => {
    const size = { cores, speed: mips * 1e6, memory: megabytes * 1e6 }
    return addMachine(engine, { name: `host-${i}`, ...size, overcommit, bootSeconds: options.bootSeconds })
  })
  const cards = new Map<unknown, Link>()
  for (const [i, { kilobits }] of fleet.hosts.entries()) {
    const card = { name: `card of host-${i}`, bandwidth: bytesPerSecond(kilobits), latency: 0 }
    cards.set(machines[i]!.host, engine.addLink({ ...card, policy: "split-duplex" }))
  }
  engine.addRouter((from, to) => (from === to ? undefined : [cards.get(from)!, cards.get(to)!.opposite]))

  const slowest = fleet.hosts.reduce((least, { kilobits }) => Math.min(least, kilobits), unlimited)
  const bandwidthLimit = options.cardShare * bytesPerSecond(slowest)
  const vms = fleet.vms.map(({ megabytes }, i) => {
    const updateSpeed = options.updateIntensity * bandwidthLimit
    return new Vm(engine, {
      name: `vm-${i}`,
      host: machines[places[i]!]!.host,
      memory: megabytes * 1e6,
      updateSpeed,
    })
  })
  return new Cluster({
    engine,
    machines,
    vms,
    capacity: 2,
    trace: new Trace(() => engine.now),
    migration: { bandwidthLimit, downtimeLimit: 0.03, roundLimit: 30, reserve: options.memory === "held" },
    powersOff,
  })
}

/** 8 bits are a byte, 1000 bits a kilobit. */
function bytesPerSecond(kilobits: number): number {
  return kilobits * 125
}
