import { JavaRandom, type Seconds } from "@placelab/core"
import { pushSwitch } from "../failure/vmplacesCrashes.ts"
import { vmplacesDates } from "./vmplacesLoad.ts"
import type { VmplacesSetting } from "./vmplacesSetting.ts"

/** A VM is suspended, or resumed. */
export interface SuspensionEvent {
  readonly date: Seconds
  /** The place of the VM in the list of VMs. */
  readonly vm: number
  readonly isRunning: boolean
}

/**
 * The suspensions that VMPlaceS draws where it is told to: VMs at random, at a constant rate, each for as long as a host is down
 * after a crash; its setting of their length is never read. A VM that is suspended again before it was resumed is resumed
 * so much later. In order of date.
 *
 * VMs are picked by their numbers. In which order VMPlaceS has them here is not known to us.
 */
export function vmplacesSuspensions(setting: VmplacesSetting): SuspensionEvent[] {
  const { vms, seed, duration, suspendPeriod, crashDuration } = setting
  const picks = new JavaRandom(seed)
  const events: { date: Seconds; who: number; isOn: boolean }[] = []
  for (const date of vmplacesDates(seed, vms, suspendPeriod, duration))
    pushSwitch(events, picks.nextInt(vms), date, date + crashDuration, Number.POSITIVE_INFINITY)
  return events
    .sort((a, b) => a.date - b.date)
    .map(({ date, who, isOn }) => ({ date, vm: who, isRunning: isOn }))
}
