import { type InjectedEvent, injectFailures, injectLoad, machineOf } from "@placelab/models"
import type { Cluster } from "../cluster/cluster.ts"
import type { ClusterNumbers } from "./clusterNumbers.ts"
import { eventsOf } from "./events.ts"
import { playSuspensions } from "./playSuspensions.ts"
import type { Scenario } from "./scenario.ts"

/** How much was injected by now. */
export interface Injected {
  loads: number
  failures: number
  suspensions: number
}

/** Plays what a scenario injects into its cluster. */
export function inject(cluster: Cluster, scenario: Scenario, numbers: ClusterNumbers): Injected {
  const { engine, trace, vms, machines, services, failed } = cluster
  const injected: Injected = { loads: 0, failures: 0, suspensions: 0 }
  const events = eventsOf(scenario)
  injectLoad(engine, vms, ofKind(events, "load"), {
    onEvent: ({ vm }) => {
      injected.loads++
      const { host } = vms[vm]!
      numbers.writeLoad(host === undefined ? undefined : machineOf(host))
    },
  })
  injectFailures(engine, [...machines, ...services], ofKind(events, "failure"), {
    onEvent: ({ host, isOn }) => {
      injected.failures++
      const machine = machines[host]
      if (!isOn) trace.event("crash_event", (machine ?? services[host - machines.length]!).name)
      if (machine === undefined) return
      if (isOn) failed.delete(machine)
      else failed.add(machine)
    },
  })
  playSuspensions(cluster, ofKind(events, "suspension"), () => injected.suspensions++)
  return injected
}

function ofKind<K extends InjectedEvent["kind"]>(
  events: Iterable<InjectedEvent>,
  kind: K,
): Iterable<Extract<InjectedEvent, { readonly kind: K }>> {
  return {
    *[Symbol.iterator]() {
      for (const event of events)
        if (event.kind === kind) yield event as Extract<InjectedEvent, { readonly kind: K }>
    },
  }
}
