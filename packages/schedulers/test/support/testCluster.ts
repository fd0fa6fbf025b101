import { Engine, type Host, type Link, lv08Network, mebibytes, Trace } from "@placelab/core"
import { addMachine, Vm } from "@placelab/models"
import { Cluster, type ClusterSpec } from "../../src/cluster/cluster.ts"

/** Machines, what their VMs ask for in cores, and service nodes. */
export interface TestCluster extends Partial<Omit<ClusterSpec, "engine" | "machines" | "vms" | "services">> {
  /** For each machine the loads of its VMs; VMs have one core and 1 GiB, and are called vm-0, vm-1, ... */
  readonly loads: readonly (readonly number[])[]
  readonly services?: number
  /** Of each machine. Default 0. */
  readonly bootSeconds?: number
}

/**
 * Machines node0, node1, ... of 8 cores of 1 Gflop/s and 32 GiB, on links of 10 Gbit/s and 50 us each and a backbone of
 * 10 Gbit/s and 500 us; service nodes have the numbers after them. 7 cores are for VMs. A VM makes 50 % of 125 MiB/s dirty.
 */
export function testCluster({ loads, services = 0, bootSeconds = 0, ...options }: TestCluster): Cluster {
  const engine = new Engine({ network: lv08Network })
  const backbone = engine.addLink({ name: "backbone", bandwidth: 1.25e9, latency: 500e-6 })
  const access = new Map<Host, Link>()
  engine.addRouter((from, to) =>
    from === to ? undefined : [access.get(from)!, backbone, access.get(to)!.opposite],
  )
  const spec = (i: number) => ({ name: `node${i}`, speed: 1e9, cores: 8 })
  const connect = (host: Host) => {
    const link = { name: `link of ${host.name}`, bandwidth: 1.25e9, latency: 50e-6 }
    access.set(host, engine.addLink({ ...link, policy: "split-duplex" }))
  }
  const machines = loads.map((_, i) =>
    addMachine(engine, { ...spec(i), memory: mebibytes(32_768), overcommit: { cores: 100 }, bootSeconds }),
  )
  for (const { host } of machines) connect(host)
  const nodes = Array.from({ length: services }, (_, i) => engine.addHost(spec(loads.length + i)))
  for (const node of nodes) connect(node)
  const updateSpeed = 0.5 * mebibytes(125)
  const placed = loads.flatMap((each, i) => each.map((load) => ({ load, host: machines[i]!.host })))
  const vms = placed.map(
    ({ load, host }, i) =>
      new Vm(engine, { name: `vm-${i}`, host, memory: mebibytes(1024), updateSpeed, load }),
  )
  const migration = { bandwidthLimit: mebibytes(125), ...options.migration }
  const trace = new Trace(() => engine.now)
  return new Cluster({ engine, machines, vms, services: nodes, capacity: 7, trace, ...options, migration })
}
