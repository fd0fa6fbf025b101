/*
 * The policies of the consolidation experiment by the names that its papers and CloudSim give them.
 */
import { InputError, positive, RandomStream, unknownName } from "@placelab/core"
import type { ConsolidationPolicy } from "../consolidationRound.ts"
import { interquartileRange } from "../detector/interquartileRange.ts"
import { localRegression, robustLocalRegression } from "../detector/localRegression.ts"
import { medianAbsoluteDeviation } from "../detector/medianAbsoluteDeviation.ts"
import { staticThreshold } from "../detector/staticThreshold.ts"
import type { OverloadDetector } from "../detector/watchedHost.ts"
import { maximumCorrelation } from "../selection/maximumCorrelation.ts"
import { minimumMigrationTime } from "../selection/minimumMigrationTime.ts"
import { minimumUtilization } from "../selection/minimumUtilization.ts"
import { randomSelection } from "../selection/randomSelection.ts"
import type { VmSelection } from "../selection/selectableVm.ts"

/** Static threshold; median absolute deviation; interquartile range; local regression, and its robust form. */
export type DetectorName = "thr" | "mad" | "iqr" | "lr" | "lrr"

/** Minimum migration time; maximum correlation; minimum utilisation; random. */
export type SelectionName = "mmt" | "mc" | "mu" | "rs"

/** Who is overloaded, and who leaves then. */
export interface PolicySpec {
  readonly name: "consolidation"
  readonly detector: DetectorName
  /** Of `thr`: the part of the CPU that may be asked for; of the others: the safety factor of their paper. */
  readonly parameter: number
  readonly selection: SelectionName
}

/** Nobody moves: power follows the load on `dvfs`; all machines draw their full power on `non-power-aware`. */
export interface NoPolicySpec {
  readonly name: "dvfs" | "non-power-aware"
}

/** Who decides in a consolidation scenario. */
export type ConsolidationSpec = PolicySpec | NoPolicySpec

/** A scheduler as it is written: its name, "consolidation" if not said, and what shall not be as in its defaults. */
export type RawConsolidationSpec = Partial<Pick<ConsolidationSpec, "name"> & Omit<PolicySpec, "name">>

/** A detector, the parameter that its paper recommends, and how it is made. */
interface NamedDetector {
  readonly parameter: number
  readonly make: (parameter: number) => OverloadDetector
}

const detectors: Readonly<Record<DetectorName, NamedDetector>> = {
  thr: { parameter: 0.8, make: staticThreshold },
  mad: { parameter: 2.5, make: medianAbsoluteDeviation },
  iqr: { parameter: 1.5, make: interquartileRange },
  lr: { parameter: 1.2, make: localRegression },
  lrr: { parameter: 1.2, make: robustLocalRegression },
}

const selections: Readonly<Record<SelectionName, (random: () => RandomStream) => VmSelection>> = {
  mmt: () => minimumMigrationTime,
  mc: () => maximumCorrelation,
  mu: () => minimumUtilization,
  rs: (random) => randomSelection(random()),
}

/** The detectors that can be asked for by name. */
export const detectorNames = Object.keys(detectors) as readonly DetectorName[]

/** The selections that can be asked for by name. */
export const selectionNames = Object.keys(selections) as readonly SelectionName[]

/** What can be asked for by name in a consolidation scenario, in one line each. */
export const consolidationSchedulers: readonly {
  readonly description: string
  readonly defaults: ConsolidationSpec
}[] = [
  {
    description:
      "VMs leave overloaded machines, and little used machines are emptied and switched off, every 300 s",
    defaults: { name: "consolidation", detector: "thr", parameter: 0.8, selection: "mmt" },
  },
  {
    description: "nobody moves anything; the power of machines follows their load",
    defaults: { name: "dvfs" },
  },
  {
    description: "nobody moves anything; all machines draw their full power",
    defaults: { name: "non-power-aware" },
  },
]

/** Fills in what is not said, and checks it. Errors: InputError with the nearest name. */
export function completePolicy(raw: string | RawConsolidationSpec): ConsolidationSpec {
  const written: RawConsolidationSpec =
    typeof raw === "string" ? { name: raw as ConsolidationSpec["name"] } : raw
  const { name = "consolidation", ...given } = written
  const known = consolidationSchedulers.find(({ defaults }) => defaults.name === name)?.defaults
  if (known === undefined)
    throw unknownName(
      "scenario",
      "scheduler",
      name,
      consolidationSchedulers.map(({ defaults }) => defaults.name),
    )
  const where = `scheduler "${name}"`
  if (known.name !== "consolidation") {
    for (const [key, value] of Object.entries(given))
      throw new InputError(where, key, value, "nothing: it has no parameters")
    return known
  }
  for (const key of Object.keys(given))
    if (!Object.hasOwn(known, key)) throw unknownName(where, "parameter", key, Object.keys(known).slice(1))
  const { detector = known.detector, selection = known.selection } = given
  if (!Object.hasOwn(detectors, detector)) throw unknownName(where, "detector", detector, detectorNames)
  if (!Object.hasOwn(selections, selection)) throw unknownName(where, "selection", selection, selectionNames)
  const { parameter = detectors[detector].parameter } = given
  positive(
    where,
    "parameter",
    parameter,
    detector === "thr" ? "of 1, all of the CPU" : "times what was measured",
  )
  if (detector === "thr" && parameter > 1)
    throw new InputError(where, "parameter", parameter, "a number up to 1, all of the CPU")
  return { name: "consolidation", detector, parameter, selection }
}

/** The policy itself; `seed` is for the random selection. */
export function policyOf(spec: ConsolidationSpec, seed: number): ConsolidationPolicy | NoPolicySpec["name"] {
  if (spec.name !== "consolidation") return spec.name
  return {
    isOverloaded: detectors[spec.detector].make(spec.parameter),
    select: selections[spec.selection](() => new RandomStream(seed, "selection of VMs")),
  }
}
