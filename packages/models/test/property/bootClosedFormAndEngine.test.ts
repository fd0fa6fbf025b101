import { Engine, type Host, RandomStream } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  type BootResult,
  type BootStorage,
  bootOn,
  bootParameters,
  ioTimeOf,
  onDisk,
  orThrow,
  overNetwork,
  predictBoot,
  type StorageKind,
} from "../../src/index.ts"

const seeds = Array.from({ length: 100 }, (_, seed) => seed)

/** Boots and hosts of all kinds: small and large, storage that is busy for all or for little of the time. */
function draw(seed: number) {
  const random = new RandomStream(seed, "boot parameters")
  const kind: StorageKind = { bandwidth: random.uniform(1e7, 1e10), busyShare: random.uniform(0.01, 1) }
  return {
    kind,
    profile: { reads: random.uniform(1e6, 1e9), cpuTime: random.uniform(0.1, 30) },
    speed: random.uniform(1e8, 1e11),
    cores: 1 + random.below(16),
    bootingVms: 1 + random.below(20),
    stressedVms: random.below(20),
  }
}

const storages: Record<string, (engine: Engine, host: Host, kind: StorageKind) => BootStorage> = {
  "a disk": (engine, host, kind) => {
    const disk = { name: "disk", readBandwidth: kind.bandwidth, writeBandwidth: kind.bandwidth }
    return onDisk(engine.addDisk(host, disk), kind)
  },
  "shared storage behind a link": (engine, host, kind) => {
    const server = engine.addHost({ name: "server", speed: 1e9 })
    engine.addRoute(server, host, [engine.addLink({ name: "link", bandwidth: kind.bandwidth })])
    return overNetwork(server, kind)
  },
}

function simulate(drawn: ReturnType<typeof draw>, storage: string): BootResult[] {
  const { kind, profile, speed, cores, bootingVms, stressedVms } = drawn
  const engine = new Engine()
  const host = engine.addHost({ name: "host", speed, cores })
  const boot = { ...profile, storage: storages[storage]!(engine, host, kind) }
  const stress = Array.from({ length: stressedVms }, (_, i) =>
    engine.compute(engine.addGuest(host, { name: `stress-${i}` }), Number.POSITIVE_INFINITY),
  )
  const boots = Array.from({ length: bootingVms }, (_, i) => {
    const guest = engine.addGuest(host, { name: `vm-${i}` })
    return engine.spawn(`boot ${i}`, () => bootOn(engine, guest, boot))
  })
  engine.run(1e7)
  for (const each of stress) each.cancel()
  return boots.map((each) => each.result)
}

describe.each(Object.keys(storages))("boots from %s: closed form and engine agree", (storage) => {
  const compare = (drawn: ReturnType<typeof draw>) => {
    const { kind, profile, ...others } = drawn
    const ioTime = ioTimeOf(profile.reads, kind)
    const { cpuTime } = profile
    const { busyShare } = kind
    const predicted = predictBoot(orThrow(bootParameters({ ...others, ioTime, cpuTime, busyShare })))
    const simulated = simulate(drawn, storage)
    expect(simulated).toHaveLength(drawn.bootingVms)
    for (const result of simulated) {
      expect(result.end).toBe("done")
      for (const what of ["seconds", "ioSeconds", "cpuSeconds"] as const)
        expect(Math.abs(result[what] / predicted[what] - 1)).toBeLessThanOrEqual(1e-9)
    }
  }

  test.each(seeds)("alone, seed %i", (seed) => {
    compare({ ...draw(seed), bootingVms: 1, stressedVms: 0 })
  })

  test.each(seeds)("with equal boots at once and VMs under stress beside them, seed %i", (seed) => {
    compare(draw(seed))
  })
})
