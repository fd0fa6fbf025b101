// Instances for entropy.mjs. All are drawn from named streams of one seed, so every run solves the same.
import { gibibytes, RandomStream } from "@placelab/core"

const host = (i, cpu, memory) => ({ name: `pm-${i}`, cpu, memory })
const named = (vms) => vms.map((vm, i) => ({ name: `vm-${i}`, ...vm }))

/** Gaussian (Box and Muller). */
function gaussian(random, mean, deviation) {
  const radius = Math.sqrt(-2 * Math.log(1 - random.uniform()))
  return mean + deviation * radius * Math.cos(2 * Math.PI * random.uniform())
}

/**
 * VMPlaceS: 7 cores of 8 counted, 32 GiB; ten VMs of 1 GiB a host, whose loads are 0.6 +- 0.2 of a core, clipped to [0, 1]
 * and rounded to tenths. About 4.4 % of the hosts are overloaded.
 */
export function vmplaces(hostCount, seed = 1) {
  const random = new RandomStream(seed, "vmplaces")
  const hosts = Array.from({ length: hostCount }, (_, i) => host(i, 7, gibibytes(32)))
  const vms = Array.from({ length: 10 * hostCount }, (_, i) => {
    const load = Math.min(1, Math.max(0, gaussian(random, 0.6, 0.2)))
    return { host: `pm-${i % hostCount}`, cpu: Math.round(10 * load) / 10, memory: gibibytes(1) }
  })
  return { hosts, vms: named(vms) }
}

/** Hosts of 8 cores and 32 GiB with VMs of 1, 2 or 4 GiB, put where they fit; about `fill` of the CPU is asked for. */
function cluster(hostCount, vmCount, random, fill) {
  const hosts = Array.from({ length: hostCount }, (_, i) => host(i, 8, gibibytes(32)))
  const mean = (fill * 8 * hostCount) / vmCount
  const free = hosts.map(() => ({ cpu: 8, memory: 32 }))
  const vms = []
  while (vms.length < vmCount) {
    const size = 2 ** random.below(3)
    const cpu = Math.round(10 * mean * (0.5 + random.uniform())) / 10
    let at = random.below(hostCount)
    for (let tried = 0; free[at].cpu < cpu || free[at].memory < size; tried++) {
      if (tried === hostCount) throw new Error("the cluster is full")
      at = (at + 1) % hostCount
    }
    free[at].cpu -= cpu
    free[at].memory -= size
    vms.push({ host: `pm-${at}`, cpu, memory: gibibytes(size) })
  }
  return { hosts, vms: named(vms) }
}

/** In the shape of BtrPlace's load increase: all hosts are online, and a tenth of the VMs asks for `growth` times more. */
export function loadIncrease(hostCount, vmCount, fill, growth, seed = 1) {
  const random = new RandomStream(seed, "load increase")
  const { hosts, vms } = cluster(hostCount, vmCount, random, fill)
  const grown = vms.map((vm) =>
    random.below(10) === 0 ? { ...vm, cpu: Math.round(10 * growth * vm.cpu) / 10 } : vm,
  )
  return { hosts, vms: grown }
}

/** In the shape of BtrPlace's node repair: a twentieth of the hosts is off, and what ran there waits to run again. */
export function nodeRepair(hostCount, vmCount, fill, seed = 1) {
  const random = new RandomStream(seed, "node repair")
  const { hosts, vms } = cluster(hostCount, vmCount, random, fill)
  const off = new Set(hosts.filter((_, i) => i % 20 === 0).map(({ name }) => name))
  return {
    hosts: hosts.filter(({ name }) => !off.has(name)),
    vms: vms.map(({ host, ...vm }) => (off.has(host) ? { ...vm, state: "waiting" } : { ...vm, host })),
  }
}

/**
 * As many constraints as BtrPlace's instances have (6,362 to 11,496): two to six VMs each are spread, as the replicas of a
 * service are, and VMs are fenced into the zone of 250 hosts where they are, each VM once. One in `wrong` of them is broken today.
 */
export function constrained({ hosts, vms }, spreads, fences, wrong, seed = 1) {
  const random = new RandomStream(seed, "constraints")
  const zones = Math.ceil(hosts.length / 250)
  const zoneOf = new Map(hosts.map(({ name }, i) => [name, i % zones]))
  const inZone = Array.from({ length: zones }, (_, zone) =>
    hosts.filter(({ name }) => zoneOf.get(name) === zone).map(({ name }) => name),
  )
  const anyVm = () => vms[random.below(vms.length)]
  const onHost = new Map(hosts.map(({ name }) => [name, []]))
  for (const { name, host } of vms) onHost.get(host)?.push(name)
  const statements = []
  while (statements.length < spreads) {
    const replicas = Array.from({ length: 2 + random.below(5) }, anyVm)
    const apart = replicas.filter((vm, i) => replicas.findIndex(({ host }) => host === vm.host) === i)
    const names = apart.map(({ name }) => name)
    const together = random.below(wrong) === 0 ? (onHost.get(apart[0].host) ?? []).slice(0, 2) : []
    statements.push({ type: "spread", vms: [...new Set([...names, ...together])] })
  }
  const fenced = new Set()
  while (statements.length < spreads + fences) {
    const { name, host } = anyVm()
    if (fenced.has(name)) continue
    fenced.add(name)
    const own = host === undefined ? random.below(zones) : zoneOf.get(host)
    const zone = random.below(wrong) === 0 ? (own + 1) % zones : own
    statements.push({ type: "fence", vms: [name], hosts: inZone[zone] })
  }
  return { hosts, vms, statements }
}
