import type { SuspensionEvent } from "@placelab/models"
import type { Cluster } from "../cluster/cluster.ts"

/**
 * Suspends and resumes VMs in memory. One that a migration has is suspended when that is over, unless it is to be resumed by
 * then; one that is not up is left alone.
 */
export function playSuspensions(
  cluster: Cluster,
  events: Iterable<SuspensionEvent>,
  onEvent: () => void,
): void {
  const { engine, vms, trace } = cluster
  const postponed = new Set<number>()
  const suspend = (vm: number) => {
    vms[vm]!.suspend()
    trace.point(vms[vm]!.name, "suspension", "finished")
  }
  for (const [i, vm] of vms.entries()) {
    vm.onState((_, before) => {
      if (before === "migrating" && vm.state === "running" && postponed.delete(i))
        engine.after(0, () => suspendIfUp(i))
    })
  }
  const suspendIfUp = (i: number) => {
    const vm = vms[i]!
    if (vm.state === "running") suspend(i)
    else if (vm.state === "migrating") postponed.add(i)
  }
  engine.spawn(
    "suspensions",
    function* () {
      for (const { date, vm, isRunning } of events) {
        if (date > engine.now) yield* engine.sleep(date - engine.now)
        onEvent()
        if (!isRunning) suspendIfUp(vm)
        else if (!postponed.delete(vm) && vms[vm]!.state === "suspended") {
          vms[vm]!.resume()
          trace.point(vms[vm]!.name, "resume", "finished")
        }
      }
    },
    { daemon: true },
  )
}
