import { RandomStream } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  maximumCorrelation,
  minimumMigrationTime,
  minimumUtilization,
  randomSelection,
  type SelectableVm,
} from "../../src/index.ts"

const vm = (more: Partial<SelectableVm>): SelectableVm => ({
  memory: 1,
  demand: 1,
  capacity: 1,
  history: [],
  ...more,
})

test("MMT takes the VM with the least memory, of several the first", () => {
  expect(minimumMigrationTime([870, 613, 1740, 613].map((memory) => vm({ memory })))).toBe(1)
})

test("MU takes the VM that uses the least part of its own capacity, of several the first", () => {
  const vms = [
    vm({ demand: 300, capacity: 500 }),
    vm({ demand: 500, capacity: 2500 }),
    vm({ demand: 100, capacity: 500 }),
  ]
  expect(minimumUtilization(vms)).toBe(1)
})

test("RS takes all VMs alike, and the same ones from the same seed", () => {
  const drawn = () => {
    const select = randomSelection(new RandomStream(3, "selection"))
    return Array.from({ length: 3000 }, () => select([vm({}), vm({}), vm({})]))
  }
  expect(drawn()).toEqual(drawn())
  for (const place of [0, 1, 2]) {
    const share = drawn().filter((each) => each === place).length / 3000
    expect(Math.abs(share - 1 / 3)).toBeLessThan(0.03)
  }
})

describe("MC", () => {
  const past = (...history: number[]) => vm({ history })

  test("takes the VM that the others explain best", () => {
    // The third is the sum of the first two and a little; the fourth goes its own way.
    const a = [1, 5, 2, 8, 3, 9, 4, 7]
    const b = [2, 1, 7, 3, 8, 1, 6, 5]
    const noise = [0.1, -0.1, 0.1, 0, -0.1, 0.1, 0, -0.1]
    const sum = a.map((each, k) => each + b[k]! + noise[k]!)
    const own = [5, 5, 6, 4, 5, 6, 4, 5]
    const vms = [past(...own), past(...a), past(...b), past(...sum)]
    expect(maximumCorrelation(vms)).toBe(bestExplained(vms))
    expect(maximumCorrelation(vms)).not.toBe(0)
  })

  test("agrees with fits by coordinate descent on random pasts", () => {
    const random = new RandomStream(11, "pasts")
    for (let i = 0; i < 20; i++) {
      const shared = Array.from({ length: 30 }, () => random.uniform())
      const vms = Array.from({ length: 4 }, (_, v) =>
        past(...shared.map((value) => value * v * 0.3 + random.uniform())),
      )
      expect(maximumCorrelation(vms)).toBe(bestExplained(vms))
    }
  })

  test("is MMT where there are as many VMs as measures", () => {
    const vms = [3, 1, 2].map((memory) => vm({ memory, history: [memory, 4, memory * memory] }))
    expect(maximumCorrelation(vms)).toBe(1)
  })

  test("takes the first VM where nobody is explained: a VM alone, or beside one that did nothing", () => {
    expect(maximumCorrelation([past(1, 2, 3)])).toBe(0)
    expect(maximumCorrelation([past(1, 2, 4, 3), past(0, 0, 0, 0), past(2, 4, 8, 6)])).toBe(0)
  })
})

/** The VM of the largest R2, without equations: each of the others in turn takes what it explains of what is left. */
function bestExplained(vms: readonly SelectableVm[]): number {
  const centred = vms.map(({ history }) => {
    const values = Array.from(history)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    return values.map((value) => value - mean)
  })
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, k) => sum + value * b[k]!, 0)
  const determined = centred.map((y, i) => {
    const others = centred.filter((_, j) => j !== i)
    let residual = [...y]
    for (let round = 0; round < 2_000; round++) {
      const x = others[round % others.length]!
      const weight = dot(residual, x) / dot(x, x)
      residual = residual.map((value, k) => value - weight * x[k]!)
    }
    return 1 - dot(residual, residual) / dot(y, y)
  })
  return determined.indexOf(Math.max(...determined))
}
