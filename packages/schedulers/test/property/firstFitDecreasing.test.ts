import { RandomStream } from "@placelab/core"
import * as E from "fp-ts/lib/Either.js"
import { expect, test } from "vitest"
import { type Configuration, relieveByFirstFitDecreasing } from "../../src/index.ts"

function draw(seed: number): Configuration {
  const random = new RandomStream(seed, "configuration")
  const hosts = Array.from({ length: 2 + random.below(8) }, (_, i) => ({ name: `h${i}`, cpu: 7, memory: 32 }))
  const vms = Array.from({ length: hosts.length * 10 }, (_, i) => ({
    name: `vm${i}`,
    host: `h${random.below(hosts.length)}`,
    cpu: random.below(11) / 10,
    memory: 1 + random.below(4),
  }))
  return { hosts, vms }
}

test.each(Array.from({ length: 200 }, (_, seed) => seed))(
  "no host is overloaded after the moves, and only VMs of overloaded hosts moved, seed %i",
  (seed) => {
    const { hosts, vms } = draw(seed)
    const asked = (where: ReadonlyMap<string, string>, host: string) => {
      const here = vms.filter((vm) => where.get(vm.name) === host)
      const sum = (of: (vm: (typeof vms)[number]) => number) => here.reduce((total, vm) => total + of(vm), 0)
      return { cpu: sum((vm) => vm.cpu), memory: sum((vm) => vm.memory) }
    }
    const before = new Map(vms.map((vm) => [vm.name, vm.host]))
    const overloaded = hosts.filter(({ name, cpu, memory }) => {
      const usage = asked(before, name)
      return usage.cpu > cpu + 1e-9 || usage.memory > memory
    })
    const moves = relieveByFirstFitDecreasing({ hosts, vms })
    if (E.isLeft(moves)) {
      expect(overloaded.length).toBeGreaterThan(0)
      return
    }
    const after = new Map([...before, ...moves.right.map(({ vm, to }) => [vm.name, to] as const)])
    for (const { name, cpu, memory } of hosts) {
      const usage = asked(after, name)
      expect(usage.cpu).toBeLessThanOrEqual(cpu + 1e-9)
      expect(usage.memory).toBeLessThanOrEqual(memory)
    }
    const sources = new Set(overloaded.map((host) => host.name))
    expect(moves.right.filter(({ vm }) => !sources.has(vm.host))).toEqual([])
  },
)
