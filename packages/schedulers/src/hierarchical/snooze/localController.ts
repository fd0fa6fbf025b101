import type { Host } from "@placelab/core"
import type { PhysicalMachine } from "@placelab/models"
import type { SnoozeContext } from "./context.ts"
import type { Controller, Leader, Manager, Membership } from "./roles.ts"
import { Silence } from "./silence.ts"

/** A controller's heartbeat to its manager. */
export interface ChargeBeat {
  readonly controller: Controller
  readonly membership: Membership
  /** What its VMs ask for, in cores. */
  readonly charge: number
}

/**
 * The local controller, LC, of a machine. To join it waits for a heartbeat of the leader, asks it for a manager, registers there,
 * and says to the relay whom it wants to hear; as long as it has not joined, it asks again with each heartbeat of the leader.
 * It joins anew when it does not hear its manager, or is dismissed.
 */
export class LocalController implements Controller {
  readonly machine: PhysicalMachine
  readonly #context: SnoozeContext
  #membership: Membership | undefined
  /** Of the manager; of the leader while it joins. */
  #silence: Silence
  #isAlive = true

  constructor(context: SnoozeContext, machine: PhysicalMachine) {
    this.#context = context
    this.machine = machine
    this.#silence = this.#join()
  }

  get host(): Host {
    return this.machine.host
  }

  get isAlive(): boolean {
    return this.#isAlive
  }

  get membership(): Membership | undefined {
    return this.#membership
  }

  hearLeader(leader: Leader): void {
    if (this.#membership !== undefined) return
    this.#silence.hear()
    this.#context.post.send(this, leader, () => leader.askForManager(this))
  }

  assign(manager: Manager): void {
    if (this.#membership === undefined) this.#context.post.send(this, manager, () => manager.register(this))
  }

  accept(membership: Membership): void {
    const { post, relay, settings, cluster } = this.#context
    const { manager } = membership
    const current = this.#membership
    if (current !== undefined && current.manager !== manager) return
    this.#membership = membership
    this.#silence.stop()
    this.#silence = new Silence(cluster.engine, settings, () => this.#leave())
    if (current === undefined) {
      post.counts.joins++
      cluster.trace.track(this.machine.name, "SNOOZE").set("member", { manager: manager.host.name })
    }
    post.send(this, relay, () => relay.subscribe(this, manager))
    const { charge } = this.#beat(membership)
    post.beat(this, manager, () => manager.hearCharge(membership, charge))
  }

  hearManager(manager: Manager): void {
    if (this.#membership?.manager === manager) this.#silence.hear()
  }

  dismiss(membership: Membership): void {
    if (this.#membership === membership) this.#leave()
  }

  /** At every heartbeat; gives its own, when it has a manager. */
  tick(): ChargeBeat | undefined {
    this.#silence.tick()
    return this.#membership && this.#beat(this.#membership)
  }

  /** It has crashed. */
  end(): void {
    this.#isAlive = false
    this.#silence.stop()
  }

  #leave(): void {
    this.#membership = undefined
    this.#silence.stop()
    this.#silence = this.#join()
  }

  /** Wants to hear leaders, and says so again when it hears none: the relay may have missed it. */
  #join(): Silence {
    const { post, relay, settings, cluster } = this.#context
    cluster.trace.track(this.machine.name, "SNOOZE").set("joining")
    const subscribe = () => post.send(this, relay, () => relay.subscribe(this, undefined))
    subscribe()
    return new Silence(cluster.engine, settings, subscribe)
  }

  #beat(membership: Membership): ChargeBeat {
    const charge = this.#context.cluster.overloads.demandOf(this.machine)
    return { controller: this, membership, charge }
  }
}
