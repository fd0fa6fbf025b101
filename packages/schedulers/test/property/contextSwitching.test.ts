/*
 * Random queues of vjobs, on machines that take whatever comes: whatever happens when, no machine ever holds more memory than it has. What
 * VMs ask for changes while a plan is carried out, so of CPU less is promised: by the demands that the decision has seen, no machine
 * has more than it has, or had when it was seen.
 */
import { RandomStream } from "@placelab/core"
import { orThrow } from "@placelab/models"
import { expect, test } from "vitest"
import { contextSwitching, type GraphEdge, perStep, taskGraph, Vjob } from "../../src/index.ts"
import { onEveryHold, testSite } from "../support/switchWorld.ts"

const gigabyte = 1e9

function world(seed: number) {
  const random = new RandomStream(seed, "context switching")
  const between = (low: number, high: number) => low + random.below(high - low + 1)
  const crashes = seed % 3 === 0
  const site = testSite({
    memory: Array.from({ length: between(2, 5) }, () => between(3, 6) * gigabyte),
    disk: 5e7 * between(1, 4),
    network: 5e7 * between(1, 4),
    settings: {
      runSeconds: between(0, 6),
      stopSeconds: between(0, 2),
      remoteResume: seed % 2 === 0 ? "copy" : "stream",
    },
    takesAll: true,
  })
  const { engine } = site
  const loop = contextSwitching(site, {
    period: between(0, 10) + 0.5,
    monitorSeconds: between(0, 2),
    time: perStep(random.below(3) / 100),
    order: random.below(2) === 0 ? "pools" : "dependencies",
    waitingCpu: between(0, 2) / 2,
    ageing: 60,
    limit: 2000,
  })
  const vjobs = Array.from({ length: between(3, 7) }, (_, j) => {
    const count = between(1, 4)
    const tasks = Array.from({ length: count }, (_, i) => ({ name: `t${i}`, work: between(1, 120) * 1e9 }))
    const edges = tasks.flatMap(({ name: to }, i): GraphEdge[] =>
      tasks
        .slice(0, i)
        .flatMap(({ name: from }) =>
          random.below(3) === 0 ? [{ from, to, bytes: 1e8 * random.below(3) }] : [],
        ),
    )
    const memory = between(1, 2) * gigabyte
    return new Vjob(engine, {
      name: `j${j}`,
      graph: orThrow(taskGraph({ tasks, edges })),
      memory,
      priority: random.below(3),
    })
  })
  for (const vjob of vjobs)
    engine.after(random.below(4) === 0 ? 0 : random.below(300), () => loop.submit(vjob))
  if (crashes) {
    const { host } = site.machines[random.below(site.machines.length)]!
    engine.after(20 + random.below(200), () => host.turnOff())
    engine.after(250, () => host.turnOn())
  }
  return { site, loop, vjobs, crashes }
}

function checked({ site, loop, vjobs }: ReturnType<typeof world>) {
  const faults: string[] = []
  const memory = new Map(vjobs.flatMap(({ vms }) => vms.map((vm) => [vm.name, vm.memory])))
  let looks = 0
  let cpu: ReadonlyMap<string, number> | undefined
  let most: ReadonlyMap<string, number> = new Map()
  const sum = (names: Iterable<string>, of: ReadonlyMap<string, number>) =>
    [...names].reduce((total, name) => total + (of.get(name) ?? 0), 0)
  loop.onSwitch(({ view }) => {
    const vms = view.vjobs.flatMap((vjob) => vjob.vms)
    cpu = new Map(vms.map((vm) => [vm.name, vm.cpu]))
    const there = (host: string) => vms.filter((vm) => vm.state === "running" && vm.host === host)
    most = new Map(
      view.hosts.map((host) => [
        host.name,
        Math.max(
          host.cpu,
          sum(
            there(host.name).map(({ name }) => name),
            cpu!,
          ),
        ),
      ]),
    )
  })
  onEveryHold(site, (held) => {
    looks++
    for (const machine of site.machines) {
      const names = held(machine)
      if (sum(names, memory) > machine.memory)
        faults.push(`${site.engine.now}: the memory of ${machine.name}`)
      const allowed = most.get(machine.name)
      if (cpu !== undefined && allowed !== undefined && sum(names, cpu) > allowed + 1e-9)
        faults.push(`${site.engine.now}: the CPU of ${machine.name}`)
    }
  })
  return { faults, looks: () => looks }
}

const totals = {
  switches: 0,
  suspended: 0,
  resumed: 0,
  copied: 0,
  migrated: 0,
  failed: 0,
  lost: 0,
  done: 0,
  left: 0,
  looks: 0,
}

test.each(Array.from({ length: 200 }, (_, seed) => seed))(
  "no machine ever holds more memory than it has, and every vjob that has room is done or lost (seed %i)",
  (seed) => {
    const all = world(seed)
    const { site, loop, vjobs, crashes } = all
    const { faults, looks } = checked(all)
    const end = site.engine.run()
    expect(faults).toEqual([])
    expect(end).toBeLessThan(20_000)
    for (const machine of site.machines) expect(machine.vms.size).toBe(0)
    expect(loop.lost).toEqual([...new Set(loop.lost)])
    for (const vjob of vjobs) {
      const isLost = loop.lost.includes(vjob)
      expect(isLost && (vjob.isDone || !crashes)).toBe(false)
      if (vjob.isDone)
        expect(vjob.vms.every(({ state }) => state === "stopped" || (crashes && state === "crashed"))).toBe(
          true,
        )
      else if (!isLost)
        expect(vjob.vms.every(({ state }) => state === "requested" || state === "suspended")).toBe(true)
      totals.done += vjob.isDone ? 1 : 0
      totals.left += vjob.isDone || isLost ? 0 : 1
    }
    totals.lost += loop.lost.length
    totals.switches += loop.switches.length
    totals.looks += looks()
    for (const { outcome } of loop.switches) {
      totals.failed += outcome.failed + outcome.givenUp
      for (const { does, outcome: end } of outcome.steps) {
        if (end !== "done") continue
        if (does.kind === "suspend") totals.suspended++
        if (does.kind === "migrate") totals.migrated++
        if (does.kind === "resume") totals.resumed++
        if (does.kind === "resume" && does.from !== does.to) totals.copied++
      }
    }
  },
)

test("in these worlds everything happens", () => {
  const least = {
    switches: 1000,
    suspended: 100,
    resumed: 100,
    copied: 20,
    migrated: 50,
    failed: 3,
    lost: 20,
    done: 500,
  }
  for (const [what, count] of Object.entries({ ...least, left: 5, looks: 5000 }))
    expect([what, totals[what as keyof typeof totals]]).toEqual([
      what,
      expect.toSatisfy((n: number) => n > count),
    ])
})
