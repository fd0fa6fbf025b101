import { ProcessError, type Steps, settled } from "@placelab/core"
import type { Vm } from "./vm.ts"
import type { VmState } from "./vmState.ts"

/**
 * Lets `steps` bring a VM from `state` to another one, as a process that ends when the VM goes away. Where they come to
 * nothing, or nobody waits for them any more, `otherwise` follows: the VM gives up its place. Says whether they succeeded; not
 * when whoever was told of `state` has ended it.
 */
export function* bringing(
  vm: Vm,
  state: VmState,
  steps: () => Steps<boolean>,
  otherwise: () => void = () => vm.giveUp("stopped"),
): Steps<boolean> {
  if (vm.state !== state) return false
  const process = vm.engine.spawn(`${vm.name}, ${state}`, steps)
  vm.setUnderway(process)
  let hasSucceeded = false
  try {
    const end = yield* settled(process)
    if ("error" in end && !process.wasKilled)
      throw end.error instanceof ProcessError ? end.error.cause : end.error
    hasSucceeded = "result" in end && end.result
  } finally {
    const isOurs = vm.underway === process
    if (isOurs) vm.setUnderway(undefined)
    process.kill()
    if (isOurs && !hasSucceeded) otherwise()
  }
  return hasSucceeded
}
