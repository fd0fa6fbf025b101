import { Engine, type Guest, type Host, type Process } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  type Boot,
  type BootResult,
  bootOn,
  container,
  hardDisk,
  inMemory,
  linuxVm,
  onDisk,
  overNetwork,
  type StorageKind,
  sharedRemote,
} from "../../src/index.ts"

/** 100 MB/s, busy for half of the I/O time: 200 MB take 2 s of waiting and 2 s of reading. */
const kind: StorageKind = { bandwidth: 1e8, busyShare: 0.5 }
const profile = { reads: 2e8, cpuTime: 3 }

/** A host with a disk, and a storage server behind a link, each of 100 MB/s. */
function setting({ cores = 2 } = {}) {
  const engine = new Engine()
  const host = engine.addHost({ name: "host", speed: 1e9, cores })
  const server = engine.addHost({ name: "server", speed: 1e9 })
  const link = engine.addLink({ name: "link", bandwidth: 1e8 })
  engine.addRoute(server, host, [link])
  const disk = engine.addDisk(host, { name: "disk", readBandwidth: 1e8, writeBandwidth: 1e8 })
  const storage = { "a disk": onDisk(disk, kind), "the network": overNetwork(server, kind) }
  let vms = 0
  const boot = (
    from: keyof typeof storage,
    on: Host = host,
  ): { guest: Guest; process: Process<BootResult> } => {
    const guest = engine.addGuest(on, { name: `vm-${++vms}` })
    const boot = { ...profile, storage: storage[from] }
    return { guest, process: engine.spawn(`start ${vms}`, () => bootOn(engine, guest, boot)) }
  }
  return { engine, host, server, link, disk, storage, boot }
}

const storages = ["a disk", "the network"] as const

describe.each(storages)("a boot that reads from %s", (from) => {
  test("waits, reads and computes, one after the other", () => {
    const { engine, boot } = setting()
    const { process } = boot(from)
    engine.run()
    expect(process.result).toEqual({ end: "done", seconds: 7, ioSeconds: 4, cpuSeconds: 3 })
  })

  test("shares the storage with those that read at the same time, but not the waiting", () => {
    const { engine, boot } = setting({ cores: 3 })
    const boots = [boot(from), boot(from), boot(from)]
    engine.run()
    for (const { process } of boots)
      expect(process.result).toEqual({ end: "done", seconds: 11, ioSeconds: 8, cpuSeconds: 3 })
  })

  test("that starts while another one computes has the storage for itself", () => {
    const { engine, boot } = setting()
    const first = boot(from)
    engine.run(4)
    const second = boot(from)
    engine.run()
    expect([first, second].map(({ process }) => process.result.seconds)).toEqual([7, 7])
  })

  test.each([
    ["its guest goes off while it waits", 1, (guest: Guest) => guest.turnOff(), [1, 1, 0]],
    ["its guest goes off while it reads", 3, (guest: Guest) => guest.turnOff(), [3, 3, 0]],
    ["its guest goes off while it computes", 5, (guest: Guest) => guest.turnOff(), [5, 4, 1]],
    ["its host goes off while it waits", 1, (guest: Guest) => guest.machine.turnOff(), [1, 1, 0]],
    ["its host goes off while it reads", 3, (guest: Guest) => guest.machine.turnOff(), [3, 3, 0]],
    ["its host goes off while it computes", 5, (guest: Guest) => guest.machine.turnOff(), [5, 4, 1]],
  ] as const)("has failed at once when %s, and nothing goes on", (_, date, change, times) => {
    const { engine, link, disk, boot } = setting()
    const { guest, process } = boot(from)
    engine.run(date)
    change(guest)
    engine.run(date)
    const [seconds, ioSeconds, cpuSeconds] = times
    expect(process.result).toEqual({ end: "failed", seconds, ioSeconds, cpuSeconds })
    expect([link.load, disk.load, guest.load]).toEqual([0, 0, 0])
    expect(engine.run()).toBe(date)
  })

  test("leaves nothing running when the process that waits for it is killed, whenever", () => {
    for (const date of [1, 3, 5]) {
      const { engine, host, link, disk, boot } = setting()
      const { process } = boot(from)
      engine.run(date)
      process.kill()
      expect([link.load, disk.load, host.load]).toEqual([0, 0, 0])
      expect(engine.run()).toBe(date)
    }
  })

  test("stands still while its guest is suspended", () => {
    for (const date of [3, 5]) {
      const { engine, boot } = setting()
      const { guest, process } = boot(from)
      engine.run(date)
      guest.suspend()
      engine.run(date + 10)
      guest.resume()
      engine.run()
      expect(process.result.seconds).toBe(17)
    }
  })
})

describe("a boot", () => {
  test("has failed when the storage server, or the link to it, goes off while it reads", () => {
    for (const what of ["server", "link"] as const) {
      const all = setting()
      const { process } = all.boot("the network")
      all.engine.run(3)
      all[what].turnOff()
      all.engine.run()
      expect(process.result).toEqual({ end: "failed", seconds: 3, ioSeconds: 3, cpuSeconds: 0 })
    }
  })

  test("has failed at once on a guest that is off", () => {
    const { engine, storage, host } = setting()
    const guest = engine.addGuest(host, { name: "vm" })
    guest.turnOff()
    const process = engine.spawn("start", () =>
      bootOn(engine, guest, { ...profile, storage: storage["a disk"] }),
    )
    expect(engine.run()).toBe(0)
    expect(process.result.end).toBe("failed")
  })

  test("computes in one thread, and shares the cores with what else computes on the host", () => {
    const { engine, host, boot } = setting({ cores: 2 })
    for (let i = 0; i < 3; i++) engine.compute(engine.addGuest(host, { name: `stress-${i}` }), 1e12)
    const { process } = boot("a disk")
    engine.run(20)
    // 4 VMs on 2 cores: half a core each
    expect(process.result).toEqual({ end: "done", seconds: 10, ioSeconds: 4, cpuSeconds: 6 })
  })

  test("shares its storage with what is no boot, too", () => {
    const { engine, disk, boot } = setting()
    engine.read(disk, 1e12)
    const { process } = boot("a disk")
    engine.run(20)
    expect(process.result.ioSeconds).toBe(6)
  })

  test("from an image in memory has no I/O to speak of, however many boot", () => {
    const { engine, host } = setting({ cores: 50 })
    const boots = Array.from({ length: 50 }, (_, i) => {
      const guest = engine.addGuest(host, { name: `vm-${i}` })
      return engine.spawn(`start ${i}`, () => bootOn(engine, guest, { ...profile, storage: inMemory }))
    })
    engine.run()
    // 200 MB at 10 GB/s
    for (const { result } of boots) {
      expect(result.ioSeconds).toBeCloseTo(0.02, 12)
      expect(result.seconds).toBeCloseTo(3.02, 12)
    }
  })

  test("of a container takes its own share of I/O and CPU, also inside of a VM, whose cores are its limit", () => {
    const engine = new Engine()
    const host = engine.addHost({ name: "host", speed: 1e9, cores: 8 })
    const bandwidth = hardDisk.bandwidth
    const disk = engine.addDisk(host, { name: "disk", readBandwidth: bandwidth, writeBandwidth: bandwidth })
    const vm = engine.addGuest(host, { name: "vm", cores: 1 })
    const start = (on: Host, name: string) => {
      const guest = engine.addGuest(on, { name })
      return engine.spawn(name, () =>
        bootOn(engine, guest, { ...container, storage: onDisk(disk, hardDisk) }),
      )
    }
    const bare = start(host, "on the host")
    engine.run()
    const nested = [start(vm, "in the VM, 1"), start(vm, "in the VM, 2")]
    engine.run()
    const io = container.reads / bandwidth
    expect(bare.result.ioSeconds).toBeCloseTo(io, 9)
    expect(bare.result.cpuSeconds).toBeCloseTo(container.cpuTime, 9)
    for (const { result } of nested) {
      expect(result.ioSeconds).toBeCloseTo(2 * io, 9)
      expect(result.cpuSeconds).toBeCloseTo(2 * container.cpuTime, 9)
    }
  })

  test("of the VM that was measured takes as long from shared remote storage as its two hosts, on average", () => {
    const engine = new Engine()
    const host = engine.addHost({ name: "host", speed: 1e9 })
    const server = engine.addHost({ name: "server", speed: 1e9 })
    engine.addRoute(server, host, [engine.addLink({ name: "link", bandwidth: sharedRemote.bandwidth })])
    const boot: Boot = { ...linuxVm, storage: overNetwork(server) }
    const process = engine.spawn("boot", () => bootOn(engine, host, boot))
    engine.run()
    expect(Math.abs(process.result.ioSeconds / ((2.82 + 3) / 2) - 1)).toBeLessThan(0.005)
    expect(Math.abs(process.result.cpuSeconds / ((7.75 + 8.43) / 2) - 1)).toBeLessThan(0.005)
  })
})

describe("a boot is refused", () => {
  const start = (change: Partial<Boot>) => {
    const { engine, host, storage } = setting()
    engine.spawn("start", () => bootOn(engine, host, { ...profile, storage: storage["a disk"], ...change }))
    return () => engine.run()
  }

  test("with numbers out of range", () => {
    expect(start({ reads: -1 })).toThrow(
      'boot on "host": reads is -1; expected a number of at least 0, in bytes',
    )
    expect(start({ cpuTime: -1 })).toThrow(
      'boot on "host": cpuTime is -1; expected a number of at least 0, in seconds',
    )
  })

  test("from storage of a kind out of range", () => {
    const { disk, server } = setting()
    expect(() => onDisk(disk, { bandwidth: 0, busyShare: 1 })).toThrow(
      'boot storage on "disk": bandwidth is 0; expected a number above 0, in bytes/s',
    )
    expect(() => overNetwork(server, { bandwidth: 1, busyShare: 0 })).toThrow(
      'boot storage on "server": busyShare is 0; expected a number above 0, up to 1',
    )
  })

  test("with a disk of another host", () => {
    const { engine, server, storage } = setting()
    engine.spawn("start", () => bootOn(engine, server, { ...profile, storage: storage["a disk"] }))
    expect(() => engine.run()).toThrow(
      'boot on "server": disk is "disk of host"; expected a disk of "server", where the boot is',
    )
  })
})
