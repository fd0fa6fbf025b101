/*
 * Whether the values of an axis differ. All combinations of a sweep have the same seeds, so each run has one that it differs from by the
 * value of this axis alone, under the same loads: the difference of such a pair does not have what the draw gives to both.
 */
import { pairedDifference } from "@placelab/analysis"
import type { Axis, SweepRow } from "@placelab/core"
import { axisText } from "./axisText.ts"
import {
  type Combination,
  combinationsOf,
  combinationTable,
  type Estimate,
  numbersOf,
} from "./combinationTable.ts"
import type { SweepPlan } from "./planSweep.ts"

interface Pair extends Combination {
  /** The combination with the first value of the axis, and the same values of the others. */
  readonly first: Combination
}

/**
 * By how much the main metrics differ from those with the first value of the last axis that has several, on average over seeds,
 * with half the width of the 95 % confidence intervals of the differences; a dash where a run has no such value. Undefined where
 * no axis has several values, or there is one seed only. `results` are by hash of runs.
 */
export function differenceTable(plan: SweepPlan, results: ReadonlyMap<string, SweepRow>): string | undefined {
  const { axes } = plan
  const axis = axes.findLastIndex(({ values }) => values.length > 1)
  const combinations = combinationsOf(plan, results)
  if (axis < 0 || combinations[0]!.rows.length < 2) return undefined
  const { name, values } = axes[axis]!
  return [
    `less ${name}=${axisText(values[0])} of the same seed; the two differ where the mean is farther from 0 than its +- 95 %`,
    combinationTable(axes, pairsOf(axes[axis]!, combinations), differenceOf),
  ].join("\n")
}

/** All combinations but those with the first value. Axes behind have one value, so those of this one follow each other. */
function pairsOf({ values }: Axis, combinations: readonly Combination[]): Pair[] {
  return combinations.flatMap((combination, i) => {
    const place = i % values.length
    return place === 0 ? [] : [{ ...combination, first: combinations[i - place]! }]
  })
}

function differenceOf(pair: Pair, metric: string): Estimate | undefined {
  const ours = numbersOf(pair, metric)
  const others = numbersOf(pair.first, metric)
  if (ours === undefined || others === undefined) return undefined
  const { mean, upper } = pairedDifference(ours, others)
  return { mean, half: upper - mean }
}
