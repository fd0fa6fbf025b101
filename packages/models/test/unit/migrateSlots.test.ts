import { Engine, type Host } from "@placelab/core"
import { describe, expect, test } from "vitest"
import { MigrationSlots, migrate, Vm } from "../../src/index.ts"
import { at } from "../paths.ts"

/** Hosts with links of 100 MB/s to a fast switch. */
function cluster(names: readonly string[]): { engine: Engine; hosts: Host[] } {
  const engine = new Engine()
  const hosts = names.map((name) => engine.addHost({ name, speed: 1e9, cores: 8 }))
  const links = names.map((name) => engine.addLink({ name, bandwidth: 1e8, policy: "fatpipe" }))
  hosts.forEach((from, i) => {
    hosts.forEach((to, j) => {
      if (i !== j) engine.addRoute(from, to, [links[i]!, links[j]!])
    })
  })
  return { engine, hosts }
}

/** Migrates a VM of 1 GB, which takes 10 s. */
function move(engine: Engine, name: string, from: Host, to: Host, slots: MigrationSlots) {
  const vm = new Vm(engine, { name, host: from, memory: 1e9 })
  const migration = engine.spawn(name, () => migrate(vm, to, { slots }))
  return { vm, migration }
}

describe("migration slots", () => {
  test("let so many migrations of a host go at once, the others wait in the order of their asking", () => {
    const { engine, hosts } = cluster(["a", "b"])
    const slots = new MigrationSlots(engine, 2)
    const moves = [0, 1, 2, 3, 4].map((i) => move(engine, `vm${i}`, hosts[0]!, hosts[1]!, slots))
    engine.run(5)
    expect([slots.free(hosts[0]!), slots.free(hosts[1]!)]).toEqual([0, 0])
    engine.run()
    const results = moves.map(({ migration }) => migration.result)
    expect(results.map(({ waited }) => waited)).toEqual([0, 0, 10, 10, 20])
    expect(results.map(({ seconds }) => seconds)).toEqual([10, 10, 10, 10, 10])
    expect([slots.free(hosts[0]!), slots.free(hosts[1]!)]).toEqual([2, 2])
  })

  test("count both ends: who comes waits for who goes", () => {
    const { engine, hosts } = cluster(["a", "b", "c"])
    const [a, b, c] = hosts as [Host, Host, Host]
    const slots = new MigrationSlots(engine, 1)
    const first = move(engine, "first", a, b, slots)
    const second = move(engine, "second", c, a, slots)
    engine.run()
    expect([first.migration.result.waited, second.migration.result.waited]).toEqual([0, 10])
  })

  test("do not deadlock when migrations go round in a circle", () => {
    const { engine, hosts } = cluster(["a", "b", "c"])
    const slots = new MigrationSlots(engine, 1)
    const moves = hosts.map((from, i) => move(engine, `vm${i}`, from, hosts[(i + 1) % 3]!, slots))
    engine.run()
    expect(moves.map(({ migration }) => migration.result.end)).toEqual([
      "converged",
      "converged",
      "converged",
    ])
    expect(engine.now).toBe(30)
  })

  test("bound by the time-out what a migration takes, and not how long it waits", () => {
    const { engine, hosts } = cluster(["a", "b"])
    const slots = new MigrationSlots(engine, 1)
    move(engine, "first", hosts[0]!, hosts[1]!, slots)
    const vm = new Vm(engine, { name: "vm", host: hosts[0]!, memory: 1e9, load: 1, updateSpeed: 1e8 })
    const migration = engine.spawn("second", () => migrate(vm, hosts[1]!, { slots, timeout: 15 }))
    engine.run()
    expect(migration.result).toMatchObject({ end: "time-out", waited: 10 })
    expect(migration.result.rounds[1]!.seconds).toBeCloseTo(5, 12)
  })

  test("are left by a migration that is cancelled, killed, or whose VM goes off, as it waits", () => {
    const { engine, hosts } = cluster(["a", "b"])
    const slots = new MigrationSlots(engine, 1)
    const [, cancelled, killed, off, last] = [0, 1, 2, 3, 4].map((i) =>
      move(engine, `vm${i}`, hosts[0]!, hosts[1]!, slots),
    )
    at(engine, 5, () => {
      cancelled!.vm.cancelMigration()
      killed!.migration.kill()
      off!.vm.crash()
    })
    engine.run(5)
    expect(cancelled!.migration.result).toMatchObject({ end: "cancelled", waited: 5, seconds: 0, rounds: [] })
    expect(off!.migration.result).toMatchObject({ end: "failed", waited: 5, seconds: 0 })
    expect([cancelled!.vm.state, killed!.vm.state]).toEqual(["running", "running"])
    engine.run()
    expect(last!.migration.result.waited).toBe(10)
    expect(slots.free(hosts[0]!)).toBe(1)
  })

  test("are refused in numbers that are none", () => {
    expect(() => new MigrationSlots(new Engine(), 0)).toThrow(
      "migration slots: perHost is 0; expected a whole number above 0",
    )
  })
})
