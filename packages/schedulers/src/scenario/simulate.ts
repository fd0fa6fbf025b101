/*
 * A run: initialise, inject and schedule, trace.
 *
 *   corrected   ends with the duration: what is open then is cut there.
 *   vmplaces    with a scheduler, goes on without new loads for 100 s, and for 100 more as long as the scheduler is in the middle of
 *               something, as the last version of VMPlaceS does: violations that are open at the end gain from it. Migrations that
 *               hold one another up for ever would keep it going for ever; here an hour is the most.
 */
import type { Trace } from "@placelab/core"
import type { Workload } from "@placelab/models"
import type { Cluster } from "../cluster/cluster.ts"
import { ClusterNumbers } from "../cluster/clusterNumbers.ts"
import { powerOffEmpty } from "../cluster/executePlan.ts"
import { tracePower } from "../cluster/powerTrace.ts"
import type { Resolver } from "../cluster/resolver.ts"
import { buildCluster } from "./buildCluster.ts"
import { eventsOf } from "./events.ts"
import { type Injected, inject } from "./inject.ts"
import type { Scenario } from "./scenario.ts"
import { nobody, startScheduler } from "./startScheduler.ts"
import { isTrace } from "./traceSpec.ts"
import { workloadOf } from "./workloadOf.ts"

/** What a run has left. */
export interface Run {
  readonly scenario: Scenario
  /** Closed. */
  readonly trace: Trace
  /** As it is in the end. */
  readonly cluster: Cluster
  readonly injected: Readonly<Injected>
  /** What the scheduler has counted of its own. */
  readonly counts: Readonly<Record<string, number>>
  /** What was played, where loads are of a trace. */
  readonly workload?: Workload
}

/** What one may add to a run. */
export interface SimulateOptions {
  /** A scheduler of your own instead of the one of the scenario. */
  readonly scheduler?: (cluster: Cluster) => Resolver
  /** Called before the first event: for listeners of your own. */
  readonly onStart?: (cluster: Cluster) => void
  /** Told now and then how far it is, in parts of the duration. */
  readonly onProgress?: (part: number) => void
  /** For decision times that are measured: a clock, in seconds. Without one they are refused. */
  readonly clock?: () => number
  /** The trace that `load.trace` of the scenario names; a look-alike needs none. */
  readonly workload?: Workload
}

/** The longest that a run goes on after its duration, in seconds. */
const mostBeyond = 3600

/** How often progress is told. */
const steps = 100

/**
 * Plays a scenario. Errors: InputError, ProcessError.
 *
 * @example
 * const run = simulate(orThrow(scenario({ hosts: 64, scheduler: "dvms" })))
 * run.trace.records.length
 */
export function simulate(scenario: Scenario, options: SimulateOptions = {}): Run {
  const cluster = buildCluster(scenario)
  const { engine, trace } = cluster
  const { duration } = scenario
  trace.point("simulator", "SIMULATION", "START", header(scenario))
  tracePower(cluster)
  powerOffEmpty(cluster, cluster.machines)
  const { power, off } = scenario.host
  const numbers = new ClusterNumbers(cluster, () => ({ perPstate: [power], off }))
  const resolver = options.scheduler?.(cluster) ?? startScheduler(cluster, scenario, options.clock)
  options.onStart?.(cluster)
  const workload = traceOf(scenario, options.workload)
  const injected = inject(cluster, eventsOf(scenario, workload), numbers)
  // Before whatever else is due on that date.
  engine.after(duration, () => {
    cluster.isEnding = true
  })
  for (let step = 1; step <= steps; step++) {
    // What is multiplied and divided by a hundred may be another number.
    engine.run(step === steps ? duration : (duration * step) / steps)
    options.onProgress?.(step / steps)
  }
  if (cluster.rules === "vmplaces" && resolver !== nobody) {
    do engine.run(engine.now + 100)
    while (resolver.isBusy && engine.now < duration + mostBeyond)
  }
  numbers.end()
  trace.close()
  const counts = resolver.counts()
  return { scenario, trace, cluster, injected, counts, ...(workload && { workload }) }
}

/** What loads are from, where the scenario names a trace. */
function traceOf({ load, vms, seed, duration }: Scenario, given: Workload | undefined): Workload | undefined {
  return isTrace(load) ? workloadOf(load, { vms, seed, duration }, given) : undefined
}

/** What the first record of a trace says; cores and capacity are of each machine. */
function header({ scheduler, hosts, host, serviceNodes, vms, profile, seed, duration }: Scenario) {
  const algorithm = scheduler.name === "centralized" ? scheduler.planner : scheduler.name
  return {
    algorithm,
    server_count: hosts,
    service_node_count: serviceNodes,
    vm_count: vms,
    cores: host.cores,
    capacity: host.capacity,
    profile,
    seed,
    duration,
  }
}
