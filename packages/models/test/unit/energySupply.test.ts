import { Engine, linkPower } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  constantSeries,
  kilowattHours,
  machineEnergy,
  machineOf,
  orThrow,
  PowerSupply,
  powerSources,
  predictSupply,
  type RawPowerSources,
  type TimeSeries,
} from "../../src/index.ts"

/** 0 to 200 W and back within 200 s, then dark. */
const hill: TimeSeries = { points: [[0, 0], [100, 200], [200, 0]], shape: "linear" } // biome-ignore format: a table

const supplied = (raw: RawPowerSources, watts: number, seconds: number) =>
  orThrow(predictSupply(orThrow(powerSources(raw)), constantSeries(watts), seconds))

describe("a supply", () => {
  test("takes the sun first, and the rest from the grid", () => {
    // 100 W are reached at 50 s, and lost at 150 s: triangles of 50 x 100 / 2
    const balance = supplied({ solar: hill }, 100, 200)
    expect(balance).toMatchObject({
      demand: 20_000,
      solar: 20_000,
      direct: 15_000,
      curtailed: 5000,
      grid: 5000,
    })
  })

  test("charges the battery from what is left, with its losses, and discharges it before the grid", () => {
    const balance = supplied({ solar: hill, battery: { capacity: 1e6, efficiency: 0.8 } }, 100, 200)
    // 5000 J go in, 4000 J come out; before 50 s there is nothing in it; 2500 J are lacking after 150 s
    expect(balance).toMatchObject({ charged: 5000, curtailed: 0, discharged: 2500, grid: 2500, level: 1500 })
  })

  test("curtails what a full battery cannot take, from the date on at which it is full", () => {
    const balance = supplied({ solar: hill, battery: { capacity: 1250 } }, 100, 150)
    expect(balance.level).toBe(1250)
    expect([balance.charged, balance.curtailed]).toEqual([1250, 3750])
  })

  test("keeps to the limits of charge and discharge", () => {
    const limited = { capacity: 1e6, chargeLimit: 50, dischargeLimit: 20 }
    const balance = supplied({ solar: hill, battery: limited }, 100, 300)
    // above 100 W from 50 to 150 s; above 150 W from 75 to 125 s: 25 x 50 / 2 + 50 x 50 + 25 x 50 / 2
    expect(balance.charged).toBe(3750)
    // -x passes 20 W at 160 s: 10 x 20 / 2 until then, 20 W until 300 s
    expect(balance.discharged).toBe(100 + 140 * 20)
    expect(balance.curtailed).toBe(1250)
  })

  test("empties the battery at the root of a parabola", () => {
    // from 150 s on it lacks 2 W/s x t, up to 100 W; 900 J last for 30 s
    const balance = supplied({ solar: hill, battery: { capacity: 900 } }, 100, 200)
    expect(balance.discharged).toBe(900)
    expect(balance.level).toBe(0)
    expect(balance.grid).toBeCloseTo(2500 + 2500 - 900, 9)
  })

  test("emits the carbon of the grid at the date of use, also where intensity and power both change", () => {
    const intensity: TimeSeries = { points: [[0, 0], [100, 360]], shape: "linear" } // biome-ignore format: a table
    // 0 to 50 s: power 100 - 2t, intensity 3.6 t: integral of 360 t - 7.2 t^2, over 3.6e6
    const { carbon } = supplied({ solar: hill, carbonIntensity: intensity }, 100, 50)
    expect(carbon).toBeCloseTo((180 * 50 ** 2 - 2.4 * 50 ** 3) / 3.6e6, 12)
    expect(supplied({ carbonIntensity: constantSeries(50) }, 1000, 3600).carbon).toBeCloseTo(50, 9)
  })

  test("begins with what is in the battery", () => {
    const balance = supplied({ battery: { capacity: 100, level: 60 } }, 1, 100)
    expect(balance).toMatchObject({ discharged: 60, grid: 40, level: 0 })
  })

  test("follows a demand in steps", () => {
    const demand: TimeSeries = { points: [[0, 0], [100, 50]], shape: "steps" } // biome-ignore format: a table
    expect(orThrow(predictSupply(orThrow(powerSources({})), demand, 300)).grid).toBe(200 * 50)
  })
})

describe("a supply on the engine", () => {
  test("supplies machines and links that are metered through it, with the PUE of its site", () => {
    const engine = new Engine()
    const [a, b] = ["a", "b"].map((name) => engine.addHost({ name, speed: 100 }))
    const link = engine.addLink({ name: "l", bandwidth: 10 })
    engine.addRoute(a!, b!, [link])
    const site = new PowerSupply(engine, { carbonIntensity: constantSeries(100) }, { pue: 1.5 })
    const power = { perPstate: [{ idle: 100, full: 200 }], off: 10 }
    const meters = [a!, b!].map((host) => machineEnergy(site, machineOf(host), power))
    site.meter(link, linkPower(link, { idle: 1, busy: 5 }))
    engine.compute(a!, 1000)
    engine.transfer(a!, b!, 50)
    engine.run(15)
    b!.turnOff()
    engine.run(20)
    expect(meters.map((meter) => meter.total)).toEqual([10 * 200 + 10 * 100, 15 * 100 + 5 * 10])
    const demand = 1.5 * (3000 + 1550 + 5 * 5 + 15)
    expect(site.balance.demand).toBeCloseTo(demand, 9)
    expect(site.balance.grid).toBeCloseTo(demand, 9)
    expect(site.balance.carbon).toBeCloseTo((100 * demand) / kilowattHours(1), 9)
  })

  test("of machines that are all off gives nothing, whatever was rounded before", () => {
    const engine = new Engine()
    const site = new PowerSupply(engine, {})
    const hosts = Array.from({ length: 100 }, (_, i) => engine.addHost({ name: `h${i}`, speed: 1 }))
    for (const [i, host] of hosts.entries())
      machineEnergy(site, machineOf(host), { perPstate: [{ idle: 10 ** (i / 10 - 5), full: 1e5 }] })
    engine.run(1)
    for (const host of hosts) host.turnOff()
    engine.run(2)
    const { grid } = site.balance
    engine.run(1e9)
    expect(site.balance.grid).toBe(grid)
  })

  test("counts from the date of its making, at the dates of the engine", () => {
    const engine = new Engine()
    const host = engine.addHost({ name: "h", speed: 1 })
    engine.run(100)
    const site = new PowerSupply(engine, { solar: hill })
    machineEnergy(site, machineOf(host), { perPstate: [{ idle: 50, full: 50 }] })
    engine.run(200)
    // the sun goes from 200 W to 0; it passes 50 W at 175 s
    expect(site.balance).toMatchObject({
      solar: 10_000,
      direct: 75 * 50 + (25 * 50) / 2,
      grid: (25 * 50) / 2,
    })
  })
})

describe("wrong sources are refused:", () => {
  const flat = constantSeries(1)
  test.each([
    [{ battery: { capacity: -1 } }, "battery: capacity is -1; expected a number of at least 0, in joules"],
    [
      { battery: { capacity: 1, efficiency: 0 } },
      "battery: efficiency is 0; expected a part above 0, up to 1",
    ],
    [
      { battery: { capacity: 1, level: 2 } },
      "battery: level is 2; expected joules from 0 to the capacity, 1",
    ],
    [
      { battery: { capacity: 1, chargeLimit: 0 } },
      "battery: chargeLimit is 0; expected a number above 0, in watts (Infinity for no limit)",
    ],
    [{ solar: { ...flat, points: [] } }, "solar power: points[0] date is undefined"],
    [
      { carbonIntensity: { ...flat, points: [[0, -3]] } },
      "carbon intensity: points[0] value is -3; expected a number of at least 0, in grams a kWh",
    ],
  ] as [RawPowerSources, string][])("%o", (raw, message) => {
    // biome-ignore format: a table
    expect(() => orThrow(powerSources(raw))).toThrow(message)
    expect(() => new PowerSupply(new Engine(), raw)).toThrow(message)
  })

  test("a PUE below 1, a demand of lines, a duration below 0", () => {
    const sources = orThrow(powerSources({}))
    expect(() => new PowerSupply(new Engine(), {}, { pue: 0.9 })).toThrow(
      "power supply: pue is 0.9; expected a number of at least 1",
    )
    expect(() => orThrow(predictSupply(sources, hill, 1))).toThrow(
      'demand: shape is "linear"; expected "steps"',
    )
    expect(() => orThrow(predictSupply(sources, flat, -1))).toThrow(
      "supply: duration is -1; expected a number of at least 0, in seconds",
    )
  })
})
