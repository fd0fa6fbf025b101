import { type Engine, InputError, type Seconds, type Steps } from "@placelab/core"
import type { PhysicalMachine, PowerChange } from "./physicalMachine.ts"

/**
 * Powers a machine on: it is there after its `bootSeconds`. Says whether it came so far: it does not when the process is
 * killed, or somebody switches the host on meanwhile. Errors: InputError when it is not off.
 */
export function* powerOn(engine: Engine, machine: PhysicalMachine): Steps<boolean> {
  requireState(machine, "off")
  return yield* changing(engine, machine, "booting", machine.bootSeconds)
}

/**
 * Powers a machine off: nothing can start on it from now on, and it is off after its `shutdownSeconds`. Says whether it came
 * so far, as {@link powerOn}. Errors: InputError when it is not on, and while VMs are on it, or places are reserved.
 */
export function* powerOff(engine: Engine, machine: PhysicalMachine): Steps<boolean> {
  requireState(machine, "on")
  if (machine.coresUsed > 0) {
    const expected = "0: move or stop its VMs first"
    throw new InputError(`machine "${machine.name}"`, "cores held by VMs", machine.coresUsed, expected)
  }
  return yield* changing(engine, machine, "shutting down", machine.shutdownSeconds)
}

function* changing(
  engine: Engine,
  machine: PhysicalMachine,
  state: PowerChange["state"],
  seconds: Seconds,
): Steps<boolean> {
  const change: PowerChange = { state }
  machine.setChange(change)
  let hasArrived = false
  try {
    if (machine.change === change) machine.host.turnOff()
    yield* engine.sleep(seconds)
    hasArrived = machine.change === change
  } finally {
    if (machine.change === change && !(hasArrived && state === "booting")) machine.setChange(undefined)
  }
  if (hasArrived && state === "booting") machine.host.turnOn()
  return hasArrived
}

function requireState(machine: PhysicalMachine, state: "on" | "off"): void {
  if (machine.state === state) return
  throw new InputError(`machine "${machine.name}"`, "state", machine.state, state)
}
