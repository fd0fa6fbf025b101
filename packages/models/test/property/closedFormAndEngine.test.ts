import { RandomStream } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  type MigrationResult,
  migrate,
  migrationParameters,
  orThrow,
  predictHybrid,
  predictNaive,
  predictPostcopy,
  predictPrecopy,
  predictStopAndCopy,
  type RawMigrationParameters,
  Vm,
} from "../../src/index.ts"
import { twoHosts } from "../paths.ts"

const methods = [
  ["pre-copy", predictPrecopy],
  ["post-copy", predictPostcopy],
  ["hybrid", predictHybrid],
  ["stop-and-copy", predictStopAndCopy],
  ["naive", predictNaive],
] as const

/** Parameters of all kinds: idle and busy, converging or not, long and short ways, tight limits. */
function draw(seed: number): RawMigrationParameters & { load: number; updateSpeed: number } {
  const random = new RandomStream(seed, "migration parameters")
  const bandwidth = random.uniform(1e7, 1e9)
  const memory = random.uniform(1e8, 1e10)
  const load = random.uniform(0.05, 1)
  const updateSpeed = random.uniform(0, 1.5) * bandwidth
  return {
    memory,
    bandwidth,
    load,
    updateSpeed,
    dirtyRate: updateSpeed * load,
    workingSet: random.uniform(0.05, 0.95) * memory,
    latency: random.below(2) * random.uniform(0, 1e-2),
    downtimeLimit: random.uniform(0.01, 0.5),
    roundLimit: 1 + random.below(60),
    timeout: random.below(3) === 0 ? (random.uniform(0.3, 5) * memory) / bandwidth : 1e7,
  }
}

/** The same, with storage that may be written to, a throttle, and a CPU state. */
function drawFeatures(seed: number): ReturnType<typeof draw> {
  const raw = draw(seed)
  const random = new RandomStream(seed, "migration features")
  return {
    ...raw,
    storage: random.below(2) * random.uniform(0.1, 3) * raw.memory,
    storageWriteRate: random.uniform(0, 1.2) * raw.bandwidth,
    autoConverge: {
      initial: random.uniform(0.05, 0.6),
      increment: random.uniform(0.05, 0.3),
      trigger: random.uniform(0.1, 0.9),
      rounds: 1 + random.below(3),
    },
    cpuState: random.uniform(0, 1e7),
    missingMemoryThrottle: random.below(2) * random.uniform(0, 0.9),
  }
}

function run(raw: ReturnType<typeof draw>, method: (typeof methods)[number][0]): MigrationResult {
  const { memory, bandwidth, latency, workingSet, updateSpeed, load, ...options } = raw
  const { engine, here, there } = twoHosts({ bandwidth, latency: latency! })
  const vm = new Vm(engine, { name: "vm", host: here, memory, workingSet: workingSet!, updateSpeed, load })
  const migration = engine.spawn("migration", () => migrate(vm, there, { method, ...options }))
  engine.run()
  return migration.result
}

/** Numbers within a billionth of each other. */
function expectSameResults(simulated: MigrationResult, predicted: MigrationResult): void {
  const same = (one: number, other: number) =>
    expect(Math.abs(one - other)).toBeLessThanOrEqual(1e-9 * Math.abs(other))
  expect(simulated.end).toBe(predicted.end)
  expect(simulated.rounds.map((round) => round.live)).toEqual(predicted.rounds.map((round) => round.live))
  for (const what of ["seconds", "bytes", "storageBytes", "downtime"] as const) {
    same(simulated[what], predicted[what])
  }
  expect(simulated.throttles).toHaveLength(predicted.throttles.length)
  simulated.throttles.forEach(({ since, share }, i) => {
    same(since, predicted.throttles[i]!.since)
    same(share, predicted.throttles[i]!.share)
  })
}

describe.each(methods)("%s: closed form and engine", (method, predict) => {
  test.each(Array.from({ length: 100 }, (_, seed) => seed))("agree without contention, seed %i", (seed) => {
    const raw = draw(seed)
    const predicted = predict(orThrow(migrationParameters(raw)))
    expectSameResults(run(raw, method), predicted)
  })

  test.each(Array.from({ length: 100 }, (_, seed) => seed))("agree with all options, seed %i", (seed) => {
    const raw = drawFeatures(seed)
    const predicted = predict(orThrow(migrationParameters(raw)))
    expectSameResults(run(raw, method), predicted)
  })
})

test.each(Array.from({ length: 50 }, (_, seed) => seed))(
  "a time-out at the very end of a round cuts the same in closed form and engine, seed %i",
  (seed) => {
    const raw = { ...draw(seed), latency: 0, roundLimit: 1000, timeout: 1e7 }
    const { rounds } = predictPrecopy(orThrow(migrationParameters(raw)))
    const ends = rounds.slice(0, 3).reduce((sum, round) => sum + round.seconds, 0)
    const cut = { ...raw, timeout: ends }
    const predicted = predictPrecopy(orThrow(migrationParameters(cut)))
    const simulated = run(cut, "pre-copy")
    expect([simulated.end, simulated.rounds.length]).toEqual([predicted.end, predicted.rounds.length])
  },
)

test("what converges never leaves more than the limit allows at the last round's bandwidth", () => {
  for (let seed = 0; seed < 200; seed++) {
    const raw = draw(seed)
    const { end, rounds } = predictPrecopy(orThrow(migrationParameters(raw)))
    if (end !== "converged") continue
    const [last, rest] = rounds.slice(-2)
    expect(rest!.bytes).toBeLessThanOrEqual((last!.bytes / last!.seconds) * raw.downtimeLimit!)
  }
})
