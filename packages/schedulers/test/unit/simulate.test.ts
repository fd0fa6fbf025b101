import { orThrow } from "@placelab/models"
import { expect, it } from "vitest"
import type { Cluster } from "../../src/cluster/cluster.ts"
import type { Resolver } from "../../src/cluster/resolver.ts"
import { scenario } from "../../src/scenario/completeScenario.ts"
import type { ProfileName, RawScenario } from "../../src/scenario/scenario.ts"
import { type SimulateOptions, simulate } from "../../src/scenario/simulate.ts"

const play = (raw: RawScenario, options: SimulateOptions = {}) => simulate(orThrow(scenario(raw)), options)
const quiet = { hosts: 2, vms: 2, duration: 300 }
const numbers = (run: ReturnType<typeof play>, entity: string, name: string) =>
  [...run.trace.records].filter((record) => record.entity === entity && record.state === name)

/** In the middle of something until a date. */
const busyUntil =
  (date: number) =>
  ({ engine }: Cluster): Resolver => ({
    get isBusy() {
      return engine.now < date
    },
    counts: () => ({ looks: 3 }),
  })

// 0.014 and 975.2197988636547 are not what they are, times 100, divided by 100.
it.each([1800, 0.014, 1e-9, 975.2197988636547])(
  "a corrected run ends with its duration, and so do all of its records (%d s)",
  (duration) => {
    const { trace, cluster } = play({ hosts: 2, duration, scheduler: "entropy" })
    expect(cluster.engine.now).toBe(duration)
    expect(cluster.isEnding).toBe(true)
    const open = [...trace.records].filter(({ entity, state }) => entity === "node0" && state === "PM")
    expect(open.at(-1)!.time + open.at(-1)!.duration).toBe(duration)
  },
)

it("under the rules of VMPlaceS a scheduler gets 100 s more, and again while it is busy, but an hour at most", () => {
  const end = (profile: ProfileName, scheduler?: SimulateOptions["scheduler"]) =>
    play({ ...quiet, profile }, scheduler === undefined ? {} : { scheduler }).cluster.engine.now
  expect(end("vmplaces-head")).toBe(300)
  expect(end("vmplaces-head", busyUntil(0))).toBe(400)
  expect(end("vmplaces-2015", busyUntil(0))).toBe(400)
  expect(end("vmplaces-head", busyUntil(550))).toBe(600)
  expect(end("vmplaces-head", busyUntil(1e9))).toBe(300 + 3600)
  expect(end("corrected", busyUntil(1e9))).toBe(300)
})

it.each<ProfileName>(["corrected", "vmplaces-head"])(
  "%s: no round begins at the duration or later",
  (profile) => {
    const dates: number[] = []
    const onStart = (cluster: Cluster) => cluster.onDecision(({ date }) => dates.push(date))
    play({ ...quiet, profile, scheduler: "ffd-lazy" }, { onStart })
    expect(dates).toEqual([30, 60, 90, 120, 150, 180, 210, 240, 270])
  },
)

it("the first record says what was played", () => {
  const header = (scheduler: RawScenario["scheduler"]) => {
    const { trace } = play({ ...quiet, seed: 4, duration: 10, scheduler: scheduler! })
    const { entity, state, value, time, data } = trace.records.record(0)
    expect([entity, state, value, time]).toEqual(["simulator", "SIMULATION", "START", 0])
    return data
  }
  const machines = { server_count: 2, cores: 8, capacity: 7 }
  const rest = { ...machines, vm_count: 2, profile: "corrected", seed: 4, duration: 10 }
  expect(header("ffd-lazy")).toEqual({ algorithm: "ffd-lazy", service_node_count: 1, ...rest })
  expect(header("snooze")).toEqual({ algorithm: "snooze", service_node_count: 2, ...rest })
  expect(header("none")).toEqual({ algorithm: "none", service_node_count: 0, ...rest })
})

it("progress is told in a hundred steps, the last of which is 1", () => {
  const parts: number[] = []
  play(quiet, { onProgress: (part) => parts.push(part) })
  expect(parts.length).toBe(100)
  expect(parts).toEqual([...parts].sort((a, b) => a - b))
  expect([parts[0], parts.at(-1)]).toEqual([0.01, 1])
})

it("who listens hears of a cluster before anything happens; what a scheduler counts is in the run", () => {
  const dates: number[] = []
  const run = play(quiet, { onStart: ({ engine }) => dates.push(engine.now), scheduler: busyUntil(0) })
  expect([dates, run.counts]).toEqual([[0], { looks: 3 }])
})

it("measured decisions need a clock, and take what it says", () => {
  const measured = { name: "ffd-lazy", decisionTime: { model: "measured" } } as const
  expect(() => play({ ...quiet, scheduler: measured })).toThrow(
    'decisionTime: model is "measured"; expected another one: nobody has given a clock',
  )
  let ticks = 0
  const { trace } = play({ ...quiet, scheduler: measured }, { clock: () => 2 * ticks++ })
  const computed = [...trace.records].filter(({ value }) => value === "compute")
  expect(computed.map(({ duration }) => duration)).toEqual(computed.map(() => 2))
  expect(computed.length).toBe(9)
})

it("the energy in the trace is what the machines drew: idle, computing, and off", () => {
  const energy = (raw: RawScenario, node: string) =>
    numbers(play({ ...quiet, load: { period: 1e9 }, ...raw }), node, "ENERGY").reduce(
      (sum, { value }) => sum + (value as number),
      0,
    )
  expect(energy({}, "node0")).toBe(300 * 100)
  const load = { period: 1e9, start: 1 }
  expect(energy({ load }, "node0")).toBeCloseTo(300 * 110, 6)
  const busy = { load, vms: 16, vm: { placement: "blocks" } } as const
  expect(energy(busy, "node1")).toBeCloseTo(300 * 200, 6)
  expect(energy({ scheduler: "entropy" }, "node2")).toBe(300 * 100)
  expect(energy({ vms: 1, host: { powersOff: true } }, "node1")).toBe(300 * 10)
})

it("under the rules of VMPlaceS each load event writes the load and the energy of its machine, else the sums alone", () => {
  const counts = (profile: ProfileName) => {
    const run = play({ profile, hosts: 2, duration: 300 })
    const of = (entity: string, name: string) => numbers(run, entity, name).length
    return {
      loads: run.injected.loads,
      node: of("node0", "LOAD") + of("node1", "LOAD"),
      sum: of("injector", "LOAD"),
    }
  }
  const head = counts("vmplaces-head")
  expect(head).toEqual({ loads: head.loads, node: head.loads, sum: head.loads })
  const corrected = counts("corrected")
  expect(corrected).toEqual({ loads: corrected.loads, node: 0, sum: corrected.loads })
  expect(corrected.loads).toBeGreaterThan(5)
})

it.each<ProfileName>(["corrected", "vmplaces-head"])("%s: loads go on where no machine is on", (profile) => {
  const failures = { meanTimeToFailure: 60, downtime: 1e6 }
  const run = play({ profile, hosts: 1, vms: 5, duration: 900, load: { period: 20 }, failures, seed: 2 })
  expect(run.cluster.machines[0]!.state).toBe("off")
  const loads = numbers(run, "injector", "LOAD")
  if (profile === "corrected") {
    expect(loads.length).toBe(run.injected.loads)
    expect(loads.at(-1)!.value).toBe(0)
  } else expect(loads.length).toBeLessThan(run.injected.loads)
})

it("under the rules of VMPlaceS the load of a VM that is suspended changes unseen", () => {
  const suspensions = { period: 100, duration: 300 }
  const raw = { profile: "vmplaces-head", hosts: 2, duration: 900, suspensions } as const
  let unseen = 0
  const onStart = ({ vms }: Cluster) => {
    for (const vm of vms) {
      const setLoad = vm.setLoad.bind(vm)
      vm.setLoad = (load) => {
        setLoad(load)
        if (vm.state === "suspended") unseen++
      }
    }
  }
  const run = play(raw, { onStart })
  expect(unseen).toBeGreaterThan(3)
  expect(numbers(run, "injector", "LOAD").length).toBe(run.injected.loads - unseen)
})

it("machines that are empty at the beginning are off from then on, where the cluster does so", () => {
  const on = (powersOff: boolean) => {
    const run = play({ hosts: 3, vms: 2, duration: 60, host: { powersOff } })
    return numbers(run, "injector", "NB_ON").map(({ value, time }) => [value, time])
  }
  expect(on(true)).toEqual([
    [3, 0],
    [2, 0],
  ])
  expect(on(false)).toEqual([[3, 0]])
})
