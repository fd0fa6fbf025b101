import { Engine, type Host } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  addMachine,
  hardDisk,
  machineOf,
  onDisk,
  restartElsewhere,
  restartOnRecovery,
  resumeFromDisk,
  shutDown,
  start,
  suspendToDisk,
  Vm,
  type VmState,
  vmStates,
} from "../../src/index.ts"

const memory = 1e9

/** Two machines of 2 cores with a disk each, and a link of 100 MB/s between them and a server. */
function site() {
  const engine = new Engine()
  const [a, b] = ["a", "b"].map((name) => addMachine(engine, { name, speed: 1e9, cores: 2, memory: 2e9 }))
  const server = engine.addHost({ name: "server", speed: 1e9 })
  const link = engine.addLink({ name: "link", bandwidth: 1e8 })
  const hosts = [a!.host, b!.host, server]
  for (const [i, from] of hosts.entries()) {
    for (const to of hosts.slice(i + 1)) engine.addRoute(from, to, [link])
  }
  const [diskA, diskB] = [a!, b!].map(({ host, name }) =>
    engine.addDisk(host, { name: `disk ${name}`, readBandwidth: 2e8, writeBandwidth: 1e8 }),
  )
  const vm = new Vm(engine, { name: "vm", memory, load: 1 })
  const states: [date: number, state: VmState, place: string | undefined][] = []
  vm.onState(() => states.push([engine.now, vm.state, vm.host?.name]))
  return { engine, a: a!, b: b!, diskA: diskA!, diskB: diskB!, server, link, vm, states }
}

function boot(engine: Engine, host: Host) {
  const disk = engine.addDisk(host, { name: "boot disk", readBandwidth: 1e8, writeBandwidth: 1e8 })
  return { reads: 1e8, cpuTime: 3, storage: onDisk(disk, { ...hardDisk, bandwidth: 1e8, busyShare: 1 }) }
}

describe("a VM that starts", () => {
  test("is nowhere before, then fetches its image, boots, and runs", () => {
    const { engine, a, server, vm, states } = site()
    expect([vm.state, vm.host, vm.demand]).toEqual(["requested", undefined, 0])
    const image = { name: "debian", bytes: 2e8, server }
    const demands: number[] = []
    vm.onState(() => demands.push(vm.demand))
    const started = engine.spawn("start", () => start(vm, a.host, { image, boot: boot(engine, a.host) }))
    engine.run()
    expect(started.result).toBe("running")
    expect(states).toEqual([
      [0, "image transfer", "a"],
      [2, "booting", "a"],
      [6, "running", "a"],
    ])
    expect(demands).toEqual([0, 1, 1])
    engine.run(16)
    expect(vm.computed).toBe(13e9)
  })

  test("runs at once where nothing is said of image and boot", () => {
    const { engine, a, vm, states } = site()
    engine.spawn("start", () => start(vm, a.host))
    engine.run(3)
    expect([states, vm.computed]).toEqual([[[0, "running", "a"]], 3e9])
  })

  test("boots with a core, whatever its load will ask for, and within its cap", () => {
    const { engine, a } = site()
    const vm = new Vm(engine, { name: "capped", memory, load: 0.1, cap: 0.5 })
    const started = engine.spawn("start", () => start(vm, a.host, { boot: boot(engine, a.host) }))
    engine.run()
    expect([started.result, engine.now, vm.usage]).toEqual(["running", 1 + 3 / 0.5, 0.1])
  })

  test.each<[string, VmState, (all: ReturnType<typeof site>) => void]>([
    ["its host goes off", "crashed", ({ a }) => a.host.turnOff()],
    ["the image's server goes off", "stopped", ({ server }) => server.turnOff()],
    ["the link goes off", "stopped", ({ link }) => link.turnOff()],
    ["somebody stops it", "stopped", ({ vm }) => vm.stop()],
    ["it crashes", "crashed", ({ vm }) => vm.crash()],
  ])("has failed when %s, and can start again", (_, state, happens) => {
    const all = site()
    const { engine, a, b, server, link, vm } = all
    const image = { name: "debian", bytes: 2e8, server }
    const started = engine.spawn("start", () => start(vm, a.host, { image }))
    engine.run(1)
    happens(all)
    engine.run()
    expect([started.result, vm.state, vm.host, a.memoryUsed, engine.now]).toEqual([
      "failed",
      state,
      undefined,
      0,
      1,
    ])
    for (const each of [server, link]) each.turnOn()
    const again = engine.spawn("again", () => start(vm, b.host, { image }))
    engine.run()
    expect([again.result, vm.host, b.memoryUsed]).toEqual(["running", b.host, memory])
  })

  test("fails while it boots, when its host goes off", () => {
    const { engine, a, vm } = site()
    const started = engine.spawn("start", () => start(vm, a.host, { boot: boot(engine, a.host) }))
    engine.run(2)
    a.host.turnOff()
    engine.run()
    expect([started.result, vm.state, vm.guest.isOn, engine.now]).toEqual(["failed", "crashed", false, 2])
  })

  test("is stopped when whoever starts it is killed", () => {
    const { engine, a, server, vm } = site()
    const image = { name: "debian", bytes: 2e8, server }
    const started = engine.spawn("start", () => start(vm, a.host, { image }))
    started.onEnd(() => {})
    engine.run(1)
    started.kill()
    expect([vm.state, a.vms.size]).toEqual(["stopped", 0])
    engine.run()
    expect(engine.now).toBe(1)
  })

  test("is refused when it is up, and gives the error of a wrong image as it is", () => {
    const { engine, a, server, vm } = site()
    const wrong = { name: "debian", bytes: -1, server }
    engine.spawn("wrong", () => start(vm, a.host, { image: wrong }))
    expect(() => engine.run()).toThrow('image "debian": bytes is -1')
    expect([vm.state, a.vms.size]).toEqual(["stopped", 0])
    engine.spawn("start", () => start(vm, a.host))
    engine.run(1)
    expect(() => start(vm, a.host).next()).toThrow(
      'VM "vm": state is "running"; expected requested or stopped or crashed',
    )
  })
})

describe("a VM that ends", () => {
  test("shuts down in its time, computing nothing, and leaves its machine", () => {
    const { engine, a, vm, states } = site()
    vm.settle(a.host, "running")
    engine.run(2)
    const down = engine.spawn("shutdown", () => shutDown(vm, { seconds: 4 }))
    engine.run()
    expect([down.result, vm.computed, a.coresUsed]).toEqual([true, 2e9, 0])
    expect(states.slice(1)).toEqual([
      [2, "stopping", "a"],
      [6, "stopped", undefined],
    ])
  })

  test("is not suspended, capped by its load, or held any more when it starts again", () => {
    const { engine, a, b, vm } = site()
    vm.settle(a.host, "running")
    vm.setLoad(0.25)
    vm.suspend()
    vm.stop()
    vm.setLoad(0)
    vm.settle(b.host, "running")
    const work = engine.compute(vm.guest, 5e9)
    engine.run()
    expect([work.result, engine.now, vm.isSuspended]).toEqual(["done", 5, false])
  })

  test("is not throttled any more when it starts again, and not in the grip of a migration that it has left", () => {
    const { engine, a, b, vm } = site()
    vm.settle(a.host, "running")
    const grip = vm.startMigration({ cancel: () => true })
    grip.throttle(0.75)
    expect(vm.usage).toBe(0.25)
    vm.stop()
    vm.settle(a.host, "running")
    grip.hold()
    grip.throttle(0.5)
    grip.arrive(b.host)
    grip.release()
    expect([vm.usage, vm.state, vm.host]).toEqual([1, "running", a.host])
    engine.run(1)
    expect(vm.computed).toBe(1e9)
  })

  test("goes on with its load when it starts again", () => {
    const { engine, a, b, vm } = site()
    vm.settle(a.host, "running")
    engine.run(1)
    vm.crash()
    engine.run(5)
    vm.settle(b.host, "running")
    engine.run(7)
    expect(vm.computed).toBe(3e9)
  })

  test("has another name free once it is removed, and cannot come back", () => {
    const { engine, a, vm } = site()
    vm.settle(a.host, "running")
    vm.remove()
    expect(vm.state).toBe("stopped")
    expect(() => start(vm, a.host).next()).toThrow(
      'VM "vm": state is "removed"; expected a VM that was not removed',
    )
    expect([vm.isRemoved, vm.state, a.vms.size]).toEqual([true, "stopped", 0])
    expect(new Vm(engine, { name: "vm", host: a.host, memory }).state).toBe("running")
  })

  test("has crashed when its guest is switched off by hand, and runs again when that is switched on", () => {
    const { a, vm } = site()
    vm.settle(a.host, "running")
    vm.guest.turnOff()
    expect([vm.state, vm.host, a.demand]).toEqual(["crashed", undefined, 0])
    vm.guest.turnOn()
    expect([vm.state, vm.host, a.demand]).toEqual(["running", a.host, 1])
  })
})

describe("a VM that is suspended", () => {
  test("in memory holds its memory, asks for nothing, and goes on where it was", () => {
    const { engine, a, vm, states } = site()
    vm.settle(a.host, "running")
    engine.run(1)
    vm.suspend()
    expect([vm.state, vm.demand, vm.usage, a.memoryUsed]).toEqual(["suspended", 0, 0, memory])
    engine.run(2)
    vm.resume()
    engine.run(4)
    expect([vm.computed, states.map(([, state]) => state)]).toEqual([
      3e9,
      ["running", "suspended", "running"],
    ])
  })

  test("to a disk is written there, and holds nothing but the disk", () => {
    const { engine, a, diskA, vm, states } = site()
    vm.settle(a.host, "running")
    const saved = engine.spawn("suspend", () => suspendToDisk(vm, diskA))
    engine.run()
    expect([saved.result, vm.savedOn, vm.host, a.memoryUsed]).toEqual([true, diskA, undefined, 0])
    expect(states.slice(1)).toEqual([
      [0, "suspending", "a"],
      [10, "suspended", undefined],
    ])
    expect(vm.computed).toBe(0)
  })

  test("keeps what runs in it while it is on the disk, and goes on with it elsewhere", () => {
    const { engine, a, b, diskA, vm } = site()
    vm.settle(a.host, "running")
    vm.setLoad(0)
    const seen: [date: number, host: string | undefined][] = []
    const inside = engine.spawn(
      "inside",
      function* () {
        const work = engine.compute(vm.guest, 5e9)
        yield* engine.sleep(1)
        seen.push([engine.now, vm.host?.name])
        yield* work
        seen.push([engine.now, vm.host?.name])
        return work.result
      },
      { host: vm.guest },
    )
    engine.spawn("turns", function* () {
      yield* engine.sleep(2)
      yield* suspendToDisk(vm, diskA)
      yield* engine.sleep(100)
      yield* resumeFromDisk(vm, b.host)
    })
    engine.run(50)
    expect([vm.guest.isOn, vm.usage, vm.computed, a.usage, vm.guest.host]).toEqual([
      true,
      0,
      2e9,
      0,
      engine.nowhere,
    ])
    a.host.turnOff()
    engine.run(60)
    a.host.turnOn()
    engine.run()
    expect([inside.result, seen]).toEqual([
      "done",
      [
        [1, "a"],
        [2 + 10 + 100 + 10 + 3, "b"],
      ],
    ])
  })

  test("resumes locally as fast as the disk reads", () => {
    const { engine, a, diskA, vm } = site()
    vm.settle(a.host, "running")
    const resumed = engine.spawn("turns", function* () {
      yield* suspendToDisk(vm, diskA)
      const begun = engine.now
      yield* resumeFromDisk(vm)
      return engine.now - begun
    })
    engine.run()
    expect([resumed.result, vm.host, vm.savedOn, vm.state]).toEqual([5, a.host, undefined, "running"])
  })

  test("resumes elsewhere over the network, or by a copy on a disk there", () => {
    const { engine, a, b, diskA, diskB, vm } = site()
    vm.settle(a.host, "running")
    const resumed = engine.spawn("turns", function* () {
      yield* suspendToDisk(vm, diskA)
      const first = engine.now
      yield* resumeFromDisk(vm, b.host)
      const second = engine.now
      yield* suspendToDisk(vm, diskA)
      const third = engine.now
      yield* resumeFromDisk(vm, b.host, { by: diskB })
      return [second - first, third - second, engine.now - third]
    })
    engine.run()
    expect(resumed.result).toEqual([10, 10, 15])
    expect(vm.host).toBe(b.host)
  })

  test("goes on where it was when its disk fails meanwhile", () => {
    const { engine, a, b, diskB, vm } = site()
    vm.settle(a.host, "running")
    const saved = engine.spawn("suspend", () => suspendToDisk(vm, diskB))
    engine.run(1)
    b.host.turnOff()
    engine.run(2)
    expect([saved.result, vm.state, vm.host, vm.savedOn]).toEqual([false, "running", a.host, undefined])
    expect(vm.computed).toBe(1e9)
  })

  test("is suspended in memory again, as it was, when the way to its disk fails, at once", () => {
    const { engine, a, diskB, link, vm } = site()
    vm.settle(a.host, "running")
    vm.suspend()
    const saved = engine.spawn("suspend", () => suspendToDisk(vm, diskB))
    engine.run(1)
    link.turnOff()
    engine.run()
    expect([saved.result, engine.now, vm.state, vm.host, vm.usage]).toEqual([
      false,
      1,
      "suspended",
      a.host,
      0,
    ])
  })

  test("is still on the disk when its resumption fails", () => {
    const { engine, a, b, diskA, vm } = site()
    vm.settle(a.host, "running")
    const resumed = engine.spawn("turns", function* () {
      yield* suspendToDisk(vm, diskA)
      return yield* resumeFromDisk(vm, b.host)
    })
    engine.run(12)
    expect([vm.state, vm.host, b.memoryUsed]).toEqual(["resuming", b.host, memory])
    b.host.turnOff()
    engine.run()
    expect([resumed.result, vm.state, vm.savedOn, vm.host, b.memoryUsed]).toEqual([
      false,
      "suspended",
      diskA,
      undefined,
      0,
    ])
    const again = engine.spawn("again", () => resumeFromDisk(vm))
    engine.run()
    expect([again.result, vm.host]).toEqual([true, a.host])
  })

  test.each<[string, (all: ReturnType<typeof site>) => Generator, string]>([
    [
      "to resume what is not on a disk",
      ({ vm }) => resumeFromDisk(vm),
      "expected a VM that was suspended to a disk",
    ],
    [
      "to suspend what is nowhere",
      ({ vm, diskA }) => suspendToDisk(vm, diskA),
      'state is "requested"; expected running or suspended',
    ],
    [
      "to shut down what is nowhere",
      ({ vm }) => shutDown(vm),
      'state is "requested"; expected running or suspended',
    ],
  ])("it is refused %s", (_, steps, message) => {
    expect(() => steps(site()).next()).toThrow(message)
  })

  test("cannot be resumed in memory while it is on a disk, nor by a disk of another host", () => {
    const { engine, a, b, diskA, vm } = site()
    vm.settle(a.host, "running")
    engine.spawn("suspend", () => suspendToDisk(vm, diskA))
    engine.run()
    expect(() => vm.resume()).toThrow(
      'VM "vm": state is "suspended on a disk"; expected a VM in memory: resumeFromDisk first',
    )
    expect(() => resumeFromDisk(vm, b.host, { by: diskA }).next()).toThrow(
      'VM "vm": by is "disk a"; expected a disk of "b", where it resumes',
    )
    vm.stop()
    expect([vm.state, vm.savedOn]).toEqual(["stopped", undefined])
    expect(() => vm.guest.turnOn()).toThrow('VM "vm": host is "nowhere"; expected a host to start it on')
    expect([vm.state, vm.guest.isOn]).toEqual(["stopped", false])
  })
})

describe("when a host crashes, its VMs", () => {
  test("are lost without a policy", () => {
    const { engine, a, vm } = site()
    vm.settle(a.host, "running")
    a.host.turnOff()
    a.host.turnOn()
    engine.run()
    expect([vm.state, a.vms.size]).toEqual(["crashed", 0])
  })

  test("start elsewhere after a delay, those that find room", () => {
    const { engine, a, b, vm, states } = site()
    restartElsewhere(engine, [a, b], () => b.host, { delay: 3 })
    const others = ["second", "third"].map((name) => new Vm(engine, { name, memory: 0.9e9 }))
    vm.settle(a.host, "running")
    others[0]!.settle(a.host, "running")
    others[1]!.settle(b.host, "running")
    engine.run(1)
    a.host.turnOff()
    engine.run(10)
    expect(states).toEqual([
      [0, "running", "a"],
      [1, "crashed", undefined],
      [4, "running", "b"],
    ])
    expect([others[0]!.state, b.vms.size]).toEqual(["crashed", 2])
  })

  test("start on their host when that is back", () => {
    const { engine, a, vm, states } = site()
    restartOnRecovery(engine, [a], { delay: 1 })
    vm.settle(a.host, "running")
    engine.run(2)
    a.host.turnOff()
    engine.run(5)
    a.host.turnOn()
    engine.run()
    expect(states.slice(1)).toEqual([
      [2, "crashed", undefined],
      [6, "running", "a"],
    ])
  })

  test("stay where somebody else has started them meanwhile", () => {
    const { engine, a, b, vm } = site()
    restartElsewhere(engine, [a], () => a.host, { delay: 3 })
    vm.settle(a.host, "running")
    a.host.turnOff()
    vm.settle(b.host, "running")
    engine.run(5)
    expect([vm.host, machineOf(b.host).vms.size]).toEqual([b.host, 1])
  })

  test("wait for their host once more when it goes off before the delay is over", () => {
    const { engine, a, vm, states } = site()
    restartOnRecovery(engine, [a], { delay: 2 })
    vm.settle(a.host, "running")
    for (const date of [1, 2, 3, 6]) {
      engine.run(date)
      if (a.host.isOn) a.host.turnOff()
      else a.host.turnOn()
    }
    engine.run(10)
    expect(states.slice(1)).toEqual([
      [1, "crashed", undefined],
      [8, "running", "a"],
    ])
  })

  test.each([
    ["elsewhere", "removed"],
    ["on recovery", "removed"],
    ["elsewhere", "crashed with another host"],
    ["on recovery", "crashed with another host"],
  ])("do not start %s when they were %s meanwhile", (policy, fate) => {
    const { engine, a, b, vm } = site()
    if (policy === "elsewhere") restartElsewhere(engine, [a], () => a.host, { delay: 3 })
    else restartOnRecovery(engine, [a])
    vm.settle(a.host, "running")
    a.host.turnOff()
    if (fate === "removed") vm.remove()
    else {
      vm.settle(b.host, "running")
      b.host.turnOff()
    }
    engine.run(1)
    a.host.turnOn()
    engine.run(5)
    expect([vm.state, a.vms.size]).toEqual(["crashed", 0])
  })

  test("do not start again after a wrong delay", () => {
    const { engine, a } = site()
    expect(() => restartOnRecovery(engine, [a], { delay: -1 })).toThrow(
      "restart after a crash: delay is -1; expected a number of at least 0, in seconds",
    )
  })
})

test("the guest of a VM is on while the VM is up, or saved, and off while it comes", () => {
  const { engine, a, diskA, server, vm } = site()
  const seen: [VmState, boolean][] = []
  vm.onState(() => seen.push([vm.state, vm.guest.isOn]))
  const image = { name: "debian", bytes: 2e8, server }
  engine.spawn("turns", function* () {
    yield* start(vm, a.host, { image, boot: boot(engine, a.host) })
    yield* suspendToDisk(vm, diskA)
    yield* resumeFromDisk(vm)
    yield* shutDown(vm)
  })
  engine.run()
  expect(seen).toEqual([
    ["image transfer", false],
    ["booting", true],
    ["running", true],
    ["suspending", true],
    ["suspended", true],
    ["resuming", true],
    ["running", true],
    ["stopping", true],
    ["stopped", false],
  ])
})

test("a VM that is throttled by half has half of its cores, whatever runs in it", () => {
  const { engine, a } = site()
  const vm = new Vm(engine, { name: "two", host: a.host, cores: 2, memory })
  for (let i = 0; i < 2; i++) engine.compute(vm.guest, Number.POSITIVE_INFINITY)
  vm.startMigration({ cancel: () => true }).throttle(0.5)
  expect(vm.usage).toBe(1)
})

test("on a host without speed a VM and its machine use no cores", () => {
  const engine = new Engine()
  const machine = addMachine(engine, { name: "pm", speed: [100, 0] })
  const vm = new Vm(engine, { name: "vm", host: machine.host, memory, load: 1 })
  machine.host.setPstate(1)
  expect([vm.usage, machine.usage, vm.demand]).toEqual([0, 0, 1])
})

test.each<[string, (all: ReturnType<typeof site>) => void, string]>([
  [
    "a cap of nothing",
    ({ vm }) => vm.setCap(0),
    'VM "vm": cap is 0; expected a number above 0, in cores (Infinity for no limit)',
  ],
  [
    "a load above its cores",
    ({ vm }) => vm.setLoad(1.5),
    "load is 1.5; expected a number from 0 to 1, in cores",
  ],
  [
    "a move to a machine without room",
    ({ engine, a, b, vm }) => {
      for (const name of ["first", "second"]) new Vm(engine, { name, host: b.host, memory })
      vm.settle(a.host, "running")
      vm.moveTo(b.host)
    },
    'VM "vm": host is "b"; expected a machine with room for it: 953.7 MiB of memory too little',
  ],
  [
    "a start of one that was removed before it was anywhere",
    ({ a, vm }) => {
      vm.remove()
      start(vm, a.host).next()
    },
    'VM "vm": state is "removed"; expected a VM that was not removed',
  ],
])("a VM is refused %s", (_, act, message) => {
  expect(() => act(site())).toThrow(message)
})

describe("a VM in a VM", () => {
  const nested = () => {
    const all = site()
    all.vm.settle(all.a.host, "running")
    const inner = new Vm(all.engine, { name: "inner", host: all.vm.guest, memory: 1e8, load: 0.5 })
    return { ...all, inner }
  }

  test("is saved on the machine's own disk without the network, and resumes in there", () => {
    const { engine, diskA, vm, inner } = nested()
    const dates: number[] = []
    engine.spawn("turns", function* () {
      yield* suspendToDisk(inner, diskA)
      dates.push(engine.now)
      yield* resumeFromDisk(inner, vm.guest, { by: diskA })
      dates.push(engine.now)
    })
    engine.run()
    // read at half of 2e8 while it is written at 1e8 at most, then read again
    expect([dates, inner.state, inner.host]).toEqual([[1, 2.5], "running", vm.guest])
  })

  test("goes down with it, and is removed with it", () => {
    const { engine, vm, inner, a } = nested()
    vm.crash()
    expect([inner.state, inner.isRemoved, inner.host]).toEqual(["crashed", false, undefined])
    vm.remove()
    expect(inner.isRemoved).toBe(true)
    expect(() => start(inner, a.host).next()).toThrow('VM "inner": state is "removed"')
    engine.run()
  })
})

test("the diagram of states leads only to states, and each can be reached", () => {
  const all = Object.keys(vmStates)
  const reached = new Set(Object.values(vmStates).flatMap(({ next }) => next as readonly string[]))
  expect([...reached, "requested"].sort()).toEqual([...all].sort())
})

test("a load of so many cores stays so many when its host goes to another p-state, and beside a limit of the guest", () => {
  const engine = new Engine()
  const { host } = addMachine(engine, { name: "pm", speed: [100, 50], cores: 2 })
  const vm = new Vm(engine, { name: "vm", host, memory, load: 0.5 })
  expect([vm.usage, vm.guest.load]).toEqual([0.5, 50])
  host.setPstate(1)
  expect([vm.usage, vm.guest.load]).toEqual([0.5, 25])
  vm.guest.setLimit(10)
  vm.setLoad(0)
  engine.compute(vm.guest, Number.POSITIVE_INFINITY)
  expect(vm.guest.load).toBe(10)
})
