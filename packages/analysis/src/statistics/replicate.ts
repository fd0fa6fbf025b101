import { type MeanInterval, meanInterval } from "./meanInterval.ts"
import { pairedDifference } from "./pairedDifference.ts"
import { isPrecise, requireTolerance, type Tolerance } from "./tolerance.ts"

/*
 * How many seeds are enough, and are two alternatives different?
 *
 * Common random numbers: all alternatives run on the same seeds, so that what a seed brings (an easy load, a hard one) is the same for
 * all, and cancels out in the differences: Var(A - B) = Var A + Var B - 2 Cov(A, B). This asks that a seed means the same to all
 * alternatives, as named random streams do.
 *
 * Sequential stopping: `atLeast` seeds first, then `batch` more at a time, until every interval that is wanted is precise, or there
 * are `atMost`. Intervals are Student's, as those of `meanInterval`.
 *
 * Coverage   The rule stops gladly where the deviation happens to look small, so intervals that were stopped cover a little less often
 *            than their confidence says. Asymptotically it is the same (Chow and Robbins); of Gaussian results at 95 %, one or two in
 *            100 are missing from ten seeds on, up to seven from two seeds on. More seeds at least, and larger batches, bring it near.
 * Several    Each interval has the confidence for itself. For k of them at once, ask for 1 - (1 - confidence) / k (Bonferroni).
 * Cost       atMost seeds for each alternative; O(seeds) for the intervals after each batch.
 * Source     Chow and Robbins 1965, On the Asymptotic Theory of Fixed-Width Sequential Confidence Intervals for the Mean; Law 2015,
 *            Simulation Modeling and Analysis, 9.4.1 (sequential procedure), 10.2.1 (paired-t), 11.2 (common random numbers)
 * Differs    Law adds one replication at a time; a batch keeps threads busy.
 */

/** One run. */
export interface Replication<Alternative extends string> {
  readonly alternative: Alternative
  readonly seed: number
}

/** What {@link replicate} runs, and how precisely it must know the results. */
export interface ReplicateOptions<Alternative extends string> {
  /** What is compared, such as schedulers; differences are against the first. */
  readonly alternatives: readonly Alternative[]
  /** The result of each run, in the order of the runs, which may be played at once. */
  readonly run: (runs: readonly Replication<Alternative>[]) => Promise<readonly number[]>
  /** What is wanted of the intervals of the means, of those of the differences, or both. */
  readonly precision: {
    readonly means?: Tolerance
    readonly differences?: Tolerance
    /** Of each interval; default 0.95. */
    readonly confidence?: number
  }
  /** Seeds to begin with; default 10, at least 2. */
  readonly atLeast?: number
  readonly atMost: number
  /** Seeds added at a time; default 1. */
  readonly batch?: number
  /** The others follow it; default 1. */
  readonly firstSeed?: number
}

/** What {@link replicate} has found. */
export interface Replications<Alternative extends string> {
  /** Tidy: one row a run, by seed, then in the order of the alternatives. */
  readonly rows: readonly (Replication<Alternative> & { readonly value: number })[]
  readonly means: readonly (MeanInterval & { readonly alternative: Alternative })[]
  /** Each alternative but the first, less the first one, pair by pair. */
  readonly differences: readonly (MeanInterval & {
    readonly alternative: Alternative
    readonly against: Alternative
  })[]
  /** How many seeds each alternative has run on. */
  readonly seeds: number
  /** Why it stopped: all that was wanted is precise, or the seeds were used up before. */
  readonly stopped: "precise" | "atMost"
}

/**
 * Runs alternatives on the same seeds until their means and differences are known precisely enough.
 *
 * Deterministic  Same alternatives and options, same seeds, same rows.
 * Errors         RangeError when there are no alternatives, two have one name, nothing is wanted of the intervals, an option is out of
 *                range, or a result is not finite or missing. What `run` rejects with.
 *
 * @example
 * const { means, differences, stopped } = await replicate({
 *   alternatives: ["entropy", "dvms"],
 *   run: async (runs) =>
 *     (await playScenarios(runs.map(({ alternative, seed }) => ({ hosts: 64, seed, scheduler: alternative }))))
 *       .map((result) => result.violation_s),
 *   precision: { means: { relative: 0.05 } },
 *   atMost: 100,
 * })
 */
export async function replicate<Alternative extends string>(
  options: ReplicateOptions<Alternative>,
): Promise<Replications<Alternative>> {
  const { alternatives, run, precision, atLeast = 10, atMost, batch = 1, firstSeed = 1 } = options
  requireOptions(alternatives, precision)
  requireWhole("atLeast", atLeast, 2)
  requireWhole("atMost", atMost, atLeast)
  requireWhole("batch", batch, 1)
  const values = new Map(alternatives.map((alternative) => [alternative, [] as number[]]))
  for (let seeds = 0; ; ) {
    const next = seeds === 0 ? atLeast : Math.min(batch, atMost - seeds)
    const runs = Array.from({ length: next }, (_, i) => firstSeed + seeds + i).flatMap((seed) =>
      alternatives.map((alternative) => ({ alternative, seed })),
    )
    const results = await run(runs)
    if (results.length !== runs.length)
      throw new RangeError(`replicate: ${results.length} results of ${runs.length} runs, expected one each`)
    runs.forEach(({ alternative, seed }, i) => {
      const value = results[i]!
      if (!Number.isFinite(value))
        throw new RangeError(
          `replicate: the result of "${alternative}" with seed ${seed} is ${value}, expected a finite number`,
        )
      values.get(alternative)!.push(value)
    })
    seeds += next
    const found = intervals(alternatives, values, precision.confidence)
    const isEnough =
      found.means.every((interval) => isPrecise(interval, precision.means)) &&
      found.differences.every((interval) => isPrecise(interval, precision.differences))
    if (!isEnough && seeds < atMost) continue
    const rows = Array.from({ length: seeds }, (_, i) => i).flatMap((i) =>
      alternatives.map((alternative) => ({
        alternative,
        seed: firstSeed + i,
        value: values.get(alternative)![i]!,
      })),
    )
    return { rows, ...found, seeds, stopped: isEnough ? "precise" : "atMost" }
  }
}

function intervals<Alternative extends string>(
  alternatives: readonly Alternative[],
  values: ReadonlyMap<Alternative, readonly number[]>,
  confidence: number | undefined,
) {
  const [against, ...others] = alternatives as readonly [Alternative, ...Alternative[]]
  return {
    means: alternatives.map((alternative) => ({
      alternative,
      ...meanInterval(values.get(alternative)!, confidence),
    })),
    differences: others.map((alternative) => ({
      alternative,
      against,
      ...pairedDifference(values.get(alternative)!, values.get(against)!, confidence),
    })),
  }
}

function requireOptions(
  alternatives: readonly string[],
  { means, differences }: ReplicateOptions<string>["precision"],
): void {
  if (alternatives.length === 0) throw new RangeError("replicate: no alternatives, expected at least one")
  const twice = alternatives.find((name, i) => alternatives.indexOf(name) < i)
  if (twice !== undefined)
    throw new RangeError(`replicate: "${twice}" stands for two alternatives, expected distinct names`)
  if (!means && !differences)
    throw new RangeError("replicate: nothing is wanted of the intervals, expected means, differences or both")
  if (differences && alternatives.length === 1)
    throw new RangeError("replicate: differences of 1 alternative are wanted, expected at least two")
  if (means) requireTolerance("means", means)
  if (differences) requireTolerance("differences", differences)
}

function requireWhole(what: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least))
    throw new RangeError(`replicate: ${what} is ${value}, expected a whole number from ${least} on`)
}
