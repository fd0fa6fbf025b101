import type { PhysicalMachine } from "@placelab/models"
import type { Configuration, HostView, VmView } from "../placement/configuration.ts"
import type { Cluster } from "./cluster.ts"

/**
 * What a planner sees of these machines now: those that are on (and, where the cluster powers machines off, those that are off
 * and sound), with the VMs that it may move. What is held by VMs that it may not move, because a plan has them or they are not running, is
 * taken off the machines; so is what VMs on their way ask for.
 *
 * Under the rules of VMPlaceS nothing is taken off for VMs on their way, which is how its schedulers overload destinations, nor for
 * those that are suspended.
 */
export function viewOf(cluster: Cluster, machines: readonly PhysicalMachine[]): Configuration {
  const hosts: HostView[] = []
  const vms: VmView[] = []
  const isCorrected = cluster.rules === "corrected"
  for (const machine of machines) {
    if (!isUsable(cluster, machine)) continue
    let cpu = cluster.capacityOf(machine)
    let memory = machine.memory
    for (const vm of machine.vms) {
      const { demand, name } = vm
      if (vm.state === "running" && cluster.plans.claimOf(vm) === undefined)
        vms.push({ name, host: machine.name, cpu: demand, memory: vm.memory })
      else if (isCorrected || vm.state !== "suspended") {
        cpu -= demand
        memory -= vm.memory
      }
    }
    if (isCorrected) {
      for (const { vm } of cluster.plans.arrivingAt(machine)) {
        if (vm.host === machine.host) continue
        cpu -= vm.demand
        memory -= vm.memory
      }
    }
    hosts.push({ name: machine.name, cpu: Math.max(0, cpu), memory: Math.max(0, memory) })
  }
  return { hosts, vms }
}

function isUsable(cluster: Cluster, machine: PhysicalMachine): boolean {
  if (machine.state === "on") return true
  return cluster.powersOff && machine.state === "off" && !cluster.failed.has(machine)
}
