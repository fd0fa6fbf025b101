import type { Seconds } from "@placelab/core"
import type { Vm } from "@placelab/models"
import type { Vjob } from "../batch/vjob/vjob.ts"
import type { SeenVjob, SeenVm, SwitchView } from "./decideSwitch.ts"
import type { SwitchSite } from "./switchSite.ts"

/** A vjob in the queue. */
export interface QueuedVjob {
  readonly vjob: Vjob
  readonly submitted: Seconds
}

/** Looks at machines and vjobs. */
export class SwitchMonitor {
  readonly #site: SwitchSite
  readonly #waitingCpu: number
  /** What VMs asked for when they were seen running last. */
  readonly #lastSeen = new Map<Vm, number>()

  /** `waitingCpu` is what a VM that has never run is assumed to ask for, in cores. */
  constructor(site: SwitchSite, waitingCpu: number) {
    this.#site = site
    this.#waitingCpu = waitingCpu
  }

  /** What there is now: machines that are on, and these vjobs without their VMs that are terminated. */
  look(vjobs: readonly QueuedVjob[]): SwitchView {
    const on = this.#site.machines.filter(({ state }) => state === "on")
    const hosts = on.map(({ name, cores, memory }) => ({ name, cpu: cores, memory }))
    const names = new Set(hosts.map(({ name }) => name))
    return { hosts, vjobs: vjobs.map((queued) => this.#see(queued, names)) }
  }

  #see({ vjob, submitted }: QueuedVjob, on: ReadonlySet<string>): SeenVjob {
    const { name, priority, isDone } = vjob
    const seen = vjob.vms.flatMap((vm) => this.#seeVm(vm))
    const vms = seen.filter(({ host }) => host === undefined || on.has(host))
    return { name, priority, submitted, isDone, isCutOff: vms.length < seen.length, vms }
  }

  #seeVm(vm: Vm): SeenVm[] {
    const { name, memory, state } = vm
    if (state === "requested") return [{ name, memory, state: "waiting", cpu: this.#waitingCpu }]
    if (vm.host !== undefined) {
      this.#lastSeen.set(vm, vm.demand)
      return [{ name, memory, state: "running", host: vm.host.name, cpu: vm.demand }]
    }
    if (vm.savedOn === undefined) return []
    const cpu = this.#lastSeen.get(vm) ?? this.#waitingCpu
    return [{ name, memory, state: "sleeping", host: vm.savedOn.host.name, cpu }]
  }
}
