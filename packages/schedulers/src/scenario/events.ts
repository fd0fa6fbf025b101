import { constantLaw, exponentialLaw, RandomStream } from "@placelab/core"
import {
  type FailureEvent,
  gaussianLoad,
  type InjectedEvent,
  type LoadEvent,
  mergeByDate,
  renewalFailures,
  type SuspensionEvent,
  traceLoad,
  vmplacesCrashes,
  vmplacesLoad,
  vmplacesQueue,
  vmplacesServiceCrashes,
  vmplacesSuspensions,
  type Workload,
} from "@placelab/models"
import type { Scenario } from "./scenario.ts"
import { lawOf } from "./traceSpec.ts"
import { vmplacesSettingOf } from "./vmplacesSettingOf.ts"

/**
 * All that is injected, in order of date; a failure's host counts machines first, then service nodes. `workload` is that of the trace
 * which the scenario names, if it does. Errors: InputError.
 */
export function eventsOf(scenario: Scenario, workload?: Workload): Iterable<InjectedEvent> {
  return scenario.profile === "corrected" ? correctedEvents(scenario, workload) : vmplacesEvents(scenario)
}

function vmplacesEvents(scenario: Scenario): Iterable<InjectedEvent> {
  const setting = vmplacesSettingOf(scenario)
  const { failures, suspensions, profile, scheduler } = scenario
  const crashes = () => {
    if (scheduler.name === "snooze" && failures.managerPeriod > 0) return vmplacesServiceCrashes(setting)
    return failures.meanTimeToFailure < Number.POSITIVE_INFINITY ? vmplacesCrashes(setting) : []
  }
  const lists = {
    loads: vmplacesLoad(setting),
    failures: crashes(),
    suspensions: suspensions.period < Number.POSITIVE_INFINITY ? vmplacesSuspensions(setting) : [],
  }
  return vmplacesQueue(lists, profile === "vmplaces-head" ? "half-second" : "by date")
}

/** Each kind from streams of its own, so that one never shifts another. */
function correctedEvents(scenario: Scenario, workload: Workload | undefined): Iterable<InjectedEvent> {
  const { suspensions } = scenario
  return vmplacesQueue({
    loads: loadsOf(scenario, workload),
    failures: failuresOf(scenario),
    suspensions: suspensions.period < Number.POSITIVE_INFINITY ? suspensionsOf(scenario) : [],
  })
}

/** As the VMs of the trace asked, or by the law. */
function loadsOf(
  { vms, seed, load, duration }: Scenario,
  workload: Workload | undefined,
): Iterable<LoadEvent> {
  if (workload !== undefined) return traceLoad(workload, { vms, until: duration })
  const { period, mean, deviation, slots } = lawOf(load)
  return gaussianLoad({ vms, seed, until: duration, period, mean, deviation, slots })
}

function failuresOf({ failures, hosts, serviceNodes, seed, duration }: Scenario): Iterable<FailureEvent> {
  const { meanTimeToFailure, downtime, leaderPeriod, managerPeriod } = failures
  const streams: Iterable<FailureEvent>[] = []
  if (meanTimeToFailure < Number.POSITIVE_INFINITY) {
    const names = Array.from({ length: hosts + serviceNodes }, (_, i) => `node${i}`)
    const timeToFailure = exponentialLaw(meanTimeToFailure)
    const timeToRepair = constantLaw(downtime)
    streams.push(renewalFailures({ hosts: names, seed, until: duration, timeToFailure, timeToRepair }))
  }
  const random = new RandomStream(seed, "crashes of managers")
  const crash = (date: number, host: number): FailureEvent[] => [
    { date, host, isOn: false },
    { date: date + downtime, host, isOn: true },
  ]
  const regular: FailureEvent[] = []
  if (serviceNodes > 0 && leaderPeriod > 0)
    for (let i = 1; i * leaderPeriod < duration; i++) regular.push(...crash(i * leaderPeriod, hosts))
  if (serviceNodes > 0 && managerPeriod > 0)
    for (let i = 1; i * managerPeriod < duration; i++)
      regular.push(...crash(i * managerPeriod, hosts + random.below(serviceNodes)))
  streams.push(regular.filter(({ date }) => date < duration).sort((a, b) => a.date - b.date))
  return mergeByDate(streams)
}

/** Each VM by a stream of its own: running for an exponential time, then suspended. */
function suspensionsOf({ vms, seed, duration, suspensions }: Scenario): Iterable<SuspensionEvent> {
  const timeToFailure = exponentialLaw(suspensions.period)
  const timeToRepair = constantLaw(suspensions.duration)
  const hosts = Array.from({ length: vms }, (_, i) => `suspensions of vm-${i}`)
  const switches = renewalFailures({ hosts, seed, until: duration, timeToFailure, timeToRepair })
  return {
    *[Symbol.iterator]() {
      for (const { date, host, isOn } of switches) yield { date, vm: host, isRunning: isOn }
    },
  }
}
