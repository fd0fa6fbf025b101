import { describe, expect, test } from "vitest"
import { type MigrateOptions, migrate, Vm } from "../../src/index.ts"
import { at, twoHosts } from "../paths.ts"

/** A busy VM of 1 GB on its way over 100 MB/s with a latency of half a second; it makes 50 MB dirty a second. */
function underWay(options: MigrateOptions) {
  const { engine, here, there } = twoHosts({ bandwidth: 1e8, latency: 0.5 })
  const vm = new Vm(engine, { name: "vm", host: here, memory: 1e9, load: 1, updateSpeed: 5e7 })
  const migration = engine.spawn("migration", () => migrate(vm, there, { cpuState: 1e7, ...options }))
  return { engine, here, there, vm, migration }
}

describe("a post-copy migration", () => {
  test("stops the VM for its CPU state only, and sends its memory once, after it", () => {
    const { engine, there, vm, migration } = underWay({ method: "post-copy" })
    // latency and 10 MB: 0.6 s
    engine.run(0.59)
    expect(vm.host?.name).toBe("here")
    engine.run(0.61)
    expect([vm.host, vm.state]).toEqual([there, "migrating"])
    engine.run()
    const { rounds, ...sums } = migration.result
    expect(sums).toMatchObject({ end: "copied", bytes: 1.01e9, downtime: 0.6, throttles: [] })
    expect(sums.seconds).toBeCloseTo(0.6 + 10.5 + 0.5, 12)
    expect(rounds.map((round) => [round.bytes, round.live])).toEqual([
      [1e7, false],
      [1e9, true],
    ])
    expect([vm.state, vm.computed]).toEqual(["running", expect.closeTo(11e9, 0)])
  })

  test("slows the VM while memory is missing, by the share that is said", () => {
    const { engine, vm, migration } = underWay({ method: "post-copy", missingMemoryThrottle: 0.4 })
    engine.run()
    expect(migration.result.throttles).toEqual([{ since: 0.6, share: 0.4 }])
    // 10.5 s at 60 %, and the half second until the source is told
    expect(vm.computed).toBeCloseTo((10.5 * 0.6 + 0.5) * 1e9, 0)
  })

  test.each([
    ["the source goes off", "here"],
    ["the destination goes off", "there"],
    ["the link goes off", "link"],
    ["the VM is stopped", "vm"],
  ])("is lost, with its VM, when %s before all memory is there", (_, what) => {
    const { engine, vm, migration } = underWay({ method: "post-copy" })
    at(engine, 5, () => {
      if (what === "vm") vm.stop()
      else if (what === "link") engine.link("link").turnOff()
      else engine.host(what).turnOff()
    })
    engine.run(5)
    expect([vm.state, vm.host]).toEqual([what === "vm" ? "stopped" : "crashed", undefined])
    expect(migration.result.end).toBe("lost")
    engine.run()
    expect(migration.result.seconds).toBeCloseTo(5, 12)
  })

  test("leaves the VM at the source when the destination goes off before it has gone on there", () => {
    const { engine, here, there, vm, migration } = underWay({ method: "post-copy" })
    at(engine, 0.3, () => there.turnOff())
    engine.run()
    expect(migration.result).toMatchObject({ end: "failed", downtime: 0.3 })
    expect([vm.host, vm.state]).toEqual([here, "running"])
    engine.run(1.3)
    expect(vm.computed).toBeCloseTo(1e9, 0)
  })

  test("can be cancelled until the VM has gone on at the destination, and not after that", () => {
    const early = underWay({ method: "post-copy" })
    at(early.engine, 0.3, () => early.vm.cancelMigration())
    early.engine.run()
    expect([early.migration.result.end, early.vm.host]).toEqual(["cancelled", early.here])
    const late = underWay({ method: "post-copy" })
    at(late.engine, 5, () => expect(late.vm.cancelMigration()).toBe(false))
    late.engine.run()
    expect([late.migration.result.end, late.vm.host]).toEqual(["copied", late.there])
  })

  test("whose process is killed after that takes its VM along", () => {
    const { engine, vm, migration } = underWay({ method: "post-copy" })
    at(engine, 5, () => migration.kill())
    engine.run()
    expect([vm.state, vm.host]).toEqual(["crashed", undefined])
  })
})

describe("a hybrid migration", () => {
  test("sends memory in one live round, and after the VM only what got dirty in it", () => {
    const { engine, vm, migration } = underWay({ method: "hybrid" })
    engine.run(11.09)
    expect(vm.host?.name).toBe("here")
    engine.run(11.11)
    expect(vm.host?.name).toBe("there")
    engine.run()
    // 10.5 s of copying make 525 MB dirty
    const { rounds, ...sums } = migration.result
    expect(rounds.map((round) => [round.bytes, round.live])).toEqual([
      [1e9, true],
      [1e7, false],
      [expect.closeTo(5.25e8, 0), true],
    ])
    expect(sums.seconds).toBeCloseTo(10.5 + 0.6 + 5.75 + 0.5, 9)
    expect([sums.end, sums.downtime]).toEqual(["copied", expect.closeTo(0.6, 9)])
  })

  test("loses its VM only after that round", () => {
    const early = underWay({ method: "hybrid" })
    at(early.engine, 5, () => early.there.turnOff())
    early.engine.run()
    expect([early.migration.result.end, early.vm.host]).toEqual(["failed", early.here])
    const late = underWay({ method: "hybrid" })
    at(late.engine, 12, () => late.here.turnOff())
    late.engine.run()
    expect([late.migration.result.end, late.vm.state]).toEqual(["lost", "crashed"])
  })
})
