/*
 * DVMS: an agent on each machine, and nobody above. An overloaded node looks for partners, node by node, until a planner finds a way out
 * for those that it has.
 *
 * Problem     many events at once in a large system, without a node that knows all; no VM may be in two plans, so each node is
 *             in one partition at most, and in a plan of its own partition only.
 * Words       ISP: iterative scheduling procedure, which one overload begins. Partition: the nodes reserved for it. Initiator: the
 *             overloaded node. Leader: the node that joined last, which decides. First out: the next node that is not in.
 *
 * Procedure   1. A node that finds itself overloaded, at one of its looks, begins a partition of itself, and sends the ISP to its
 *                first out.
 *             2. A free node that it comes to joins and leads. When enough nodes are in, it asks the planner. With a plan, it
 *                applies it, and the partition dissolves. Else it sends the ISP to its own first out.
 *             3. A node that is reserved, or where a VM is moving, sends it on to its first out.
 *             4. A growing ISP that comes back to its initiator is blocked, and goes around once more. Where it meets another blocked
 *                partition, the two merge, and their leader decides; where they cannot, it goes on. One that comes back alone
 *                dissolves, as does one for which no node is left.
 *
 * Grants      Joining, blocking and merging make a new version of a partition. Its leader asks the initiators for it, one after the
 *             other (of two, first the one that is later in the cluster), then all others at once; it goes on when all have granted
 *             themselves, and gives up when one refuses or is silent. A node grants itself in one step, to one partition. An initiator
 *             grants only what is made of the very version that it knows, so of two that want to change a partition one gets nothing.
 *             Initiators are asked in one order everywhere, so among merges that want each other's partitions one succeeds. A grant is a lease: who hears nothing for 4.5 s is free again. A leader
 *             at work renews leases every 2 s, and gives up when one is not confirmed, before any other can have run out.
 *             So no node is ever in the plans of two leaders, whatever is lost, and no procedure is for ever.
 * Crashes     A node that is dead does not answer: who sends an ISP there waits 1 s, sends it to the next one, and does not try that
 *             node for 30 s. An agent whose host comes back begins anew, and is free when no leader can count on its earlier
 *             life. An ISP that is older than the lease of those who wait for it is dropped.
 * Looks at    what a node can know by itself: whether it is overloaded, whether plans move VMs from it or to it. As in VMPlaceS,
 *             a leader reads the loads of its members directly, without messages, when it decides.
 *
 * Source      Quesnel, Lebre, Suedholt, 2012 (DVMS); the actors of VMPlaceS (Lebre, Pastor, Suedholt, 2015).
 * Differs     VMPlaceS sends a blocked partition nowhere, so that blocked ones hardly ever merge, and its time-outs end what is
 *             stuck; asks members one by one; lets the ISP drop at a node with moving VMs; chooses dead nodes; does not
 *             restart agents; and begins anew each second when nothing helps. A failed move counts as no solution, as there.
 *             Only a planner that says so solves: a partial plan is applied, then the partition grows on; where the overload is over
 *             before, that is an end of its own.
 * vmplaces    With the rules of VMPlaceS a partial plan is a solution, "nothing to do" is none (the partition grows on), and
 *             an agent tells the trace of an overload once a run. The endless `normal` records of its monitor are not written.
 * Left out    underload events (off there too); machines that are powered off: a node that is off is a dead one here, and is not
 *             powered on for a plan.
 */
import { RandomStream } from "@placelab/core"
import type { PhysicalMachine } from "@placelab/models"
import type { Cluster } from "../../cluster/cluster.ts"
import type { Resolver } from "../../cluster/resolver.ts"
import { localityOverlay } from "../locality/localityOverlay.ts"
import { Agent } from "./agent.ts"
import type { DvmsContext } from "./context.ts"
import { type CheckedDvmsOptions, checkedDvmsOptions, type DvmsOptions } from "./dvmsOptions.ts"
import type { Overlay } from "./overlay.ts"
import type { Partition } from "./partition.ts"
import { Post } from "./post.ts"
import { ProcedureCounts } from "./procedure.ts"
import { randomOverlay } from "./randomOverlay.ts"
import { ringOverlay } from "./ringOverlay.ts"

/** A partition, as its leader knows it. */
export interface LedPartition extends Partition {
  /** Its leader decides, or applies a plan. */
  readonly isWorking: boolean
}

/** What can be seen of agents from outside; for figures and tests. */
export interface DvmsHandle extends Resolver {
  /** Partitions whose leader knows of them, in the order of their leaders. Complexity: O(machines). */
  partitions(): readonly LedPartition[]
  /** The partition that this machine is in, as it knows it itself. */
  partitionOf(machine: PhysicalMachine): Partition | undefined
}

/**
 * Starts an agent on each machine of the cluster. The trace has each procedure as a state of its initiator, ("node3", "ISP"), from
 * begin to end, with data { id, end, partition, hops }.
 *
 * Counts: procedures, what they ended as (see `ProcedureEnd`), messages, and what the overlay counts. Deterministic: same cluster, options and seed, same dates.
 * Errors: InputError.
 *
 * @example
 * const agents = dvms(cluster, { planner: entropyPlanner(), time: instant, minimumPartitionSize: 4 })
 * cluster.engine.run(1800)
 * agents.counts().solved
 */
export function dvms(cluster: Cluster, options: DvmsOptions): DvmsHandle {
  const checked = checkedDvmsOptions(options)
  const { monitoringPeriod, ticks, seed } = checked
  const agents = new Map<PhysicalMachine, Agent>()
  let ids = 0
  const context: DvmsContext = {
    cluster,
    options: checked,
    overlay: overlayOf(cluster, checked),
    post: new Post(cluster),
    peers: agents,
    places: new Map(cluster.machines.map((machine, i) => [machine, i])),
    procedures: new ProcedureCounts(),
    working: new Set(),
    newId: () => ++ids,
  }
  const phases = new RandomStream(seed, "dvms: phases")
  for (const machine of cluster.machines) {
    const phase = ticks === "spread" ? phases.uniform(0, monitoringPeriod) : 0
    agents.set(machine, new Agent(context, machine, phase))
  }
  cluster.overloads.onOverload((machine, isOverloaded) => agents.get(machine)?.overloadChanged(isOverloaded))
  const { procedures, working, post, overlay } = context
  return {
    get isBusy() {
      return procedures.open > 0 || working.size > 0
    },
    counts: () => ({
      procedures: procedures.begun,
      solved: procedures.ends.solved,
      nothingToDo: procedures.ends["nothing to do"],
      dissolved: procedures.ends.dissolved,
      merged: procedures.ends.merged,
      noNodeLeft: procedures.ends["no node left"],
      timedOut: procedures.ends["timed out"],
      crashed: procedures.ends.crashed,
      messages: post.sent,
      ...overlay.counts?.(),
    }),
    partitions: () => ledBy(agents.values()),
    partitionOf: (machine) => agents.get(machine)?.partition,
  }
}

function overlayOf(cluster: Cluster, { overlay, seed }: CheckedDvmsOptions): Overlay {
  const { machines } = cluster
  const random = () => new RandomStream(seed, "dvms: overlay")
  switch (overlay) {
    case "ring":
      return ringOverlay(machines)
    case "hashed-ring":
      return ringOverlay(random().shuffled(machines))
    case "random":
      return randomOverlay(machines, random())
    case "locality":
      return localityOverlay(cluster, { seed })
    default:
      return overlay
  }
}

function ledBy(agents: Iterable<Agent>): readonly LedPartition[] {
  const led: LedPartition[] = []
  for (const { machine, partition, isWorking } of agents)
    if (partition?.leader === machine) led.push({ ...partition, isWorking })
  return led
}
