/*
 * The engine against the ticks, where both can be held to one number; and what holds of every run.
 *
 * Ticks charge a host from one to the next with the mean of its powers at both ends, P(k) and P(k + 1); the engine holds P(k). Where nobody
 * moves or completes, the two differ by what does not cancel out:
 *
 *     E(ticks) = E(engine without its last interval) + 300 s x (sum of P at the last tick - sum of P at the first) / 2
 *
 * Where demands stay as they are, and powers are linear, so that it does not matter what else runs on a host, they differ by what a
 * migration takes at its destination in the ticks, a tenth of what the VM asks for, d:
 *
 *     E(ticks) = E(engine) + sum over moves of 0.1 d x (slope of the destination's power) x (duration of the move)
 */
import { RandomStream, type TraceRecord, writeJsonLines } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  type CloudsimFleet,
  type CloudsimHost,
  type ConsolidationRun,
  localRegression,
  minimumMigrationTime,
  randomSelection,
  simulateCloudsim,
  simulateConsolidation,
  staticThreshold,
} from "../../src/index.ts"
import { randomFleet } from "../support/randomFleet.ts"

const thr = { isOverloaded: staticThreshold(0.8), select: minimumMigrationTime }
const interval = 300

describe("where nobody moves", () => {
  test("the energy of the ticks is that of the engine, but for the ends: fleets of seeds 1 to 50", () => {
    for (let seed = 1; seed <= 50; seed++) {
      const fleet = withoutCompletion(randomFleet(seed))
      const run = simulateConsolidation(fleet, "dvfs")
      const ticks = fleet.vms[0]!.percent.length - 1
      const [first, last] = [wattsAt(run, fleet, 0), wattsAt(run, fleet, ticks - 1)]
      const engine = run.metrics.energy_kwh * 3.6e6 - interval * last
      const expected = engine + (interval * (last - first)) / 2
      const joules = simulateCloudsim(fleet, "dvfs").energy_kwh * 3.6e6
      expect(Math.abs(joules / expected - 1), `seed ${seed}`).toBeLessThan(1e-9)
    }
  })
})

describe("where demands stay, and two VMs at most are on the way at once", () => {
  test("both move the same VMs, and energy differs by the tenth: fleets of seeds 1 to 200", () => {
    let moves = 0
    for (let seed = 1; seed <= 200; seed++) {
      const fleet = steadyFleet(seed)
      // The engine counts an interval more.
      const shorter = {
        ...fleet,
        vms: fleet.vms.map((vm) => ({ ...vm, percent: Array.from(vm.percent).slice(1) })),
      }
      const run = simulateConsolidation(shorter, thr, { updateIntensity: 0, memoryOvercommit: Infinity })
      const ticked = simulateCloudsim(fleet, thr)
      expect([seed, run.metrics.migrations]).toEqual([seed, ticked.migrations])
      const tenths = movesOf(run).map(({ vm, to, seconds }) => {
        const { power, cores, mips } = fleet.hosts[to]!
        const asked = (fleet.vms[vm]!.mips * fleet.vms[vm]!.percent[0]!) / 100
        return (0.1 * asked * (power[10]! - power[0]!) * seconds) / (cores * mips)
      })
      const expected = run.metrics.energy_kwh * 3.6e6 + tenths.reduce((sum, joules) => sum + joules, 0)
      expect(Math.abs((ticked.energy_kwh * 3.6e6) / expected - 1), `seed ${seed}`).toBeLessThan(1e-9)
      moves += run.metrics.migrations
    }
    expect(moves).toBeGreaterThan(200)
  })
})

describe.each([
  ["thr", () => thr, {}],
  [
    "lr, by chance",
    () => ({
      isOverloaded: localRegression(),
      select: randomSelection(new RandomStream(1, "selection")),
    }),
    { memoryOvercommit: 3, updateIntensity: 1 },
  ],
  // Migrations take minutes, and go on at the next tick; hosts take their time too.
  [
    "thr, slowly",
    () => thr,
    { memoryOvercommit: 2, migration: { bandwidthLimit: 4e6 }, bootSeconds: 120, shutdownSeconds: 60 },
  ],
] as const)("of every run by %s it holds, in fleets of seeds 1 to 30, that", (_, policy, options) => {
  const fleets = Array.from({ length: 30 }, (_, i) => randomFleet(i + 1))
  const runs = fleets.map((fleet) => simulateConsolidation(fleet, policy(), options))

  test("a VM is on exactly one host from the first tick until it has completed", () => {
    for (const [i, run] of runs.entries()) {
      const end = run.cluster.engine.now
      for (const { name } of run.cluster.vms) {
        let date = 0
        const stays = recordsOf(run, "HOST", name)
        for (const [j, { time, duration, data }] of stays.entries()) {
          expect(time, `seed ${i + 1}, ${name}`).toBeCloseTo(date, 6)
          date = time + duration
          if (data !== undefined) expect([j, data]).toEqual([stays.length - 1, { end: "stopped" }])
        }
        if (stays.at(-1)!.data === undefined) expect(date).toBeCloseTo(end, 6)
      }
    }
  })

  test("no host ever holds more memory than it promises, those on the way counted", () => {
    const overcommit = "memoryOvercommit" in options ? options.memoryOvercommit : 1
    for (const [i, run] of runs.entries()) {
      const { hosts, vms } = fleets[i]!
      const changes: (readonly [date: number, host: number, megabytes: number])[] = []
      for (const [vm, { megabytes }] of vms.entries()) {
        for (const { value, time, duration } of recordsOf(run, "HOST", `vm-${vm}`)) {
          const host = Number(String(value).slice("node".length))
          changes.push([time, host, megabytes], [time + duration, host, -megabytes])
        }
      }
      // A place is held from the begin of a migration to its arrival, where the stay begins.
      for (const { vm, to, begin, seconds } of movesOf(run)) {
        const { megabytes } = vms[vm]!
        changes.push([begin, to, megabytes], [begin + seconds, to, -megabytes])
      }
      // What ends on a date ends before something begins.
      changes.sort((a, b) => a[0] - b[0] || a[2] - b[2])
      const held = new Float64Array(hosts.length)
      for (const [date, host, megabytes] of changes) {
        held[host]! += megabytes
        expect(held[host]!, `seed ${i + 1}, node${host} at ${date} s`).toBeLessThanOrEqual(
          hosts[host]!.megabytes * overcommit + 1e-6,
        )
      }
    }
  })

  test("no move fails, ratios are ratios, and the trace says the same energy", () => {
    let moves = 0
    for (const [i, run] of runs.entries()) {
      const { metrics } = run
      expect([i, metrics.migrations_failed]).toEqual([i, 0])
      for (const ratio of [metrics.slatah, metrics.sla_overall, metrics.pdm]) {
        expect(ratio).toBeGreaterThanOrEqual(0)
        expect(ratio).toBeLessThanOrEqual(1)
      }
      expect(metrics.pdm).toBeLessThanOrEqual(metrics.sla_overall + 1e-9)
      const joules = recordsOf(run, "ENERGY").reduce((sum, { value }) => sum + Number(value), 0)
      expect(joules / 3.6e6).toBeCloseTo(metrics.energy_kwh, 9)
      moves += metrics.migrations
    }
    expect(moves).toBeGreaterThan(300)
  })

  test("the same run gives the same bytes", () => {
    for (const [i, run] of runs.slice(0, 5).entries()) {
      const again = simulateConsolidation(fleets[i]!, policy(), options)
      expect(again.metrics).toEqual(run.metrics)
      const text = (each: ConsolidationRun) => [...writeJsonLines(each.trace.records)].join("")
      expect(text(again)).toBe(text(run))
    }
  })
})

/** Somebody always asks for something. */
function withoutCompletion(fleet: CloudsimFleet): CloudsimFleet {
  const vms = fleet.vms.map((vm) => ({
    ...vm,
    percent: Array.from(vm.percent, (value) => Math.max(1, value)),
  }))
  return { ...fleet, vms }
}

/**
 * Three hosts, each of its own size and linear power, and as many VMs, whose loads do not change and are so low that no host is
 * overloaded; no two loads add up to the same as others.
 */
function steadyFleet(seed: number): CloudsimFleet {
  const random = new RandomStream(seed, "steady fleet")
  const hosts = [0, 1, 2].map((i): CloudsimHost => {
    const [idle, slope] = [80 + random.below(40), 3 + i + random.below(100) / 100]
    return {
      cores: 1 + random.below(2),
      mips: 1000 + 137 * i + random.below(50),
      megabytes: 4096,
      kilobits: 1_000_000,
      power: Array.from({ length: 11 }, (_, k) => idle + slope * k),
    }
  })
  const vms = [1, 2, 4].map((weight) => ({
    mips: 900 + random.below(100),
    megabytes: 500 + random.below(1000),
    kilobits: 100_000,
    percent: Array.from({ length: 6 }, () => 3 * weight + random.below(2)),
  }))
  return { hosts, vms: vms.map((vm) => ({ ...vm, percent: vm.percent.map(() => vm.percent[0]!) })) }
}

/** What all hosts draw by what their VMs ask for at a tick, when they get it. */
function wattsAt(run: ConsolidationRun, fleet: CloudsimFleet, tick: number): number {
  const asked = new Float64Array(fleet.hosts.length)
  for (const [vm, { mips, percent }] of fleet.vms.entries()) {
    const host = Number(String(recordsOf(run, "HOST", `vm-${vm}`)[0]!.value).slice("node".length))
    const [a, b] = [percent[tick + 1]!, percent[Math.min(tick + 2, percent.length - 1)]!]
    asked[host]! += (mips * (a + (b - a) / 3000)) / 100
  }
  return fleet.hosts.reduce((sum, { cores, mips, power }, host) => {
    if (asked[host] === 0) return sum
    const place = (10 * asked[host]!) / (cores * mips)
    const below = Math.min(9, Math.floor(place))
    return sum + power[below]! + (place - below) * (power[below + 1]! - power[below]!)
  }, 0)
}

function recordsOf(run: ConsolidationRun, state: string, entity?: string): TraceRecord[] {
  let byState = known.get(run)
  if (byState === undefined) {
    byState = new Map()
    for (const record of run.trace.records)
      byState.set(record.state, [...(byState.get(record.state) ?? []), record])
    known.set(run, byState)
  }
  const records = byState.get(state) ?? []
  return entity === undefined ? records : records.filter((record) => record.entity === entity)
}

const known = new WeakMap<ConsolidationRun, Map<string, TraceRecord[]>>()

function movesOf(run: ConsolidationRun) {
  return recordsOf(run, "SERVICE").flatMap(({ value, entity, time, duration, data }) =>
    value === "migrate" && data?.state === 0
      ? [
          {
            vm: Number(entity.slice("vm-".length)),
            to: Number(String(data.to).slice("node".length)),
            begin: time,
            seconds: duration,
          },
        ]
      : [],
  )
}
