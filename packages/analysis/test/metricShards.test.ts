import { RandomStream, Trace } from "@placelab/core"
import { concatAll } from "fp-ts/lib/Monoid.js"
import { describe, expect, it } from "vitest"
import {
  flatMetrics,
  measureRun,
  type RunMeasures,
  type RunMetricOptions,
  runMeasuresMonoid,
} from "../src/index.ts"

const shards = 3
const end = 120
const values = {
  PM: ["normal", "violation", "violation-out", "violation-det"],
  SERVICE: ["free", "compute", "reconfigure", "compute", "reconfigure"],
  POWER: ["on", "off", "booting", "shutting down", "failed"],
  ISP: ["procedure"],
}
const outcomes = ["SUCCESS", "SUCCESS", "NO_RECONFIGURATION_NEEDED", "RECONFIGURATION_FAILED"]
const amounts = ["ENERGY", "REQUESTED", "SERVED", "SATURATED"]
const machineOf = (i: number) => `node${i}`

/**
 * One random run of 12 machines and 12 VMs, recorded once in one trace, and once in several, each of some of the machines and VMs. No
 * plan is of machines of two of them.
 */
function randomRun(seed: number) {
  const random = new RandomStream(seed, "shards")
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!
  let now = 0
  const whole = new Trace(() => now)
  const parts = Array.from({ length: shards }, () => new Trace(() => now))
  const record = (i: number, write: (trace: Trace) => void) => {
    write(whole)
    write(parts[i % shards]!)
  }
  for (const trace of [whole, ...parts]) trace.point("simulator", "SIMULATION", "START", { cores: 8 })
  for (let i = 0; i < 12; i++) {
    record(i, (trace) => trace.track(machineOf(i), "POWER").set("on"))
    record(i, (trace) => trace.track(`vm-${i}`, "HOST").set(machineOf(i)))
  }
  for (let step = 0; step < 1600; step++) {
    now += random.uniform(0, 0.125)
    const i = random.below(12)
    const [operation, number, other] = [random.below(3), random.uniform(0, 4), machineOf(random.below(12))]
    const plan = `${i % shards} ${Math.floor(step / 100)}`
    const what = random.below(12)
    if (what < 3) record(i, (trace) => trace.variable(machineOf(i), amounts[step % 4]!).record(number))
    else if (what < 5) {
      const data = { end: pick(["crashed", "stopped"]) }
      const isLeaving = random.below(3) === 0
      record(i, (trace) => {
        const host = trace.track(`vm-${i}`, "HOST")
        if (isLeaving) host.pop(data)
        else host.set(other)
      })
    } else if (what < 7) {
      const data = { state: -random.below(2), requested: number, served: number * random.uniform(0, 1.01) }
      record(i, (trace) => {
        const service = trace.track(`vm-${i}`, "SERVICE")
        if (service.top === undefined) service.set("migrate", { from: machineOf(i), to: other })
        else service.pop(data)
      })
    } else {
      const kind = pick(["PM", "SERVICE", "SERVICE", "POWER", "ISP"] as const)
      const value = pick(values[kind])
      const data = {
        state: pick(outcomes),
        duration: number,
        psize: random.below(9),
        partition: random.below(9),
        planned: random.uniform(0, 3),
        after: pick(["load", "migration"]),
        end: pick(["solved", "nothing to do"]),
        plan,
      }
      record(i, (trace) => {
        const track = trace.track(machineOf(i), kind)
        // A machine is in one state of power, and ever in one.
        if (operation === 0 || kind === "POWER") track.set(value, data)
        else if (operation === 1) track.push(value, data)
        else track.pop(data)
      })
    }
  }
  now = end
  for (const trace of [whole, ...parts]) trace.close()
  return { whole: whole.records, parts: parts.map((trace) => trace.records) }
}

/** All numbers of a measure, rounded: sums are taken in another order. Episodes in an order that does not depend on the shards. */
function rounded(measures: RunMeasures): unknown {
  const { violations } = measures
  const episodes = [...violations.episodes].sort((a, b) => a.begin - b.begin)
  return JSON.parse(JSON.stringify({ ...measures, violations: { ...violations, episodes } }), (_, value) =>
    typeof value === "number" ? Math.round(value * 1e6) / 1e6 : value,
  )
}

const siteOf = new Map(Array.from({ length: 12 }, (_, i) => [machineOf(i), `site ${i % 2}`]))
const rest = {
  until: 80,
  siteOf,
  carbonIntensity: [
    [0, 100],
    [30, 400],
    [60, 50],
  ],
} as const
const definitions: readonly RunMetricOptions[] = [
  { definition: "vmplaces", ...rest },
  { definition: "corrected", ...rest },
]

describe.each(Array.from({ length: 20 }, (_, i) => i + 1))("metrics of random runs, seed %i", (seed) => {
  const { whole, parts } = randomRun(seed)

  it.each(definitions)("shards of the machines have together those of the run, $definition", (options) => {
    const measures = measureRun(whole, options)
    const merged = concatAll(runMeasuresMonoid(options.definition))(
      parts.map((part) => measureRun(part, options)),
    )
    expect(rounded(merged)).toEqual(rounded(measures))
    // Every metric has something to measure.
    const flat = Object.entries(flatMetrics(measures))
    const unknown = flat.filter(([, value]) => value === null).map(([name]) => name)
    expect(unknown).toEqual(
      options.definition === "vmplaces" ? ["false_positives", "load_events"] : ["load_events"],
    )
    expect(flat.filter(([name, value]) => value === 0 && name !== "false_positives")).toEqual([])
  })

  it.each(definitions)("are a monoid, $definition", (options) => {
    const { concat, empty } = runMeasuresMonoid(options.definition)
    const [a, b, c] = parts.map((part) => measureRun(part, { ...options, loadEvents: part.length }))
    expect(concat(empty, a!)).toEqual(a)
    expect(concat(a!, empty)).toEqual(a)
    expect(rounded(concat(concat(a!, b!), c!))).toEqual(rounded(concat(a!, concat(b!, c!))))
  })

  it.each(definitions)("of two runs add up, in any order, $definition", (options) => {
    const { concat } = runMeasuresMonoid(options.definition)
    const [a, b] = [whole, randomRun(seed + 1000).whole].map((run) =>
      measureRun(run, { ...options, loadEvents: 7 }),
    )
    const both = flatMetrics(concat(a!, b!))
    expect(rounded(concat(b!, a!))).toEqual(rounded(concat(a!, b!)))
    const [one, two] = [flatMetrics(a!), flatMetrics(b!)]
    for (const name of sums) expect(both[name]).toBeCloseTo(one[name]! + two[name]!, 6)
    // A ratio of both is between those of each.
    for (const name of ratios) {
      expect(both[name]).toBeGreaterThanOrEqual(Math.min(one[name]!, two[name]!))
      expect(both[name]).toBeLessThanOrEqual(Math.max(one[name]!, two[name]!))
    }
  })
})

const sums = [
  "violation_s",
  "violations",
  "migrations",
  "computations",
  "plans",
  "procedures",
  "energy_j",
  "carbon_g",
  "vm_lost_s",
  "load_events",
] as const
const ratios = [
  "slatah",
  "pdm",
  "utilisation",
  "utilisation_requested",
  "availability",
  "plan_slip_mean",
] as const
