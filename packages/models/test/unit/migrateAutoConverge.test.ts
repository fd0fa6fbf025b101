import { describe, expect, test } from "vitest"
import {
  type AutoConverge,
  migrate,
  migrationParameters,
  orThrow,
  predictPrecopy,
  qemuAutoConverge,
  Vm,
} from "../../src/index.ts"
import { twoHosts } from "../paths.ts"

/** 1 GB over 100 MB/s, 200 MB dirty a second, 600 MB of them at most: without a throttle it never converges. */
const memory = 1e9
const bandwidth = 1e8
const updateSpeed = 2e8
const workingSet = 6e8

function predict(autoConverge: boolean | Partial<AutoConverge>) {
  const raw = { memory, bandwidth, dirtyRate: updateSpeed, workingSet, roundLimit: 100, autoConverge }
  return predictPrecopy(orThrow(migrationParameters(raw)))
}

function simulate(autoConverge: boolean | Partial<AutoConverge>) {
  const { engine, here, there } = twoHosts({ bandwidth })
  const vm = new Vm(engine, { name: "vm", host: here, memory, load: 1, updateSpeed, workingSet })
  const migration = engine.spawn("migration", () => migrate(vm, there, { roundLimit: 100, autoConverge }))
  engine.run()
  return { engine, vm, result: migration.result }
}

describe.each([
  ["in closed form", predict],
  ["on the engine", (given: boolean | Partial<AutoConverge>) => simulate(given).result],
] as const)("auto-converge %s", (_, run) => {
  test("throttles by 20 % after two high rounds, by 10 % more after each two more, until rounds shrink", () => {
    const { end, throttles } = run(true)
    // Round 1 takes 10 s, those that fill the working set 6 s; at 60 % and 70 % they shrink, but by less than a half.
    const expected = [
      [16, 0.2],
      [28, 0.3],
      [40, 0.4],
      [52, 0.5],
      [64, 0.6],
      [64 + 6 + 4.8, 0.7],
      [74.8 + 3.84 + 2.304, 0.8],
    ]
    expect(throttles).toHaveLength(expected.length)
    throttles.forEach(({ since, share }, i) => {
      expect([since, share]).toEqual([
        expect.closeTo(expected[i]![0]!, 6),
        expect.closeTo(expected[i]![1]!, 12),
      ])
    })
    expect(end).toBe("converged")
  })

  test("is off where nobody asks for it", () => {
    expect(run(false)).toMatchObject({ end: "round limit", throttles: [] })
  })

  test("goes no further than its last throttle", () => {
    const { end, throttles } = run({ initial: 0.3, increment: 0.15, max: 0.4 })
    expect(throttles.map(({ share }) => share)).toEqual([0.3, 0.4])
    expect(end).toBe("round limit")
  })

  test("takes a trigger and a number of rounds of one's own", () => {
    const first = (rule: Partial<AutoConverge>) => run(rule).throttles[0]?.since
    expect(first({ rounds: 1 })).toBe(10)
    expect(first({ rounds: 3 })).toBe(22)
    // The first round makes 0.6 of what it sends dirty, the others 1.
    expect(first({ trigger: 0.7 })).toBe(22)
    expect(first({ trigger: 1 })).toBe(undefined)
  })
})

test("a VM that was throttled to converge gets all its CPU back at the destination", () => {
  const { engine, vm, result } = simulate(true)
  const before = vm.computed
  engine.run(engine.now + 10)
  expect(vm.computed - before).toBeCloseTo(10e9, 0)
  expect(before).toBeLessThan((result.seconds - result.downtime) * 0.9e9)
})

test("the defaults are QEMU's", () => {
  expect(qemuAutoConverge).toEqual({ initial: 0.2, increment: 0.1, max: 0.99, trigger: 0.5, rounds: 2 })
})
