import { Engine, gibibytes, type Host } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  addMachine,
  declareMachine,
  machineOf,
  type PhysicalMachine,
  powerOff,
  powerOn,
  Vm,
} from "../../src/index.ts"

const memory = gibibytes(1)

function machine(engine: Engine, spec: Partial<Parameters<typeof addMachine>[1]> = {}): PhysicalMachine {
  return addMachine(engine, { name: "pm", speed: 1e9, cores: 4, memory: gibibytes(4), ...spec })
}

function vmOn(
  engine: Engine,
  host: Host | undefined,
  spec: Partial<ConstructorParameters<typeof Vm>[1]> = {},
) {
  return new Vm(engine, { name: "vm", ...(host && { host }), memory, ...spec })
}

function refusal(act: () => void): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  return undefined
}

describe("a machine's book", () => {
  test("has its VMs in the order of their coming, what they hold, and what they ask for", () => {
    const engine = new Engine()
    const pm = machine(engine)
    const first = vmOn(engine, pm.host, { name: "b", load: 0.5 })
    const second = vmOn(engine, pm.host, { name: "a", cores: 2, load: 1.75 })
    expect([...pm.vms]).toEqual([first, second])
    expect([pm.memoryUsed, pm.coresUsed, pm.demand, pm.usage]).toEqual([2 * memory, 3, 2.25, 2.25])
    second.suspend()
    expect([pm.memoryUsed, pm.coresUsed, pm.demand, pm.usage]).toEqual([2 * memory, 3, 0.5, 0.5])
    second.stop()
    expect([pm.memoryUsed, pm.coresUsed, pm.demand, pm.usage, pm.vms.size]).toEqual([memory, 1, 0.5, 0.5, 1])
  })

  test("adds up tenths of a core without rounding", () => {
    const engine = new Engine()
    const pm = machine(engine, { overcommit: { cores: 3 }, memory: Number.POSITIVE_INFINITY })
    const loads = [1, 0.4, 0.6, 0.9, 0.5, 1, 0.7, 0.5, 0.5, 0.9]
    for (const [i, load] of loads.entries()) vmOn(engine, pm.host, { name: `vm-${i}`, load })
    expect([pm.demand, loads.reduce((sum, load) => sum + load)]).toEqual([7, 7.000000000000001])
  })

  test("tells who listens of each change of the demand, also where the machine gives as much as before", () => {
    const engine = new Engine()
    const pm = machine(engine, { overcommit: { cores: 3 } })
    const heard: number[] = []
    pm.onDemand(() => heard.push(pm.demand))
    const vm = vmOn(engine, pm.host, { load: 0.5 })
    const grip = vm.startMigration({ cancel: () => true })
    grip.hold()
    vm.setLoad(1)
    vm.setLoad(1)
    vm.suspend()
    vm.resume()
    vm.setLoad(0.25)
    grip.release()
    vm.stop()
    vm.settle(pm.host, "booting")
    expect(heard.filter((each, i) => each !== heard[i - 1])).toEqual([0.5, 1, 0, 1, 0.25, 0, 1])
  })

  test("tells nobody of it who listens no more", () => {
    const pm = machine(new Engine())
    const heard: string[] = []
    const listeners = ["first", "second"].map((name) => () => void heard.push(name))
    for (const listener of listeners) pm.onDemand(listener)
    pm.offDemand(listeners[0]!)
    pm.tellDemand()
    expect(heard).toEqual(["second"])
  })

  test("tells demand from usage where VMs ask for more than there is", () => {
    const engine = new Engine()
    const pm = machine(engine, { cores: 1, overcommit: { cores: 2 } })
    const vms = ["a", "b"].map((name) => vmOn(engine, pm.host, { name, load: 1 }))
    expect([pm.demand, pm.usage, vms[0]!.demand, vms[0]!.usage]).toEqual([2, 1, 1, 0.5])
  })

  test("counts a reserved place once, also when the VM is there by then", () => {
    const engine = new Engine()
    const pm = machine(engine, { cores: 1 })
    const vm = vmOn(engine, undefined)
    const place = pm.reserve(vm)
    expect([pm.coresUsed, pm.vms.size, pm.lacks(vm)]).toEqual([1, 0, undefined])
    vm.settle(pm.host, "running")
    expect([pm.coresUsed, pm.vms.size]).toEqual([1, 1])
    place.release()
    expect(pm.coresUsed).toBe(1)
    vm.stop()
    pm.reserve(vm).release()
    expect(pm.coresUsed).toBe(0)
  })

  test("holds a place as long as one reservation holds it, and none of a VM that is there", () => {
    const engine = new Engine()
    const pm = machine(engine)
    const vm = vmOn(engine, undefined)
    const first = pm.reserve(vm)
    first.release()
    const [second, third] = [pm.reserve(vm), pm.reserve(vm)]
    first.release()
    second.release()
    expect([pm.coresUsed, pm.memoryUsed]).toEqual([1, memory])
    vm.settle(pm.host, "running")
    vm.stop()
    expect(pm.coresUsed).toBe(0)
    vm.settle(pm.host, "running")
    const here = pm.reserve(vm)
    third.release()
    expect(pm.coresUsed).toBe(1)
    vm.stop()
    expect(pm.coresUsed).toBe(1)
    here.release()
    expect(pm.coresUsed).toBe(0)
  })

  test("of a host that was not declared takes everything", () => {
    const engine = new Engine()
    const host = engine.addHost({ name: "h", speed: 1 })
    for (let i = 0; i < 9; i++) vmOn(engine, host, { name: `vm-${i}`, memory: 1e15 })
    expect([machineOf(host).vms.size, machineOf(host).memory]).toEqual([9, Number.POSITIVE_INFINITY])
  })
})

describe("a VM that does not fit", () => {
  test("is refused, with what is missing, and leaves nothing behind", () => {
    const engine = new Engine()
    const pm = machine(engine, { memory: gibibytes(1.5) })
    vmOn(engine, pm.host)
    expect(() => vmOn(engine, pm.host, { name: "second" })).toThrow(
      'VM "second": host is "pm"; expected a machine with room for it: 512 MiB of memory too little; see overcommit',
    )
    expect(pm.vms.size).toBe(1)
    expect(() => engine.host("second")).toThrow('host name is "second"')
  })

  test("is refused for cores, too", () => {
    const engine = new Engine()
    const pm = machine(engine, { cores: 2 })
    vmOn(engine, pm.host, { cores: 2 })
    expect(() => vmOn(engine, pm.host, { name: "second" })).toThrow(
      'VM "second": host is "pm"; expected a machine with room for it: 1 core too few; see overcommit',
    )
  })

  test("fits with overcommit, up to its ratio", () => {
    const engine = new Engine()
    const pm = machine(engine, { cores: 2, memory, overcommit: { cores: 1.5, memory: 3 } })
    for (const name of ["a", "b", "c"]) vmOn(engine, pm.host, { name })
    expect(pm.lacks(vmOn(engine, undefined))).toBe("1 GiB of memory too little")
    expect(() => vmOn(engine, pm.host, { name: "d" })).toThrow("1 GiB of memory too little")
  })

  test("fits with a ratio whose product is rounded down", () => {
    const pm = machine(new Engine(), { cores: 100, memory: 100, overcommit: { cores: 1.15, memory: 1.15 } })
    const of = (cores: number, memory: number) => new Vm(new Engine(), { name: "vm", cores, memory })
    expect(1.15 * 100).toBeLessThan(115)
    expect([pm.lacks(of(115, 115)), pm.lacks(of(116, 1)), pm.lacks(of(1, 116))]).toEqual([
      undefined,
      "1 core too few",
      "1 bytes of memory too little",
    ])
  })

  test("is refused by a machine that is off", () => {
    const engine = new Engine()
    const pm = machine(engine)
    pm.host.turnOff()
    expect(() => vmOn(engine, pm.host)).toThrow(
      'VM "vm": host is "pm"; expected a machine that is on, not off',
    )
  })
})

describe("power", () => {
  test("takes a machine up and down, in its time, and tells who listens", () => {
    const engine = new Engine()
    const pm = machine(engine, { bootSeconds: 30, shutdownSeconds: 10 })
    const seen: string[] = []
    pm.onState(() => seen.push(`${engine.now} ${pm.state}`))
    const turns = engine.spawn("turns", function* () {
      const down = yield* powerOff(engine, pm)
      yield* engine.sleep(5)
      const up = yield* powerOn(engine, pm)
      return [down, up, pm.host.isOn]
    })
    engine.run()
    expect(turns.result).toEqual([true, true, true])
    expect(seen).toEqual(["0 shutting down", "10 off", "15 booting", "45 on"])
  })

  test("has nothing start on a machine that goes down", () => {
    const engine = new Engine()
    const pm = machine(engine, { shutdownSeconds: 10 })
    engine.spawn("down", () => powerOff(engine, pm))
    engine.run(1)
    expect(() => vmOn(engine, pm.host)).toThrow("expected a machine that is on, not shutting down")
  })

  test("has nothing start there from the moment when it is told", () => {
    const engine = new Engine()
    const pm = machine(engine, { shutdownSeconds: 10 })
    const refusals: string[] = []
    pm.onState(() => {
      if (pm.state === "shutting down")
        refusals.push(String(pm.state), String(refusal(() => vmOn(engine, pm.host))))
    })
    engine.spawn("down", () => powerOff(engine, pm))
    engine.run()
    expect(refusals).toEqual([
      "shutting down",
      'InputError: VM "vm": host is "pm"; expected a machine that is on, not shutting down',
    ])
  })

  test("takes its time again when it was interrupted", () => {
    const engine = new Engine()
    const pm = machine(engine, { shutdownSeconds: 10 })
    const ends: unknown[] = []
    const down = function* () {
      ends.push(yield* powerOff(engine, pm), engine.now)
    }
    engine.spawn("first", down)
    engine.run(4)
    pm.host.turnOn()
    engine.spawn("second", down)
    engine.run(12)
    expect([ends, pm.state]).toEqual([[false, 10], "shutting down"])
    engine.run()
    expect([ends.slice(2), pm.state]).toEqual([[true, 14], "off"])
  })

  test.each(["booting", "shutting down"])("a kill ends %s, and the machine is off", (state) => {
    const engine = new Engine()
    const pm = machine(engine, { bootSeconds: 10, shutdownSeconds: 10 })
    if (state === "booting") pm.host.turnOff()
    const turn = engine.spawn("turn", () => (state === "booting" ? powerOn : powerOff)(engine, pm))
    engine.run(1)
    expect(pm.state).toBe(state)
    turn.onEnd(() => {})
    turn.kill()
    expect([pm.state, pm.host.isOn]).toEqual(["off", false])
  })

  test("who switches the host on by hand ends its boot", () => {
    const engine = new Engine()
    const pm = machine(engine, { bootSeconds: 10 })
    pm.host.turnOff()
    const boot = engine.spawn("boot", () => powerOn(engine, pm))
    engine.run(1)
    pm.host.turnOn()
    expect(pm.state).toBe("on")
    engine.run()
    expect([boot.result, pm.state]).toEqual([false, "on"])
  })

  test("who switches the host on as soon as its boot begins has it at once", () => {
    const engine = new Engine()
    const pm = machine(engine, { bootSeconds: 10 })
    pm.host.turnOff()
    pm.onState(() => {
      if (pm.state === "booting") pm.host.turnOn()
    })
    const boot = engine.spawn("boot", () => powerOn(engine, pm))
    engine.run(1)
    expect([pm.state, pm.host.isOn]).toEqual(["on", true])
    engine.run()
    expect([boot.result, pm.state]).toEqual([false, "on"])
  })

  test("is refused while there are VMs, or coming ones, and in a state where it makes no sense", () => {
    const engine = new Engine()
    const pm = machine(engine)
    const vm = vmOn(engine, pm.host)
    const next = (steps: Generator) => () => steps.next()
    expect(next(powerOff(engine, pm))).toThrow(
      'machine "pm": cores held by VMs is 1; expected 0: move or stop its VMs first',
    )
    vm.stop()
    const place = pm.reserve(vm)
    expect(next(powerOff(engine, pm))).toThrow("move or stop its VMs first")
    place.release()
    expect(next(powerOn(engine, pm))).toThrow('machine "pm": state is "on"; expected off')
    pm.host.turnOff()
    expect(next(powerOff(engine, pm))).toThrow('machine "pm": state is "off"; expected on')
  })
})

test.each([
  [{ memory: 0 }, 'machine "pm": memory is 0; expected a number above 0, in bytes (Infinity for no limit)'],
  [{ overcommit: { memory: 0.5 } }, "overcommit.memory is 0.5; expected a number of at least 1, or Infinity"],
  [{ bootSeconds: -1 }, 'machine "pm": bootSeconds is -1'],
  [{ shutdownSeconds: Number.NaN }, 'machine "pm": shutdownSeconds is NaN'],
])("a machine with %o is refused", (spec, message) => {
  expect(() => machine(new Engine(), spec)).toThrow(message)
})

test("a host is declared once, and before VMs come", () => {
  const engine = new Engine()
  const [a, b] = ["a", "b"].map((name) => engine.addHost({ name, speed: 1 }))
  expect(declareMachine(a!, { memory: 5 })).toBe(machineOf(a!))
  expect(() => declareMachine(a!, {})).toThrow(
    'machine "a": host is "a"; expected a host that is declared once, before its first VM and machineOf',
  )
  vmOn(engine, b)
  expect(() => declareMachine(b!, {})).toThrow(
    "expected a host that is declared once, before its first VM and machineOf",
  )
})

describe("a task in a VM", () => {
  test("asks for a core until it ends, and its machine tells who listens", () => {
    const engine = new Engine()
    const pm = machine(engine)
    const vm = vmOn(engine, pm.host, { cores: 2 })
    const heard: [date: number, demand: number][] = []
    pm.onDemand(() => heard.push([engine.now, pm.demand]))
    const tasks = [1e9, 2e9, 3e9].map((flops) => vm.compute(flops))
    expect([vm.demand, vm.usage]).toEqual([2, 2])
    engine.run()
    // three on two cores: the first ends at 1.5 s, then each has a core
    expect(heard).toEqual([[0, 1], [0, 2], [0, 2], [1.5, 2], [2.5, 1], [3.5, 0]]) // biome-ignore format: a table
    expect(tasks.map(({ result }) => result)).toEqual(["done", "done", "done"])
  })

  test("stands still, and asks for nothing, while the VM is suspended; fails when it is stopped", () => {
    const engine = new Engine()
    const pm = machine(engine)
    const vm = vmOn(engine, pm.host)
    const task = vm.compute(2e9)
    engine.run(1)
    vm.suspend()
    expect(vm.demand).toBe(0)
    engine.run(5)
    vm.resume()
    expect(vm.demand).toBe(1)
    engine.run()
    expect([engine.now, task.result]).toEqual([6, "done"])
    const lost = vm.compute(1e9)
    vm.stop()
    engine.run()
    expect([lost.result, vm.demand]).toEqual(["failed", 0])
  })

  test("shares what the load asks for", () => {
    const engine = new Engine()
    const vm = vmOn(engine, machine(engine).host, { cores: 2, load: 1 })
    vm.compute(1e9)
    expect(vm.demand).toBe(2)
    engine.run(2)
    expect([engine.now, vm.demand, vm.computed]).toEqual([2, 1, 2e9])
  })

  test("is refused in a VM that was nowhere yet", () => {
    const vm = vmOn(new Engine(), undefined)
    expect(() => vm.compute(1)).toThrow(
      'VM "vm": state is "requested"; expected a VM that was on a host: start it first',
    )
  })
})
