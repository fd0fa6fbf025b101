import {
  cm02Network,
  Engine,
  type Host,
  type Link,
  lv08Network,
  plainNetwork,
  type Router,
  Trace,
} from "@placelab/core"
import { addMachine, restartOnRecovery, Vm } from "@placelab/models"
import { Cluster } from "../cluster/cluster.ts"
import { placementOf } from "./placement.ts"
import type { NetworkSpec, Scenario } from "./scenario.ts"
import { siteRouter } from "./sites.ts"
import { isTrace } from "./traceSpec.ts"

const networks = { LV08: lv08Network, CM02: cm02Network, plain: plainNetwork } as const

/**
 * What a scenario says stands here: machines `node0`, `node1`, ...; after them the service nodes, which are like them; VMs `vm-0`,
 * `vm-1`, ..., each on its machine at its first load. Errors: InputError where VMs find no room.
 */
export function buildCluster(scenario: Scenario): Cluster {
  const { hosts, host, vm, serviceNodes, network, profile } = scenario
  const engine = new Engine({ network: networks[network.model] })
  const { cores, speed, memory, bootSeconds, shutdownSeconds } = host
  const spec = (i: number) => ({ name: `node${i}`, speed, cores })
  // Who may ask for how much is up to `capacity`; what is promised beyond the cores is shared.
  const machineSpec = { memory, bootSeconds, shutdownSeconds, overcommit: { cores: Number.MAX_SAFE_INTEGER } }
  const machines = Array.from({ length: hosts }, (_, i) => addMachine(engine, { ...spec(i), ...machineSpec }))
  const services = Array.from({ length: serviceNodes }, (_, i) => engine.addHost(spec(hosts + i)))
  connect(engine, [...machines.map((machine) => machine.host), ...services], scenario)

  const { places, classes } = placementOf(scenario)
  const vms = Array.from(places, (place, i) => {
    const updateSpeed = vm.classes[classes[i]!]!.updateIntensity * vm.migrationSpeed
    const on = machines[place]!.host
    return new Vm(engine, {
      name: `vm-${i}`,
      host: on,
      memory: vm.memory,
      updateSpeed,
      load: isTrace(scenario.load) ? 0 : scenario.load.start,
    })
  })
  restartOnRecovery(engine, machines)
  const isVmplaces = profile !== "corrected"
  return new Cluster({
    engine,
    machines,
    vms,
    services,
    capacity: host.capacity,
    trace: new Trace(() => engine.now),
    rules: isVmplaces ? "vmplaces" : "corrected",
    migration: { ...scenario.migration, bandwidthLimit: vm.migrationSpeed, wholeBytes: isVmplaces },
    powersOff: host.powersOff,
    messages: { travel: network.messages },
  })
}

function connect(engine: Engine, hosts: readonly Host[], { network, sites }: Scenario): void {
  const access = new Map<Host, Link>()
  const router =
    sites === undefined
      ? oneBackbone(engine, access, network)
      : siteRouter(engine, hosts, access, sites, network)
  for (const host of hosts) {
    const link = { name: `link of ${host.name}`, bandwidth: network.link, latency: network.linkLatency }
    access.set(host, engine.addLink({ ...link, policy: "split-duplex" }))
  }
  engine.addRouter(router)
}

function oneBackbone(engine: Engine, access: ReadonlyMap<Host, Link>, network: NetworkSpec): Router {
  const backbone = engine.addLink({
    name: "backbone",
    bandwidth: network.backbone,
    latency: network.backboneLatency,
  })
  return (from, to) => (from === to ? undefined : [access.get(from)!, backbone, access.get(to)!.opposite])
}
