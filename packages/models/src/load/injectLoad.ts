import { type Engine, InputError, type Process } from "@placelab/core"
import type { LoadEvent } from "./loadEvent.ts"
import { playByDate } from "./playByDate.ts"

/** Whoever keeps books beside; see {@link injectLoad}. */
export interface InjectLoadOptions {
  /** Called after each event, on its date, when its VM has the new load. */
  readonly onEvent?: (event: LoadEvent) => void
}

/**
 * Plays a stream of loads into VMs: a daemon that calls `setLoad` of `vms[event.vm]` at each event, the dates counted from
 * now. As the profiles of a platform, it does not keep a run going: run to a date, or let a process wait for this one.
 *
 * The process fails with an InputError for events that are not in order of date, and for a VM that is not in the list.
 *
 * @example
 * injectLoad(engine, vms, gaussianLoad({ vms: vms.length, seed: 1, until: 1800 }))
 * engine.run(1800)
 */
export function injectLoad(
  engine: Engine,
  vms: readonly { setLoad(load: number): void }[],
  events: Iterable<LoadEvent>,
  { onEvent }: InjectLoadOptions = {},
): Process<void> {
  return playByDate(engine, "load injector", events, (event) => {
    const vm = vms[event.vm]
    if (vm === undefined)
      throw new InputError("load injector", "VM", event.vm, `a place in the list of ${vms.length} VMs`)
    vm.setLoad(event.load)
    onEvent?.(event)
  })
}
