/*
 * Snooze: a hierarchy of managers that forms and mends itself.
 *
 * Actors     each machine has a local controller (LC); each service node a group manager (GM), one of which is promoted to group
 *            leader (GL) and manages no more; the relay (MUL) and the entry point (EP) are on the last service node.
 * Heartbeat  on the multiples of `heartbeatPeriod`, all at once. The leader's go by the relay to the entry point, to managers, and to
 *            controllers that join; a manager's by the relay to the controllers of its group; a controller's, with what its VMs ask
 *            for, to its manager; a report on them from each manager to the leader.
 * Silence    who is not heard for `heartbeatTimeout` is dead: the leader for managers and the entry point, a manager for the leader, the
 *            relay and its controllers, a controller for its manager.
 * Join       a manager asks the relay for a leader until it hears one, and reports to it. A controller waits for a heartbeat of the
 *            leader, asks it for a manager, and registers there. The leader chooses as `assignment.ts` says.
 * Election   `relay.ts`. The controllers of the manager that is promoted are dismissed, and join anew.
 * Decisions  each manager for its own machines, as `groupRounds.ts` says; it goes on when the leader is missing.
 * Crash      what was on the node is gone, a round under way too, whose machines are free again; moves go on. A node that comes
 *            back begins as a manager, or as a controller that joins. `snoozeRecoverySeconds` says how long it takes until all is in order.
 *
 * Looks      Actors know what messages told them, but for what managers see of their machines when they decide or look whether to:
 *            state, demand and manager as they are (VMPlaceS does so), and whether somebody decides about one.
 * Differs    from VMPlaceS: heartbeats are messages all the way; managers schedule again after the leader has failed; the relay drops
 *            managers that are silent, and promotes as often as it takes; the entry point hears the leader; a service node that
 *            comes back has a manager; a controller has one manager, and no other decides about its machine. This holds under both rules.
 * Left out   submission of VMs; spreading the groups anew when a manager has come back; machines that a manager has powered off are
 *            forgotten with it.
 * Source     Feller, Rilling, Morin, CCGrid 2012; the hierarchical resolver of VMPlaceS (Lebre, Pastor, Suedholt, 2015).
 */
import { type Host, InputError, type Steps } from "@placelab/core"
import type { PhysicalMachine } from "@placelab/models"
import type { Cluster } from "../../cluster/cluster.ts"
import type { Resolver } from "../../cluster/resolver.ts"
import type { SnoozeContext } from "./context.ts"
import { type ChargeBeat, LocalController } from "./localController.ts"
import { Post, type SnoozeCounts } from "./post.ts"
import { Relay } from "./relay.ts"
import { ServiceNode } from "./serviceNode.ts"
import { type SnoozeOptions, snoozeSettings } from "./settings.ts"

/** A manager, and the machines that it takes for its own. */
export interface SnoozeGroup {
  readonly manager: Host
  readonly machines: readonly PhysicalMachine[]
}

/** Snooze at work: what each of its actors believes at the moment. */
export interface SnoozeHandle extends Resolver {
  /** The nodes that lead: one when all is in order. */
  readonly leaders: readonly Host[]
  /** The managers that are on, in the order of their nodes. */
  readonly groups: readonly SnoozeGroup[]
  /** The leader that the entry point tells clients. */
  readonly knownLeader: Host | undefined
  readonly counts: () => Readonly<SnoozeCounts> & Readonly<Record<string, number>>
  /** The manager that the machine's controller believes in; undefined while it joins, and when the machine is off. */
  managerOf(machine: PhysicalMachine): Host | undefined
}

/**
 * Starts Snooze on a cluster with at least 2 service nodes: of s nodes one leads and s - 1 manage about n / (s - 1) of n machines each.
 * Which node does what is in the trace, on the tracks SNOOZE of nodes: `joining`, `manager`, `leader`, `member`, `off`; each
 * promotion is an event `election`. Errors: InputError.
 *
 * @example snooze(cluster, { planner: lazyFirstFit(), time: instant, scheduling: "reactive" })
 */
export function snooze(cluster: Cluster, options: SnoozeOptions): SnoozeHandle {
  const settings = snoozeSettings(options)
  const { engine, machines, services, overloads } = cluster
  if (services.length < 2) {
    const expected = "at least 2: one leads, the others manage"
    throw new InputError("Snooze", "service nodes", services.length, expected)
  }
  const post = new Post(cluster.messages)
  const relay = new Relay(cluster, settings, post)
  const controllers = new Map<PhysicalMachine, LocalController>()
  const context: SnoozeContext = { cluster, settings, post, relay, engaged: new Set(), controllers }
  const nodes = services.map((host) => new ServiceNode(context, host))
  for (const machine of machines) runController(context, controllers, machine)
  overloads.onOverload((machine, isOverloaded) => {
    if (isOverloaded) controllers.get(machine)?.membership?.manager.wake()
  })

  function* heartbeats(): Steps<never> {
    for (;;) {
      yield* engine.sleep(settings.heartbeatPeriod)
      relay.tick()
      for (const node of nodes) node.tick()
      sendCharges(post, controllers.values())
    }
  }
  engine.spawn("heartbeats of Snooze", heartbeats, { daemon: true })

  return {
    get isBusy() {
      return context.engaged.size > 0 || cluster.plans.size > 0
    },
    get leaders() {
      return nodes.flatMap(({ leader }) => leader?.host ?? [])
    },
    get groups() {
      return nodes.flatMap(({ manager }) =>
        manager === undefined ? [] : { manager: manager.host, machines: manager.machines },
      )
    },
    get knownLeader() {
      return relay.entryPoint.leader
    },
    counts: () => ({ ...post.counts }),
    managerOf: (machine) => controllers.get(machine)?.membership?.manager.host,
  }
}

/** A controller for each life of the machine. */
function runController(
  context: SnoozeContext,
  controllers: Map<PhysicalMachine, LocalController>,
  machine: PhysicalMachine,
): void {
  const switched = (isOn: boolean) => {
    if (isOn) {
      controllers.set(machine, new LocalController(context, machine))
      return
    }
    controllers.get(machine)?.end()
    controllers.delete(machine)
    context.cluster.trace.track(machine.name, "SNOOZE").set("off")
  }
  machine.host.onSwitch({ switched })
  if (machine.host.isOn) switched(true)
}

function sendCharges(post: Post, controllers: Iterable<LocalController>): void {
  const beats: ChargeBeat[] = []
  for (const controller of controllers) {
    const beat = controller.tick()
    if (beat !== undefined) beats.push(beat)
  }
  post.beatEach(
    beats,
    ({ controller }) => controller,
    ({ membership }) => membership.manager,
    ({ membership, charge }) => membership.manager.hearCharge(membership, charge),
  )
}
