import { type HostPowerSpec, hostPower, nonNegative, type Watts } from "@placelab/core"
import type { PhysicalMachine } from "../machine/physicalMachine.ts"
import { type TabulatedPowerSpec, tabulatedPower } from "./tabulatedPower.ts"

/** What a machine draws: by loads while it is on, and on its way up and down. */
export type MachinePowerSpec = (HostPowerSpec | TabulatedPowerSpec) & {
  /** While it boots. Default: as when it idles. */
  readonly booting?: Watts
  /** While it shuts down. Default: as when it idles. */
  readonly shuttingDown?: Watts
}

/**
 * The power of a machine as a measure, in watts: by its load while it is on (`hostPower` or `tabulatedPower`), and by its
 * state else. Errors: InputError.
 */
export function machinePower(machine: PhysicalMachine, spec: MachinePowerSpec): () => Watts {
  const { host } = machine
  const where = `power of machine "${machine.name}"`
  const byLoad = "tables" in spec ? tabulatedPower(host, spec) : hostPower(host, spec)
  const { booting, shuttingDown } = spec
  if (booting !== undefined) nonNegative(where, "booting", booting, "watts")
  if (shuttingDown !== undefined) nonNegative(where, "shuttingDown", shuttingDown, "watts")
  return () => {
    switch (machine.state) {
      case "booting":
        return booting ?? idlePower(machine, spec)
      case "shutting down":
        return shuttingDown ?? idlePower(machine, spec)
      default:
        return byLoad()
    }
  }
}

/** What the machine draws in its p-state when it is on and nothing computes. */
export function idlePower({ host }: PhysicalMachine, spec: MachinePowerSpec): Watts {
  return "tables" in spec ? spec.tables[host.pstate]![0]! : spec.perPstate[host.pstate]!.idle
}
