import { unknownName } from "@placelab/core"
import type { Operations } from "../format/operation.ts"
import { remainingOf } from "./started.ts"
import type { World } from "./world.ts"

type Probe = Operations["probe"]

/** The value that a probe reads. Errors: InputError. */
export function probe(world: World, { what, of }: Probe): number | string {
  const { platform } = world
  switch (what) {
    case "remaining":
      return remainingOf(world.activity(of))
    case "host_energy":
      return meterOf(platform.hostEnergy, of).total
    case "host_power":
      return meterOf(platform.hostEnergy, of).rate
    case "host_load":
      return world.host(of).load
    case "host_speed":
      return world.host(of).speed
    case "host_on":
      return world.host(of).isOn ? 1 : 0
    case "link_energy":
      return meterOf(platform.linkEnergy, of).reduce((sum, { total }) => sum + total, 0)
    case "link_load":
      return world.link(of).reduce((sum, { load }) => sum + load, 0)
    case "vm_host":
      return world.machines.get(of)?.guest.host.name ?? "none"
    case "vm_state":
      return world.machines.get(of)?.state ?? "destroyed"
  }
}

function meterOf<M>(meters: ReadonlyMap<string, M>, of: string): M {
  const meter = meters.get(of)
  if (meter === undefined) throw unknownName("probe of energy", "host or link with power", of, meters.keys())
  return meter
}
