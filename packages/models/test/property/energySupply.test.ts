import { Engine, RandomStream } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  integralOf,
  machineEnergy,
  machineOf,
  orThrow,
  PowerSupply,
  powerSources,
  predictSupply,
  type RawPowerSources,
  type TimeSeries,
  valueAt,
} from "../../src/index.ts"

const seeds = Array.from({ length: 60 }, (_, seed) => seed)

function randomSeries(random: RandomStream, most: number): TimeSeries {
  const period = random.uniform(50, 300)
  const count = 1 + random.below(8)
  const points = Array.from({ length: count }, (_, i) => {
    const date = i === 0 ? 0 : ((i + random.uniform(0, 0.9)) * period) / count
    return [date, random.below(3) === 0 ? 0 : random.uniform(0, most)] as const
  })
  const shape = random.below(2) === 0 ? "steps" : "linear"
  return random.below(2) === 0 ? { points, shape, period } : { points, shape }
}

function draw(seed: number) {
  const random = new RandomStream(seed, "power sources")
  const capacity = random.below(5) === 0 ? 0 : random.uniform(100, 2e4)
  const raw: RawPowerSources = {
    solar: randomSeries(random, 300),
    carbonIntensity: randomSeries(random, 500),
    battery: {
      capacity,
      efficiency: random.uniform(0.5, 1),
      level: random.uniform(0, capacity),
      ...(random.below(2) === 0 && { chargeLimit: random.uniform(10, 200) }),
      ...(random.below(2) === 0 && { dischargeLimit: random.uniform(10, 200) }),
    },
  }
  const demand: TimeSeries = { ...randomSeries(random, 250), shape: "steps" }
  return { random, sources: orThrow(powerSources(raw)), raw, demand, seconds: random.uniform(500, 2000) }
}

const isNear = (a: number, b: number, scale: number, tolerance = 1e-9) =>
  expect(Math.abs(a - b)).toBeLessThanOrEqual(tolerance * Math.max(1, scale))

describe("on random sources and demands", () => {
  test.each(seeds)("energy is neither lost nor made, seed %i", (seed) => {
    const { sources, demand, seconds } = draw(seed)
    const b = orThrow(predictSupply(sources, demand, seconds))
    isNear(b.demand, integralOf(demand, 0, seconds), b.demand)
    isNear(b.solar, integralOf(sources.solar, 0, seconds), b.solar)
    isNear(b.direct + b.discharged + b.grid, b.demand, b.demand)
    isNear(b.direct + b.charged + b.curtailed, b.solar, b.solar)
    const { level, efficiency, capacity } = sources.battery
    isNear(level + efficiency * b.charged - b.discharged, b.level, b.solar + b.demand)
    for (const joules of Object.values(b)) expect(joules).toBeGreaterThanOrEqual(-1e-9 * (b.solar + b.demand))
    expect(b.level).toBeLessThanOrEqual(capacity * (1 + 1e-12))
  })

  test.each(seeds)("it is the limit of ever smaller steps, seed %i", (seed) => {
    const { sources, demand, seconds } = draw(seed)
    const exact = orThrow(predictSupply(sources, demand, seconds))
    const { battery } = sources
    const step = seconds / 200_000
    let [level, grid, carbon] = [battery.level, 0, 0]
    for (let i = 0; i < 200_000; i++) {
      const date = (i + 0.5) * step
      const x = valueAt(sources.solar, date) - valueAt(demand, date)
      const taken = Math.min(x, battery.chargeLimit, (battery.capacity - level) / battery.efficiency / step)
      const given = Math.min(-x, battery.dischargeLimit, level / step)
      level += step * (x > 0 ? battery.efficiency * taken : -given)
      if (x > 0) continue
      grid += step * (-x - given)
      carbon += (step * (-x - given) * valueAt(sources.carbonIntensity, date)) / 3.6e6
    }
    isNear(exact.level, level, exact.solar + exact.demand, 1e-4)
    isNear(exact.grid, grid, exact.demand, 1e-4)
    isNear(exact.carbon, carbon, exact.demand * (500 / 3.6e6), 1e-4)
  })

  test.each(seeds)("the engine gives the closed form, in a dozen machines, seed %i", (seed) => {
    const { raw, sources, demand, seconds } = draw(seed)
    const engine = new Engine()
    const site = new PowerSupply(engine, raw)
    const most = Math.max(...demand.points.map(([, watts]) => watts), 1)
    const points = demand.points.map(([date, watts]) => [date, watts / most] as const)
    for (let i = 0; i < 12; i++) {
      const speedProfile = demand.period === undefined ? { points } : { points, period: demand.period }
      const host = engine.addHost({ name: `h${i}`, speed: 1, speedProfile })
      machineEnergy(site, machineOf(host), { perPstate: [{ idle: 0, full: most / 12 }] })
      engine.compute(host, Number.POSITIVE_INFINITY)
    }
    engine.run(seconds)
    const predicted = orThrow(predictSupply(sources, demand, seconds))
    for (const name of ["demand", "direct", "charged", "discharged", "grid", "curtailed", "level"] as const)
      isNear(site.balance[name], predicted[name], predicted.demand + predicted.solar, 1e-7)
  })
})
