/*
 * The relay, MUL: it passes heartbeats on to groups, and sees to it that somebody leads.
 *
 * Groups     the leader's heartbeats go to the entry point, to the managers that it has heard of within the timeout, and to the
 *            controllers that join; those of a manager go to the controllers of its group.
 * Election   a manager that knows no leader says so, again with each heartbeat. When the relay has not heard a leader for the
 *            timeout either, it waits `electionSeconds` for others, and promotes the first of those that have asked, in the order of
 *            the service nodes; when that one does not lead within `replySeconds`, the next one.
 *            A leader with an epoch before the last one has to step down: so there is one in the end, whatever was lost.
 * Where      on the last service node that is on. It stands for what outlives any node (multicast of the network, and the
 *            coordination service that Snooze itself uses), so what it knows is not lost with a node; messages that
 *            are on their way to that node are. VMPlaceS runs it on a node that never fails.
 * Differs    VMPlaceS lets the leader's death be announced by a message of its own (GLElec), which is ignored for a while after
 *            each promotion, and promotes a newcomer once in a run; here both are the one question.
 */
import { datePrecision, type Host, type Seconds } from "@placelab/core"
import type { Cluster } from "../../cluster/cluster.ts"
import { EntryPoint } from "./entryPoint.ts"
import type { Post } from "./post.ts"
import type { Actor, Controller, Leader, Manager } from "./roles.ts"
import { electionSeconds, replySeconds, type SnoozeSettings } from "./settings.ts"

interface KnownManager {
  readonly manager: Manager
  heardAt: Seconds
  readonly group: Set<Controller>
}

export class Relay implements Actor {
  readonly isAlive = true
  readonly entryPoint: EntryPoint
  readonly #cluster: Cluster
  readonly #settings: SnoozeSettings
  readonly #post: Post
  #leader: { readonly leader: Leader; readonly heardAt: Seconds } | undefined
  /** Of the last promotion. */
  #epoch = 0
  /** By their nodes. */
  readonly #askers = new Map<Host, Manager>()
  #election: { cancel(): void } | undefined
  /** By their nodes. */
  readonly #managers = new Map<Host, KnownManager>()
  readonly #joining = new Set<Controller>()
  /** Who is in which set, by nodes. */
  readonly #groupOf = new Map<Host, { readonly controller: Controller; readonly group: Set<Controller> }>()

  constructor(cluster: Cluster, settings: SnoozeSettings, post: Post) {
    this.#cluster = cluster
    this.#settings = settings
    this.#post = post
    this.entryPoint = new EntryPoint(cluster.engine, settings, () => this.host)
  }

  /** The last service node that is on; the last one, which is off, when none is. */
  get host(): Host {
    const { services } = this.#cluster
    for (let i = services.length - 1; i >= 0; i--) if (services[i]!.isOn) return services[i]!
    return services.at(-1)!
  }

  /** NewGM, GLElec: a manager knows no leader. */
  askForLeader(manager: Manager): void {
    this.#know(manager)
    if (this.#isLed) return
    this.#askers.set(manager.host, manager)
    this.#election ??= this.#cluster.engine.after(electionSeconds, () => this.#promoteNext())
  }

  /** BeatGL. */
  hearLeader(leader: Leader): void {
    if (leader.epoch < this.#epoch) {
      this.#post.send(this, leader, () => leader.stepDown())
      return
    }
    this.#leader = { leader, heardAt: this.#cluster.engine.now }
    this.#election?.cancel()
    this.#election = undefined
    this.#askers.clear()
    this.#post.beat(this, this.entryPoint, () => this.entryPoint.hearLeader(leader))
    const hear = (actor: Manager | Controller) => actor.hearLeader(leader)
    this.#passOn(
      [...this.#managers.values()].map(({ manager }) => manager),
      hear,
    )
    this.#passOn(this.#joining, hear)
  }

  /** BeatGM. */
  hearManager(manager: Manager): void {
    const { group } = this.#know(manager)
    this.#passOn(group, (controller) => controller.hearManager(manager))
  }

  /** NewLC: a controller is to hear this manager, or leaders if undefined, and nobody else. */
  subscribe(controller: Controller, manager: Manager | undefined): void {
    const { host } = controller
    const before = this.#groupOf.get(host)
    before?.group.delete(before.controller)
    const group = (manager && this.#managers.get(manager.host)?.group) ?? this.#joining
    group.add(controller)
    this.#groupOf.set(host, { controller, group })
  }

  /** TermGM: the manager is not one any more. */
  forget(manager: Manager): void {
    if (this.#managers.get(manager.host)?.manager === manager) this.#managers.delete(manager.host)
  }

  /** At every heartbeat: passes over managers that are silent. */
  tick(): void {
    this.entryPoint.tick()
    const { now } = this.#cluster.engine
    for (const { manager, heardAt } of this.#managers.values())
      if (now - heardAt > this.#settings.heartbeatTimeout) this.forget(manager)
  }

  /** Those who miss the leader may ask on the very date on which it does so itself. */
  get #isLed(): boolean {
    if (this.#leader === undefined) return false
    const silent = this.#cluster.engine.now - this.#leader.heardAt
    return silent < this.#settings.heartbeatTimeout - datePrecision
  }

  #promoteNext(): void {
    this.#election = undefined
    const host = this.#cluster.services.find((each) => this.#askers.has(each))
    if (host === undefined) return
    const next = this.#askers.get(host)!
    this.#askers.delete(host)
    const epoch = ++this.#epoch
    this.#post.counts.elections++
    this.#cluster.trace.event("election", host.name, { epoch })
    this.#post.send(this, next, () => next.promote(epoch))
    this.#election = this.#cluster.engine.after(replySeconds, () => this.#promoteNext())
  }

  /** A later life on the same node takes the place of the one before, whose group has lost its manager. */
  #know(manager: Manager): KnownManager {
    const heardAt = this.#cluster.engine.now
    const known = this.#managers.get(manager.host)
    if (known?.manager === manager) {
      known.heardAt = heardAt
      return known
    }
    const entry = { manager, heardAt, group: new Set<Controller>() }
    this.#managers.set(manager.host, entry)
    return entry
  }

  #passOn<A extends Actor>(actors: Iterable<A>, deliver: (actor: A) => void): void {
    this.#post.beatEach(
      actors,
      () => this,
      (actor) => actor,
      deliver,
    )
  }
}
