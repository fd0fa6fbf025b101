/*
 * One action of a plan on the engine. Memory moves under contention: of disks, of links, with whatever else uses them.
 *
 *   run      the VM's place is held for `runSeconds`, then it runs                        constant
 *   stop     it shuts down for `stopSeconds`                                              constant
 *   migrate  its memory goes over the network as it runs; both hosts hold it meanwhile    D / network
 *   suspend  its memory is written to the disk of its host, which holds it until then     D / disk
 *   resume   its memory is read from the disk of the host; elsewhere it is copied there first, from disk to disk
 *                                                                                         D / disk, and twice as much
 *
 * What cannot be done is a value, and nothing has changed then.
 */
import type { Steps } from "@placelab/core"
import {
  migrate,
  type PhysicalMachine,
  powerOff,
  powerOn,
  resumeFromDisk,
  shutDown,
  start,
  suspendToDisk,
  type Vm,
} from "@placelab/models"
import type { HostSwitch, PlanAction } from "../centralized/entropy/plan.ts"
import { wasMoved } from "../cluster/executePlan.ts"
import type { SwitchSite } from "./switchSite.ts"

/**
 * What has become of an action. `wrong state`: the VM, or the host to be switched, was not where the plan has it; `no machine`: a
 * host was off; `no room`; `failed`: it began, and something went away.
 */
export type ActionEnd = "done" | "wrong state" | "no machine" | "no room" | "failed"

/** Carries one action out. */
export function* playAction(site: SwitchSite, action: PlanAction, vm: Vm): Steps<ActionEnd> {
  const to = "to" in action ? site.places.get(action.to)!.machine : undefined
  if (!isWhere(vm, action)) return "wrong state"
  if (to !== undefined && to.state !== "on") return "no machine"
  if (to?.lacks(vm) !== undefined) return "no room"
  const { settings } = site
  switch (action.kind) {
    case "run":
      return yield* run(site, vm, to!)
    case "stop":
      return ended(yield* shutDown(vm, { seconds: settings.stopSeconds }))
    case "suspend":
      return ended(yield* suspendToDisk(vm, site.places.get(action.from)!.disk))
    case "resume": {
      const copies = action.from !== action.to && settings.remoteResume === "copy"
      if (!site.places.get(action.from)!.machine.host.isOn) return "no machine"
      return ended(
        yield* resumeFromDisk(vm, to!.host, copies ? { by: site.places.get(action.to)!.disk } : {}),
      )
    }
    case "migrate": {
      const { end } = yield* migrate(vm, to!.host, settings.migration)
      return ended(wasMoved(end))
    }
  }
}

/** Switches a host. */
export function* playSwitch(site: SwitchSite, { kind, host }: HostSwitch): Steps<ActionEnd> {
  const machine = site.places.get(host)!.machine
  if (kind === "boot") {
    if (machine.state !== "off") return "wrong state"
    return ended(yield* powerOn(site.engine, machine))
  }
  if (machine.state !== "on" || machine.coresUsed > 0) return "wrong state"
  return ended(yield* powerOff(site.engine, machine))
}

function* run({ engine, settings }: SwitchSite, vm: Vm, to: PhysicalMachine): Steps<ActionEnd> {
  const place = to.reserve(vm)
  try {
    yield* engine.sleep(settings.runSeconds)
    if (vm.state !== "requested") return "wrong state"
    if (to.state !== "on") return "no machine"
    return ended((yield* start(vm, to.host)) === "running")
  } finally {
    place.release()
  }
}

/** Whether the VM is where the action takes it from. */
function isWhere(vm: Vm, action: PlanAction): boolean {
  if (action.kind === "run") return vm.state === "requested"
  if (action.kind === "resume") return vm.host === undefined && vm.savedOn?.host.name === action.from
  return vm.state === "running" && vm.host?.name === action.from
}

function ended(isDone: boolean): ActionEnd {
  return isDone ? "done" : "failed"
}
