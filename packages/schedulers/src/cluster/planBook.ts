import type { PhysicalMachine, Vm } from "@placelab/models"

/** A move that a plan under way has not finished. */
export interface Claim {
  readonly vm: Vm
  readonly plan: number
  readonly to: PhysicalMachine
}

/** Which VMs plans under way will move, and where to: a VM is in one plan at most. */
export class PlanBook {
  readonly #byVm = new Map<Vm, readonly Claim[]>()
  readonly #byTarget = new Map<PhysicalMachine, Set<Claim>>()
  #startListeners: readonly (() => void)[] = []

  /** The VMs that plans have. */
  get size(): number {
    return this.#byVm.size
  }

  /** The plan that has `vm`, with its last move of it. */
  claimOf(vm: Vm): Claim | undefined {
    return this.#byVm.get(vm)?.at(-1)
  }

  /** The VMs that are on their way to `machine`, or will be. */
  arrivingAt(machine: PhysicalMachine): Iterable<Claim> {
    return this.#byTarget.get(machine) ?? []
  }

  /** Whether a VM that is on `machine`, or comes, is in a plan. */
  touches(machine: PhysicalMachine): boolean {
    if ((this.#byTarget.get(machine)?.size ?? 0) > 0) return true
    for (const vm of machine.vms) if (this.#byVm.has(vm)) return true
    return false
  }

  /** `listener` is called whenever a move begins. */
  onStart(listener: () => void): void {
    this.#startListeners = [...this.#startListeners, listener]
  }

  /** For this package: a move begins. */
  tellStart(): void {
    for (const listener of this.#startListeners) listener()
  }

  /** Takes the VM for a plan; undefined when another one has it. A VM that takes a bypass is claimed twice by its plan. */
  claim(vm: Vm, plan: number, to: PhysicalMachine): Claim | undefined {
    const held = this.#byVm.get(vm) ?? []
    if (held.some((each) => each.plan !== plan)) return undefined
    const claim = { vm, plan, to }
    this.#byVm.set(vm, [...held, claim])
    const arriving = this.#byTarget.get(to)
    if (arriving === undefined) this.#byTarget.set(to, new Set([claim]))
    else arriving.add(claim)
    return claim
  }

  /** Its move is over, or will not be. */
  release(claim: Claim): void {
    const left = (this.#byVm.get(claim.vm) ?? []).filter((each) => each !== claim)
    if (left.length === 0) this.#byVm.delete(claim.vm)
    else this.#byVm.set(claim.vm, left)
    this.#byTarget.get(claim.to)?.delete(claim)
  }
}
