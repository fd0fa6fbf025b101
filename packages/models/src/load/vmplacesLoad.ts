import { JavaRandom, logarithm } from "@placelab/core"
import type { LoadEvent } from "./loadEvent.ts"
import { numbersInHashOrder } from "./vmplacesPlacement.ts"
import type { VmplacesSetting } from "./vmplacesSetting.ts"

/**
 * The load events of VMPlaceS, event for event, with the numbers of its VMs. The law is that of {@link gaussianLoad}, with
 * these differences: inter-arrival times, VMs and loads are drawn from three `java.util.Random` of the same seed, so that
 * they are the same sequence of numbers; VMs are picked from the order of a hash map.
 *
 * Source: held to event queues of real runs, to the last bit.
 */
export function vmplacesLoad(setting: VmplacesSetting): Iterable<LoadEvent> {
  const { vms, seed, duration, loadPeriod, loadMean, loadDeviation, slots, maxLoad } = setting
  const order = numbersInHashOrder("vm-", vms)
  const slotSize = Math.floor(maxLoad / slots)

  function* events(): Generator<LoadEvent, void> {
    const loads = new JavaRandom(seed)
    const picks = new JavaRandom(seed)
    for (const date of vmplacesDates(seed, vms, loadPeriod, duration)) {
      const percent = Math.max(0, loads.nextGaussian() * loadDeviation + loadMean)
      const slot = Math.round((Math.min(100, percent) * slots) / 100)
      yield { date, vm: order[picks.nextInt(vms)]!, load: (slot * slotSize) / 100 }
    }
  }
  return { [Symbol.iterator]: events }
}

/** Dates before `duration` of what befalls each of `count` things every `period` seconds on average, as VMPlaceS draws them. */
export function* vmplacesDates(
  seed: number,
  count: number,
  period: number,
  duration: number,
): Generator<number, void> {
  const random = new JavaRandom(seed)
  const rate = (1 / period) * count
  const between = () => -logarithm(1 - random.nextDouble()) / rate
  for (let date = between(); date < duration; date += between()) yield date
}
