import { describe, expect, test } from "vitest"
import {
  type ConsolidationView,
  consolidationRound,
  leastUtilized,
  minimumMigrationTime,
  powerAwareBestFit,
  staticThreshold,
} from "../../src/index.ts"

/**
 * Hosts of 100 units, and VMs by the host that each is on, what it asks for, and its memory. A host draws `idle` watts and `slope` more a
 * unit; a VM fits where no more than 100 units are asked for.
 */
class Hosts implements ConsolidationView {
  readonly hosts: number
  readonly #measured: readonly number[]
  readonly #on: number[][]
  readonly #demands: readonly number[]
  readonly #memories: readonly number[]
  readonly #slopes: readonly number[]

  constructor(slopes: readonly number[], vms: readonly { on: number; asks: number; memory?: number }[]) {
    this.hosts = slopes.length
    this.#slopes = slopes
    this.#demands = vms.map(({ asks }) => asks)
    this.#memories = vms.map(({ memory = 1 }) => memory)
    this.#on = slopes.map((_, host) => [...vms.keys()].filter((vm) => vms[vm]!.on === host))
    this.#measured = slopes.map((_, host) => this.#asked(host))
  }

  movable(host: number) {
    return this.#on[host]!
  }

  vm(vm: number) {
    return { memory: this.#memories[vm]!, demand: this.#demands[vm]!, capacity: 100, history: [] }
  }

  demand(vm: number) {
    return this.#demands[vm]!
  }

  load(host: number) {
    return { demand: this.#asked(host), capacity: 100, history: [], migrationIntervals: 1 }
  }

  loadWith(vm: number, host: number) {
    return { ...this.load(host), demand: this.#asked(host) + this.#demands[vm]! }
  }

  utilization(host: number) {
    return this.#measured[host]! / 100
  }

  mayBeEmptied(host: number) {
    return this.#on[host]!.length > 0
  }

  isIdle(host: number) {
    return this.#asked(host) === 0
  }

  fits(vm: number, host: number) {
    return this.#asked(host) + this.#demands[vm]! <= 100
  }

  powerIncrease(vm: number, host: number) {
    return this.#slopes[host]! * this.#demands[vm]!
  }

  put(vm: number, host: number) {
    this.#on[host]!.push(vm)
  }

  take(vm: number, host: number) {
    this.#on[host]!.splice(this.#on[host]!.indexOf(vm), 1)
  }

  #asked(host: number): number {
    return this.#on[host]!.reduce((sum, vm) => sum + this.#demands[vm]!, 0)
  }
}

const isOverloaded = staticThreshold(0.8)
const policy = { isOverloaded, select: minimumMigrationTime }
const none = (hosts: number) => new Uint8Array(hosts)
const moves = (slopes: readonly number[], ...vms: { on: number; asks: number; memory?: number }[]) =>
  consolidationRound(new Hosts(slopes, vms), policy).map(({ vm, to }) => [vm, to])

describe("PABFD", () => {
  test("takes the host whose power increases least, of several the first", () => {
    const hosts = new Hosts([3, 2, 2, 5], [{ on: 3, asks: 10 }])
    expect(powerAwareBestFit(hosts, isOverloaded, 0, none(4))).toBe(1)
    expect(powerAwareBestFit(hosts, isOverloaded, 0, Uint8Array.of(0, 1, 0, 0))).toBe(2)
  })

  test("passes over hosts without room, and hosts that would be overloaded, but for idle ones", () => {
    const large = { on: 0, asks: 90 }
    const hosts = new Hosts([9, 1, 2, 3], [large, { on: 1, asks: 5 }, { on: 2, asks: 20 }])
    // Host 1 would have 95, host 2 has no room; host 3 is idle, and takes 90.
    expect(powerAwareBestFit(hosts, isOverloaded, 0, none(4))).toBe(3)
    expect(powerAwareBestFit(hosts, isOverloaded, 0, Uint8Array.of(1, 0, 0, 1))).toBe(-1)
  })
})

test("the host to be emptied is the one used least, above 0 and below 1, with VMs; of several the first", () => {
  const vms = [
    { on: 1, asks: 40 },
    { on: 2, asks: 30 },
    { on: 3, asks: 30 },
    { on: 4, asks: 100 },
  ]
  const hosts = new Hosts([1, 1, 1, 1, 1], vms)
  expect(leastUtilized(hosts, none(5))).toBe(2)
  expect(leastUtilized(hosts, Uint8Array.of(0, 1, 1, 1, 0))).toBe(-1)
  hosts.take(1, 2)
  expect(leastUtilized(hosts, none(5))).toBe(3)
})

describe("a round of consolidation", () => {
  test("takes VMs from an overloaded host until it is not, and places the largest first", () => {
    // Host 0: 40 + 30 + 25 = 95. By memory VM 1 goes, then 65 are left. Host 1 and 2 have room; host 1 is cheaper.
    expect(
      moves(
        [1, 2, 3],
        { on: 0, asks: 40, memory: 2 },
        { on: 0, asks: 30 },
        { on: 0, asks: 25, memory: 2 },
        { on: 1, asks: 45 },
      ),
    ).toEqual([[1, 1]])
    // The least memory first is not the order in which they are placed: 20 before 15.
    expect(
      moves(
        [1, 2, 3],
        { on: 0, asks: 60, memory: 9 },
        { on: 0, asks: 15, memory: 1 },
        { on: 0, asks: 20, memory: 2 },
        { on: 1, asks: 60 },
      ),
    ).toEqual([[1, 1]])
    expect(
      moves(
        [1, 2, 3],
        { on: 0, asks: 62, memory: 9 },
        { on: 0, asks: 17, memory: 1 },
        { on: 0, asks: 20, memory: 2 },
        { on: 1, asks: 60 },
      ),
    ).toEqual([
      [2, 1],
      [1, 2],
    ])
  })

  test("leaves VMs of an overloaded host that find no place, and takes the next", () => {
    // 70 finds no place beside 50, and host 1 is the only other one; 20 does.
    expect(
      moves(
        [1, 1],
        { on: 0, asks: 70 },
        { on: 0, asks: 20, memory: 2 },
        { on: 0, asks: 65, memory: 3 },
        { on: 1, asks: 50 },
      ),
    ).toEqual([[1, 1]])
  })

  test("empties the host that is used least on others that are used, the largest VM first", () => {
    expect(
      moves([1, 1, 1, 1], { on: 0, asks: 5 }, { on: 0, asks: 10 }, { on: 1, asks: 60 }, { on: 2, asks: 50 }),
    ).toEqual([
      [1, 1],
      [0, 1],
    ])
  })

  test("empties all of a host or nothing, and then tries the next", () => {
    // Host 0: 30 fits on host 1, then 15 fits nowhere. Then host 1: 50 does not fit on host 2, and host 0 takes nobody any more.
    expect(
      moves([1, 1, 1], { on: 0, asks: 30 }, { on: 0, asks: 15 }, { on: 1, asks: 50 }, { on: 2, asks: 70 }),
    ).toEqual([])
    expect(
      moves([1, 1, 1], { on: 0, asks: 30 }, { on: 0, asks: 10 }, { on: 1, asks: 50 }, { on: 2, asks: 70 }),
    ).toEqual([
      [0, 1],
      [1, 2],
    ])
  })

  test("empties no host that received VMs in this phase, and wakes none that is off", () => {
    expect(moves([1, 1, 1], { on: 0, asks: 10 }, { on: 1, asks: 20 })).toEqual([[0, 1]])
  })

  test("moves a VM twice when the host that it is taken to is emptied afterwards, as CloudSim does", () => {
    // Host 0 has 90: VM 0 goes to host 1, which is cheapest; host 1 was used by 10 and is emptied to host 2, with VM 0.
    expect(
      moves(
        [9, 1, 2],
        { on: 0, asks: 20 },
        { on: 0, asks: 70, memory: 2 },
        { on: 1, asks: 10 },
        { on: 2, asks: 40 },
      ),
    ).toEqual([
      [0, 1],
      [0, 2],
      [2, 2],
    ])
  })

  test("does nothing where nobody is used", () => {
    expect(moves([1, 1])).toEqual([])
  })
})
