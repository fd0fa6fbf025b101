import type { Flops, FlopsPerSecond, Seconds } from "@placelab/core"
import type { PhysicalMachine, Vm } from "@placelab/models"

/** What a VM has asked for, and what it got, in core seconds. */
export interface UseSums {
  readonly requested: number
  readonly served: number
}

/**
 * What a VM that is up asks for and gets from now on, exactly, as long as it is on one of `machines`, which tell when it asks for
 * something else. What it gets is what is computed in it, by the speed of the machine where it is computed.
 *
 * @example
 * const use = new VmUse(vm, [source, destination])
 * yield* migrate(vm, destination.host)
 * const { requested, served } = use.end()
 */
export class VmUse {
  readonly #vm: Vm
  readonly #machines: readonly PhysicalMachine[]
  readonly #listener = () => this.#look()
  #since: Seconds
  #asked: number
  #requested = 0
  #computed: Flops
  #speed: FlopsPerSecond
  #served = 0

  constructor(vm: Vm, machines: readonly PhysicalMachine[]) {
    this.#vm = vm
    this.#machines = machines
    this.#since = vm.engine.now
    this.#asked = vm.demand
    this.#computed = vm.computed
    this.#speed = vm.guest.speed
    for (const machine of machines) machine.onDemand(this.#listener)
  }

  /** What it was, up to now. The machines are not listened to any more. */
  end(): UseSums {
    this.#look()
    for (const machine of this.#machines) machine.offDemand(this.#listener)
    return { requested: this.#requested, served: this.#served }
  }

  #look(): void {
    const { computed, demand, engine, guest } = this.#vm
    this.#requested += this.#asked * (engine.now - this.#since)
    this.#since = engine.now
    this.#asked = demand
    this.#served += (computed - this.#computed) / this.#speed
    this.#computed = computed
    this.#speed = guest.speed
  }
}
