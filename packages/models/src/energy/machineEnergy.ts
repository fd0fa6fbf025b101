import type { Host, Link, Meter, Seconds } from "@placelab/core"
import type { PhysicalMachine } from "../machine/physicalMachine.ts"
import { type MachinePowerSpec, machinePower } from "./machinePower.ts"

/** Who makes meters: an `Engine`; or a `PowerSupply`, which supplies what they measure. */
export interface Metering {
  readonly now: Seconds
  meter(resource: Host | Link, measure: () => number): Meter
}

/**
 * The energy of a machine from now on, exactly: by its load, its p-state and its state. Errors: InputError.
 *
 * @example
 * const energy = machineEnergy(engine, machine, { tables: [specPowerTables["HP ProLiant ML110 G5"]], booting: 120 })
 * engine.run(3600)
 * energy.total // joules
 */
export function machineEnergy(metering: Metering, machine: PhysicalMachine, spec: MachinePowerSpec): Meter {
  return meterUse(metering, machine, machinePower(machine, spec))
}

/**
 * Integrates a measure of a machine over time, exactly, from now on: it is asked whenever its load, its state, its VMs, or
 * what they ask for has changed, and must follow from these.
 *
 * @example
 * const overload = meterMachine(engine, machine, () => (machine.demand > machine.cores ? 1 : 0))
 * engine.run(3600)
 * overload.total // seconds
 */
export function meterMachine(metering: Metering, machine: PhysicalMachine, measure: () => number): Meter {
  const meter = meterUse(metering, machine, measure)
  machine.onDemand(() => meter.update())
  return meter
}

/** For this package: the same for what does not follow from what the VMs ask for. */
export function meterUse(metering: Metering, machine: PhysicalMachine, measure: () => number): Meter {
  const meter = metering.meter(machine.host, measure)
  machine.onState(() => meter.update())
  machine.onVms(() => meter.update())
  return meter
}
