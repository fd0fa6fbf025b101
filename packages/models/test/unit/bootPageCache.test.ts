import { Engine, type Host } from "@placelab/core"
import { describe, expect, test } from "vitest"
import { bootOn, onDisk, pageCached } from "../../src/index.ts"

/** A host whose disk gives 100 MB/s, and containers that read 200 MB of one image and compute for 3 s. */
function setting() {
  const engine = new Engine()
  const host = engine.addHost({ name: "host", speed: 1e9, cores: 8 })
  const disk = engine.addDisk(host, { name: "disk", readBandwidth: 1e8, writeBandwidth: 1e8 })
  const storage = pageCached(onDisk(disk, { bandwidth: 1e8, busyShare: 0.5 }))
  let count = 0
  const boot = (on: Host = host) => {
    const guest = engine.addGuest(on, { name: `container-${++count}` })
    return engine.spawn(`start ${count}`, () => bootOn(engine, guest, { reads: 2e8, cpuTime: 3, storage }))
  }
  return { engine, host, disk, boot }
}

describe("behind a page cache", () => {
  test("those that boot together read once, and no longer than one alone", () => {
    const { engine, disk, boot } = setting()
    const boots = [boot(), boot(), boot()]
    engine.run(3)
    expect(disk.load).toBe(1e8)
    const late = boot()
    engine.run()
    for (const { result } of boots)
      expect(result).toEqual({ end: "done", seconds: 7, ioSeconds: 4, cpuSeconds: 3 })
    expect(late.result.ioSeconds).toBe(1)
  })

  test("those that boot later read from memory, until the host was off", () => {
    const { engine, host, boot } = setting()
    boot()
    engine.run()
    const second = boot()
    engine.run()
    expect(second.result.ioSeconds).toBeCloseTo(0.02, 9)
    host.turnOff()
    host.turnOn()
    const third = boot()
    engine.run()
    expect(third.result.ioSeconds).toBe(4)
  })

  test("containers in one VM read once, and those in another VM for themselves", () => {
    const { engine, host, boot } = setting()
    const [one, other] = ["one", "other"].map((name) => engine.addGuest(host, { name, cores: 4 }))
    const first = [boot(one), boot(one)]
    engine.run()
    const later = [boot(one), boot(other), boot()]
    engine.run()
    expect(first.map(({ result }) => result.ioSeconds)).toEqual([4, 4])
    expect(later.map(({ result }) => result.ioSeconds.toFixed(3))).toEqual(["0.020", "6.000", "6.000"])
  })

  test("the read goes on when the first that wanted it is killed, and stops when all were", () => {
    const { engine, disk, boot } = setting()
    const [first, second] = [boot(), boot()]
    engine.run(3)
    first.kill()
    engine.run(3.5)
    expect(disk.load).toBe(1e8)
    second.kill()
    expect(disk.load).toBe(0)
    expect(engine.run()).toBe(3.5)
    const anew = boot()
    engine.run()
    expect(anew.result.ioSeconds).toBe(4)
  })

  test("all that wait have failed when the host goes off, and the next one reads anew", () => {
    const { engine, host, boot } = setting()
    const boots = [boot(), boot()]
    engine.run(3)
    host.turnOff()
    engine.run()
    expect(boots.map(({ result }) => [result.end, result.seconds])).toEqual([
      ["failed", 3],
      ["failed", 3],
    ])
    host.turnOn()
    const anew = boot()
    engine.run()
    expect(anew.result).toEqual({ end: "done", seconds: 7, ioSeconds: 4, cpuSeconds: 3 })
  })
})
