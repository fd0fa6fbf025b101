/*
 * A trace as a replay: who was where, what moved, who had too much.
 *
 *   HOST of a VM                the machine that has it
 *   SERVICE of a VM, migrate    `from`, `to` and `state` of its data: 0 has arrived, -1 has not
 *   PM of a machine             violation and violation-out: overloaded; violation-det on top: a scheduler has noticed it
 *   POWER of a machine          on, off, booting, shutting down, failed
 *   SIMULATION START            `vm_count` and `duration` of the run
 *
 * A trace without HOST, such as VMPlaceS' own, tells places by its migrations only: a VM was on the machine that it left until
 * it had arrived on the other. VMs that never moved are unknown there, and are counted.
 */
import type { TraceTable } from "@placelab/core"
import { outcomeIn } from "../metrics/rows.ts"
import { inNaturalOrder } from "./naturalOrder.ts"
import { overloadsOf } from "./overloads.ts"
import type { Power, PowerSpell, Replay, ReplayMigration, Residency } from "./replay.ts"
import { joinedResidencies, residenciesOfMigrations } from "./residencies.ts"
import { replayRows, type StateRow } from "./traceRows.ts"

/** The place of a name in a list. */
type Place = (name: string) => number

const powers: readonly Power[] = ["on", "off", "booting", "shutting down", "failed"]

/**
 * The replay of a run from its trace.
 *
 * Errors      RangeError for a trace that names no machine or does not last, a VM on two machines at once, a migration that does not say between
 *             which machines, a state of power that there is not.
 * Complexity  O(rows), and sorting
 *
 * @example replayOf(readJsonLines(readFileSync("events.json", "utf8"), "events.json")).violations.length
 */
export function replayOf(table: TraceTable): Replay {
  const rows = replayRows(table)
  // One that does not say from where to where was cut by the end of the run.
  const moves = rows.migrate
    .filter(({ data }) => data?.from !== undefined || data?.to !== undefined)
    .map((row) => ({ row, from: machineIn(row, "from"), to: machineIn(row, "to") }))
  const hosts = inNaturalOrder(
    new Set([
      ...[...rows.pm, ...rows.power].map(({ entity }) => entity),
      ...rows.host.map(({ value }) => value),
      ...moves.flatMap(({ from, to }) => [from, to]),
    ]),
  )
  if (hosts.length === 0) {
    throw new RangeError(
      "trace: it names no machine, expected rows of HOST, POWER, PM or migrate, as in the events.json of placelab run --out",
    )
  }
  if (!(rows.end > 0)) throw new RangeError(`trace: it ends at ${rows.end} s, expected a run that lasts`)
  const vms = inNaturalOrder(new Set([...rows.host, ...moves.map(({ row }) => row)].map((row) => row.entity)))
  const hostAt = placesIn(hosts)
  const vmAt = placesIn(vms)

  const migrations = moves
    .map(
      ({ row, from, to }): ReplayMigration => ({
        vm: vmAt(row.entity),
        from: hostAt(from),
        to: hostAt(to),
        begin: row.from,
        end: row.to,
        ok: outcomeIn(row.data) === 0,
      }),
    )
    .sort((a, b) => a.begin - b.begin || a.vm - b.vm)
  const told = rows.host.map(
    ({ entity, value, from, to }): Residency => ({ vm: vmAt(entity), host: hostAt(value), from, to }),
  )
  const isTold = told.length > 0
  return {
    hosts,
    vms,
    residencies: joinedResidencies(isTold ? told : residenciesOfMigrations(migrations, rows.end), {
      hosts,
      vms,
    }),
    migrations,
    violations: overloadsOf(rows.pm, hostAt),
    power: rows.power
      .map((row) => powerSpell(row, hostAt))
      .sort((a, b) => a.host - b.host || a.from - b.from),
    end: rows.end,
    unplaced: isTold ? 0 : Math.max(0, rows.vmCount - vms.length),
  }
}

function placesIn(names: readonly string[]): Place {
  const places = new Map(names.map((name, place) => [name, place]))
  return (name) => places.get(name)!
}

function machineIn({ entity, from: date, data }: StateRow, field: "from" | "to"): string {
  const name = data?.[field]
  if (typeof name === "string" && name !== "") return name
  throw new RangeError(
    `trace: the migration of ${entity} at ${date} s has ${field} = ${JSON.stringify(name)}, expected the name of a machine`,
  )
}

function powerSpell({ entity, value, from, to }: StateRow, hostAt: Place): PowerSpell {
  const state = powers.find((power) => power === value)
  if (state !== undefined) return { host: hostAt(entity), state, from, to }
  throw new RangeError(
    `trace: POWER of ${entity} at ${from} s is ${JSON.stringify(value)}, expected one of ${powers.join(", ")}`,
  )
}
