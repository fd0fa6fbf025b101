import { InputError } from "@placelab/core"
import { type PlanetlabTrace, planetlabInterval, planetlabSamples } from "./planetlab.ts"
import type { Workload, WorkloadVm } from "./workload.ts"

/** How far a share may be from a whole percent, in percent: what rounding of doubles makes. */
const tolerance = 1e-6

/**
 * A workload as a day of PlanetLab, for what takes nothing else. Nothing is rounded or filled in: errors are InputErrors that name the
 * VM, for a trace that is not {@link planetlabSamples} samples, {@link planetlabInterval} seconds apart, of whole percents from 0 to 100.
 *
 * @example planetlabFleet(planetlabTraces(synthesise(planetlabProfile, { vms: 1052, seed: 1 })))
 */
export function planetlabTraces(workload: Workload): PlanetlabTrace[] {
  const { name, shareOf } = workload
  if (shareOf !== "itself")
    throw new InputError(name, "shares", `of ${shareOf}`, "of what each VM has itself")
  return workload.vms.map((vm) => ({ name: vm.id, percent: percentsOf(vm, `${name}, VM ${vm.id}`) }))
}

function percentsOf({ dates, cpu, end }: WorkloadVm, where: string): Uint8Array {
  const day = planetlabSamples * planetlabInterval
  if (dates.length !== planetlabSamples)
    throw new InputError(
      where,
      "number of samples",
      dates.length,
      `${planetlabSamples}, one for each 300 s of a day`,
    )
  if (end !== day) throw new InputError(where, "end", end, `${day}, in seconds`)
  return Uint8Array.from(cpu, (share, k) => {
    if (dates[k] !== k * planetlabInterval)
      throw new InputError(where, `date of sample ${k}`, dates[k], `${k * planetlabInterval}, in seconds`)
    const percent = 100 * share
    const whole = Math.round(percent)
    if (Math.abs(percent - whole) <= tolerance && whole >= 0 && whole <= 100) return whole
    throw new InputError(where, `CPU use in sample ${k}`, share, "a whole percent from 0 to 1, such as 0.07")
  })
}
