/*
 * Capacity: what runs on these hosts is bounded, all of them together.
 *
 *   number of VMs on the hosts <= amount    or    sum of their CPU, or memory <= amount
 *
 * Discrete     once the plan is done.
 * Continuous   at every moment. A VM that migrates between two of the hosts is one VM, and needs CPU and memory on both.
 *              Stricter than BtrPlace's checker, which frees the source as soon as an action starts.
 * Source       Hermenier, Lawall, Muller, BtrPlace (IEEE TDSC 2013): running capacity, and resource capacity.
 */
import { InputError, unknownName } from "@placelab/core"
import type { Numbering } from "../centralized/entropy/placementConstraint.ts"
import type { Situation } from "../centralized/entropy/situation.ts"
import { cpuUnitsPerCore, wholeUnits } from "../centralized/entropy/wholeUnits.ts"
import { Counts } from "./counts.ts"
import { type Reading, read, type Stated } from "./stated.ts"

/** What {@link capacity} can bound: a number of VMs, cores, or bytes. */
export type Bounded = "vms" | "cpu" | "memory"

/** {@link capacity} as data. */
export interface CapacityStatement {
  readonly type: "capacity"
  readonly hosts: readonly string[]
  readonly of: Bounded
  /** VMs, cores or bytes. */
  readonly amount: number
  readonly continuous?: true
}

/** These hosts together run at most so many VMs, or VMs that need so many cores or bytes. */
export function capacity(
  hosts: readonly string[],
  of: Bounded,
  amount: number,
  reading: Reading = "discrete",
): Stated<CapacityStatement> {
  return {
    statement: { type: "capacity", hosts, of, amount, ...read(reading) },
    ...read(reading),

    faults(situation) {
      const names = [...new Set(hosts)]
      const used = usedOn(names, of, situation)
      if (used <= wholeUnits(amount, of === "cpu" ? cpuUnitsPerCore : 1)) return []
      const where = names.length === 1 ? "1 host" : `${names.length} hosts`
      const message = `capacity: on ${where} VMs need ${shown(used, of)}, more than ${amount}`
      return [{ message, vms: [...new Set(names.flatMap((host) => situation.vmsOn(host)))] }]
    },

    pruning(numbering) {
      if (!["vms", "cpu", "memory"].includes(of))
        throw unknownName("capacity", "bounded", of, ["vms", "cpu", "memory"])
      if (!Number.isFinite(amount) || amount < 0)
        throw new InputError("capacity", "amount", amount, "a number of at least 0")
      const members = new Set(hosts.map(numbering.host))
      return of === "vms" ? countVms(members, amount) : sumDemand(members, of, amount, numbering)
    },
  }
}

function shown(used: number, of: Bounded): string {
  if (of === "vms") return `${used} places`
  return of === "cpu" ? `${used / cpuUnitsPerCore} cores` : `${used} bytes`
}

function usedOn(hosts: readonly string[], of: Bounded, situation: Situation): number {
  if (of === "vms") return new Set(hosts.flatMap((host) => situation.vmsOn(host))).size
  const unit = of === "cpu" ? cpuUnitsPerCore : 1
  let sum = 0
  for (const host of hosts)
    for (const vm of situation.vmsOn(host)) sum += wholeUnits(situation.demand(vm)[of], unit)
  return sum
}

function countVms(hosts: ReadonlySet<number>, most: number) {
  const inside = new Counts()
  return {
    hosts,
    allows: (vm: number) => inside.at(vm) > 0 || inside.size + 1 <= most,
    put: (vm: number) => inside.add(vm),
    takeBack: (vm: number) => inside.remove(vm),
  }
}

function sumDemand(
  hosts: ReadonlySet<number>,
  of: "cpu" | "memory",
  amount: number,
  { vmCpu, vmMemory }: Numbering,
) {
  const demand = of === "cpu" ? vmCpu : vmMemory
  let left = wholeUnits(amount, of === "cpu" ? cpuUnitsPerCore : 1)
  return {
    hosts,
    allows: (vm: number) => demand[vm] === 0 || demand[vm]! <= left,
    put: (vm: number) => {
      left -= demand[vm]!
    },
    takeBack: (vm: number) => {
      left += demand[vm]!
    },
  }
}
