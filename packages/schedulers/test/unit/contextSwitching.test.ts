import { orThrow } from "@placelab/models"
import { describe, expect, test } from "vitest"
import {
  type ContextSwitchOptions,
  contextSwitching,
  perStep,
  type SwitchSite,
  staticAllocation,
  taskGraph,
  Vjob,
} from "../../src/index.ts"
import { type TestSite, testSite } from "../support/switchWorld.ts"

/** A vjob of VMs of 1 GB that compute for so many seconds, each after the one before it or all at once. */
function vjob(
  site: SwitchSite,
  name: string,
  seconds: readonly number[],
  chained = false,
  priority = 0,
): Vjob {
  const tasks = seconds.map((each, i) => ({ name: `t${i}`, work: each * 1e9 }))
  const edges = chained
    ? tasks.slice(1).map((to, i) => ({ from: tasks[i]!.name, to: to.name, bytes: 0 }))
    : []
  return new Vjob(site.engine, { name, graph: orThrow(taskGraph({ tasks, edges })), memory: 1e9, priority })
}

function loopOn(spec: TestSite, options: ContextSwitchOptions = {}) {
  const site = testSite(spec)
  return { site, loop: contextSwitching(site, options) }
}

/** The states of a track, as `value begin-end`. */
function states(site: SwitchSite, entity: string, state: string): string[] {
  site.trace.close()
  return [...site.trace.records].flatMap((record) =>
    record.kind === "state" && record.entity === entity && record.state === state && record.duration > 0
      ? [
          `${record.value} ${Number(record.time.toFixed(2))}-${Number((record.time + record.duration).toFixed(2))}`,
        ]
      : [],
  )
}

const kinds = (loop: ReturnType<typeof contextSwitching>) =>
  loop.switches.map(({ date, outcome }) => [date, ...outcome.steps.map(({ does }) => does.kind)])

describe("the loop", () => {
  test("runs a vjob, and stops its VMs when it sees that it is done", () => {
    const { site, loop } = loopOn(
      { memory: [4e9], settings: { runSeconds: 6, stopSeconds: 2 } },
      { period: 5 },
    )
    loop.submit(vjob(site, "a", [12, 12]))
    // it runs from 6 to 18 s; the rounds are at 0, 11, 16 and 21 s
    expect(site.engine.run()).toBe(28)
    expect(kinds(loop)).toEqual([
      [0, "run", "run"],
      [21, "stop", "stop"],
    ])
    expect(loop.rounds).toEqual({ all: 5, decided: 3 })
    expect(states(site, "a", "VJOB")).toEqual([
      "waiting 0-6",
      "running 6-21",
      "switching 21-23",
      "terminated 23-28",
    ])
  })

  test("takes the time that monitoring and deciding take", () => {
    const time = perStep(0, 3)
    const { site, loop } = loopOn({ memory: [4e9] }, { period: 5, monitorSeconds: 2, time })
    loop.submit(vjob(site, "a", [1]))
    site.engine.run()
    expect(loop.switches.map(({ date, computed, start }) => [date, computed, start])).toEqual([
      [2, 3, 5],
      [12, 3, 15],
    ])
    expect(states(site, "scheduler", "SERVICE").slice(0, 4)).toEqual([
      "monitor 0-2",
      "compute 2-5",
      "free 5-10",
      "monitor 10-12",
    ])
  })

  test("suspends the last vjob when those that run ask for more than there is, and resumes it", () => {
    const { site, loop } = loopOn({ memory: [4e9] }, { period: 5, waitingCpu: 0.5 })
    // two cores, and all four VMs are assumed to ask for half a core: they ask for four
    loop.submit(vjob(site, "a", [20, 20]))
    loop.submit(vjob(site, "b", [20, 20]))
    site.engine.run()
    expect(kinds(loop)).toEqual([
      [0, "run", "run", "run", "run"],
      [5, "suspend", "suspend"],
      [30, "stop", "stop", "resume", "resume"],
      [70, "stop", "stop"],
    ])
    // 5 s at half speed, 20 s to write 2 GB; a has computed its 17.5 s by 22.5 s, and is stopped at 30 s; b has 17.5 s left
    expect(states(site, "b", "VJOB")).toEqual(
      [
        "waiting 0-0",
        "running 0-5",
        "switching 5-25",
        "sleeping 25-30",
        "switching 30-50",
        "running 50-70",
        "terminated 70-75",
      ].slice(1),
    )
  })

  test("gives idle cores to others: a chain of VMs leaves room", () => {
    const { site, loop } = loopOn({ memory: [4e9, 4e9] }, { period: 5 })
    loop.submit(vjob(site, "a", [30, 30, 30], true))
    loop.submit(vjob(site, "b", [60, 60]))
    site.engine.run()
    // a, of which all VMs are assumed to compute, leaves one core of four; then one of them computes only
    expect(kinds(loop).slice(0, 2)).toEqual([
      [0, "run", "run", "run"],
      [5, "run", "run"],
    ])
  })

  test("has those of higher priority pass, and suspends others for them", () => {
    const { site, loop } = loopOn({ memory: [4e9] }, { period: 5 })
    loop.submit(vjob(site, "a", [60, 60]))
    site.engine.after(7, () => loop.submit(vjob(site, "b", [10, 10], false, 1)))
    site.engine.run()
    expect(kinds(loop)[1]).toEqual([10, "suspend", "suspend", "run", "run"])
  })

  test("stops a vjob that was done when it was suspended", () => {
    // b is done at 7.5 s, while the decision to suspend it is made
    const { site, loop } = loopOn({ memory: [4e9] }, { period: 5, waitingCpu: 0.5, time: perStep(0, 5) })
    const b = vjob(site, "b", [2, 2])
    loop.submit(vjob(site, "a", [60, 60]))
    loop.submit(b)
    site.engine.run()
    expect(kinds(loop).slice(0, 2)).toEqual([
      [0, "run", "run", "run", "run"],
      [10, "stop", "stop"],
    ])
    const late = loopOn({ memory: [4e9] }, { period: 5, waitingCpu: 0.5, time: perStep(0, 5) })
    const c = vjob(late.site, "c", [4, 4])
    late.loop.submit(vjob(late.site, "a", [60, 60]))
    late.loop.submit(c)
    late.site.engine.run()
    // seen at 10 s, when it computes still; done at 13 s; suspended from 15 s to 35 s
    expect(kinds(late.loop)[1]).toEqual([10, "suspend", "suspend"])
    expect(states(late.site, "c", "VJOB").slice(2)[0]).toBe("switching 15-35")
    expect(c.state).toBe("terminated")
  })

  test("assumes that a vjob that sleeps asks for what it asked for when it ran", () => {
    const { site, loop } = loopOn({ memory: [8e9], cores: 3 }, { period: 5 })
    loop.submit(vjob(site, "b", [100, 100, 100], true))
    site.engine.after(7, () => loop.submit(vjob(site, "a", [400, 1], true, 1)))
    site.engine.after(17, () => loop.submit(vjob(site, "c", [20, 20], false, 1)))
    site.engine.run(200)
    // b has three VMs, and asks for one core: so it comes back beside a as soon as one of the two of c is done
    const [resumed] = loop.switches.filter(({ outcome }) =>
      outcome.steps.some(({ does }) => does.kind === "resume"),
    )
    expect(resumed!.decision.chosen).toContain("b")
    expect(resumed!.date).toBeLessThan(60)
  })

  test("stands still where nobody has room, until a vjob comes that has", () => {
    const { site, loop } = loopOn({ memory: [1e9] }, { period: 5 })
    loop.submit(vjob(site, "a", [10, 10]))
    expect(site.engine.run()).toBe(0)
    loop.submit(vjob(site, "b", [7]))
    expect(site.engine.run()).toBe(15)
    expect(kinds(loop)).toEqual([
      [0, "run"],
      [10, "stop"],
    ])
    expect(loop.rounds.all).toBe(5)
  })

  test("gives a vjob up of which a VM has crashed", () => {
    const { site, loop } = loopOn({ memory: [2e9, 2e9] }, { period: 5 })
    const [a, b] = [vjob(site, "a", [30, 30, 30]), vjob(site, "b", [5])]
    loop.submit(a)
    loop.submit(b)
    site.engine.after(7, () => site.machines[0]!.host.turnOff())
    site.engine.run()
    expect(loop.lost.map(({ name }) => name)).toEqual(["a"])
    expect([a.isDone, a.vms.map(({ state }) => state).sort()]).toEqual([
      false,
      ["crashed", "crashed", "stopped"],
    ])
  })

  test("gives it up once, and runs none of its VMs any more that have not run yet", () => {
    const { site, loop } = loopOn({ memory: [2e9, 2e9], settings: { runSeconds: 6 } }, { period: 5 })
    const a = vjob(site, "a", [30, 30, 30], false, 1)
    loop.submit(vjob(site, "b", [100, 100, 100]))
    site.engine.after(7, () => loop.submit(a))
    // from 11 s on b is suspended; one VM of a runs by 17 s, and the others wait for the room of b, which never comes
    site.engine.after(19, () => site.machines[0]!.host.turnOff())
    site.engine.after(20, () => site.machines[1]!.host.turnOff())
    site.engine.after(21, () => site.machines[1]!.host.turnOn())
    site.engine.run()
    expect(loop.lost.map(({ name }) => name)).toEqual(["b", "a"])
    expect(a.vms.map(({ state }) => state)).toEqual(["crashed", "requested", "requested"])
    expect(loop.switches).toHaveLength(2)
  })

  test("does not call a vjob lost that was done when its machine went off", () => {
    const { site, loop } = loopOn({ memory: [2e9, 2e9] }, { period: 5 })
    const a = vjob(site, "a", [7])
    loop.submit(a)
    site.engine.after(8, () => site.machines[0]!.host.turnOff())
    expect(site.engine.run()).toBe(10)
    expect([a.isDone, loop.lost]).toEqual([true, []])
  })

  test("gives a vjob up of which somebody has stopped a VM, and does not go round for ever", () => {
    const { site, loop } = loopOn({ memory: [2e9] }, { period: 5 })
    const a = vjob(site, "a", [30, 30], true)
    loop.submit(a)
    site.engine.after(7, () => a.vms[0]!.stop())
    expect(site.engine.run(1000)).toBe(1000)
    expect([loop.lost, a.state, loop.rounds.all]).toEqual([[a], "terminated", 3])
  })

  test("stands still again where a machine is off and on, and all is as it was", () => {
    const { site, loop } = loopOn({ memory: [1e9] }, { period: 5, monitorSeconds: 1 })
    loop.submit(vjob(site, "a", [10, 10]))
    site.engine.after(10, () => site.machines[0]!.host.turnOff())
    site.engine.after(10.5, () => site.machines[0]!.host.turnOn())
    site.engine.run(1000)
    expect(loop.rounds).toEqual({ all: 2, decided: 1 })
  })

  test("refuses a vjob that was submitted before, and another one with the name of one of its VMs", () => {
    const { site, loop } = loopOn({ memory: [2e9] })
    const a = vjob(site, "a", [1])
    loop.submit(a)
    for (const other of [a, vjob(site, "a", [2])])
      expect(() => loop.submit(other)).toThrow(
        'vjob "a": VM is "a/t0"; expected one that was not submitted before',
      )
  })

  test("waits for machines where all are off", () => {
    const { site, loop } = loopOn({ memory: [2e9] }, { period: 5 })
    const { host } = site.machines[0]!
    host.turnOff()
    loop.submit(vjob(site, "a", [10]))
    site.engine.after(100, () => host.turnOn())
    expect(site.engine.run()).toBe(115)
    expect(loop.switches[0]!.date).toBe(100)
  })

  test("leaves a vjob asleep whose memory is on a machine that is off, and goes on with others", () => {
    const { site, loop } = loopOn({ memory: [2e9, 2e9], cores: 1 }, { period: 5 })
    const [a, b] = [vjob(site, "a", [40, 40]), vjob(site, "b", [10], false, 1)]
    loop.submit(a)
    site.engine.after(7, () => loop.submit(b))
    site.engine.after(22, () => site.machines.find(({ vms }) => vms.size === 0)!.host.turnOff())
    site.engine.after(300, () => site.machines.find(({ state }) => state === "off")!.host.turnOn())
    const end = site.engine.run()
    expect([a.isDone, b.isDone, loop.lost.length]).toEqual([true, true, 0])
    expect(end).toBeGreaterThan(300)
  })

  test("the listener is told of a switch before its first action", () => {
    const { site, loop } = loopOn({ memory: [2e9] })
    const seen: unknown[] = []
    loop.onSwitch(({ number, decision }) => seen.push([number, decision.chosen, site.machines[0]!.vms.size]))
    loop.submit(vjob(site, "a", [1]))
    site.engine.run()
    expect(seen).toEqual([
      [1, ["a"], 0],
      [2, [], 1],
    ])
  })

  test.each([
    ["period", 0],
    ["period", -1],
    ["monitorSeconds", -1],
    ["waitingCpu", -1],
    ["ageing", 0],
    ["ageing", Number.NaN],
    ["limit", 0],
  ])("%s of %d is refused", (name, value) => {
    const message = new RegExp(`^context switch: ${name} is ${value}; expected `)
    expect(() => contextSwitching(testSite({ memory: [1e9] }), { [name]: value })).toThrow(message)
  })
})

describe("the static allocation", () => {
  test("books a core for each VM until all have been stopped, in the order of the queue", () => {
    const site = testSite({ memory: [4e9, 4e9], settings: { runSeconds: 6, stopSeconds: 2 } })
    const { submit, stays } = staticAllocation(site)
    // a has three cores of four; b has to wait for it, and c and d for b, though there would be a core for one of them
    for (const [name, seconds, chained] of [
      ["a", [10, 10, 10], true],
      ["b", [5, 5], false],
      ["c", [5], false],
      ["d", [5], false],
    ] as const)
      submit(vjob(site, name, seconds, chained))
    site.engine.run()
    expect(stays.map(({ vjob, start, machines }) => [vjob.name, start, machines])).toEqual([
      ["a", 0, [0, 0, 1]],
      ["b", 38, [0, 0]],
      ["c", 38, [1]],
      ["d", 38, [1]],
    ])
    expect(states(site, "b", "VJOB")).toEqual(["waiting 0-44", "running 44-49", "switching 49-51"])
  })

  test("books memory, too", () => {
    const site = testSite({ memory: [1e9], cores: 4 })
    const { submit, stays } = staticAllocation(site)
    for (const name of ["a", "b"]) submit(vjob(site, name, [10]))
    site.engine.run()
    expect(stays.map(({ start }) => start)).toEqual([0, 10])
  })
})
