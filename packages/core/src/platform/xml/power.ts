import type { HostPowerSpec, PstatePower } from "../../energy/hostPower.ts"
import type { LinkPowerDescription } from "../description/link.ts"
import type { Properties } from "./properties.ts"

/**
 * A host's consumption from its properties: `wattage_per_state`, for each p-state "idle:epsilon:full" or
 * "idle:full" in watts, and `wattage_off`. Source: SimGrid's host energy plugin.
 */
export function readHostPower(properties: Properties, pstates: number): HostPowerSpec | undefined {
  properties.refuseOld("watt_per_state", "wattage_per_state")
  properties.refuseOld("watt_off", "wattage_off")
  const off = properties.numbers("wattage_off", [1], "watts")?.[0]?.[0]
  const states = properties.numbers(
    "wattage_per_state",
    [2, 3],
    '"idle:epsilon:full" in watts for each p-state',
  )
  if (states === undefined) return undefined
  if (states.length !== pstates)
    throw properties.refuse("wattage_per_state", `${pstates} entries, one for each p-state`)
  const perPstate = states.map(([idle, second, third]): PstatePower => {
    return third === undefined
      ? { idle: idle!, full: second! }
      : { idle: idle!, epsilon: second!, full: third }
  })
  return off === undefined ? { perPstate } : { perPstate, off }
}

/**
 * A link's consumption from its property `wattage_range`, "idle:busy" in watts. Source: SimGrid's link energy
 * plugin.
 */
export function readLinkPower(properties: Properties): LinkPowerDescription | undefined {
  properties.refuseOld("watt_range", "wattage_range")
  const range = properties.numbers("wattage_range", [2], '"idle:busy" in watts')?.[0]
  return range === undefined ? undefined : { idle: range[0]!, busy: range[1]! }
}
