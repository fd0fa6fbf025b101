import { describe, expect, test } from "vitest"
import { at, endsOf, oneHost, testRefusals } from "./scenario.ts"

/** A disk that reads 100 bytes/s and writes 50. */
function oneDisk() {
  const { engine, h } = oneHost()
  return { engine, h, disk: engine.addDisk(h, { name: "d", readBandwidth: 100, writeBandwidth: 50 }) }
}

describe("a disk", () => {
  test("reads at one bandwidth and writes at another", () => {
    const { engine, disk } = oneDisk()
    engine.read(disk, 100)
    expect(engine.run()).toBe(1)
    engine.write(disk, 100)
    expect(engine.run()).toBe(3)
  })

  test("shares each among its like, and the larger of the two among all", () => {
    const { engine, disk } = oneDisk()
    const reads = [engine.read(disk, 100), engine.read(disk, 100)]
    const writes = [engine.write(disk, 50), engine.write(disk, 50)]
    // all four share 100: 25 each, and 2 x 25 is just what writes may have
    expect([...reads, ...writes].map((each) => each.rate)).toEqual([25, 25, 25, 25])
    const ends = endsOf(engine, [...reads, ...writes])
    engine.run()
    // writes end at 2 s; reads have 50 left and 50 each
    expect(ends).toEqual([3, 3, 2, 2])
  })

  test("leaves to reads what writes cannot take", () => {
    const { engine, disk } = oneDisk()
    const writes = [1, 2, 3].map(() => engine.write(disk, 500))
    const read = engine.read(disk, 500)
    // three writes have 50 / 3 each, less than a quarter of 100; the read has the other 50
    for (const write of writes) expect(write.rate).toBeCloseTo(50 / 3, 12)
    expect(read.rate).toBeCloseTo(50, 12)
  })

  test("keeps to the limit of an access, which can be suspended and cancelled", () => {
    const { engine, disk } = oneDisk()
    const [slow, cut] = [engine.read(disk, 100, { limit: 20 }), engine.write(disk, 100)]
    at(engine, 1, () => {
      slow.suspend()
      cut.cancel()
    })
    at(engine, 2, () => slow.resume())
    // 20 by 1 s, then 80 at 20 from 2 s on
    expect(engine.run()).toBe(6)
    expect([slow.result, cut.result, cut.done]).toEqual(["done", "cancelled", 50])
  })

  test("fails its accesses when it goes off, and when its host does", () => {
    for (const victim of ["disk", "h"] as const) {
      const both = oneDisk()
      const { engine, disk } = both
      const [read, held] = [engine.read(disk, 1000), engine.write(disk, 1000)]
      held.suspend()
      at(engine, 1, () => both[victim].turnOff())
      engine.run()
      expect([victim, read.result, read.done, held.result]).toEqual([victim, "failed", 100, "failed"])
      expect(engine.read(disk, 0).result).toBe("failed")
      both[victim].turnOn()
      engine.read(disk, 0)
      expect(engine.run()).toBe(1)
    }
  })
})

describe("wrong disks and accesses are refused in one line:", () => {
  const { engine, h, disk } = oneDisk()
  testRefusals([
    [
      () => engine.addDisk(h, { name: "x", readBandwidth: 0, writeBandwidth: 1 }),
      'disk "x": readBandwidth is 0; expected a number above 0, in bytes/s',
    ],
    [() => engine.read(disk, -1), 'read on disk "d": size is -1; expected a number of at least 0, in bytes'],
    [
      () => engine.write(disk, 1, { limit: 0 }),
      'write on disk "d": limit is 0; expected a number above 0, in bytes/s (Infinity for no limit)',
    ],
    [() => oneDisk().engine.read(disk, 1), 'engine: host is "h"; expected a host of this engine'],
  ])
})
