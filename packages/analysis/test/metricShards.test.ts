import { RandomStream, Trace } from "@placelab/core"
import { describe, expect, it } from "vitest"
import {
  computationsOf,
  energyOf,
  iterationsOf,
  mergeComputations,
  mergeEnergy,
  mergeIterations,
  mergeMigrations,
  mergeViolations,
  migrationsOf,
  type Violations,
  violationsOf,
} from "../src/index.ts"

const shards = 3
const values = {
  PM: ["normal", "violation", "violation-out", "violation-det"],
  SERVICE: ["free", "compute", "reconfigure", "migrate"],
}
const outcomes = ["SUCCESS", "NO_RECONFIGURATION_NEEDED", "RECONFIGURATION_FAILED", 0, -1]

/** One random run, recorded once in one trace, and once in several, each of some of the machines. */
function randomRun(seed: number) {
  const random = new RandomStream(seed, "shards")
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!
  let now = 0
  const whole = new Trace(() => now)
  const parts = Array.from({ length: shards }, () => new Trace(() => now))
  for (let i = 0; i < 400; i++) {
    now += random.uniform(0, 0.5)
    const machine = random.below(12)
    const kind = pick(["PM", "SERVICE"] as const)
    const value = pick(values[kind])
    const operation = random.below(4)
    const data = {
      state: pick(outcomes),
      duration: random.uniform(0, 4),
      psize: random.below(9),
      after: pick(["load", "migration"]),
    }
    for (const trace of [whole, parts[machine % shards]!]) {
      const track = trace.track(`node${machine}`, kind)
      if (operation === 0) track.set(value, data)
      else if (operation === 1) track.push(value, data)
      else if (operation === 2) track.pop(data)
      else trace.variable(`node${machine}`, "ENERGY").record(data.duration)
    }
  }
  for (const trace of [whole, ...parts]) trace.close()
  return { whole: whole.records, parts: parts.map((trace) => trace.records) }
}

/** All numbers of a measure, rounded: sums are taken in another order. */
function rounded(measure: object): unknown {
  return JSON.parse(JSON.stringify(measure), (_, value) =>
    typeof value === "number" ? Math.round(value * 1e6) / 1e6 : value,
  )
}

/** With the episodes in an order that does not depend on the shards. */
function ordered({ episodes, ...rest }: Violations): object {
  return { ...rest, episodes: [...episodes].sort((a, b) => a.begin - b.begin) }
}

describe.each(Array.from({ length: 20 }, (_, i) => i + 1))(
  "shards of the machines of a run, seed %i",
  (seed) => {
    const { whole, parts } = randomRun(seed)

    it.each([
      { definition: "vmplaces", until: 80 },
      { definition: "corrected", until: 80 },
    ] as const)("have together the metrics of the run, $definition", (options) => {
      const violations = violationsOf(whole, options)
      expect(violations.episodes.length).toBeGreaterThan(10)
      expect(
        rounded(ordered(parts.map((part) => violationsOf(part, options)).reduce(mergeViolations))),
      ).toEqual(rounded(ordered(violations)))
      expect(rounded(parts.map((part) => migrationsOf(part, options)).reduce(mergeMigrations))).toEqual(
        rounded(migrationsOf(whole, options)),
      )
      expect(rounded(parts.map((part) => computationsOf(part, options)).reduce(mergeComputations))).toEqual(
        rounded(computationsOf(whole, options)),
      )
      expect(rounded(parts.map((part) => iterationsOf(part, options)).reduce(mergeIterations))).toEqual(
        rounded(iterationsOf(whole, options)),
      )
      expect(rounded(parts.map((part) => energyOf(part, options)).reduce(mergeEnergy))).toEqual(
        rounded(energyOf(whole, options)),
      )
    })
  },
)
