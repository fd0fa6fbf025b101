import type { Cluster } from "./cluster.ts"

/**
 * Writes from now on what machines are:
 *
 *   NODE POWER          on | off | booting | shutting down | failed. A machine has failed that went off without shutting down: it
 *                       crashed, or its boot came to nothing
 */
export function tracePower({ machines, trace }: Cluster): void {
  for (const machine of machines) {
    const track = trace.track(machine.name, "POWER")
    let last = machine.state
    track.set(last)
    machine.onState(() => {
      const { state } = machine
      track.set(state === "off" && last !== "shutting down" ? "failed" : state)
      last = state
    })
  }
}
