import type { Engine, Process, Steps } from "@placelab/core"

/** Work that several processes wait for: it is a process of its own, which goes on as long as one of them waits. */
export class Joint<R> {
  readonly process: Process<R>
  #waiting = 0

  constructor(engine: Engine, name: string, steps: () => Steps<R>) {
    this.process = engine.spawn(name, steps)
  }

  /** Waits for its end. Where this is killed, and nobody else waits, the work is, too. */
  *join(): Steps<R> {
    this.#waiting++
    try {
      return yield* this.process
    } finally {
      if (--this.#waiting === 0) this.process.kill()
    }
  }
}
