import { type Engine, InputError, type Process, type Resource } from "@placelab/core"
import { playByDate } from "../load/playByDate.ts"
import { PhysicalMachine } from "../machine/physicalMachine.ts"
import { powerOn } from "../machine/power.ts"
import type { FailureEvent } from "./failureEvent.ts"

/** Whoever keeps books beside; see {@link injectFailures}. */
export interface InjectFailuresOptions {
  /** Called on the date of each event that has had an effect, after it. */
  readonly onEvent?: (event: FailureEvent) => void
}

/**
 * Plays a stream of failures into hosts, links or machines: a daemon that turns `targets[event.host]` off and on, the dates
 * counted from now. A host or link is there again when it is repaired; a machine boots then, for its `bootSeconds`, and may
 * fail meanwhile. What becomes of the VMs on it is the machine's to say: see `restartElsewhere`.
 *
 * It brings back what it has turned off, and nothing else: what somebody has switched off fails unseen, and stays off. As the
 * profiles of a platform, it does not keep a run going: run to a date. The process fails with an InputError for events
 * that are not in order of date, and for a place that is not in the list.
 *
 * @example
 * const timeToFailure = exponentialLaw(86_400)
 * const timeToRepair = exponentialLaw(600)
 * const names = machines.map((machine) => machine.name)
 * injectFailures(engine, machines, renewalFailures({ hosts: names, seed: 1, timeToFailure, timeToRepair }))
 * engine.run(7 * 86_400)
 */
export function injectFailures(
  engine: Engine,
  targets: readonly (Resource | PhysicalMachine)[],
  events: Iterable<FailureEvent>,
  options: InjectFailuresOptions = {},
): Process<void> {
  return playByDate(engine, "failure injector", events, failurePlayer(engine, targets, options))
}

/** What `injectFailures` does with each event, on its date; for who plays failures among other things. */
export function failurePlayer(
  engine: Engine,
  targets: readonly (Resource | PhysicalMachine)[],
  { onEvent }: InjectFailuresOptions = {},
): (event: FailureEvent) => void {
  const failed = new Set<Resource>()
  const boots = new Map<Resource, Process<boolean>>()

  const fail = (resource: Resource): boolean => {
    const boot = boots.get(resource)
    if (!resource.isOn && (boot === undefined || boot.hasEnded)) return false
    boot?.kill()
    failed.add(resource)
    resource.turnOff()
    return true
  }
  const repair = (target: Resource | PhysicalMachine, resource: Resource): boolean => {
    if (!failed.delete(resource) || resource.isOn) return false
    if (!(target instanceof PhysicalMachine)) resource.turnOn()
    else if (target.state === "off") {
      const boot = engine.spawn(`boot of ${target.name}`, () => powerOn(engine, target), { daemon: true })
      boots.set(resource, boot)
    }
    return true
  }

  return (event) => {
    const target = targets[event.host]
    if (target === undefined)
      throw new InputError("failure injector", "host", event.host, `a place in the list of ${targets.length}`)
    const resource = target instanceof PhysicalMachine ? target.host : target
    if (event.isOn ? repair(target, resource) : fail(resource)) onEvent?.(event)
  }
}
