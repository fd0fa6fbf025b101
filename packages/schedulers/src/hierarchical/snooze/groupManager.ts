import type { Host } from "@placelab/core"
import type { PhysicalMachine } from "@placelab/models"
import type { SnoozeContext } from "./context.ts"
import { GroupRounds } from "./groupRounds.ts"
import type { Controller, Leader, Manager, Membership } from "./roles.ts"
import { Silence } from "./silence.ts"

/** A controller of the group. */
interface Member extends Membership {
  readonly silence: Silence
  /** Undefined until it has told it. */
  charge: number | undefined
}

/**
 * The group manager, GM: asks for a leader until it hears one, then manages controllers that register, until it is promoted or
 * crashes. It does not stop when it misses the leader.
 *
 * It decides only about controllers that hold themselves for its members: it sees that when it looks at their machines, and passes
 * over those that have gone. Machines that it has powered off stay in the group although their controllers are silent.
 */
export class GroupManager implements Manager {
  readonly host: Host
  readonly #context: SnoozeContext
  readonly #onPromotion: (epoch: number) => void
  readonly #rounds: GroupRounds
  readonly #members = new Map<PhysicalMachine, Member>()
  readonly #leaderSilence: Silence
  #leader: Leader | undefined
  #isManaging = false
  #isAlive = true

  /** `onPromotion` is called when it is to lead; it is not a manager any more then. */
  constructor(context: SnoozeContext, host: Host, onPromotion: (epoch: number) => void) {
    this.#context = context
    this.host = host
    this.#onPromotion = onPromotion
    this.#rounds = new GroupRounds(context, host, () => this.#ready())
    this.#leaderSilence = new Silence(context.cluster.engine, context.settings, () => this.#missLeader())
    this.#askForLeader()
  }

  get isAlive(): boolean {
    return this.#isAlive
  }

  /** The machines of its group, as it knows them. */
  get machines(): readonly PhysicalMachine[] {
    return [...this.#members.keys()]
  }

  hearLeader(leader: Leader): void {
    this.#leaderSilence.hear()
    if (leader === this.#leader) return
    if (!this.#isManaging) {
      this.#isManaging = true
      this.#context.cluster.trace.track(this.host.name, "SNOOZE").set("manager")
      this.#rounds.start()
    }
    this.#leader = leader
    this.#report(leader)
  }

  promote(epoch: number): void {
    if (this.#leader !== undefined) return
    const { post, relay } = this.#context
    post.send(this, relay, () => relay.forget(this))
    for (const member of this.#members.values())
      post.send(this, member.controller, () => member.controller.dismiss(member))
    this.end()
    this.#onPromotion(epoch)
  }

  register(controller: Controller): void {
    const { machine } = controller
    this.#members.get(machine)?.silence.stop()
    const { cluster, settings, post } = this.#context
    const silence = new Silence(cluster.engine, settings, () => this.#lose(member))
    const member: Member = { manager: this, controller, silence, charge: undefined }
    this.#members.set(machine, member)
    post.send(this, controller, () => controller.accept(member))
  }

  hearCharge(membership: Membership, charge: number): void {
    const { controller } = membership
    const member = this.#members.get(controller.machine)
    if (member === undefined || member !== membership) {
      this.#context.post.send(this, controller, () => controller.dismiss(membership))
      return
    }
    const isFirst = member.charge === undefined
    member.charge = charge
    member.silence.hear()
    if (isFirst) this.#rounds.wake()
  }

  wake(): void {
    this.#rounds.wake()
  }

  /** At every heartbeat. */
  tick(): void {
    const { post, relay } = this.#context
    if (this.#leader === undefined) this.#askForLeader()
    else this.#report(this.#leader)
    if (this.#isManaging) post.beat(this, relay, () => relay.hearManager(this))
    if (this.#leader !== undefined) this.#leaderSilence.tick()
    for (const { silence } of this.#members.values()) silence.tick()
  }

  /** It has crashed, or is not a manager any more. */
  end(): void {
    this.#isAlive = false
    this.#leaderSilence.stop()
    for (const { silence } of this.#members.values()) silence.stop()
    this.#rounds.stop()
  }

  #askForLeader(): void {
    const { post, relay } = this.#context
    post.send(this, relay, () => relay.askForLeader(this))
  }

  #missLeader(): void {
    this.#leader = undefined
    this.#askForLeader()
  }

  #report(leader: Leader): void {
    let charge = 0
    for (const member of this.#members.values()) charge += member.charge ?? 0
    const summary = { charge, machines: this.#members.size }
    this.#context.post.beat(this, leader, () => leader.hearSummary(this, summary))
  }

  *#ready(): Iterable<PhysicalMachine> {
    for (const [machine, member] of this.#members) {
      const { controller } = member
      if (this.#context.engaged.has(machine)) continue
      if (this.#isAsleep(machine) || (controller.isAlive && controller.membership === member)) yield machine
    }
  }

  #lose(member: Member): void {
    if (this.#isAsleep(member.controller.machine)) return
    this.#context.post.counts.lost++
    member.silence.stop()
    this.#members.delete(member.controller.machine)
  }

  #isAsleep(machine: PhysicalMachine): boolean {
    const { powersOff, failed } = this.#context.cluster
    return powersOff && machine.state !== "on" && !failed.has(machine)
  }
}
