import { InputError, nonNegative } from "../inputError.ts"
import type { Host } from "../platform/host.ts"
import type { Watts } from "../units.ts"

/** What a host draws in one p-state. */
export interface PstatePower {
  /** When nothing computes. */
  readonly idle: Watts
  /** When the least computes; between here and `full` it is linear in the load. Default: idle. */
  readonly epsilon?: Watts
  /** When all cores compute. */
  readonly full: Watts
}

/** What a host draws. */
export interface HostPowerSpec {
  /** One for each p-state. */
  readonly perPstate: readonly PstatePower[]
  /** Default 0. */
  readonly off?: Watts
}

/**
 * The power of a host as a measure for `Engine.meter`, in watts: off when it is off; idle without load; else
 * epsilon + load x (full - epsilon), where the load is what it computes over cores x speed of its p-state, at most 1. A
 * p-state of speed 0 counts as loaded. Errors: InputError, also where p-states are missing.
 *
 * Source: SimGrid's host energy model (Heinrich et al., Cluster 2017).
 *
 * @example
 * const energy = engine.meter(host, hostPower(host, { perPstate: [{ idle: 95, epsilon: 120, full: 200 }] }))
 * engine.run()
 * energy.total // joules
 */
export function hostPower(host: Host, { perPstate, off = 0 }: HostPowerSpec): () => Watts {
  const where = `power of host "${host.name}"`
  if (perPstate.length !== host.pstates)
    throw new InputError(where, "perPstate", perPstate, `one for each of its ${host.pstates} p-states`)
  for (const [i, { idle, epsilon = 0, full }] of perPstate.entries()) {
    nonNegative(where, `perPstate[${i}].idle`, idle, "watts")
    nonNegative(where, `perPstate[${i}].epsilon`, epsilon, "watts")
    nonNegative(where, `perPstate[${i}].full`, full, "watts")
  }
  nonNegative(where, "off", off, "watts")
  return () => {
    if (!host.isOn) return off
    const { idle, epsilon = idle, full } = perPstate[host.pstate]!
    const load = host.speed === 0 ? 1 : Math.min(1, host.load / (host.cores * host.speed))
    return load === 0 ? idle : epsilon + load * (full - epsilon)
  }
}
