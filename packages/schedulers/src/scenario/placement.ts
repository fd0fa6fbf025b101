import { InputError, RandomStream } from "@placelab/core"
import { vmplacesPlacement } from "@placelab/models"
import type { Scenario } from "./scenario.ts"
import { vmplacesSettingOf } from "./vmplacesSettingOf.ts"

/** Where each VM is at the beginning, and of which class; by its number. */
export interface InitialPlacement {
  readonly places: ArrayLike<number>
  readonly classes: ArrayLike<number>
}

/** Errors: InputError for a VM that finds no room. */
export function placementOf(scenario: Scenario): InitialPlacement {
  const { vms, vm, seed } = scenario
  const placed = vm.placement === "vmplaces" ? vmplacesPlacement(vmplacesSettingOf(scenario)) : undefined
  const places = placed?.hosts ?? spread(scenario)
  for (let i = 0; i < vms; i++) if (places[i] === -1) throw noRoom(scenario, i)
  if (scenario.profile !== "corrected" && placed !== undefined) return { places, classes: placed.classes }
  const random = new RandomStream(seed, "VM classes")
  return { places, classes: Int32Array.from({ length: vms }, () => random.below(vm.classes.length)) }
}

/** By rules that look at memory only. */
function spread(scenario: Scenario): Int32Array {
  const { vms, hosts, vm, host, seed } = scenario
  const most = Math.floor(host.memory / vm.memory)
  if (vms > most * hosts) throw noRoom(scenario, most * hosts)
  if (vm.placement === "blocks")
    return Int32Array.from({ length: vms }, (_, i) => Math.floor((i * hosts) / vms))
  if (vm.placement === "round-robin") return Int32Array.from({ length: vms }, (_, i) => i % hosts)
  const random = new RandomStream(seed, "placement")
  const open = Array.from({ length: hosts }, (_, i) => i)
  const count = new Int32Array(hosts)
  return Int32Array.from({ length: vms }, () => {
    const at = random.below(open.length)
    const place = open[at]!
    if (++count[place]! === most) open.splice(at, 1)
    return place
  })
}

function noRoom({ vms, hosts }: Scenario, vm: number): InputError {
  return new InputError("scenario", "vms", vms, `fewer: vm-${vm} finds no room on ${hosts} hosts`)
}
