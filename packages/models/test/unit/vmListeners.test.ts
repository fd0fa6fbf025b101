import { Engine, type Process } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  addMachine,
  type PhysicalMachine,
  powerOff,
  restartOnRecovery,
  resumeFromDisk,
  shutDown,
  start,
  suspendToDisk,
  Vm,
  type VmState,
} from "../../src/index.ts"

const memory = 1e9

/** Two machines; a writes 1 GB to its disk in 10 s and reads it in 5 s, an image takes 2 s. */
function site() {
  const engine = new Engine()
  const [a, b] = ["a", "b"].map((name) =>
    addMachine(engine, { name, speed: 1e9, cores: 2, memory: 2e9 }),
  ) as [PhysicalMachine, PhysicalMachine]
  engine.addRoute(a.host, b.host, [engine.addLink({ name: "link", bandwidth: 1e8 })])
  const disk = engine.addDisk(a.host, { name: "disk", readBandwidth: 2e8, writeBandwidth: 1e8 })
  const image = { name: "debian", bytes: 2e8, server: b.host }
  const vm = new Vm(engine, { name: "vm", memory, load: 1 })
  const when = (state: VmState, act: () => void) =>
    vm.onState(() => {
      if (vm.state === state) act()
    })
  const watched = <R>(process: Process<R>): Process<R> => {
    process.onEnd(() => {})
    return process
  }
  return { engine, a, b, disk, image, vm, when, watched }
}

describe("whoever is told of a VM's state can act at once:", () => {
  test("one that is stopped as it begins to be saved is not saved", () => {
    const { engine, a, disk, vm, when } = site()
    vm.settle(a.host, "running")
    when("suspending", () => vm.stop())
    const saved = engine.spawn("save", () => suspendToDisk(vm, disk))
    engine.run()
    expect([saved.result, vm.state, vm.savedOn, engine.now]).toEqual([false, "stopped", undefined, 0])
  })

  test("one that is stopped as its shutdown begins, and started elsewhere, stays there", () => {
    const { engine, a, b, vm, when } = site()
    vm.settle(a.host, "running")
    when("stopping", () => {
      vm.stop()
      engine.spawn("elsewhere", () => start(vm, b.host))
    })
    const down = engine.spawn("down", () => shutDown(vm, { seconds: 5 }))
    engine.run(10)
    expect([down.result, vm.state, vm.host]).toEqual([false, "running", b.host])
  })

  test.each([false, true])("one that is stopped as it runs is stopped, after an image: %s", (withImage) => {
    const { engine, a, image, vm, when } = site()
    when("running", () => vm.stop())
    const up = engine.spawn("start", () => start(vm, a.host, withImage ? { image } : {}))
    engine.run()
    expect([up.result, vm.state, vm.guest.isOn, a.vms.size]).toEqual(["running", "stopped", false, 0])
  })

  test("one that has just come up is not stopped with the process that started it", () => {
    const { engine, a, image, vm, when, watched } = site()
    const up = watched(engine.spawn("start", () => start(vm, a.host, { image })))
    when("running", () => up.kill())
    engine.run(3)
    expect([up.wasKilled, vm.state, vm.host, vm.computed]).toEqual([true, "running", a.host, 1e9])
  })

  test("one that has just resumed is not lost with the process that resumed it", () => {
    const { engine, a, disk, vm, when, watched } = site()
    vm.settle(a.host, "running")
    engine.spawn("save", () => suspendToDisk(vm, disk))
    engine.run()
    const up = watched(engine.spawn("resume", () => resumeFromDisk(vm)))
    when("running", () => up.kill())
    engine.run(16)
    expect([vm.state, vm.host, vm.computed]).toEqual(["running", a.host, 1e9])
  })

  test("what its tasks tell when it stops finds it stopped, and nowhere", () => {
    const { engine, a, vm } = site()
    vm.settle(a.host, "running")
    const seen: unknown[] = []
    engine.compute(vm.guest, 1e9, { detached: true }).onEnd(() => seen.push(vm.state, vm.host))
    vm.stop()
    expect(seen).toEqual(["stopped", undefined])
  })

  test("another VM of a host that goes off cannot be saved from it any more", () => {
    const { engine, a, b, vm, when } = site()
    vm.settle(a.host, "running")
    const second = new Vm(engine, { name: "second", host: a.host, memory })
    const refusals: unknown[] = []
    when("crashed", () => {
      try {
        second.moveTo(b.host)
      } catch (error) {
        refusals.push(String(error))
      }
    })
    const lost: unknown[] = []
    a.onCrash((vms) => lost.push(...vms))
    a.host.turnOff()
    expect(refusals).toEqual(['InputError: VM "second": host is "a"; expected a host that is on'])
    expect([second.state, second.host, lost]).toEqual(["crashed", undefined, [vm, second]])
  })

  test("a machine's book and its VM agree whenever either tells", () => {
    const { engine, a, b, vm } = site()
    const seen: string[] = []
    const look = () =>
      seen.push(`${vm.state} ${vm.host?.name} ${a.vms.has(vm) ? "a" : ""}${b.vms.has(vm) ? "b" : ""}`)
    for (const each of [a, b]) each.onVms(look)
    vm.onState(look)
    vm.settle(a.host, "running")
    vm.moveTo(b.host)
    vm.stop()
    expect(new Set(seen)).toEqual(new Set(["running a a", "running b b", "stopped undefined "]))
    expect(seen).toHaveLength(7)
    engine.run()
  })
})

describe("when a host goes off, a VM crashes with it", () => {
  test("that a process inside saves just now", () => {
    const { engine, a, disk, vm } = site()
    vm.settle(a.host, "running")
    const saving = engine.spawn("save", () => suspendToDisk(vm, disk), { host: vm.guest })
    engine.run(1)
    expect(vm.state).toBe("suspending")
    a.host.turnOff()
    engine.run()
    expect([saving.wasKilled, vm.state, vm.guest.isOn, a.vms.size]).toEqual([true, "crashed", false, 0])
    a.host.turnOn()
    vm.settle(a.host, "running")
    a.host.turnOff()
    expect(vm.state).toBe("crashed")
  })

  test("that a process of the host starts just now", () => {
    const { engine, a, image, vm } = site()
    const lost: Vm[] = []
    a.onCrash((vms) => lost.push(...vms))
    engine.spawn("start", () => start(vm, a.host, { image }), { host: a.host })
    engine.run(1)
    a.host.turnOff()
    engine.run()
    expect([vm.state, lost]).toEqual(["crashed", [vm]])
  })
})

describe("a guest that is switched by hand", () => {
  test("runs at once, and what would have brought it up ends", () => {
    const { engine, a, image, vm } = site()
    const states: VmState[] = []
    vm.onState(() => states.push(vm.state))
    const up = engine.spawn("start", () => start(vm, a.host, { image }))
    engine.run(1)
    vm.guest.turnOn()
    engine.run(5)
    expect([up.result, states, a.vms.size, vm.computed]).toEqual([
      "failed",
      ["image transfer", "running"],
      1,
      4e9,
    ])
  })
})

test("a guest that is switched on where there is no room any more stays off", () => {
  const { engine, a, vm } = site()
  vm.settle(a.host, "running")
  vm.stop()
  for (const name of ["first", "second"]) new Vm(engine, { name, host: a.host, memory })
  expect(() => vm.guest.turnOn()).toThrow(
    'VM "vm": host is "a"; expected a machine with room for it: 953.7 MiB of memory too little; see overcommit',
  )
  expect([vm.guest.isOn, vm.state, a.vms.size]).toEqual([false, "stopped", 2])
})

describe("who is told of a machine's crash", () => {
  test("hears of those that have crashed with it, and not of those that somebody stopped, or that are on a disk still", () => {
    const { engine, a, disk, vm } = site()
    const resuming = new Vm(engine, { name: "resuming", host: a.host, memory })
    engine.spawn("turns", function* () {
      yield* suspendToDisk(resuming, disk)
      yield* resumeFromDisk(resuming)
    })
    engine.run(12)
    vm.settle(a.host, "running")
    const lost: unknown[] = []
    a.onCrash((vms) => lost.push(...vms))
    a.host.turnOff()
    expect([lost, resuming.state, resuming.savedOn]).toEqual([[vm], "suspended", disk])
    a.host.turnOn()
    const [first, second] = ["first", "second"].map(
      (name) => new Vm(engine, { name, host: a.host, memory }),
    ) as [Vm, Vm]
    first.onState(() => second.stop())
    a.host.turnOff()
    expect([second.state, lost]).toEqual(["stopped", [vm, first]])
    engine.run()
  })

  test("hears nothing of a machine without VMs, nor of a VM that had crashed before", () => {
    const { engine, a, vm } = site()
    const heard: unknown[] = []
    a.onCrash((lost) => heard.push(lost))
    a.host.turnOff()
    a.host.turnOn()
    vm.settle(a.host, "running")
    vm.crash()
    a.host.turnOff()
    expect(heard).toEqual([])
    engine.run()
  })

  test("hears each state once", () => {
    const { engine, a, b } = site()
    const seen: string[] = []
    a.onState(() => seen.push(a.state))
    engine.spawn("down", () => powerOff(engine, a))
    engine.run()
    a.host.turnOn()
    expect(seen).toEqual(["shutting down", "off", "on"])
    const fresh: string[] = []
    b.onState(() => fresh.push(b.state))
    b.host.turnOff()
    b.host.turnOff()
    expect(fresh).toEqual(["off"])
  })

  test("has its VMs back even when it switches the host on itself", () => {
    const { engine, a, vm } = site()
    a.onCrash(() => a.host.turnOn())
    restartOnRecovery(engine, [a])
    vm.settle(a.host, "running")
    a.host.turnOff()
    engine.run(1)
    expect([vm.state, vm.host, vm.computed]).toEqual(["running", a.host, 1e9])
  })
})
