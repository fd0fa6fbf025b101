/** Slide 75: the sizes of the comparison, in machines. Each machine has ten VMs. */
export const vmplacesSizes = [128, 256, 512, 1024] as const

/**
 * What follows from the load of slide 75 when nobody moves anything and all VMs begin at load 0: per machine in 1800 s. By
 * Monte Carlo over 20,000 machines. The seconds, times 128 to 1024 machines, are where the curve of slide 76 "without scheduling"
 * lies on its axis: 5,180 to 41,400 s.
 */
export const vmplacesLoad = {
  violationSeconds: 40.4,
  violations: 0.553,
  /** In the steady state, in percent of a core; a machine has 700 for its VMs. */
  demand: 598.5,
} as const

/** A mean and a standard deviation, in seconds. */
type MeanAndDeviation = readonly [number, number]

/** A row of {@link euroParTable}. */
export interface EuroParRow {
  readonly hosts: number
  readonly scheduler: "Entropy" | "Snooze" | "DVMS"
  readonly violation: MeanAndDeviation
  readonly computation: MeanAndDeviation
  readonly reconfiguration: MeanAndDeviation
}

/**
 * The table of slides 78 to 81 (mean, standard deviation; seconds). The slides show it as an image. These values are recalled, and not
 * checked against the paper: they show a shape, and no claim is decided by them alone. What speaks for them: a reconfiguration is
 * a pre-copy of 1 GiB; the computations of Entropy are what "nothing, or all of a limit of machines / 8 seconds, in 20 to 25 % of
 * the calls" gives; the violations, times those that the load makes, fit the axis of slide 76.
 */
export const euroParTable: readonly EuroParRow[] = [
  euroPar(128, "Entropy", [21.26, 13.55], [3.76, 7.43], [10.34, 1.7]),
  euroPar(128, "Snooze", [21.07, 12.32], [2.52, 4.63], [10.02, 0.14]),
  euroPar(128, "DVMS", [9.55, 2.57], [0.29, 0.03], [10.01, 0.11]),
  euroPar(256, "Entropy", [40.09, 24.15], [7.97, 15.03], [10.26, 1.45]),
  euroPar(256, "Snooze", [21.45, 12.1], [2.65, 4.69], [10.11, 0.83]),
  euroPar(256, "DVMS", [9.58, 2.51], [0.25, 0.02], [10.01, 0.08]),
  euroPar(512, "Entropy", [55.63, 42.26], [15.71, 29.14], [11.11, 3.23]),
  euroPar(512, "Snooze", [24.54, 16.95], [2.83, 4.98], [10.28, 1.5]),
  euroPar(512, "DVMS", [9.57, 2.67], [0.21, 0.01], [10.08, 0.82]),
  euroPar(1024, "Entropy", [81.57, 86.59], [26.41, 50.35], [18.9, 7.57]),
  euroPar(1024, "Snooze", [29.01, 38.14], [2.69, 4.92], [10.3, 1.6]),
  euroPar(1024, "DVMS", [9.61, 2.54], [0.14, 0.01], [10.04, 0.63]),
]

function euroPar(
  hosts: number,
  scheduler: EuroParRow["scheduler"],
  violation: MeanAndDeviation,
  computation: MeanAndDeviation,
  reconfiguration: MeanAndDeviation,
): EuroParRow {
  return { hosts, scheduler, violation, computation, reconfiguration }
}
