import type { Workload, WorkloadStatistics } from "@placelab/models"

/** What a workload is like, in lines for people. */
export function workloadReport(workload: Workload, statistics: WorkloadStatistics): string {
  const { name, interval, repairs, shareOf } = workload
  const { vms, samples, duration, mean, deviation, quartiles, percentile95, max } = statistics
  const { timeWeightedMean, betweenVms, autocorrelation } = statistics
  return [
    `${name}: ${vms} ${vms === 1 ? "VM" : "VMs"}, ${samples} samples, mostly ${interval} s apart, over ${(duration / 86_400).toFixed(2)} days`,
    `CPU use (of ${shareOf === "itself" ? "what each VM has" : shareOf}): mean ${percent(mean)}, by time ${percent(timeWeightedMean)}, st. dev. ${percent(deviation)}`,
    `quartiles ${quartiles.map(percent).join(", ")}; 95th percentile ${percent(percentile95)}, most ${percent(max)}`,
    `${percent(betweenVms)} of the variance is between VMs; autocorrelation ${autocorrelation.interval.toFixed(2)} after ${interval} s, ${autocorrelation.hour.toFixed(2)} after an hour`,
    ...repairs.map(
      ({ what, count, first }) =>
        `repaired: ${what}; ${count === 1 ? "once" : `${count} times`}, first ${first}`,
    ),
  ].join("\n")
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(2))} %`
}
