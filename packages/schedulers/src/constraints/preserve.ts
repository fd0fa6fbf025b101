/*
 * Preserve: these VMs have at least so much when they run.
 *
 *   for all v of the set that run:  room that v has on its host >= amount
 *
 * The demand of the VM is raised to the amount, and hosts must have room for it: so whether it holds is seen in the check of
 * room (planFaults.ts), where a VM has what it asks for today until it moves, and what is preserved at the end.
 *
 * Discrete only. The search takes the raised demand from the beginning, so it may move VMs a pool later than it has to.
 *
 * Source: Hermenier, Lawall, Muller, BtrPlace (IEEE TDSC 2013), where it is about one VM.
 */
import { InputError, unknownName } from "@placelab/core"
import type { Stated } from "./stated.ts"

/** {@link preserve} as data. */
export interface PreserveStatement {
  readonly type: "preserve"
  readonly vms: readonly string[]
  readonly of: "cpu" | "memory"
  /** Cores, or bytes. */
  readonly amount: number
}

/** Each of these VMs has room for so many cores, or bytes, where it runs. */
export function preserve(
  vms: readonly string[],
  of: "cpu" | "memory",
  amount: number,
): Stated<PreserveStatement> {
  return {
    statement: { type: "preserve", vms, of, amount },
    leastDemands: vms.map((vm) => ({ vm, [of]: amount })),
    faults: () => [],

    pruning(numbering) {
      if (of !== "cpu" && of !== "memory") throw unknownName("preserve", "resource", of, ["cpu", "memory"])
      if (!Number.isFinite(amount) || amount < 0)
        throw new InputError("preserve", "amount", amount, "a number of at least 0")
      for (const vm of vms) numbering.vm(vm)
      return { vms: [], allows: () => true }
    },
  }
}
