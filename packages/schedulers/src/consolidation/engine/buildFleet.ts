import { Engine, type Host, type Link, Trace } from "@placelab/core"
import { addMachine, Vm } from "@placelab/models"
import { Cluster } from "../../cluster/cluster.ts"
import type { CloudsimFleet } from "../fleet.ts"
import { cardSpeed, type EngineSetting } from "./engineSetting.ts"

/** Flops that stand for a million instructions. */
export const flopsOfMillion = 1e6

/** A megabyte of a fleet. */
const bytesOfMegabyte = 1e6

/**
 * What a fleet says stands here: machines `node0`, `node1`, ..., each with a split-duplex network card, and without latencies; VMs
 * `vm-0`, `vm-1`, ..., of one core, on the machines of `placement`, without a load. All are on; `powersOff`: but for those without VMs.
 */
export function buildFleet(
  fleet: CloudsimFleet,
  placement: ArrayLike<number>,
  setting: EngineSetting,
  powersOff: boolean,
): Cluster {
  const { updateSpeed, memoryOvercommit, bootSeconds, shutdownSeconds, migration } = setting
  const engine = new Engine()
  // Who may ask for how much is up to the policy; what is promised beyond the cores is shared.
  const overcommit = { memory: memoryOvercommit, cores: Number.MAX_SAFE_INTEGER }
  const machines = fleet.hosts.map(({ cores, mips, megabytes }, i) =>
    addMachine(engine, {
      name: `node${i}`,
      cores,
      speed: mips * flopsOfMillion,
      memory: megabytes * bytesOfMegabyte,
      overcommit,
      bootSeconds,
      shutdownSeconds,
    }),
  )
  connect(
    engine,
    machines.map(({ host }) => host),
    fleet,
    setting.backbone,
  )
  const vms = fleet.vms.map(
    ({ megabytes }, i) =>
      new Vm(engine, {
        name: `vm-${i}`,
        host: machines[placement[i]!]!.host,
        memory: megabytes * bytesOfMegabyte,
        updateSpeed,
      }),
  )
  if (powersOff) for (const { vms, host } of machines) if (vms.size === 0) host.turnOff()
  const trace = new Trace(() => engine.now)
  const capacity = ({ cores }: { readonly cores: number }) => cores
  return new Cluster({ engine, machines, vms, capacity, trace, migration, powersOff })
}

function connect(engine: Engine, hosts: readonly Host[], fleet: CloudsimFleet, bandwidth: number): void {
  const access = new Map<Host, Link>()
  for (const [i, host] of hosts.entries()) {
    const link = { name: `link of ${host.name}`, bandwidth: cardSpeed(fleet.hosts[i]!.kilobits) }
    access.set(host, engine.addLink({ ...link, policy: "split-duplex" }))
  }
  const backbone = bandwidth === Infinity ? [] : [engine.addLink({ name: "backbone", bandwidth })]
  engine.addRouter((from, to) =>
    from === to ? undefined : [access.get(from)!, ...backbone, access.get(to)!.opposite],
  )
}
