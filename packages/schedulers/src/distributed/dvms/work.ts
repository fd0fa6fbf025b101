import type { Process } from "@placelab/core"
import { type Reconfiguration, reconfigure } from "../../cluster/reconfigure.ts"
import type { DvmsContext } from "./context.ts"
import type { Partition } from "./partition.ts"

/** What a leader at work needs of its agent. */
export interface Worker {
  /** Renews the leases of the members; tells whether all have answered in time. */
  renewMembers(then: (areThere: boolean) => void): void
  /** The planner has decided, and its plan is over. */
  decided(reconfiguration: Reconfiguration): void
  /** A member does not answer any more. */
  lostMember(): void
}

/**
 * A leader at work: asks the planner for its members, and applies the plan, on its own host. Meanwhile it renews their leases; when
 * one does not answer it gives up, before the lease of any other can have run out.
 */
export class Work {
  readonly #context: DvmsContext
  readonly #worker: Worker
  readonly #process: Process<void>
  #renewal: { cancel(): void } | undefined

  constructor(context: DvmsContext, { leader, members }: Partition, worker: Worker) {
    const { cluster, options } = context
    const { planner, time } = options
    const work = this
    this.#context = context
    this.#worker = worker
    context.working.add(this)
    function* steps() {
      const reconfiguration = yield* reconfigure(cluster, [...members], { planner, time, node: leader.host })
      work.#end()
      worker.decided(reconfiguration)
    }
    this.#process = cluster.engine.spawn(`decision of ${leader.name}`, steps, { host: leader.host })
    this.#renewLater()
  }

  /** Moves that are under way go on. */
  stop(): void {
    this.#end()
    this.#process.kill()
  }

  #end(): void {
    this.#renewal?.cancel()
    this.#renewal = undefined
    this.#context.working.delete(this)
  }

  #renewLater(): void {
    const { cluster, options, working } = this.#context
    this.#renewal = cluster.engine.after(options.refreshPeriod, () => {
      this.#worker.renewMembers((areThere) => {
        if (!areThere && working.has(this)) this.#worker.lostMember()
      })
      this.#renewLater()
    })
  }
}
