import { type Engine, type Host, positiveInteger, type Semaphore } from "@placelab/core"

/**
 * At most so many migrations at once on each host, whether they come or go; the others wait. Make one, and give it to all
 * the migrations that it shall hold for.
 *
 * A migration needs a slot of its source and one of its destination. It takes them one after the other, that of the host whose
 * name comes first in the order of code units first. Since all keep to one order, none waits for one that waits for it. On
 * each host slots are given in the order of asking (FIFO).
 *
 * Peers bound other things: OpenStack the migrations that leave a host (`max_concurrent_live_migrations`); VMPlaceS and SimGrid
 * nothing.
 *
 * @example
 * const slots = new MigrationSlots(engine, 2)
 * for (const vm of vms) engine.spawn(vm.name, () => migrate(vm, there, { slots }))
 */
export class MigrationSlots {
  readonly engine: Engine
  readonly perHost: number
  readonly #semaphores = new Map<Host, Semaphore>()

  /** Errors: InputError. */
  constructor(engine: Engine, perHost: number) {
    this.engine = engine
    this.perHost = positiveInteger("migration slots", "perHost", perHost)
  }

  /** How many slots of `host` nobody has. */
  free(host: Host): number {
    return this.#semaphores.get(host)?.available ?? this.perHost
  }

  /** For this package: where to ask, and in which order. */
  inOrder(from: Host, to: Host): readonly Semaphore[] {
    return (from.name < to.name ? [from, to] : [to, from]).map((host) => this.#of(host))
  }

  #of(host: Host): Semaphore {
    let semaphore = this.#semaphores.get(host)
    if (semaphore === undefined) {
      semaphore = this.engine.semaphore(this.perHost)
      this.#semaphores.set(host, semaphore)
    }
    return semaphore
  }
}
