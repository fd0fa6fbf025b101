import type { Seconds } from "@placelab/core"
import type { PhysicalMachine } from "@placelab/models"
import type { Cluster } from "../../cluster/cluster.ts"

/** Somebody who gets messages. */
interface Addressee {
  readonly machine: PhysicalMachine
}

/** Messages of agents, and questions. One question is two messages: it and the answer. */
export class Post {
  /** Messages that were sent. */
  sent = 0
  readonly #cluster: Cluster

  constructor(cluster: Cluster) {
    this.#cluster = cluster
  }

  /** Lost when one of the two is off, on sending or on arrival. */
  send(from: PhysicalMachine, to: PhysicalMachine, deliver: () => void): void {
    this.sent++
    this.#cluster.messages.send(from.host, to.host, deliver)
  }

  /**
   * Asks all of these at once, and waits for `seconds` at most. `then` is called once: with true when all have said yes; with false when
   * one says no, or the time is up. One who asks itself needs no message.
   */
  ask<A extends Addressee>(
    from: A,
    to: readonly A[],
    seconds: Seconds,
    question: (to: A) => boolean,
    then: (isGranted: boolean) => void,
  ): void {
    let missing = to.length
    let isOver = false
    const settle = (isGranted: boolean) => {
      isOver = true
      timeout.cancel()
      then(isGranted)
    }
    const heard = (isYes: boolean) => {
      if (isOver) return
      missing--
      if (!isYes) settle(false)
      else if (missing === 0) settle(true)
    }
    const timeout = this.#cluster.engine.after(seconds, () => {
      if (!isOver) settle(false)
    })
    if (missing === 0) settle(true)
    for (const each of to) {
      if (isOver) return
      if (each === from) heard(question(each))
      else
        this.send(from.machine, each.machine, () => {
          const isYes = question(each)
          this.send(each.machine, from.machine, () => heard(isYes))
        })
    }
  }
}
