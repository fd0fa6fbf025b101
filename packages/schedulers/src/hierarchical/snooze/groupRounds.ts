/*
 * When a group manager decides: periodically, or as soon as one of its machines is overloaded.
 *
 * Periodic   a round, then `period`, and so on, from its begin as a manager. The time that a round takes comes on top.
 * Reactive   it looks at its machines every `pollPeriod`, and begins a round when one is overloaded; then not before `pause` has
 *            passed. It sees the machines as they are at that moment: in place of messages to all of them, VMPlaceS lets the period
 *            stand for the round trip. So it is here; and nothing happens as long as no machine is overloaded.
 */
import type { Host, Seconds, Steps } from "@placelab/core"
import type { PhysicalMachine } from "@placelab/models"
import { reconfigure } from "../../cluster/reconfigure.ts"
import { TickedWatch } from "../../cluster/tickedWatch.ts"
import type { SnoozeContext } from "./context.ts"

export class GroupRounds {
  readonly #context: SnoozeContext
  readonly #host: Host
  readonly #machines: () => Iterable<PhysicalMachine>
  #round: { kill(): void } | undefined
  #timer: { cancel(): void } | undefined
  #watch: TickedWatch | undefined
  #notBefore: Seconds = 0
  #isStopped = false

  /** `machines` are those of the group that can be decided about now. */
  constructor(context: SnoozeContext, host: Host, machines: () => Iterable<PhysicalMachine>) {
    this.#context = context
    this.#host = host
    this.#machines = machines
  }

  /** From now on it decides. */
  start(): void {
    const { cluster, settings } = this.#context
    if (settings.scheduling === "periodic") this.#wait()
    else {
      const begin = () => this.#begin()
      this.#watch = new TickedWatch(cluster, settings.pollPeriod, () => this.#isOver(), begin)
    }
  }

  /** One of the machines may be overloaded by now, or may be decided about again. */
  wake(): void {
    this.#watch?.wake()
  }

  /** It decides no more. A round under way is given up; moves that have begun go on. */
  stop(): void {
    this.#isStopped = true
    this.#watch?.stop()
    this.#timer?.cancel()
    this.#round?.kill()
  }

  #isOver(): boolean {
    const { cluster } = this.#context
    if (this.#round !== undefined || cluster.isEnding || cluster.engine.now < this.#notBefore) return false
    for (const machine of this.#machines()) if (cluster.overloads.isOverloaded(machine)) return true
    return false
  }

  #begin(): void {
    const { engine, isEnding } = this.#context.cluster
    if (isEnding) return
    const name = `round of ${this.#host.name}`
    this.#round = engine.spawn(name, () => this.#decide(), { host: this.#host, daemon: true })
  }

  *#decide(): Steps<void> {
    const { cluster, engaged, post } = this.#context
    const { planner, time } = this.#context.settings
    const machines = [...this.#machines()]
    for (const machine of machines) engaged.add(machine)
    try {
      if (machines.length === 0) return
      post.counts.rounds++
      yield* reconfigure(cluster, machines, { planner, time, node: this.#host })
    } finally {
      this.#round = undefined
      for (const machine of machines) this.#free(machine)
      this.#wait()
    }
  }

  /** It may have another manager by now, that could not decide about it. */
  #free(machine: PhysicalMachine): void {
    const { engaged, controllers } = this.#context
    engaged.delete(machine)
    const manager = controllers.get(machine)?.membership?.manager
    if (manager !== undefined && manager.host !== this.#host) manager.wake()
  }

  /** Until the next round may be. */
  #wait(): void {
    if (this.#isStopped) return
    const { cluster, settings } = this.#context
    const { scheduling, period, pause } = settings
    if (scheduling === "periodic") this.#timer = cluster.engine.after(period, () => this.#begin())
    else {
      this.#notBefore = cluster.engine.now + pause
      this.#timer = cluster.engine.after(pause, () => this.wake())
    }
  }
}
