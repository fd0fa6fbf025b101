/*
 * The locality-based overlay of DVMS: who is near is found out by messages, and a procedure spirals outwards from its initiator.
 *
 * Problem     on a ring, neighbours may be of different sites, and VMs that move between them take the links between sites. Here
 *             the next node is the nearest one that is not in the partition yet. No node knows all others.
 * Nodes       each has a Vivaldi coordinate, a list of close nodes and a view of nodes from anywhere, with the coordinate that it
 *             has last heard of each. In each of its rounds it asks some of both lists, and measures how long the answer takes. An answer
 *             brings the coordinate of the other node, ten of its close nodes and ten of its view.
 * Spiral      the next node is, of all that the node at hand knows, the nearest to the initiator that is neither in its partition nor
 *             known to be reserved: by coordinates, with the number of the node in the cluster where they are equal. A node that joins
 *             goes on with its own lists, so partitions can outgrow the list of any one. A reserved node passes the procedure on, by its own
 *             lists, with what is reserved: the partition, those who have passed it on, and their partitions.
 * Back        a procedure is back at its initiator when the reserved node at hand knows nobody else; or when it was passed on as often as
 *             a list of close nodes is long. It is then blocked, and goes out once more, as on a ring. Where its leader knows
 *             nobody else, it dissolves: no node is left.
 * Complexity  O(k) a hop, for k nodes in the lists and as many that a trip has found reserved; O(k log k) a round, and for the first
 *             hop by a node that has heard of others since. Memory O(k) a node, and what it has heard since.
 *
 * Source      Pastor, Bertier, Desprez, Lebre, Quesnel, Tedeschi, "Locality-aware Cooperation for VM Scheduling in Distributed Clouds",
 *             Euro-Par 2014; the settings of the DVMS repository.
 * Known       the ring is replaced by an overlay on Vivaldi coordinates; close nodes that are not in the partition are found in
 *             order, by a spiral; the scheduling itself is left as it is; 10 nodes a round, lists of 100, periods of 1 s and then 2 s.
 * Ours        all else, as the paper itself was not at hand: what answers bring, half of the contacts from the close nodes, the order
 *             around the initiator, how the spiral goes on, when it is back, and that rounds end.
 * Looks at    the coordinate of the initiator, which a procedure would carry, is read from it at each hop. A node that begins, or comes
 *             back, gets its view from nowhere, as a peer sampling service would give it: any nodes, some of which may be dead.
 */
import { RandomStream } from "@placelab/core"
import type { PhysicalMachine } from "@placelab/models"
import type { Cluster } from "../../cluster/cluster.ts"
import type { Overlay } from "../dvms/overlay.ts"
import { LocalityNode } from "./localityNode.ts"
import { checkedLocalityOptions, type LocalityOptions } from "./localityOptions.ts"
import { type Coordinate, coordinateDistance } from "./vivaldi.ts"

/** An overlay, and what can be seen of its nodes from outside; for figures and tests. */
export interface LocalityOverlay extends Overlay {
  /** Where a machine thinks that it is now. */
  coordinateOf(machine: PhysicalMachine): Coordinate
  counts(): { readonly gossipMessages: number }
}

/**
 * Starts a node on each machine of the cluster. Counts: gossipMessages, those that were sent for it. Deterministic: same cluster,
 * options and seed, same dates. Errors: InputError.
 *
 * @example
 * dvms(cluster, { planner: entropyPlanner(), time: instant, overlay: localityOverlay(cluster, { seed: 7 }) })
 */
export function localityOverlay(cluster: Cluster, options: LocalityOptions = {}): LocalityOverlay {
  const checked = checkedLocalityOptions(options)
  const nodes: LocalityNode[] = []
  const { machines } = cluster
  const space = { latest: machines.map(() => undefined), distances: new Float64Array(machines.length) }
  const context = { cluster, options: checked, nodes, space, messages: 0 }
  const byMachine = new Map<PhysicalMachine, LocalityNode>()
  for (const [i, machine] of machines.entries()) {
    const node = new LocalityNode(context, machine, i)
    nodes.push(node)
    byMachine.set(machine, node)
  }
  const phases = new RandomStream(checked.seed, "locality: phases")
  for (const node of nodes) node.start(phases.uniform(0, checked.firstPeriod))
  const limit = checked.closeNodes
  return {
    size: nodes.length,
    usesTrip: true,
    firstOut(at, inside, initiator, trip) {
      if (trip !== undefined && trip.hops >= limit) return undefined
      const centre = byMachine.get(initiator)!.coordinate
      let found: number | undefined
      let least = Number.POSITIVE_INFINITY
      for (const { number, coordinate } of byMachine.get(at)!.acquaintances()) {
        const machine = machines[number]!
        if (machine === at || inside.has(machine) || trip?.reserved.has(machine)) continue
        const distance = coordinateDistance(centre, coordinate)
        if (distance > least || (distance === least && number > found!)) continue
        least = distance
        found = number
      }
      return found === undefined ? undefined : machines[found]
    },
    coordinateOf: (machine) => byMachine.get(machine)!.coordinate,
    counts: () => ({ gossipMessages: context.messages }),
  }
}
