import { Engine, type Host, type Link, Trace } from "@placelab/core"
import { addMachine, type PhysicalMachine } from "@placelab/models"
import type { ActionSettings, SwitchSite } from "../../src/index.ts"
import { switchSite } from "../../src/index.ts"

/** Machines of a test. */
export interface TestSite {
  /** Memory of each, in bytes. */
  readonly memory: readonly number[]
  /** Of each. Default 2. */
  readonly cores?: number
  readonly settings?: ActionSettings
  /** Default 1e8 bytes/s, reading and writing. */
  readonly disk?: number
  /** Default 1e9 bytes/s for each machine, each way. */
  readonly network?: number
  /** Whether machines take whatever comes, so that nobody but the plan keeps them from an overload. Default false. */
  readonly takesAll?: boolean
}

/** Machines m0, m1, ... of 1 Gflop/s a core, with a disk and a link each. */
export function testSite(spec: TestSite): SwitchSite {
  const { memory, cores = 2, settings = {}, disk = 1e8, network = 1e9, takesAll = false } = spec
  const engine = new Engine()
  const links = new Map<Host, Link>()
  const overcommit = { cores: Number.POSITIVE_INFINITY, memory: takesAll ? Number.POSITIVE_INFINITY : 1 }
  const machines = memory.map((bytes, i): PhysicalMachine => {
    const machine = addMachine(engine, { name: `m${i}`, speed: 1e9, cores, memory: bytes, overcommit })
    const link = { name: `link ${i}`, bandwidth: network, policy: "split-duplex" } as const
    links.set(machine.host, engine.addLink(link))
    return machine
  })
  engine.addRouter((from, to) => (from === to ? undefined : [links.get(from)!, links.get(to)!.opposite]))
  const disks = machines.map(({ host }, i) =>
    engine.addDisk(host, { name: `disk ${i}`, readBandwidth: disk, writeBandwidth: disk }),
  )
  return switchSite({ engine, machines, disks, trace: new Trace(() => engine.now), settings })
}

/** What machines hold and would hold, by name: told of every change, before anything else happens. */
export function onEveryHold(
  site: SwitchSite,
  look: (held: (machine: PhysicalMachine) => ReadonlySet<string>) => void,
) {
  const coming = new Map<PhysicalMachine, string[]>(site.machines.map((machine) => [machine, []]))
  const held = (machine: PhysicalMachine) =>
    new Set([...coming.get(machine)!, ...[...machine.vms].map(({ name }) => name)])
  for (const machine of site.machines) {
    const reserve = machine.reserve.bind(machine)
    machine.reserve = (vm) => {
      const reservation = reserve(vm)
      coming.get(machine)!.push(vm.name)
      look(held)
      return {
        release() {
          reservation.release()
          const names = coming.get(machine)!
          if (names.includes(vm.name)) names.splice(names.indexOf(vm.name), 1)
        },
      }
    }
    machine.onVms(() => look(held))
  }
}
