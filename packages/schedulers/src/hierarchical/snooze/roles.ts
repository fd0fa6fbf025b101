import type { Host } from "@placelab/core"
import type { PhysicalMachine } from "@placelab/models"

/*
 * What the actors of Snooze are to each other: the messages that each of them takes. One that has crashed and come back is
 * another object, so whoever holds an actor holds one life of it, and a message to an earlier life reaches nobody. So these
 * objects do what epoch numbers in messages would.
 */

/** One life of an actor on a node. */
export interface Actor {
  readonly host: Host
  readonly isAlive: boolean
}

/** What a manager reports to the leader. */
export interface Summary {
  /** What its machines have told last that their VMs ask for, in cores. */
  readonly charge: number
  /** How many machines it has. */
  readonly machines: number
}

/** A group leader, GL. */
export interface Leader extends Actor {
  /** Of all leaders there ever were, from 1. */
  readonly epoch: number
  /** GMSum: a manager reports; it is registered with its first report (NewGM). */
  hearSummary(manager: Manager, summary: Summary): void
  /** LCAss: a controller asks for a manager. */
  askForManager(controller: Controller): void
  /** TermGL: there is a later leader. */
  stepDown(): void
}

/** A group manager, GM. */
export interface Manager extends Actor {
  /** RBeatGL: the leader's heartbeat. */
  hearLeader(leader: Leader): void
  /** GMElec: it is to lead. */
  promote(epoch: number): void
  /** NewLC: a controller wants to be in the group. */
  register(controller: Controller): void
  /** LCCharge: the heartbeat of a controller, with what its VMs ask for, in cores. */
  hearCharge(membership: Membership, charge: number): void
  /** Not a message: what it sees of its machines has changed, see `GroupRounds`. */
  wake(): void
}

/** A local controller, LC. */
export interface Controller extends Actor {
  readonly machine: PhysicalMachine
  /** Where it is a member; undefined while it joins. */
  readonly membership: Membership | undefined
  /** RBeatGL: the leader's heartbeat. */
  hearLeader(leader: Leader): void
  /** The leader's answer to LCAss. */
  assign(manager: Manager): void
  /** The manager's answer to NewLC. Of two, the first counts: the other manager will hear nothing of it. */
  accept(membership: Membership): void
  /** RBeatGM: the heartbeat of a manager. */
  hearManager(manager: Manager): void
  /** TermGM: the manager does not have it as a member any more. */
  dismiss(membership: Membership): void
}

/** A controller in a group, from its registration on; another registration is another membership. */
export interface Membership {
  readonly manager: Manager
  readonly controller: Controller
}
