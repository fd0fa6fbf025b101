import { orThrow } from "@placelab/models"
import { describe, expect, test } from "vitest"
import { configuration, emptyHosts } from "../../src/index.ts"

/** Hosts of 4 cores and 10 bytes; VMs of 1 byte, by the CPU that they ask for. */
const cluster = (...hosts: readonly (readonly number[])[]) =>
  orThrow(
    configuration({
      hosts: hosts.map((_, i) => ({ name: `h${i}`, cpu: 4, memory: 10 })),
      vms: hosts.flatMap((vms, i) =>
        vms.map((cpu, j) => ({ name: `${i}.${j}`, host: `h${i}`, cpu, memory: 1 })),
      ),
    }),
  )
const plan = (hosts: readonly (readonly number[])[], fill = 1) =>
  emptyHosts(cluster(...hosts), fill).map(({ vm, to }) => `${vm.name} to ${to}`)

describe("consolidation", () => {
  test("empties the host with the least demand, the largest VM first, to the first host with room", () => {
    expect(plan([[2, 1], [3], [0.5, 1]])).toEqual(["2.1 to h0", "2.0 to h1"])
  })

  test("takes all VMs of a host, or none", () => {
    expect(plan([[3.5], [3], [1, 1]])).toEqual([])
  })

  test("does not use empty hosts, nor those that it has emptied, nor empties those that have received", () => {
    expect(plan([[], [1], [1], [1.5]])).toEqual(["1.0 to h2", "3.0 to h2"])
  })

  test("keeps free what is asked for", () => {
    expect(plan([[2], [2]], 1)).toEqual(["0.0 to h1"])
    expect(plan([[2], [2]], 0.9)).toEqual([])
  })

  test("fills a host to the last tenth of a core, whatever the rounding", () => {
    const tenths = Array.from({ length: 39 }, () => 0.1)
    const { hosts, vms } = cluster(tenths, [0.1])
    const roomy = hosts.map((host) => ({ ...host, memory: 100 }))
    expect(emptyHosts({ hosts: roomy, vms }, 1)).toHaveLength(1)
  })

  test("keeps to memory", () => {
    const full = Array.from({ length: 10 }, () => 0.01)
    expect(plan([full, [0.01]])).toEqual([])
  })
})
