import type { Disk, Engine, Seconds, Trace } from "@placelab/core"
import { InputError, nonNegative } from "@placelab/core"
import { type MigrateOptions, machineOf, type PhysicalMachine } from "@placelab/models"

/** What actions take beside what they move. */
export interface ActionSettings {
  /** To run a VM, whatever its size; its place is held meanwhile. Default 0. */
  readonly runSeconds?: Seconds
  /** To stop one. Default 0. */
  readonly stopSeconds?: Seconds
  readonly migration?: MigrateOptions
  /**
   * How a VM is resumed on another host than the one that has its memory. `copy`, the default, as published: its memory is copied to
   * the disk there first, and read then. `stream`: it is read over the network.
   */
  readonly remoteResume?: "copy" | "stream"
}

/** Where vjobs run. Made by {@link switchSite}. */
export interface SwitchSite {
  readonly engine: Engine
  /**
   * For context switches they take any number of cores (`overcommit: { cores: Infinity }`): idle VMs have no core of their own. On others
   * actions end with "no room", and are tried again in each round.
   */
  readonly machines: readonly PhysicalMachine[]
  /** disks[i], of machines[i], takes the memory of VMs that are suspended there. */
  readonly disks: readonly Disk[]
  readonly trace: Trace
  readonly settings: Required<ActionSettings>
  /** By the name of the machine. */
  readonly places: ReadonlyMap<string, { readonly machine: PhysicalMachine; readonly disk: Disk }>
}

/** Input of {@link switchSite}. */
export interface SwitchSiteSpec extends Omit<SwitchSite, "settings" | "places"> {
  readonly settings?: ActionSettings
}

/** Checks a site. Errors: InputError for no machines, a disk that is not of its machine, and durations below 0. */
export function switchSite({ engine, machines, disks, trace, settings = {} }: SwitchSiteSpec): SwitchSite {
  if (machines.length === 0) throw new InputError("site", "machines", machines, "at least one")
  if (disks.length !== machines.length)
    throw new InputError("site", "disks", disks.length, `${machines.length}, one for each machine`)
  disks.forEach((disk, i) => {
    if (machineOf(disk.host) !== machines[i])
      throw new InputError("site", `disks[${i}]`, disk.name, `a disk of "${machines[i]!.name}"`)
  })
  const { runSeconds = 0, stopSeconds = 0, migration = {}, remoteResume = "copy" } = settings
  nonNegative("site", "runSeconds", runSeconds, "seconds")
  nonNegative("site", "stopSeconds", stopSeconds, "seconds")
  const places = new Map(machines.map((machine, i) => [machine.name, { machine, disk: disks[i]! }]))
  const all = { runSeconds, stopSeconds, migration, remoteResume }
  return { engine, machines, disks, trace, settings: all, places }
}
