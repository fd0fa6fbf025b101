import { describe, expect, test } from "vitest"
import {
  type MigrateOptions,
  migrate,
  migrationParameters,
  orThrow,
  predictPrecopy,
  Vm,
} from "../../src/index.ts"
import { twoHosts } from "../paths.ts"

const memory = 1e9
const bandwidth = 1e8
const storage = 2e9

function simulate(options: MigrateOptions, load = 0) {
  const { engine, here, there } = twoHosts({ bandwidth })
  const vm = new Vm(engine, { name: "vm", host: here, memory, load, updateSpeed: 5e7 })
  const migration = engine.spawn("migration", () => migrate(vm, there, { storage, ...options }))
  engine.run()
  return migration.result
}

describe("storage that is copied along", () => {
  test.each([
    [
      "in closed form",
      (raw: MigrateOptions) =>
        predictPrecopy(orThrow(migrationParameters({ memory, bandwidth, storage, ...raw }))),
    ],
    ["on the engine", simulate],
  ] as const)("goes ahead until little is written anew, then along with memory, %s", (_, run) => {
    const { rounds, ...sums } = run({ storageWriteRate: 1e7 })
    // A tenth is written anew each time. 2 MB can be sent within 30 ms, so memory follows, with them, in 10.02 s.
    const ahead = [2e9, 2e8, 2e7]
    const along = [2e6, 1.002e8, 1.002e7, 1.002e6]
    expect(rounds.map((round) => round.storage)).toEqual(
      [...ahead, ...along].map((b) => expect.closeTo(b, 3)),
    )
    expect(rounds.map((round) => round.bytes - round.storage)).toEqual([0, 0, 0, 1e9, 0, 0, 0])
    expect(rounds.map((round) => round.live)).toEqual([true, true, true, true, true, true, false])
    expect(sums.end).toBe("converged")
    expect(sums.storageBytes).toBeCloseTo(2e9 + 2e8 + 2e7 + 2e6 + 1.002e8 + 1.002e7 + 1.002e6, 2)
    expect(sums.bytes - sums.storageBytes).toBeCloseTo(1e9, 2)
    expect(sums.downtime).toBeCloseTo(0.01002, 9)
  })

  test("that nobody writes to costs its bytes, once", () => {
    expect(simulate({})).toMatchObject({ end: "converged", seconds: 30, bytes: 3e9, storageBytes: 2e9 })
  })

  test("that is written faster than it is sent goes ahead up to the round limit, and along with memory to it again", () => {
    const { end, rounds } = simulate({ storageWriteRate: 2e8, roundLimit: 3 })
    expect(end).toBe("round limit")
    // never more than all of it
    expect(rounds.map((round) => round.storage)).toEqual(Array.from({ length: 7 }, () => 2e9))
    expect(rounds.map((round) => round.bytes - round.storage)).toEqual([0, 0, 0, 1e9, 0, 0, 0])
  })

  test("is cut by the time-out too: then all memory is left, and the VM is stopped for it", () => {
    const { end, rounds, downtime } = simulate({ timeout: 5 })
    expect(end).toBe("time-out")
    expect(rounds.map((round) => [round.bytes, round.storage, round.live])).toEqual([
      [5e8, 5e8, true],
      [2.5e9, 1.5e9, false],
    ])
    expect(downtime).toBe(25)
  })

  test("is sent first in a round that has both, so that a round that is cut leaves memory", () => {
    const { rounds } = simulate({ storageWriteRate: 1e8, roundLimit: 1, timeout: 35 })
    // 20 s for the storage, which is all written anew; 15 of the 30 s of the next round: no memory yet but 500 MB less
    expect(rounds.map((round) => [round.bytes, round.storage])).toEqual([
      [2e9, 2e9],
      [1.5e9, 1.5e9],
      [expect.closeTo(1e9 + 0.5e9 + 1.5e9, 0), expect.closeTo(2e9, 0)],
    ])
  })

  test.each([
    ["stop-and-copy", 30, 10],
    ["naive", 30, 0],
    ["post-copy", 30, 0],
    ["hybrid", 30, 0],
  ] as const)("goes along by %s too", (method, seconds, downtime) => {
    expect(simulate({ method, cpuState: 0 })).toMatchObject({
      end: "copied",
      seconds,
      downtime,
      bytes: 3e9,
      storageBytes: 2e9,
    })
  })

  test("is all there when a post-copy VM goes on", () => {
    const { rounds } = simulate({ method: "post-copy", cpuState: 0, storageWriteRate: 1e7 })
    expect(rounds.map((round) => [round.bytes, round.storage, round.live])).toEqual([
      [2e9, 2e9, true],
      [2e8, 2e8, true],
      [expect.closeTo(2e7, 3), expect.closeTo(2e7, 3), true],
      [expect.closeTo(2e6, 3), expect.closeTo(2e6, 3), false],
      [1e9, 0, true],
    ])
  })
})
