import { gaussianLaw, RandomStream } from "@placelab/core"
import { describe, expect, it } from "vitest"
import { meanInterval, pairedDifference, type Replication, replicate } from "../src/index.ts"
import { isPrecise } from "../src/statistics/tolerance.ts"

type Run = Replication<string>

const gaussian = gaussianLaw(0, 1)

/** A run whose result has a part that its seed brings to all alternatives, of deviation 3, and one of its own, of deviation 1. */
function correlated({ alternative, seed }: Run): number {
  const load = gaussian.draw(new RandomStream(seed, "load"))
  const own = gaussian.draw(new RandomStream(seed, alternative))
  return (alternative === "slow" ? 22 : 20) + 3 * load + own
}

const played = async (runs: readonly Run[]) => runs.map(correlated)

const halfWidth = ({ lower, upper }: { lower: number; upper: number }) => (upper - lower) / 2

describe("replicate", () => {
  it("runs all alternatives on the same seeds, and gives a row for each run", async () => {
    const asked: Run[][] = []
    const { rows, seeds } = await replicate({
      alternatives: ["quick", "slow"],
      run: async (runs) => {
        asked.push([...runs])
        return played(runs)
      },
      precision: { means: { absolute: 1e-9 } },
      atLeast: 3,
      atMost: 6,
      batch: 2,
      firstSeed: 7,
    })
    expect(asked.map((runs) => runs.map(({ alternative, seed }) => `${alternative} ${seed}`))).toEqual([
      ["quick 7", "slow 7", "quick 8", "slow 8", "quick 9", "slow 9"],
      ["quick 10", "slow 10", "quick 11", "slow 11"],
      ["quick 12", "slow 12"],
    ])
    expect(seeds).toBe(6)
    expect(rows).toEqual(asked.flat().map((run) => ({ ...run, value: correlated(run) })))
  })

  it("gives means, and differences against the first alternative, with their intervals", async () => {
    const alternatives = ["quick", "slow", "other"] as const
    const { rows, means, differences } = await replicate({
      alternatives,
      run: played,
      precision: { means: { relative: 0.5 }, confidence: 0.9 },
      atLeast: 5,
      atMost: 5,
    })
    const of = (name: string) =>
      rows.filter(({ alternative }) => alternative === name).map(({ value }) => value)
    expect(means).toEqual(
      alternatives.map((alternative) => ({ alternative, ...meanInterval(of(alternative), 0.9) })),
    )
    expect(differences).toEqual(
      ["slow", "other"].map((alternative) => ({
        alternative,
        against: "quick",
        ...pairedDifference(of(alternative), of("quick"), 0.9),
      })),
    )
  })

  it("stops when every interval that is wanted is precise, and not before", async () => {
    const wanted = { absolute: 0.6 }
    const { rows, differences, seeds, stopped } = await replicate({
      alternatives: ["quick", "slow", "other"],
      run: played,
      precision: { differences: wanted },
      atLeast: 4,
      atMost: 500,
    })
    expect(stopped).toBe("precise")
    expect(differences.every((interval) => halfWidth(interval) <= 0.6)).toBe(true)
    expect(seeds).toBeGreaterThan(4)
    const before = (name: string) =>
      rows.filter(({ alternative, seed }) => alternative === name && seed < seeds).map(({ value }) => value)
    const oneLess = ["slow", "other"].map((name) => pairedDifference(before(name), before("quick")))
    expect(oneLess.every((interval) => isPrecise(interval, wanted))).toBe(false)
  })

  it("says that the seeds were used up where they did not suffice", async () => {
    const options = { alternatives: ["quick"], run: played, atLeast: 2, atMost: 9, batch: 4 }
    const found = await replicate({ ...options, precision: { means: { relative: 1e-6 } } })
    expect(found).toMatchObject({ seeds: 9, stopped: "atMost", differences: [] })
  })

  it("does not ask again where no result deviates", async () => {
    const found = await replicate({
      alternatives: ["a", "b"],
      run: async (runs) => runs.map(() => 3),
      precision: { means: { relative: 0.01 }, differences: { absolute: 0.01 } },
      atMost: 100,
    })
    expect(found).toMatchObject({ seeds: 10, stopped: "precise" })
  })

  it("passes on what a run rejects with", async () => {
    const run = async () => {
      throw new RangeError("no such scheduler")
    }
    const options = { alternatives: ["a"], run, precision: { means: { relative: 0.1 } }, atMost: 10 }
    await expect(replicate(options)).rejects.toThrow("no such scheduler")
  })

  it("refuses what makes no sense", async () => {
    const good = {
      alternatives: ["a", "b"],
      run: played,
      precision: { means: { relative: 0.1 } },
      atMost: 10,
    }
    const refused: readonly (readonly [Partial<typeof good> & object, string])[] = [
      [{ alternatives: [] }, "replicate: no alternatives, expected at least one"],
      [{ alternatives: ["a", "a"] }, 'replicate: "a" stands for two alternatives, expected distinct names'],
      [{ atMost: 9 }, "replicate: atMost is 9, expected a whole number from 10 on"],
      [{ atLeast: 1 } as object, "replicate: atLeast is 1, expected a whole number from 2 on"],
      [{ batch: 0 } as object, "replicate: batch is 0, expected a whole number from 1 on"],
      [
        { precision: {} } as object,
        "replicate: nothing is wanted of the intervals, expected means, differences or both",
      ],
      [
        { alternatives: ["a"], precision: { differences: { absolute: 1 } } } as object,
        "replicate: differences of 1 alternative are wanted, expected at least two",
      ],
      [
        { precision: { means: {} } } as object,
        "tolerance of means: neither relative nor absolute, expected one of them",
      ],
      [{ precision: { means: { relative: 0 } } }, "tolerance of means: relative is 0, expected more than 0"],
      [{ run: async () => [1] }, "replicate: 1 results of 20 runs, expected one each"],
      [
        { run: async (runs) => runs.map(({ seed }) => (seed === 3 ? Number.NaN : seed)) },
        'replicate: the result of "a" with seed 3 is NaN, expected a finite number',
      ],
    ]
    for (const [change, text] of refused)
      await expect(replicate({ ...good, ...change })).rejects.toThrow(text)
  })
})

describe("a tolerance", () => {
  it("that is relative holds of the true mean: half-width 1 for a mean of 21 is 5 % of 20", () => {
    expect(isPrecise({ mean: 21, lower: 20, upper: 22 }, { relative: 0.05 })).toBe(true)
    expect(isPrecise({ mean: 20.9, lower: 19.9, upper: 21.9 }, { relative: 0.05 })).toBe(false)
    expect(isPrecise({ mean: -21, lower: -22, upper: -20 }, { relative: 0.05 })).toBe(true)
  })

  it("is met when either of its two parts is", () => {
    const interval = { mean: 100, lower: 98, upper: 102 }
    expect(isPrecise(interval, { relative: 0.01, absolute: 2 })).toBe(true)
    expect(isPrecise(interval, { relative: 0.05, absolute: 1 })).toBe(true)
    expect(isPrecise(interval, { relative: 0.01, absolute: 1 })).toBe(false)
  })
})

describe("common random numbers", () => {
  const difference = { precision: { differences: { absolute: 0.5 } }, atMost: 2000 }

  it("narrow the interval of a difference: by sqrt(2 / 20) where the seed brings 9 of 10 parts of the variance", async () => {
    const { rows } = await replicate({
      ...difference,
      alternatives: ["quick", "slow"],
      run: played,
      atLeast: 400,
      atMost: 400,
    })
    const of = (name: string) =>
      rows.filter(({ alternative }) => alternative === name).map(({ value }) => value)
    const apart = Array.from({ length: 400 }, (_, i) => correlated({ alternative: "slow", seed: 1001 + i }))
    const ratio =
      halfWidth(pairedDifference(of("slow"), of("quick"))) / halfWidth(pairedDifference(apart, of("quick")))
    // The deviation of a deviation of 400 values is 1 / sqrt(2 * 400) = 3.5 % of it, that of a ratio 5 %; three of them.
    expect(Math.abs(ratio / Math.sqrt(2 / 20) - 1)).toBeLessThan(0.15)
  })

  it("need a tenth of the seeds for the same precision", async () => {
    const alternatives = ["quick", "slow"]
    const together = await replicate({ ...difference, alternatives, run: played })
    const apart = await replicate({
      ...difference,
      alternatives,
      run: async (runs) =>
        runs.map((run) => correlated(run.alternative === "slow" ? { ...run, seed: run.seed + 10_000 } : run)),
    })
    expect([together.stopped, apart.stopped]).toEqual(["precise", "precise"])
    // (1.96 / 0.5)^2 times a variance of 2 or of 20: 31 and 307 seeds. Variances of so few values scatter by some 25 %.
    expect(apart.seeds / together.seeds).toBeGreaterThan(10 / 2)
  })
})

describe("intervals that were stopped when they were narrow enough (1000 times, seeds in turn)", () => {
  /** How often the interval holds the true mean, 20, where about 24 seeds are needed. */
  async function coverage(atLeast: number): Promise<number> {
    let held = 0
    for (let turn = 0; turn < 1000; turn++) {
      const { means } = await replicate({
        alternatives: ["quick"],
        run: played,
        precision: { means: { absolute: 1.3 } },
        atLeast,
        atMost: 1000,
        firstSeed: 1 + 1000 * turn,
      })
      if (means[0]!.lower <= 20 && 20 <= means[0]!.upper) held++
    }
    return held / 1000
  }

  // The noise of 1000 turns is sqrt(0.95 * 0.05 / 1000) = 0.0069; three such deviations.
  const noise = 3 * 0.0069

  it("hold the mean 95 times in 100, less two at most, from ten seeds on", async () => {
    const found = await coverage(10)
    expect(found).toBeGreaterThan(0.95 - 0.02 - noise)
    expect(found).toBeLessThan(0.95 + noise)
  })

  it("hold it clearly less often from two seeds on, which is why ten are the default", async () => {
    expect(await coverage(2)).toBeLessThan(0.95 - 2 * noise)
  })
})
