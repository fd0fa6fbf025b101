import { type Host, InputError, nonNegative, type Watts } from "@placelab/core"

/** What a host draws at loads that divide 0 to 100 % equally, as SPECpower publishes it. */
export interface TabulatedPowerSpec {
  /** One table for each p-state, from idle to full load; 11 watts are 0, 10, ... 100 %. At least two each. */
  readonly tables: readonly (readonly Watts[])[]
  /** Default 0. */
  readonly off?: Watts
}

/**
 * The power of a host as a measure for `Engine.meter`, in watts: linear between the points of the table; a p-state of speed
 * 0 counts as loaded. Errors: InputError.
 *
 * Source: SPECpower_ssj2008's table of a server, read as CloudSim does (Beloglazov, Buyya 2012).
 */
export function tabulatedPower(host: Host, { tables, off = 0 }: TabulatedPowerSpec): () => Watts {
  const where = `power of host "${host.name}"`
  if (tables.length !== host.pstates)
    throw new InputError(where, "tables", tables, `one for each of its ${host.pstates} p-states`)
  for (const [i, table] of tables.entries()) {
    if (table.length < 2)
      throw new InputError(where, `tables[${i}]`, table, "watts at two loads at least, idle and full")
    for (const [j, watts] of table.entries()) nonNegative(where, `tables[${i}][${j}]`, watts, "watts")
  }
  nonNegative(where, "off", off, "watts")
  return () => {
    if (!host.isOn) return off
    const table = tables[host.pstate]!
    const load = host.speed === 0 ? 1 : Math.min(1, host.load / (host.cores * host.speed))
    const place = load * (table.length - 1)
    const before = Math.min(Math.floor(place), table.length - 2)
    return table[before]! + (place - before) * (table[before + 1]! - table[before]!)
  }
}

/**
 * Published tables: watts at 0, 10, ... 100 % load, as CloudSim's PlanetLab experiment uses them (Beloglazov, Buyya, CCPE
 * 24(13), 2012).
 */
export const specPowerTables = {
  /** HP ProLiant ML110 G4, Xeon 3040, two cores. */
  "HP ProLiant ML110 G4": [86, 89.4, 92.6, 96, 99.5, 102, 106, 108, 112, 114, 117],
  /** HP ProLiant ML110 G5, Xeon 3075, two cores. */
  "HP ProLiant ML110 G5": [93.7, 97, 101, 105, 110, 116, 121, 125, 129, 133, 135],
} as const satisfies Record<string, readonly Watts[]>
