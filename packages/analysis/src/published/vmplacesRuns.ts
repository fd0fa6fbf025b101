/** Some runs of VMPlaceS itself that differ in nothing: a value for each. */
export interface RealRuns {
  readonly hosts: number
  readonly scheduler: "no scheduler" | "FFD lazy" | "Entropy" | "Snooze" | "DVMS"
  /** Violations of the kind "in", in seconds. */
  readonly violation: readonly number[]
  readonly migrations: readonly number[]
  /** Mean duration of a migration, in seconds. */
  readonly migration: readonly number[]
  readonly computations: readonly number[]
  /** Mean duration of a computation, in seconds: by the clock of a machine that had other work, too. */
  readonly computation: readonly number[]
}

/**
 * VMPlaceS (commit f29817a, seed 23, 1800 s) on SimGrid 3.32. The load is the same in every run; the computations take what they
 * take by the clock, so runs differ. The metrics are those of its own scripts.
 */
export const vmplacesRuns: readonly RealRuns[] = [
  real(32, "no scheduler", [1824], [0], [], [0], []),
  real(32, "FFD lazy", [941, 956, 1025, 1027, 1128], [38, 38, 37, 41, 38], [10.7, 10.9], [59], [0]),
  real(32, "Entropy", [1051, 1061, 1126, 1175, 1194], [27, 27, 26, 28, 28], [10.6, 10.9], [59], [0.37, 0.59]),
  real(32, "Snooze", [992, 1131], [22, 26], [10.7], [52], [0.56, 0.57]),
  real(32, "DVMS", [314, 314, 315, 316, 317], [30, 30, 30, 30, 30], [10.7], [30], [0.04, 0.06]),
  real(64, "no scheduler", [3886], [0], [], [0], []),
  real(64, "FFD lazy", [2049, 2128], [80, 88], [10.5], [59], [0]),
  real(64, "Entropy", [1622, 1739], [60, 59], [10.5], [59], [2.47, 3.25]),
  real(64, "Snooze", [1466], [51], [10.5], [102], [0.68]),
  real(64, "DVMS", [674, 679], [64, 64], [10.6], [112], [0.04, 0.16]),
  real(128, "no scheduler", [7929], [0], [], [0], []),
  real(128, "FFD lazy", [4839, 5003], [219, 221], [10.3], [59], [0]),
  real(128, "Entropy", [4390], [120], [11.2], [58], [10.62]),
  real(128, "Snooze", [4532], [122], [11.1], [199], [0.92]),
  real(128, "DVMS", [1881], [159], [10.9], [260], [0.11]),
]

function real(
  hosts: number,
  scheduler: RealRuns["scheduler"],
  violation: readonly number[],
  migrations: readonly number[],
  migration: readonly number[],
  computations: readonly number[],
  computation: readonly number[],
): RealRuns {
  return { hosts, scheduler, violation, migrations, migration, computations, computation }
}
