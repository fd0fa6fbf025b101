import { Engine, type Steps } from "@placelab/core"
import { addMachine, migrate, orThrow, type PhysicalMachine, start, suspendToDisk } from "@placelab/models"
import { describe, expect, test } from "vitest"
import {
  nasGridGraph,
  predictTaskGraph,
  resumeVjob,
  runVjob,
  stopVjob,
  suspendVjob,
  taskGraph,
  Vjob,
  vjobStates,
} from "../../src/index.ts"

const memory = 1e9

/** So many machines of two cores at 1 Gflop/s, with a disk of 100 MB/s each, and a link of their own to a switch. */
function site(count: number) {
  const engine = new Engine()
  const machines = Array.from({ length: count }, (_, i) =>
    addMachine(engine, { name: `m${i}`, speed: 1e9, cores: 2, memory: 4e9 }),
  )
  const hosts = machines.map(({ host }) => host)
  const links = hosts.map(({ name }) => engine.addLink({ name, bandwidth: 1e9, policy: "fatpipe" }))
  hosts.forEach((from, i) => {
    for (let j = i + 1; j < count; j++) engine.addRoute(from, hosts[j]!, [links[i]!, links[j]!])
  })
  const disks = hosts.map((host) =>
    engine.addDisk(host, { name: `disk ${host.name}`, readBandwidth: 1e8, writeBandwidth: 1e8 }),
  )
  return { engine, machines, hosts, disks }
}

const chain = orThrow(
  taskGraph({
    tasks: [
      { name: "a", work: 5e9 },
      { name: "b", work: 5e9 },
    ],
    edges: [{ from: "a", to: "b", bytes: 2e9 }],
  }),
)

function played(act: (vjob: Vjob, all: ReturnType<typeof site>) => Steps<void>) {
  const all = site(3)
  const vjob = new Vjob(all.engine, { name: "job", graph: chain, memory })
  all.engine.spawn("act", () => act(vjob, all))
  all.engine.run()
  return { vjob, ...all }
}

const onTwo = ({ hosts }: { hosts: readonly PhysicalMachine["host"][] }) => hosts.slice(0, 2)

describe("a virtualised job", () => {
  test("waits, runs, sleeps, runs again, and is terminated", () => {
    const seen: unknown[] = []
    played(function* (vjob, all) {
      const { engine, disks } = all
      const note = () => seen.push([engine.now, vjob.state, vjob.demand, vjob.isDone])
      note()
      expect(yield* runVjob(vjob, onTwo(all))).toBe(true)
      note()
      yield* engine.sleep(2)
      expect(yield* suspendVjob(vjob, disks.slice(0, 2))).toBe(true)
      note()
      expect(yield* resumeVjob(vjob, onTwo(all))).toBe(true)
      note()
      yield* vjob.untilDone()
      note()
      stopVjob(vjob)
      note()
    })
    // a computes from 0 to 2 and from 22 to 25 s, its 2 GB take 2 s, and b computes from 27 to 32 s
    expect(seen).toEqual([
      [0, "waiting", 0, false],
      [0, "running", 1, false],
      [12, "sleeping", 0, false],
      [22, "running", 1, false],
      [32, "running", 0, true],
      [32, "terminated", 0, true],
    ])
  })

  test("has what is on its way stand still while one of the two VMs sleeps", () => {
    const { engine, vjob } = played(function* (vjob, all) {
      yield* runVjob(vjob, onTwo(all))
      yield* all.engine.sleep(6)
      // half of the bytes have come
      expect(yield* suspendVjob(vjob, all.disks.slice(0, 2))).toBe(true)
      expect(yield* resumeVjob(vjob, all.hosts.slice(1, 3))).toBe(true)
      yield* vjob.untilDone()
    })
    expect([engine.now, vjob.isDone]).toEqual([6 + 20 + 1 + 5, true])
  })

  test("does not care who brings its VMs up, down and about", () => {
    const { engine, vjob } = played(function* (vjob, { engine, hosts, disks }) {
      const [a, b] = vjob.vms
      yield* start(a!, hosts[0]!)
      expect(vjob.state).toBeUndefined()
      yield* engine.sleep(10)
      // a is done, and waits for b to take its bytes
      yield* start(b!, hosts[0]!)
      expect(vjob.state).toBe("running")
      yield* engine.sleep(1)
      yield* migrate(b!, hosts[1]!)
      expect(vjob.state).toBe("running")
      yield* suspendToDisk(a!, disks[0]!)
      expect(vjob.state).toBeUndefined()
    })
    expect([vjob.isDone, engine.now]).toEqual([true, expect.closeTo(12 + 10, 6)])
  })

  test("tells all who wait that it is done, also those that come later", () => {
    const heard: [who: string, date: number][] = []
    played(function* (vjob, all) {
      const wait = (who: string) =>
        all.engine.spawn(who, function* () {
          yield* vjob.untilDone()
          heard.push([who, all.engine.now])
        })
      wait("one")
      wait("other")
      yield* runVjob(vjob, onTwo(all))
      yield* all.engine.sleep(20)
      wait("late")
    })
    expect(heard).toEqual([["one", 12], ["other", 12], ["late", 20]]) // biome-ignore format: a table
  })

  test("is stopped with its tasks", () => {
    const { vjob, engine } = played(function* (vjob, all) {
      yield* runVjob(vjob, onTwo(all))
      yield* all.engine.sleep(1)
      stopVjob(vjob)
    })
    expect([vjob.state, vjob.isDone, vjob.demand, engine.now]).toEqual(["terminated", false, 0, 1])
  })

  test("is refused what its state does not allow, and another number of hosts than VMs", () => {
    const all = site(2)
    const vjob = new Vjob(all.engine, { name: "job", graph: chain, memory })
    const message = (act: () => unknown) => {
      try {
        act()
      } catch (error) {
        return (error as Error).message
      }
      return undefined
    }
    expect(message(() => stopVjob(vjob))).toBe('vjob "job": state is "waiting"; expected running')
    expect(message(() => suspendVjob(vjob, all.disks).next())).toContain("expected running")
    expect(message(() => resumeVjob(vjob, all.hosts).next())).toContain("expected sleeping")
    expect(message(() => runVjob(vjob, all.hosts.slice(1)).next())).toBe(
      'vjob "job": hosts is 1; expected 2, one for each VM',
    )
    vjob.vms[0]!.crash()
    all.engine.spawn("one", () => start(vjob.vms[0]!, all.hosts[0]!))
    all.engine.run(1)
    expect(message(() => stopVjob(vjob))).toBe('vjob "job": state is "between two states"; expected running')
  })

  test("is refused a priority that is no number, which would have no place in a queue", () => {
    const { engine } = site(2)
    expect(() => new Vjob(engine, { name: "job", graph: chain, memory, priority: Number.NaN })).toThrow(
      'vjob "job": priority is NaN; expected a number',
    )
  })

  test("has the diagram of states of the slides", () => {
    expect(vjobStates).toEqual({
      waiting: { run: "running" },
      running: { migrate: "running", suspend: "sleeping", stop: "terminated" },
      sleeping: { resume: "running" },
      terminated: {},
    })
  })
})

describe("what the closed form says of a job", () => {
  test.each(["ED", "HC", "VP", "MB"] as const)("is what the engine plays: %s", (problem) => {
    const { engine, hosts } = site(9)
    const graph = orThrow(nasGridGraph(problem, { work: 10e9, bytes: 1e9 }))
    const predicted = orThrow(predictTaskGraph(graph, { speed: 1e9, bandwidth: 1e9 }))
    const vjob = new Vjob(engine, { name: "job", graph, memory })
    engine.spawn("job", function* () {
      yield* runVjob(vjob, hosts)
      yield* vjob.untilDone()
    })
    engine.run()
    expect(engine.now).toBeCloseTo(predicted.makespan, 9)
    const computed = vjob.vms.reduce((sum, vm) => sum + vm.computed, 0)
    expect(computed / 1e9 / (9 * engine.now)).toBeCloseTo(predicted.busyFraction, 9)
  })

  test("does not hold where VMs share cores: nine of ED on one machine of two", () => {
    const { engine, machines } = site(1)
    const wide = addMachine(engine, { name: "wide", speed: 1e9, cores: 2, overcommit: { cores: 5 } })
    expect(machines).toHaveLength(1)
    const vjob = new Vjob(engine, { name: "job", graph: orThrow(nasGridGraph("ED", { work: 10e9 })), memory })
    engine.spawn("job", () => runVjob(vjob, Array(9).fill(wide.host)))
    engine.run()
    expect(engine.now).toBeCloseTo((9 * 10) / 2, 9)
  })
})
