import type { Workload, WorkloadStatistics } from "@placelab/models"

/** What a workload is like, in lines for people. */
export function workloadReport(workload: Workload, statistics: WorkloadStatistics): string {
  const { name, interval, repairs, shareOf } = workload
  const { vms, samples, mean, timeWeightedMean, deviation, percentile95, max, betweenShare } = statistics
  const { lowerQuartile, median, upperQuartile, stepAutocorrelation, hourAutocorrelation } = statistics
  const duration = workload.vms.reduce((latest, { end }) => Math.max(latest, end), 0)
  return [
    `${name}: ${vms} ${vms === 1 ? "VM" : "VMs"}, ${samples} samples, mostly ${interval} s apart, over ${(duration / 86_400).toFixed(2)} days`,
    `CPU use (of ${shareOf === "itself" ? "what each VM has" : shareOf}): mean ${percent(mean)}, by time ${percent(timeWeightedMean)}, st. dev. ${percent(deviation)}`,
    `quartiles ${[lowerQuartile, median, upperQuartile].map(percent).join(", ")}; 95th percentile ${percent(percentile95)}, most ${percent(max)}`,
    `${betweenShare === undefined ? "nothing" : percent(betweenShare)} of the variance is between VMs; autocorrelation ${correlation(stepAutocorrelation)} after ${interval} s, ${correlation(hourAutocorrelation)} after an hour`,
    ...repairs.map(
      ({ what, count, first }) =>
        `repaired: ${what}; ${count === 1 ? "once" : `${count} times`}, first ${first}`,
    ),
  ].join("\n")
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(2))} %`
}

function correlation(value: number | undefined): string {
  return value === undefined ? "unknown" : value.toFixed(2)
}
