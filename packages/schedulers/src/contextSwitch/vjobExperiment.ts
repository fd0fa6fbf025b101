/*
 * The experiment of the cluster-wide context switch: some nodes, a queue of vjobs that are all there at the beginning, and who runs them.
 *
 * The network is a switch: every node has a link of its own, both ways apart. A VM has one core. Nothing is drawn here.
 */
import {
  type Bytes,
  type BytesPerSecond,
  Engine,
  type Host,
  type Link,
  type Seconds,
  Trace,
} from "@placelab/core"
import { addMachine } from "@placelab/models"
import type { TaskGraph } from "../batch/vjob/taskGraph.ts"
import { Vjob } from "../batch/vjob/vjob.ts"
import { type ContextSwitchOptions, contextSwitching, type SwitchRecord } from "./contextSwitching.ts"
import { staticAllocation } from "./staticAllocation.ts"
import { type ActionSettings, type SwitchSite, switchSite } from "./switchSite.ts"

/** Nodes, all alike. */
export interface NodesSpec {
  readonly count: number
  readonly cores: number
  /** Of a core, in flop/s. */
  readonly speed: number
  /** For VMs. */
  readonly memory: Bytes
  /** Of the link of each node, each way. */
  readonly network: BytesPerSecond
  /** Reading, and writing. */
  readonly disk: BytesPerSecond
}

/** A vjob of the queue. */
export interface ExperimentVjob {
  readonly name: string
  readonly graph: TaskGraph
  /** Of each VM. */
  readonly memory: Bytes
}

/** What is played. */
export interface VjobExperiment {
  readonly nodes: NodesSpec
  /** In the order of the queue. */
  readonly vjobs: readonly ExperimentVjob[]
  readonly actions: ActionSettings
}

/** Who runs the vjobs: a static allocation, or context switches. */
export type VjobScheduler = "static" | ContextSwitchOptions

/** A time for which a vjob was in a state of its track VJOB. */
export interface VjobBar {
  readonly vjob: string
  readonly state: string
  readonly start: Seconds
  readonly end: Seconds
}

/** What cores do from this date on. */
export interface CoreUse {
  readonly date: Seconds
  /** Cores that compute. */
  readonly computing: number
  /** Cores that VMs ask for. */
  readonly asked: number
}

/** What became of an experiment. */
export interface PlayedExperiment {
  /**
   * When each vjob was done, from its submission; its VMs are stopped a little later. Infinity where it never had room; sums are Infinity then,
   * too, and `utilisation` is NaN. In the order of the queue.
   */
  readonly completion: readonly Seconds[]
  /** Their sum. */
  readonly cumulated: Seconds
  /** The latest of them. */
  readonly makespan: Seconds
  readonly bars: readonly VjobBar[]
  readonly use: readonly CoreUse[]
  /** The part of the core seconds of all nodes until the makespan that was computed. */
  readonly utilisation: number
  /**
   * The most of its memory that a machine held for VMs that were there or on their way, whenever a VM came, left, or changed what it asks for; more
   * than 1 is an overload.
   */
  readonly mostMemory: number
  /** None of a static allocation. */
  readonly switches: readonly SwitchRecord[]
  readonly trace: Trace
}

/** Builds the nodes. Errors: InputError. */
export function experimentSite({ nodes, actions }: Omit<VjobExperiment, "vjobs">): SwitchSite {
  const engine = new Engine()
  const machines = Array.from({ length: nodes.count }, (_, i) => {
    const { speed, cores, memory } = nodes
    return addMachine(engine, {
      ...{ name: `node ${i}`, speed, cores, memory },
      // Who decides is the only one who keeps memory from an overload, so that one would show.
      overcommit: { cores: Number.POSITIVE_INFINITY, memory: Number.POSITIVE_INFINITY },
    })
  })
  const links = new Map<Host, Link>()
  for (const { host } of machines) {
    const link = { name: `link of ${host.name}`, bandwidth: nodes.network, policy: "split-duplex" } as const
    links.set(host, engine.addLink(link))
  }
  engine.addRouter((from, to) => (from === to ? undefined : [links.get(from)!, links.get(to)!.opposite]))
  const disks = machines.map(({ host, name }) =>
    engine.addDisk(host, { name: `disk of ${name}`, readBandwidth: nodes.disk, writeBandwidth: nodes.disk }),
  )
  return switchSite({ engine, machines, disks, trace: new Trace(() => engine.now), settings: actions })
}

/**
 * Plays an experiment to its end. Errors: InputError.
 *
 * @example playVjobs({ nodes, vjobs, actions: { runSeconds: 6 } }, { period: 5 }).makespan
 */
export function playVjobs(experiment: VjobExperiment, scheduler: VjobScheduler): PlayedExperiment {
  const site = experimentSite(experiment)
  const { engine, machines, trace } = site
  const use: CoreUse[] = []
  let mostMemory = 0
  const look = () => {
    for (const { memoryUsed, memory } of machines) mostMemory = Math.max(mostMemory, memoryUsed / memory)
    const asked = machines.reduce((sum, { demand }) => sum + demand, 0)
    const computing = machines.reduce((sum, { demand, cores }) => sum + Math.min(demand, cores), 0)
    const last = use.at(-1)
    if (last?.date === engine.now) use.pop()
    if (use.at(-1)?.asked !== asked || use.at(-1)?.computing !== computing)
      use.push({ date: engine.now, computing, asked })
  }
  for (const machine of machines) machine.onDemand(look)
  const vjobs = experiment.vjobs.map((each) => new Vjob(engine, each))
  const completion = vjobs.map(() => Number.POSITIVE_INFINITY)
  vjobs.forEach((vjob, i) => {
    engine.spawn(
      `end of ${vjob.name}`,
      function* () {
        yield* vjob.untilDone()
        completion[i] = engine.now
      },
      { daemon: true },
    )
  })
  const loop = scheduler === "static" ? staticAllocation(site) : contextSwitching(site, scheduler)
  for (const vjob of vjobs) loop.submit(vjob)
  engine.run()
  trace.close()
  const makespan = Math.max(...completion)
  const cores = experiment.nodes.count * experiment.nodes.cores
  const computed = use.reduce(
    (sum, { date, computing }, i) =>
      sum + computing * (Math.min(use[i + 1]?.date ?? makespan, makespan) - date),
    0,
  )
  return {
    completion,
    cumulated: completion.reduce((sum, seconds) => sum + seconds, 0),
    makespan,
    bars: [...trace.records].flatMap((record) =>
      record.kind === "state" && record.state === "VJOB" && record.duration > 0
        ? [
            {
              vjob: record.entity,
              state: record.value,
              start: record.time,
              end: record.time + record.duration,
            },
          ]
        : [],
    ),
    use,
    utilisation: computed / (cores * makespan),
    mostMemory,
    switches: "switches" in loop ? loop.switches : [],
    trace,
  }
}
