import type { Trace } from "@placelab/core"
import type { Vjob } from "../batch/vjob/vjob.ts"

/**
 * Has a vjob in the trace from now on: its track VJOB is `waiting`, `running`, `sleeping`, `terminated`, and `switching` in between;
 * the track VM of each of its VMs is the VM's state, with the `host` that it is on.
 */
export function traceVjob(trace: Trace, vjob: Vjob): void {
  const track = trace.track(vjob.name, "VJOB")
  const look = () => {
    const value = vjob.state ?? "switching"
    if (track.top !== value) track.set(value)
  }
  look()
  for (const vm of vjob.vms) {
    const ofVm = trace.track(vm.name, "VM")
    ofVm.set(vm.state)
    vm.onState(() => {
      ofVm.set(vm.state, vm.host === undefined ? {} : { host: vm.host.name })
      look()
    })
  }
}
