import type { PhysicalMachine, Vm } from "@placelab/models"

/** A move that a plan under way has not finished. */
export interface Claim {
  readonly vm: Vm
  readonly plan: number
  readonly to: PhysicalMachine
}

/** Which VMs plans under way will move, and where to: a VM is in one plan at most. */
export class PlanBook {
  readonly #byVm = new Map<Vm, Claim>()
  readonly #byTarget = new Map<PhysicalMachine, Set<Claim>>()

  /** Moves that are not over. */
  get size(): number {
    return this.#byVm.size
  }

  /** The plan that has `vm`. */
  claimOf(vm: Vm): Claim | undefined {
    return this.#byVm.get(vm)
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

  /** Takes the VM for a plan; undefined when another one has it. */
  claim(vm: Vm, plan: number, to: PhysicalMachine): Claim | undefined {
    if (this.#byVm.has(vm)) return undefined
    const claim = { vm, plan, to }
    this.#byVm.set(vm, claim)
    const arriving = this.#byTarget.get(to)
    if (arriving === undefined) this.#byTarget.set(to, new Set([claim]))
    else arriving.add(claim)
    return claim
  }

  /** Its move is over, or will not be. */
  release(claim: Claim): void {
    if (this.#byVm.get(claim.vm) === claim) this.#byVm.delete(claim.vm)
    this.#byTarget.get(claim.to)?.delete(claim)
  }
}
