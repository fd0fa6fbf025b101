import { failurePlayer, type InjectedEvent, machineOf, playByDate } from "@placelab/models"
import type { Cluster } from "../cluster/cluster.ts"
import type { ClusterNumbers } from "../cluster/clusterNumbers.ts"
import { suspensionPlayer } from "./suspensionPlayer.ts"

/** How much was injected by now. */
export interface Injected {
  loads: number
  failures: number
  suspensions: number
}

/**
 * Plays what is injected into a cluster: one thing after the other, on one date too. Under the rules of VMPlaceS a machine
 * that a migration leaves or comes to does not crash.
 */
export function inject(cluster: Cluster, events: Iterable<InjectedEvent>, numbers: ClusterNumbers): Injected {
  const { engine, trace, vms, machines, services, failed, rules, plans } = cluster
  const injected: Injected = { loads: 0, failures: 0, suspensions: 0 }
  const nodeName = (host: number) => (machines[host] ?? services[host - machines.length]!).name
  const playFailure = failurePlayer(engine, [...machines, ...services], {
    onEvent: ({ host, isOn }) => {
      injected.failures++
      if (!isOn) trace.event("crash_event", nodeName(host))
      const machine = machines[host]
      if (machine === undefined) return
      if (isOn) failed.delete(machine)
      else failed.add(machine)
    },
  })
  const playSuspension = suspensionPlayer(cluster)
  playByDate(engine, "injector", events, (event) => {
    switch (event.kind) {
      case "load": {
        injected.loads++
        const vm = vms[event.vm]!
        vm.setLoad(event.load)
        numbers.writeLoad(vm.host === undefined || vm.state === "suspended" ? undefined : machineOf(vm.host))
        return
      }
      case "failure": {
        const machine = machines[event.host]
        const isRefused =
          rules === "vmplaces" && !event.isOn && machine !== undefined && plans.touches(machine)
        if (isRefused) trace.event("crash_event", machine.name)
        else playFailure(event)
        return
      }
      case "suspension":
        injected.suspensions++
        playSuspension(event)
    }
  })
  return injected
}
