import type { SuspensionEvent } from "@placelab/models"
import type { Cluster } from "../cluster/cluster.ts"

/**
 * Suspends and resumes VMs in memory, each event on its date. One that a migration has is suspended when that is over, unless it
 * is to be resumed by then; one that is not up is left alone.
 */
export function suspensionPlayer({ engine, vms, trace }: Cluster): (event: SuspensionEvent) => void {
  const postponed = new Set<number>()
  const suspendIfUp = (i: number) => {
    const vm = vms[i]!
    if (vm.state === "running") {
      vm.suspend()
      trace.point(vm.name, "suspension", "finished")
    } else if (vm.state === "migrating") {
      postponed.add(i)
      trace.point(vm.name, "suspension", "postponed")
    }
  }
  const resume = (i: number) => {
    const vm = vms[i]!
    if (postponed.delete(i)) trace.point(vm.name, "resume", "cancelled")
    else if (vm.state === "suspended") {
      vm.resume()
      trace.point(vm.name, "resume", "finished")
    }
  }
  for (const [i, vm] of vms.entries()) {
    vm.onState((_, before) => {
      if (before !== "migrating" || vm.state === "migrating" || !postponed.delete(i)) return
      if (vm.state === "running") engine.after(0, () => suspendIfUp(i))
    })
  }
  return ({ vm, isRunning }) => (isRunning ? resume(vm) : suspendIfUp(vm))
}
