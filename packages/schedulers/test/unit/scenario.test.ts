import { orThrow } from "@placelab/models"
import { expect, it } from "vitest"
import { buildCluster } from "../../src/scenario/buildCluster.ts"
import { scenario } from "../../src/scenario/completeScenario.ts"
import { eventsOf } from "../../src/scenario/events.ts"
import { decodeScenario } from "../../src/scenario/json/decodeScenario.ts"
import type { RawScenario } from "../../src/scenario/scenario.ts"
import { schedulers } from "../../src/scenario/schedulers.ts"
import { simulate } from "../../src/scenario/simulate.ts"
import { lawOf } from "../../src/scenario/traceSpec.ts"

const complete = (raw: RawScenario) => orThrow(scenario(raw))
const fault = (raw: RawScenario) => {
  const result = scenario(raw)
  return result._tag === "Left" ? result.left.message : "nothing"
}

it("what is not said is as in the profile, section by section", () => {
  const { host, network, load, vms, profile } = complete({
    hosts: 5,
    host: { cores: 4 },
    load: { mean: 0.3 },
  })
  expect(profile).toBe("corrected")
  expect(vms).toBe(50)
  expect([host.cores, host.capacity]).toEqual([4, 7])
  expect(load).toMatchObject({ mean: 0.3, deviation: 0.2, start: 0 })
  expect(network.link).toBe(125e6)
})

it("the profiles of VMPlaceS differ as its versions do", () => {
  const head = complete({ profile: "vmplaces-head" })
  const paper = complete({ profile: "vmplaces-2015" })
  expect([lawOf(head.load).start, lawOf(paper.load).start]).toEqual([0.6, 0])
  expect([head.vm.classes.length, paper.vm.classes.length]).toEqual([5, 8])
  expect([head.network.link, paper.network.link]).toEqual([1.25e9, 125e6])
  expect([head.host.cores, paper.host.cores]).toEqual([8, 1])
})

it("a scheduler is asked for by name, or by name with parameters", () => {
  expect(complete({ scheduler: "ffd-lazy" }).scheduler).toMatchObject({
    name: "centralized",
    planner: "ffd-lazy",
  })
  const { scheduler } = complete({ scheduler: { name: "dvms", overlay: "random" } })
  expect(scheduler).toMatchObject({ name: "dvms", overlay: "random", minimumPartitionSize: 4 })
})

it("the limit of Entropy has a cap of 30 s in the last version of VMPlaceS only", () => {
  const limit = (profile: "corrected" | "vmplaces-2015" | "vmplaces-head") =>
    complete({ profile, scheduler: "entropy" }).scheduler
  const decisionTime = { limitPerHost: 0.125 }
  expect(limit("vmplaces-head")).toMatchObject({ decisionTime: { ...decisionTime, limitAtMost: 30 } })
  for (const profile of ["corrected", "vmplaces-2015"] as const)
    expect(limit(profile)).toMatchObject({
      decisionTime: { ...decisionTime, limitAtMost: Number.POSITIVE_INFINITY },
    })
})

it("a scheduler has the service nodes that it needs", () => {
  const nodes = (raw: RawScenario["scheduler"]) => complete({ hosts: 128, scheduler: raw! }).serviceNodes
  expect([nodes("none"), nodes("entropy"), nodes("dvms")]).toEqual([0, 1, 0])
  expect([nodes("snooze"), nodes({ name: "snooze", lcsPerGm: 2 })]).toEqual([5, 65])
})

const everyProfile = ["corrected", "vmplaces-2015", "vmplaces-head"] as const

it.each(everyProfile)("a complete scenario is a scenario again, in JSON too (%s)", (profile) => {
  for (const { name } of schedulers) {
    const { serviceNodes, ...once } = complete({ profile, hosts: 8, seed: 3, scheduler: name })
    expect(complete(once)).toEqual({ ...once, serviceNodes })
    const text = JSON.stringify(once, (_, value) => (value === Number.POSITIVE_INFINITY ? "never" : value))
    expect(complete(decodeScenario(JSON.parse(text), "again.json"))).toEqual({ ...once, serviceNodes })
  }
})

it.each([
  [
    { planner: "entropi" },
    'scheduler: planner name is "entropi"; expected a known one: did you mean "entropy"?',
  ],
  [
    { decisionTime: { model: "instnt" } },
    'scheduler: model of decision times name is "instnt"; expected a known one: did you mean "instant"?',
  ],
])("a scheduler with %j is refused before it starts", (parameters, message) => {
  const raw = { hosts: 2, duration: 1, scheduler: { name: "centralized", ...parameters } } as RawScenario
  expect(() => simulate(complete(raw))).toThrow(message)
})

it.each([
  [{ hosts: 0 }, "scenario: hosts is 0; expected a whole number above 0"],
  [{ seed: 0.5 }, "scenario: seed is 0.5; expected a whole number between -2^53 and 2^53"],
  [{ profile: "vmplaces" as never }, 'scenario: profile name is "vmplaces"; expected a known one'],
  [{ scheduler: "dvm" }, 'scenario: scheduler name is "dvm"; expected a known one: did you mean "dvms"?'],
  [
    { scheduler: { name: "dvms", lcsPerGm: 3 } },
    'scheduler "dvms": parameter name is "lcsPerGm"; expected one of the 7 known, such as "planner"',
  ],
  [{ load: { start: 2 } }, "scenario: load.start is 2; expected a number from 0 to 1, in cores"],
  [{ vm: { classes: [] } }, "scenario: vm.classes is []; expected at least one class"],
  [{ duration: 0 }, "scenario: duration is 0; expected a number above 0, in seconds"],
  [{ failures: { downtime: -1 } }, "scenario: failures.downtime is -1; expected"],
  [{ duration: Number.NaN }, "scenario: duration is NaN; expected a number above 0, in seconds"],
  [{ duration: Number.POSITIVE_INFINITY }, "scenario: duration is Infinity; expected a number above 0"],
  [{ host: { capacity: 0 } }, "scenario: host.capacity is 0; expected a number above 0, in cores"],
  [{ profile: null as never }, "scenario: profile name is null; expected one of the 3 known"],
  [{ scheduler: {} as never }, "scenario: scheduler name is undefined; expected one of the 10 known"],
  [
    { scheduler: { name: "none", planner: "entropy" } },
    'scheduler "none": parameter name is "planner"; expected a parameter that exists, and there is none',
  ],
  [
    { scheduler: { name: "entropy", decisionTime: { modle: "instant" } as never } },
    'scheduler "entropy": parameter name is "decisionTime.modle"; expected a known one: did you mean "decisionTime.model"?',
  ],
  [{ scheduler: { name: "snooze", lcsPerGm: 0 } }, 'scheduler "snooze": lcsPerGm is 0; expected a whole'],
  [
    { network: { model: "LV8" as never } },
    'network.model name is "LV8"; expected a known one: did you mean "LV08"?',
  ],
  [{ network: { messages: "timd" as never } }, 'network.messages name is "timd"; expected a known one'],
  [{ vm: { placement: "block" as never } }, 'vm.placement name is "block"; expected a known one'],
  [{ migration: { roundLimit: 0 } }, "scenario: migration.roundLimit is 0; expected a whole number above 0"],
  [{ migration: { timeout: Number.NaN } }, "scenario: migration.timeout is NaN; expected a number above 0"],
  [
    { profile: "vmplaces-head", scheduler: "snooze", failures: { leaderPeriod: 900 } },
    "scenario: failures.managerPeriod is 0; expected a number above 0, in seconds: in VMPlaceS leaders crash only where managers do",
  ],
] as [RawScenario, string][])("%j is refused", (raw, message) => {
  expect(fault(raw)).toContain(message)
})

it("VMs stand in blocks, in turn, or at random where there is memory", () => {
  const hosts = (placement: "blocks" | "round-robin" | "random") => {
    const memory = { memory: 3 * 2 ** 30 }
    const cluster = buildCluster(complete({ hosts: 3, vms: 7, host: memory, vm: { placement } }))
    return cluster.vms.map((vm) => Number(vm.host!.name.slice("node".length)))
  }
  expect(hosts("blocks")).toEqual([0, 0, 0, 1, 1, 2, 2])
  expect(hosts("round-robin")).toEqual([0, 1, 2, 0, 1, 2, 0])
  const random = hosts("random")
  for (const host of [0, 1, 2]) expect(random.filter((each) => each === host).length).toBeLessThanOrEqual(3)
})

it.each(["blocks", "vmplaces"] as const)("VMs that find no room are refused (%s)", (placement) => {
  const raw = { hosts: 2, vms: 100, vm: { placement, memory: 2 ** 30 }, host: { memory: 8 * 2 ** 30 } }
  expect(() => buildCluster(complete(raw))).toThrow(
    "scenario: vms is 100; expected fewer: vm-16 finds no room on 2 hosts",
  )
})

it("failures, suspensions and classes do not shift the loads", () => {
  const loads = (raw: RawScenario) =>
    [...eventsOf(complete({ hosts: 4, duration: 900, ...raw }))].filter(({ kind }) => kind === "load")
  const alone = loads({})
  expect(alone.length).toBeGreaterThan(50)
  expect(loads({ failures: { meanTimeToFailure: 600 } })).toEqual(alone)
  expect(loads({ suspensions: { period: 600 } })).toEqual(alone)
  expect(loads({ vm: { classes: [{ updateIntensity: 0.1 }] } })).toEqual(alone)
})

it("managers and leaders fail at their multiples, and come back", () => {
  const raw = {
    hosts: 64,
    duration: 1000,
    scheduler: "snooze",
    failures: { leaderPeriod: 900, managerPeriod: 300 },
  }
  const events = [...eventsOf(complete(raw))].filter(({ kind }) => kind === "failure")
  const dates = (isOn: boolean) =>
    events.flatMap((event) => (event.kind === "failure" && event.isOn === isOn ? [event.date] : []))
  expect(dates(false)).toEqual([300, 600, 900, 900])
  expect(dates(true)).toEqual([600, 900])
  for (const event of events) if (event.kind === "failure") expect([64, 65, 66]).toContain(event.host)
})

const traced = { hosts: 4, duration: 900, load: { trace: "synthetic:planetlab" } } as const

it("loads may be of a trace: a look-alike is made up from the seed, and says what it is", () => {
  const run = simulate(complete({ ...traced, seed: 7 }))
  expect(run.workload).toMatchObject({
    name: "synthetic look-alike of PlanetLab, 3 March 2011, seed 7",
    isSynthetic: true,
  })
  // Nearly each of 40 VMs changes at 0, 300 and 600 s.
  expect(run.injected.loads).toBeGreaterThan(60)
  expect(run.injected.loads).toBeLessThanOrEqual(120)
  const { load } = complete({ ...traced, seed: 7 })
  expect(load).toEqual({ trace: "synthetic:planetlab", order: "case-insensitive" })
})

it("a trace that was read is played, each VM the one of its number, again and again", () => {
  const of = (...cpu: number[]) => ({
    id: "x",
    cores: 1,
    memory: undefined,
    dates: Float64Array.of(0, 300),
    cpu: Float64Array.from(cpu),
    end: 600,
  })
  const workload = {
    name: "two VMs",
    isSynthetic: false,
    interval: 300,
    shareOf: "itself",
    vms: [of(0.5, 0.25), of(0, 2)],
    repairs: [],
  } as const
  const scenario = complete({ ...traced, vms: 3, load: { trace: "two.csv" } })
  const loads: (readonly [number, number, number])[] = []
  for (const event of eventsOf(scenario, workload))
    if (event.kind === "load") loads.push([event.date, event.vm, event.load])
  expect(loads).toEqual([
    [0, 0, 0.5],
    [0, 1, 0],
    [0, 2, 0.5],
    [300, 0, 0.25],
    [300, 1, 1],
    [300, 2, 0.25],
    [600, 0, 0.5],
    [600, 1, 0],
    [600, 2, 0.5],
  ])
  expect(simulate(scenario, { workload }).injected.loads).toBe(9)
})

it.each([
  [{ load: { trace: "a.csv", mean: 0.5 } }, "load.mean is 0.5; expected nothing of a law beside load.trace"],
  [{ load: { order: "bytes" } }, 'load.order is "bytes"; expected load.trace beside it'],
  [{ profile: "vmplaces-head", load: { trace: "a.csv" } }, 'load.trace is "a.csv"; expected nothing'],
] as const)("%j is refused, since it says two things of loads", (raw, message) => {
  expect(fault(raw as RawScenario)).toContain(message)
})

it("shares of the largest machine are refused, since a VM does not know it", () => {
  const scenario = complete({ ...traced, load: { trace: "google.csv" } })
  const workload = { name: "google", isSynthetic: false, interval: 300, vms: [], repairs: [] } as const
  expect(() => simulate(scenario, { workload: { ...workload, shareOf: "the largest machine" } })).toThrow(
    'load.trace is "google.csv"; expected shares of the VMs themselves, not of the largest machine',
  )
})

it("a trace that nobody has read is refused when it is played", () => {
  expect(() => simulate(complete({ ...traced, load: { trace: "a.csv" } }))).toThrow(
    'scenario: load.trace is "a.csv"; expected its workload beside the scenario',
  )
})
