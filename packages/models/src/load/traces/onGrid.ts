import { positive, type Seconds } from "@placelab/core"
import type { Workload, WorkloadVm } from "./workload.ts"

/**
 * A workload in regular samples, for each VM in order: sample k is its mean CPU use, weighted by time, from k * `interval` on, over as
 * much of that as it is there; NaN where it is not there at all. All have as many samples as the VM that lasts longest.
 *
 * Cost      linear in samples, both those that come and those that go.
 * Errors    InputError where `interval` is not above 0.
 *
 * @example onGrid(workload, 300)[0] // the first VM
 */
export function onGrid(workload: Workload, interval: Seconds): Float64Array[] {
  positive("grid", "interval", interval, "s")
  const end = workload.vms.reduce((latest, vm) => Math.max(latest, vm.end), 0)
  const length = Math.ceil(end / interval)
  return workload.vms.map((vm) => samplesOf(vm, interval, length))
}

/** For this package: one VM, in so many samples from date 0 on. */
export function samplesOf({ dates, cpu, end }: WorkloadVm, interval: Seconds, length: number): Float64Array {
  const means = new Float64Array(length)
  const seconds = new Float64Array(length)
  for (const [i, date] of dates.entries()) {
    const value = cpu[i]!
    if (Number.isNaN(value)) continue
    const until = Math.min(dates[i + 1] ?? end, end)
    for (let k = Math.floor(date / interval); k * interval < until && k < length; k++) {
      const covered = Math.min(until, (k + 1) * interval) - Math.max(date, k * interval)
      if (covered <= 0) continue
      seconds[k]! += covered
      // So that a mean of equal values is that value.
      means[k]! += (value - means[k]!) * (covered / seconds[k]!)
    }
  }
  return means.map((mean, k) => (seconds[k]! > 0 ? mean : Number.NaN))
}
