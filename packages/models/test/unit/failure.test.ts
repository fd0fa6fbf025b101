import { constantLaw, Engine, exponentialLaw, gaussianLaw, weibullLaw } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  addMachine,
  availability,
  type FailureEvent,
  injectFailures,
  type RenewalFailures,
  renewalFailures,
  restartOnRecovery,
  tracedFailures,
  Vm,
} from "../../src/index.ts"

const law = { seed: 1, timeToFailure: exponentialLaw(1000), timeToRepair: exponentialLaw(100), until: 20_000 }
const shown = (events: Iterable<FailureEvent>) =>
  [...events].map(({ date, host, isOn }) => `${date}: ${host} ${isOn ? "on" : "off"}`)

describe("failures of a renewal process", () => {
  test("come after the times of their laws, off and on in turn", () => {
    const events = renewalFailures({
      ...law,
      hosts: ["a"],
      timeToFailure: constantLaw(10),
      timeToRepair: constantLaw(2),
      until: 34,
    })
    const expected = ["10: 0 off", "12: 0 on", "22: 0 off", "24: 0 on"]
    expect([shown(events), shown(events)]).toEqual([expected, expected])
  })

  test("of all hosts are in order of date", () => {
    const dates = [...renewalFailures({ ...law, hosts: ["a", "b", "c", "d"] })].map(({ date }) => date)
    expect(dates.length).toBeGreaterThan(100)
    expect(dates).toEqual(dates.toSorted((a, b) => a - b))
  })

  test("of a host are the same whichever hosts there are beside it", () => {
    const of = (name: string, hosts: string[]) =>
      [...renewalFailures({ ...law, hosts })]
        .filter(({ host }) => hosts[host] === name)
        .map(({ date, isOn }) => [date, isOn])
    const alone = of("b", ["b"])
    expect(alone.length).toBeGreaterThan(10)
    expect(of("b", ["a", "b", "c"])).toEqual(alone)
    expect(of("a", ["a", "b"])).not.toEqual(alone)
  })

  test.each([1, 2, 3])("leave hosts up for MTTF / (MTTF + MTTR) of the time, seed %i", (seed) => {
    const laws = { timeToFailure: weibullLaw(0.7, 1000), timeToRepair: gaussianLaw(200, 20) }
    const hosts = Array.from({ length: 200 }, (_, i) => `host-${i}`)
    const until = 1_000_000
    let down = 0
    for (const { date, isOn } of renewalFailures({ ...laws, seed, hosts, until })) {
      down += isOn ? -(until - date) : until - date
    }
    const measured = 1 - down / (hosts.length * until)
    // The share of time of a renewal process has the variance
    // (MTTR^2 var(TTF) + MTTF^2 var(TTR)) / ((MTTF + MTTR)^3 time); 4 standard errors.
    const [f, r] = [laws.timeToFailure, laws.timeToRepair]
    const variance =
      (r.mean ** 2 * f.deviation ** 2 + f.mean ** 2 * r.deviation ** 2) /
      ((f.mean + r.mean) ** 3 * hosts.length * until)
    const bound = 4 * Math.sqrt(variance)
    expect(bound).toBeLessThan(0.003)
    expect(Math.abs(measured - availability(laws))).toBeLessThan(bound)
  })

  test.each<[Partial<RenewalFailures>, string]>([
    [{ until: -1 }, "failures: until is -1; expected a date, in seconds (or Infinity)"],
    [
      { timeToFailure: constantLaw(0), timeToRepair: constantLaw(0) },
      "failures: mean time to failure and repair is 0; expected a finite number above 0, in seconds",
    ],
    [{ seed: 0.5 }, 'random stream "failures": seed is 0.5; expected a whole number between -2^53 and 2^53'],
  ])("are refused with %j", (wrong, message) => {
    expect(() => renewalFailures({ ...law, hosts: ["a"], ...wrong })).toThrow(message)
  })

  test("are refused where a law gives a negative time", () => {
    const wrong = renewalFailures({ ...law, hosts: ["a"], timeToRepair: gaussianLaw(1, 100) })
    expect(() => [...wrong]).toThrow(
      /^failures of "a": time to repair is -\d.*; expected a law that gives no negative times$/,
    )
  })
})

test("the availability of a host that fails every 900 s for 100 s is 0.9", () => {
  expect(availability({ timeToFailure: exponentialLaw(900), timeToRepair: constantLaw(100) })).toBe(0.9)
  expect(() => availability({ timeToFailure: constantLaw(0), timeToRepair: constantLaw(0) })).toThrow(
    "availability: mean time to failure and repair is 0; expected a finite number above 0, in seconds",
  )
})

describe("failures of a log", () => {
  test("come in order of date; on one date hosts come back before others fail", () => {
    const events = tracedFailures(
      ["a", "b"],
      [
        { host: "b", from: 20, to: Number.POSITIVE_INFINITY },
        { host: "a", from: 5, to: 20 },
        { host: "a", from: 20, to: 30 },
      ],
    )
    expect(shown(events)).toEqual(["5: 0 off", "20: 0 on", "20: 0 off", "20: 1 off", "30: 0 on"])
  })

  test.each([
    [
      [{ host: "pm-3", from: 0, to: 1 }],
      'outages[0]: host name is "pm-3"; expected a known one: did you mean "pm-1"?',
    ],
    [
      [{ host: "pm-1", from: -1, to: 1 }],
      "outages[0]: from is -1; expected a number of at least 0, in seconds",
    ],
    [
      [{ host: "pm-1", from: 5, to: 5 }],
      "outages[0]: to is 5; expected a date after from = 5 s (or Infinity)",
    ],
    [
      [
        { host: "pm-1", from: 5, to: 10 },
        { host: "pm-1", from: 2, to: 6 },
      ],
      "outages[0]: from is 5; expected a date from 6 s on, when the host is back from the outage before",
    ],
  ])("are refused with their row, %#", (rows, message) => {
    expect(() => tracedFailures(["pm-1", "pm-2"], rows)).toThrow(message)
  })
})

describe("the failure injector", () => {
  const down = (from: number, to: number): FailureEvent[] => [
    { date: from, host: 0, isOn: false },
    { date: to, host: 0, isOn: true },
  ]

  test("turns hosts off and on at their dates, which count from now", () => {
    const engine = new Engine()
    const host = engine.addHost({ name: "pm", speed: 1 })
    engine.run(1)
    const told: string[] = []
    injectFailures(engine, [host], down(10, 30), {
      onEvent: ({ isOn }) => told.push(`${engine.now}: ${isOn} ${host.isOn}`),
    })
    engine.run(100)
    expect(told).toEqual(["11: false false", "31: true true"])
  })

  test("turns links off and on too", () => {
    const engine = new Engine()
    const link = engine.addLink({ name: "wire", bandwidth: 1 })
    injectFailures(engine, [link], down(10, 30))
    engine.run(20)
    expect(link.isOn).toBe(false)
    engine.run(31)
    expect(link.isOn).toBe(true)
  })

  test("leaves off what somebody has switched off before, and tells nothing of it", () => {
    const engine = new Engine()
    const host = engine.addHost({ name: "pm", speed: 1 })
    host.turnOff()
    const told: FailureEvent[] = []
    injectFailures(engine, [host], down(10, 30), { onEvent: (event) => told.push(event) })
    engine.run(100)
    expect([host.isOn, told]).toEqual([false, []])
  })

  test("lets a machine boot after its repair, and its VMs restart where that is the policy", () => {
    const engine = new Engine()
    const machine = addMachine(engine, { name: "pm", speed: 1, bootSeconds: 5 })
    const vm = new Vm(engine, { name: "vm", host: machine.host, memory: 1e9, load: 1 })
    restartOnRecovery(engine, [machine])
    injectFailures(engine, [machine], down(10, 30))
    engine.run(32)
    expect([machine.state, vm.state]).toEqual(["booting", "crashed"])
    engine.run(100)
    expect([machine.state, vm.state]).toEqual(["on", "running"])
    expect(vm.computed).toBe(10 + 65)
  })

  test("fails a machine while it boots: it boots anew after its next repair", () => {
    const engine = new Engine()
    const machine = addMachine(engine, { name: "pm", speed: 1, bootSeconds: 5 })
    injectFailures(engine, [machine], [...down(10, 30), ...down(32, 50)])
    const states: string[] = []
    machine.onState(() => states.push(`${engine.now} ${machine.state}`))
    engine.run(100)
    expect(states).toEqual(["10 off", "30 booting", "32 off", "50 booting", "55 on"])
  })

  test("does nothing at a repair of what somebody has switched on meanwhile", () => {
    const engine = new Engine()
    const host = engine.addHost({ name: "pm", speed: 1 })
    injectFailures(engine, [host], down(10, 30))
    engine.run(20)
    host.turnOn()
    engine.run(100)
    expect(host.isOn).toBe(true)
  })

  test("does not keep a run going, however long it could fail", () => {
    const engine = new Engine()
    const host = engine.addHost({ name: "pm", speed: 1 })
    const { until: _, ...endless } = law
    injectFailures(engine, [host], renewalFailures({ ...endless, hosts: ["pm"] }))
    expect(engine.run()).toBe(0)
  })

  test("keeps hosts up for the share of time that their laws say", () => {
    const engine = new Engine()
    const hosts = Array.from({ length: 100 }, (_, i) => engine.addHost({ name: `pm-${i}`, speed: 1 }))
    const meters = hosts.map((host) => engine.meter(host, () => Number(host.isOn)))
    const laws = { timeToFailure: exponentialLaw(900), timeToRepair: exponentialLaw(100) }
    const names = hosts.map((host) => host.name)
    injectFailures(engine, hosts, renewalFailures({ ...laws, seed: 3, hosts: names }))
    const time = 200_000
    engine.run(time)
    const up = meters.reduce((sum, meter) => sum + meter.total, 0) / (hosts.length * time)
    // 2 (MTTF MTTR)^2 / ((MTTF + MTTR)^3 time), and 4 standard errors: 0.0011
    const bound = 4 * Math.sqrt((2 * (900 * 100) ** 2) / (1000 ** 3 * hosts.length * time))
    expect(Math.abs(up - availability(laws))).toBeLessThan(bound)
  })

  test.each([
    [down(30, 10), "failure injector: date is 10; expected a date from 30 s on: events are in order"],
    [[{ date: 0, host: 1, isOn: false }], "failure injector: host is 1; expected a place in the list of 1"],
  ])("stops the run at a wrong event, %#", (events, message) => {
    const engine = new Engine()
    injectFailures(engine, [engine.addHost({ name: "pm", speed: 1 })], events)
    expect(() => engine.run(100)).toThrow(message)
  })
})
