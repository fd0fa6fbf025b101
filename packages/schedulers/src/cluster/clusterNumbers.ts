import type { Host, Meter, Variable } from "@placelab/core"
import {
  type Joules,
  type MachinePowerSpec,
  machineEnergy,
  machineOf,
  type PhysicalMachine,
} from "@placelab/models"
import type { Cluster } from "./cluster.ts"
import { injector } from "./injector.ts"
import { Stays } from "./stays.ts"

interface Energy {
  readonly meter: Meter
  readonly variable: Variable
  written: number
}

/**
 * The numbers that a run writes into its trace:
 *
 *   injector LOAD       what all VMs ask for, in percent of the capacity (VMPlaceS: of the machines that are on)
 *   injector NB_MIG     moves that were started, one written for each
 *   injector NB_ON      machines that are on, at the beginning and after each change
 *   injector NB_VM      VMs
 *   NODE ENERGY         joules since the last time; in the end for every node
 *   NODE REQUESTED      core seconds that the VMs of a machine have asked for; in the end for every machine, also one that is off then
 *   NODE SERVED         core seconds that they got; in the end
 *   NODE SATURATED      seconds in which they asked for more than its cores, whatever its capacity; in the end
 *   NODE LOAD           what the VMs of a machine ask for, in percent of its capacity (VMPlaceS only)
 *
 * They are integrals, not samples. What else is in a trace is told where it is written: `stays.ts` (HOST), `powerTrace.ts` (POWER),
 * `overloadBook.ts` (PM), `reconfigure.ts` and `executePlan.ts` (SERVICE).
 */
export class ClusterNumbers {
  readonly #cluster: Cluster
  readonly #load: Variable
  readonly #energy = new Map<Host, Energy>()
  readonly #stays: Stays
  /** Machines that are on. */
  #on = 0

  /** `powerOf` says what a node draws. */
  constructor(cluster: Cluster, powerOf: (node: Host) => MachinePowerSpec) {
    const { engine, machines, services, trace, vms } = cluster
    this.#cluster = cluster
    this.#load = trace.variable(injector, "LOAD")
    for (const node of [...machines.map((machine) => machine.host), ...services]) {
      const meter = machineEnergy(engine, machineOf(node), powerOf(node))
      this.#energy.set(node, { meter, variable: trace.variable(node.name, "ENERGY"), written: 0 })
    }
    this.#stays = new Stays(cluster)
    trace.variable(injector, "NB_VM").record(vms.length)
    const on = trace.variable(injector, "NB_ON")
    for (const machine of machines) {
      let wasOn = machine.state === "on"
      if (wasOn) this.#on++
      machine.onState(() => {
        const isOn = machine.state === "on"
        if (isOn === wasOn) return
        wasOn = isOn
        this.#on += isOn ? 1 : -1
        on.record(this.#on)
      })
    }
    on.record(this.#on)
    const started = trace.variable(injector, "NB_MIG")
    let moves = 0
    cluster.plans.onStart(() => started.record(++moves))
  }

  /** The energy of all nodes by now. */
  get joules(): Joules {
    let joules = 0
    for (const { meter } of this.#energy.values()) joules += meter.total
    return joules
  }

  /** The load of a VM has changed, on `machine` where it runs. VMPlaceS writes nothing of one that does not run. */
  writeLoad(machine: PhysicalMachine | undefined): void {
    const { rules, overloads, capacity, machines, trace } = this.#cluster
    if (rules === "vmplaces") {
      if (machine === undefined) return
      trace.variable(machine.name, "LOAD").record((100 * machine.demand) / capacity)
      this.#writeEnergy(machine.host)
    }
    const of = rules === "vmplaces" ? this.#on : machines.length
    this.#load.record((100 * overloads.totalDemand) / (of * capacity))
  }

  /** The run is over: what every node has used since it was written last, and what was asked of it. Migrations under way are cut. */
  end(): void {
    const { machines, trace, overloads, migrating } = this.#cluster
    for (const node of this.#energy.keys()) this.#writeEnergy(node)
    const served = this.#stays.end()
    for (const machine of machines) {
      trace.variable(machine.name, "REQUESTED").record(overloads.requestedOf(machine))
      trace.variable(machine.name, "SERVED").record(served.get(machine.host) ?? 0)
      trace.variable(machine.name, "SATURATED").record(overloads.saturatedOf(machine))
    }
    for (const [vm, use] of migrating)
      if (use !== undefined) trace.track(vm.name, "SERVICE").pop({ ...use.end() })
  }

  #writeEnergy(node: Host): void {
    const energy = this.#energy.get(node)!
    const { total } = energy.meter
    energy.variable.record(total - energy.written)
    energy.written = total
  }
}
