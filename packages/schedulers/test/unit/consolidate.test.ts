import { Engine } from "@placelab/core"
import { addMachine, Vm } from "@placelab/models"
import { describe, expect, test } from "vitest"
import { type Consolidation, consolidate } from "../../src/index.ts"

/** Machines of 4 cores with VMs of one vCPU by their loads; the first one is off where it has none. */
function cluster(loads: readonly (readonly number[])[], options: Partial<Consolidation> = {}) {
  const engine = new Engine()
  const machines = loads.map((_, i) =>
    addMachine(engine, {
      name: `m${i}`,
      speed: 1,
      cores: 4,
      memory: 100,
      overcommit: { cores: 3 },
      bootSeconds: 5,
    }),
  )
  const wire = engine.addLink({ name: "wire", bandwidth: 10 })
  engine.addRouter(() => [wire])
  const vms = loads.flatMap((each, i) =>
    each.map((load, j) => new Vm(engine, { name: `${i}.${j}`, host: machines[i]!.host, memory: 10, load })),
  )
  if (vms.every((vm) => vm.host !== machines[0]!.host)) machines[0]!.host.turnOff()
  const all = { period: 30, cores: 4, ...options }
  engine.spawn("controller", () => consolidate(engine, machines, vms, all), { daemon: true })
  const states = () => machines.map((machine) => [machine.state, [...machine.vms].map((vm) => vm.name)])
  return { engine, vms, states }
}

describe("the controller", () => {
  test("empties machines and powers them off", () => {
    const { engine, states } = cluster([[1, 1], [1]], { fill: 1 })
    engine.run(20)
    expect(states()).toEqual([
      ["on", ["0.0", "0.1", "1.0"]],
      ["off", []],
    ])
  })

  test("empties none without a fill, and none that others cannot take", () => {
    for (const options of [{}, { fill: 0.7 }]) {
      const { engine, states } = cluster([[1, 1], [1]], options)
      engine.run(200)
      expect(states()[1]).toEqual(["on", ["1.0"]])
    }
  })

  test("relieves an overloaded machine, and powers on where the VM goes", () => {
    const { engine, states } = cluster([[], [1, 1, 1, 1, 1]])
    engine.run(4)
    expect(states()[0]).toEqual(["booting", []])
    engine.run(10)
    expect(states()).toEqual([
      ["on", ["1.0"]],
      ["on", ["1.1", "1.2", "1.3", "1.4"]],
    ])
  })

  test("powers a machine on once for all that go there", () => {
    const { engine, states } = cluster([[], [1, 1, 1, 1, 1, 1]])
    engine.run(20)
    expect(states()).toEqual([
      ["on", ["1.0", "1.1"]],
      ["on", ["1.2", "1.3", "1.4", "1.5"]],
    ])
  })

  test("goes round again, and leaves VMs alone that do not run", () => {
    const { engine, vms, states } = cluster([[1], [1, 1, 1]], { fill: 0.75 })
    vms[0]!.suspend()
    engine.run(35)
    expect(states()[0]).toEqual(["on", ["0.0"]])
    vms[0]!.resume()
    vms[3]!.stop()
    engine.run(70)
    expect(states()).toEqual([
      ["off", []],
      ["on", ["1.0", "1.1", "0.0"]],
    ])
  })

  test("lets nobody move where a VM that must leave fits nowhere", () => {
    const { engine, states } = cluster([
      [1, 1, 1, 1],
      [1, 1, 1, 1, 1],
    ])
    engine.run(100)
    expect(states()[1]).toEqual(["on", ["1.0", "1.1", "1.2", "1.3", "1.4"]])
  })

  test.each([
    [{ period: 0 }, "consolidation: period is 0; expected a number above 0, in seconds"],
    [{ fill: 0 }, "consolidation: fill is 0; expected a number above 0, in parts of the cores"],
  ])("is refused %o", (wrong, message) => {
    expect(() => cluster([[1]], wrong).engine.run(1)).toThrow(message)
  })
})
