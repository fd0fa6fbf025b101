import { describe, expect, test } from "vitest"
import type { Kernel } from "../../src/engine/kernel.ts"
import { Engine, type Guest, type Host, type Process, RandomStream, race, settled } from "../../src/index.ts"

const seeds = Array.from({ length: 40 }, (_, i) => i + 1)

/** A place where everything happens, and anything may break it off. */
function chaos(seed: number) {
  const random = new RandomStream(seed, "chaos")
  const engine = new Engine()
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!
  const hosts = ["a", "b", "c"].map((name) => engine.addHost({ name, speed: 100, cores: 2 }))
  const links = hosts.map(({ name }) =>
    engine.addLink({ name: `link ${name}`, bandwidth: 100, latency: 0.25, concurrencyLimit: 5 }),
  )
  engine.addRouter((from, to) => [links[hosts.indexOf(from)]!, links[hosts.indexOf(to)]!])
  const disks = hosts.map((host) =>
    engine.addDisk(host, { name: "disk", readBandwidth: 100, writeBandwidth: 50 }),
  )
  const guests: Guest[] = []
  const place = (): Host => pick([...hosts, ...guests])
  const processes: Process<unknown>[] = []
  const wait = [
    () => engine.compute(place(), 1 + random.below(300), { threads: 1 + random.below(2) }),
    () => engine.transfer(place(), place(), random.below(200)),
    () => engine.read(pick(disks), random.below(100)),
    () => engine.write(pick(disks), random.below(100)),
    () => engine.parallelTask({ hosts: [pick(hosts), pick(hosts)], flops: [50, 60], bytes: [[0, 50]] }),
    () => engine.sleep(random.uniform()),
    () => engine.within(2, engine.mailbox("box").send(place(), random.below(200), 1)),
    () => engine.within(2, engine.mailbox("box").receive(place())),
    () => race([engine.compute(place(), 200), engine.transfer(place(), place(), 100), engine.sleep(1)]),
    () => settled(pick(processes)),
  ]
  function* life() {
    try {
      for (let i = 0; i < 8; i++) {
        // left alone, too, while it waits for something else
        if (random.below(4) === 0) pick(wait)()
        yield* pick(wait)() as ReturnType<typeof race>
      }
    } finally {
      if (random.below(4) === 0) engine.compute(place(), 50)
    }
  }
  const spawn = (i: number) => {
    const options = random.below(2) === 0 ? {} : { host: place(), restart: random.below(4) === 0 }
    processes.push(engine.spawn(`process ${i}`, life, options))
  }
  const interfere = [
    (i: number) => spawn(1000 + i),
    () => pick(processes).kill(),
    () => pick(processes).suspend(),
    () => pick(processes).resume(),
    () => pick([...hosts, ...links, ...disks]).turnOff(),
    () => {
      for (const each of [...hosts, ...links, ...disks]) each.turnOn()
    },
    (i: number) => {
      const host = place()
      if (host.isOn) guests.push(engine.addGuest(host, { name: `guest ${i}`, cores: 1 + random.below(2) }))
    },
    () => guests.splice(random.below(guests.length + 1), 1)[0]?.remove(),
    () => {
      const [guest, host] = [guests[random.below(guests.length + 1)], pick(hosts)]
      if (guest !== undefined && !guest.isRemoved && host.isOn) guest.moveTo(host)
    },
    () => guests[random.below(guests.length + 1)]?.suspend(),
    () => guests[random.below(guests.length + 1)]?.resume(),
  ]
  for (let i = 0; i < 10; i++) spawn(i)
  const fiend = engine.spawn("fiend", function* () {
    for (let i = 0; i < 200; i++) {
      yield* engine.sleep(random.below(3) / 8)
      pick(interfere)(i)
    }
  })
  return { engine, hosts, links, disks, processes, fiend }
}

/** The kernel behind a host. */
function kernelOf(host: Host): Kernel {
  return (host as unknown as { readonly kernel: Kernel }).kernel
}

describe("after random kills, failures, moves and removals", () => {
  test.each(seeds)("nothing is left behind: no work, no entry, no variable, no process, seed %i", (seed) => {
    const { engine, hosts, links, disks, processes, fiend } = chaos(seed)
    engine.run(200)
    expect(fiend.hasEnded).toBe(true)
    for (const each of [...hosts, ...links, ...disks]) each.turnOn()
    for (const host of [...engine.hosts]) if ("resume" in host) (host as Guest).resume()
    for (const process of processes) process.kill()
    for (const host of hosts) for (const process of [...host.tenants.processes]) process.hostFailed()
    for (const host of hosts) for (const guest of [...host.tenants.guests]) guest.remove()
    // nobody suspends what was left alone, so all of it comes to its end
    engine.run()
    const kernel = kernelOf(hosts[0]!)
    expect([kernel.calendar.size, kernel.processes.size, kernel.work.finite]).toEqual([0, 0, 0])
    expect([...engine.hosts].map((host) => host.name)).toEqual(["a", "b", "c"])
    for (const host of hosts) {
      const { dependents, processes, guests } = host.tenants
      expect([dependents.size, processes.size, guests.size, host.load]).toEqual([0, 0, 0, 0])
    }
    const constraints = [...hosts, ...links, ...disks].map((each) => each.constraint)
    for (const disk of disks) constraints.push(disk.reads, disk.writes)
    for (const constraint of constraints) expect(kernel.fedBy(constraint).length).toBe(0)
    expect(kernel.fairShare.solve()).toBeUndefined()
  })
})

describe("guests that come and go", () => {
  test("leave no place in the fair-share system taken", () => {
    const engine = new Engine()
    const h = engine.addHost({ name: "h", speed: 100 })
    const kernel = kernelOf(h)
    const first = engine.addGuest(h, { name: "g" }).constraint
    for (let i = 0; i < 100; i++) {
      const g = engine.host("g") as Guest
      engine.meter(g, () => g.load)
      engine.compute(g, 100)
      engine.run(i + 0.5)
      g.remove()
      expect(engine.addGuest(h, { name: "g" }).constraint).toBe(first)
    }
    expect(kernel.fedBy(h.constraint).length).toBe(1)
  })
})
