import { InputError } from "@placelab/core"
import { onGrid } from "./onGrid.ts"
import { type PlanetlabTrace, planetlabInterval, planetlabSamples } from "./planetlab.ts"
import type { Workload } from "./workload.ts"

/** Whole percents that were shares are off by their rounding. */
const rounding = 1e-6

/**
 * A workload as a day of PlanetLab: {@link planetlabSamples} whole percents of each VM. Errors: InputError for one that is none: of another
 * length, with VMs that come and go, or with parts of percents.
 *
 * @example planetlabFleet(planetlabTraces(synthesise(planetlabProfile, { vms: 1052, seed: 1 })))
 */
export function planetlabTraces(workload: Workload): PlanetlabTrace[] {
  const { name, interval, shareOf } = workload
  if (shareOf !== "itself") throw new InputError(name, "shares", `of ${shareOf}`, "shares of the VM itself")
  if (interval !== planetlabInterval)
    throw new InputError(name, "interval", interval, `${planetlabInterval} s from one sample to the next`)
  const samples = onGrid(workload, interval)
  return workload.vms.map(({ id }, vm) => ({
    name: id,
    percent: percentsOf(samples[vm]!, `${name}, VM ${id}`),
  }))
}

function percentsOf(shares: Float64Array, where: string): Uint8Array {
  if (shares.length !== planetlabSamples)
    throw new InputError(
      where,
      "number of samples",
      shares.length,
      `${planetlabSamples}, a day of 300 s each`,
    )
  return Uint8Array.from(shares, (share, k) => {
    const percent = Math.round(100 * share)
    if (!(percent >= 0 && percent <= 100 && Math.abs(100 * share - percent) <= rounding))
      throw new InputError(where, `sample ${k}`, 100 * share, "a whole number from 0 to 100, in percent")
    return percent
  })
}
