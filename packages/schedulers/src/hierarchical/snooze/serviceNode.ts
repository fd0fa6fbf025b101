import type { Host, SwitchListener } from "@placelab/core"
import type { SnoozeContext } from "./context.ts"
import { GroupLeader } from "./groupLeader.ts"
import { GroupManager } from "./groupManager.ts"

/** What runs on a service node: a manager, or the leader. After a crash, and when it leads no more, it begins as a manager. */
export class ServiceNode implements SwitchListener {
  readonly host: Host
  readonly #context: SnoozeContext
  #role: GroupManager | GroupLeader | undefined

  constructor(context: SnoozeContext, host: Host) {
    this.#context = context
    this.host = host
    host.onSwitch(this)
    if (host.isOn) this.#manage()
  }

  get manager(): GroupManager | undefined {
    return this.#role instanceof GroupManager ? this.#role : undefined
  }

  get leader(): GroupLeader | undefined {
    return this.#role instanceof GroupLeader ? this.#role : undefined
  }

  /** Called by the host. */
  switched(isOn: boolean): void {
    if (isOn) this.#manage()
    else {
      this.#role?.end()
      this.#role = undefined
      this.#show("off")
    }
  }

  /** At every heartbeat. */
  tick(): void {
    this.#role?.tick()
  }

  #manage(): void {
    this.#show("joining")
    this.#role = new GroupManager(this.#context, this.host, (epoch) => this.#lead(epoch))
  }

  #lead(epoch: number): void {
    this.#show("leader")
    this.#role = new GroupLeader(this.#context, this.host, epoch, () => this.#manage())
  }

  #show(role: string): void {
    this.#context.cluster.trace.track(this.host.name, "SNOOZE").set(role)
  }
}
