import type { Host } from "@placelab/core"
import { type Assignment, assignmentOf, type Candidate } from "./assignment.ts"
import type { SnoozeContext } from "./context.ts"
import type { Controller, Leader, Manager, Summary } from "./roles.ts"
import { replySeconds } from "./settings.ts"
import { Silence } from "./silence.ts"

interface Reporting extends Candidate {
  readonly manager: Manager
  readonly silence: Silence
  charge: number
  machines: number
  given: number
}

/**
 * The group leader, GL: knows the managers by their reports, and gives controllers that join to them. In its first second it only
 * collects managers, so that the first one that reports does not get everybody.
 */
export class GroupLeader implements Leader {
  readonly epoch: number
  readonly host: Host
  readonly #context: SnoozeContext
  readonly #onStepDown: () => void
  readonly #choose: Assignment
  /** By their nodes. */
  readonly #managers = new Map<Host, Reporting>()
  readonly #asking = new Set<Controller>()
  #isCollecting = true
  #isAlive = true

  /** `onStepDown` is called when another one leads. */
  constructor(context: SnoozeContext, host: Host, epoch: number, onStepDown: () => void) {
    this.#context = context
    this.host = host
    this.epoch = epoch
    this.#onStepDown = onStepDown
    this.#choose = assignmentOf(context.settings)
    context.cluster.engine.after(replySeconds, () => {
      this.#isCollecting = false
      this.#answer()
    })
    this.#beat()
  }

  get isAlive(): boolean {
    return this.#isAlive
  }

  hearSummary(manager: Manager, { charge, machines }: Summary): void {
    let known = this.#managers.get(manager.host)
    if (known?.manager !== manager) {
      known?.silence.stop()
      const silence = new Silence(this.#context.cluster.engine, this.#context.settings, () =>
        this.#lose(manager),
      )
      known = { manager, silence, charge, machines, given: 0 }
      this.#managers.set(manager.host, known)
    }
    known.silence.hear()
    known.charge = charge
    known.machines = machines
    known.given = 0
    this.#answer()
  }

  askForManager(controller: Controller): void {
    this.#asking.add(controller)
    this.#answer()
  }

  stepDown(): void {
    this.end()
    this.#onStepDown()
  }

  /** At every heartbeat. */
  tick(): void {
    this.#beat()
    for (const { silence } of this.#managers.values()) silence.tick()
  }

  /** It has crashed, or does not lead any more. */
  end(): void {
    this.#isAlive = false
    for (const { silence } of this.#managers.values()) silence.stop()
  }

  #beat(): void {
    const { post, relay } = this.#context
    post.beat(this, relay, () => relay.hearLeader(this))
  }

  #lose(manager: Manager): void {
    this.#managers.delete(manager.host)
    this.#context.post.counts.lost++
  }

  /** Those who ask get a manager, as soon as there is one. */
  #answer(): void {
    if (this.#isCollecting || this.#asking.size === 0 || this.#managers.size === 0) return
    const candidates = [...this.#managers.values()]
    for (const controller of this.#asking) {
      const chosen = candidates[this.#choose(candidates)]!
      chosen.given++
      this.#context.post.send(this, controller, () => controller.assign(chosen.manager))
    }
    this.#asking.clear()
  }
}
