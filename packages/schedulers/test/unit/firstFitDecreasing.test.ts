import { gibibytes } from "@placelab/core"
import { orThrow } from "@placelab/models"
import * as E from "fp-ts/lib/Either.js"
import { describe, expect, test } from "vitest"
import { configuration, relieveByFirstFitDecreasing, type VmView } from "../../src/index.ts"

const host = (name: string, cpu = 7) => ({ name, cpu, memory: gibibytes(32) })
const vm = (name: string, on: string, cpu: number, memory = gibibytes(1)): VmView => ({
  name,
  host: on,
  cpu,
  memory,
})

describe("first-fit decreasing, lazily", () => {
  test("moves nothing when no host is overloaded", () => {
    const quiet = { hosts: [host("a"), host("b")], vms: [vm("x", "a", 7), vm("y", "b", 1)] }
    expect(relieveByFirstFitDecreasing(quiet)).toEqual(E.right([]))
  })

  test("takes VMs off in order until the rest fits, and puts the most demanding one first where it fits", () => {
    // a: 4 + 3 + 2 = 9 of 7: x leaves, and 3 + 2 stay; b has 3 left, c has 5
    const vms = [vm("x", "a", 4), vm("y", "a", 3), vm("z", "a", 2), vm("u", "b", 4), vm("v", "c", 2)]
    const moves = orThrow(configuration({ hosts: [host("a"), host("b"), host("c")], vms }))
    expect(relieveByFirstFitDecreasing(moves)).toEqual(E.right([{ vm: vms[0], to: "c" }]))
  })

  test("relieves a host whose memory is overbooked, too", () => {
    const vms = [vm("x", "a", 1, gibibytes(20)), vm("y", "a", 1, gibibytes(20))]
    const moves = relieveByFirstFitDecreasing({ hosts: [host("a"), host("b")], vms })
    expect(moves).toEqual(E.right([{ vm: vms[0], to: "b" }]))
  })

  test("takes a host that is exactly full for full, not for overloaded, whatever its unit", () => {
    for (const [count, memory] of [
      [7, gibibytes(0.7)],
      [20, 1.1],
      [6, 0.7],
    ] as const) {
      const full = { name: "a", cpu: 7, memory: count * memory }
      const vms = Array.from({ length: count }, (_, i) => vm(`vm${i}`, "a", 0.1, memory))
      expect(relieveByFirstFitDecreasing({ hosts: [full, host("b")], vms })).toEqual(E.right([]))
    }
  })

  test("names the VM that fits nowhere", () => {
    const vms = [vm("x", "a", 6), vm("y", "a", 6), vm("z", "b", 6)]
    expect(relieveByFirstFitDecreasing({ hosts: [host("a"), host("b")], vms })).toEqual(
      E.left({ vm: vms[0] }),
    )
  })
})

describe("a configuration is refused", () => {
  const hosts = [host("pm-1"), host("pm-2")]
  test.each([
    [
      { hosts, vms: [vm("x", "pm-12", 1)] },
      'VM "x": host name is "pm-12"; expected a known one: did you mean "pm-1"?',
    ],
    [{ hosts, vms: [vm("x", "pm-1", -1)] }, 'VM "x": cpu is -1; expected a number of at least 0, in cores'],
    [{ hosts: [host("a", 0)], vms: [] }, 'host "a": cpu is 0; expected a number above 0, in cores'],
    [{ hosts: [host("a"), host("a")], vms: [] }, 'configuration: host name is "a"; expected each name once'],
  ])("for one clear reason, case %#", (raw, message) => {
    const parsed = configuration(raw)
    expect(E.isLeft(parsed) && parsed.left.message).toBe(message)
  })
})
