import type { Host, Trace } from "@placelab/core"
import type { Vm } from "@placelab/models"
import type { Cluster } from "./cluster.ts"

/**
 * Which machine has each VM from now on, as the trace tells it, and what VMs got on each machine:
 *
 *   VM HOST             the machine that has it, by name: while it migrates the source. Nothing while it is nowhere; the record before
 *                       says in `end` what it has become then: crashed, stopped, suspended (on a disk)
 *
 * In columns, and written without a track for each: of 100,000 VMs most stay where they are.
 */
export class Stays {
  readonly #trace: Trace
  readonly #vms: readonly Vm[]
  readonly #now: () => number
  readonly #numbers = new Map<Vm, number>()
  // By VM: where it is, since when, and what was computed in it before.
  readonly #hosts: (Host | undefined)[] = []
  readonly #since: Float64Array
  readonly #computed: Float64Array
  /** In core seconds, of stays that are over. */
  readonly #served = new Map<Host, number>()

  constructor({ trace, vms, engine }: Cluster) {
    this.#trace = trace
    this.#vms = vms
    this.#now = () => engine.now
    this.#since = new Float64Array(vms.length)
    this.#computed = new Float64Array(vms.length)
    const listener = (vm: Vm) => this.#look(vm)
    for (const [i, vm] of vms.entries()) {
      this.#numbers.set(vm, i)
      this.#begin(i)
      vm.onState(listener)
    }
  }

  /** The run is over, and so are all stays. Gives the core seconds that VMs got on each host, at its speed, which does not change here. */
  end(): ReadonlyMap<Host, number> {
    for (const i of this.#vms.keys()) this.#end(i)
    return this.#served
  }

  #look(vm: Vm): void {
    const i = this.#numbers.get(vm)!
    const { host, state } = vm
    if (host === this.#hosts[i]) return
    if (host === undefined) this.#end(i, { end: state })
    else this.#end(i)
    this.#begin(i)
  }

  #begin(i: number): void {
    const vm = this.#vms[i]!
    this.#hosts[i] = vm.host
    this.#since[i] = this.#now()
    // By the first date nothing is computed.
    this.#computed[i] = this.#since[i] === 0 ? 0 : vm.computed
  }

  #end(i: number, data?: { readonly end: string }): void {
    const host = this.#hosts[i]
    if (host === undefined) return
    const { computed, name } = this.#vms[i]!
    const flops = computed - this.#computed[i]!
    this.#served.set(host, (this.#served.get(host) ?? 0) + flops / host.speed)
    const { entities, states, values } = this.#trace.records
    const since = this.#since[i]!
    const codes = [entities.code(name), states.code("HOST"), values.code(host.name)] as const
    this.#trace.records.addState(...codes, since, this.#now() - since, data)
  }
}
