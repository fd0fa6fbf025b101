import { RandomStream } from "@placelab/core"
import { expect, test } from "vitest"
import { CheapestLeavers, commonDivisor, leavers } from "../../src/centralized/entropy/cheapestLeavers.ts"

test.each(Array.from({ length: 200 }, (_, seed) => seed))(
  "the cheapest leavers are those of all subsets, seed %i",
  (seed) => {
    const random = new RandomStream(seed, "leavers")
    const count = 1 + random.below(10)
    const column = (most: number) => Float64Array.from({ length: count }, () => random.below(most + 1))
    const [cpu, memory, penalty] = [column(10), column(8), column(8)]
    const place = Int32Array.from({ length: count }, () => (random.below(5) === 0 ? 0 : -1))
    const need = { cpu: random.below(30) - 5, memory: random.below(25) - 5 }
    let expected = Infinity
    for (let subset = 0; subset < 2 ** count; subset++) {
      const chosen = [...cpu.keys()].filter((i) => (subset & (1 << i)) !== 0)
      const sum = (of: Float64Array) => chosen.reduce((total, i) => total + of[i]!, 0)
      if (chosen.some((i) => place[i]! >= 0) || sum(cpu) < need.cpu || sum(memory) < need.memory) continue
      expected = Math.min(expected, sum(penalty))
    }
    const items = leavers([...cpu.keys()], cpu, memory, penalty)
    const search = new CheapestLeavers(commonDivisor(penalty))
    expect(search.cost(items, place, need.cpu, need.memory)).toBe(expected)
    expect(search.cost(items, place, need.cpu, need.memory)).toBe(expected)
  },
)

test.each(Array.from({ length: 20 }, (_, seed) => seed))(
  "where there are too many VMs to try, what is given is a lower bound, seed %i",
  (seed) => {
    const random = new RandomStream(seed, "many leavers")
    const column = () => Float64Array.from({ length: 60 }, () => 1 + random.below(20))
    const [cpu, memory, penalty] = [column(), column(), column()]
    const need = 150
    // least[c][m]: the cheapest way to free c and m, VM by VM
    const least = Array.from({ length: need + 1 }, () => new Float64Array(need + 1).fill(Infinity))
    least[0]![0] = 0
    penalty.forEach((cost, vm) => {
      for (let c = need; c >= 0; c--) {
        for (let m = need; m >= 0; m--) {
          const more = least[Math.min(need, c + cpu[vm]!)]!
          const to = Math.min(need, m + memory[vm]!)
          more[to] = Math.min(more[to]!, least[c]![m]! + cost)
        }
      }
    })
    const optimum = least[need]![need]!
    const items = leavers([...cpu.keys()], cpu, memory, penalty)
    const cost = new CheapestLeavers(1).cost(items, new Int32Array(60).fill(-1), need, need)
    expect(cost).toBeLessThanOrEqual(optimum)
    expect(cost).toBeGreaterThan(optimum / 2)
  },
)
