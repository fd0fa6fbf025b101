import type { Configuration } from "../../placement/configuration.ts"
import type { ViewNumbers } from "../../placement/viewNumbers.ts"
import type { ActionCosts } from "./actionCosts.ts"
import { checkedCost, type EntropyProblem, numbersOf } from "./entropyProblem.ts"

/**
 * The problem of a view in which all VMs run, and shall run on: what `entropyProblem` makes of it, without its checks, which take
 * most of the time of a small decision. Hosts without room are allowed. Errors: InputError for a cost that is not a whole number
 * of at least 0.
 */
export function viewProblem(view: Configuration, numbers: ViewNumbers, costs: ActionCosts): EntropyProblem {
  const { hosts, vms } = view
  const { hostOf, hostCpu, hostMemory, vmCpu, vmMemory } = numbers
  // Heuristics divide by what a host has.
  const some = (room: Float64Array) => room.map((amount) => Math.max(1, amount))
  const byMemory = new Map<number, number>()
  const costToMigrate = (memory: number) => {
    const known = byMemory.get(memory)
    if (known !== undefined) return known
    const cost = checkedCost(costs, "migrate", memory)
    byMemory.set(memory, cost)
    return cost
  }
  const shallRun = new Uint8Array(vms.length).fill(1)
  const isOn = new Uint8Array(hosts.length).fill(1)
  return {
    hosts,
    vms,
    constraints: [],
    get numbering() {
      const { vmNumber, hostNumber } = numbersOf(hosts, vms)
      return {
        ...{ vm: vmNumber, host: hostNumber, vms: vms.length, hosts: hosts.length },
        ...{ runsAt: hostOf, shallRun, vmCpu, vmMemory, isOn, mustBeOn: new Uint8Array(hosts.length) },
      }
    },
    isOn,
    hostCpu: some(hostCpu),
    hostMemory: some(hostMemory),
    vmCpu,
    vmMemory,
    home: hostOf,
    runsAt: hostOf,
    shallRun,
    costAtHome: new Float64Array(vms.length),
    costElsewhere: vmMemory.map(costToMigrate),
    costToLeave: new Float64Array(vms.length),
  }
}
