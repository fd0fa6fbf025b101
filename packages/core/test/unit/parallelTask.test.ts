import { describe, expect, test } from "vitest"
import { Engine, type LinkSpec, type NetworkModel, plainNetwork } from "../../src/index.ts"
import { at, testRefusals } from "./scenario.ts"

/** Two hosts of 100 flop/s, and a wire of 100 bytes/s between them. */
function wired(spec: Partial<LinkSpec> = {}, network: NetworkModel = plainNetwork) {
  const engine = new Engine({ network })
  const a = engine.addHost({ name: "a", speed: 100 })
  const b = engine.addHost({ name: "b", speed: 100 })
  const wire = engine.addLink({ name: "wire", bandwidth: 100, ...spec })
  engine.addRoute(a, b, [wire])
  return { engine, a, b, wire, hosts: [a, b] }
}

describe("a parallel task", () => {
  test("goes at the pace of its slowest part", () => {
    const { engine, hosts } = wired()
    // 2 s on a, 3 s on b, 4 s on the wire
    const task = engine.parallelTask({ hosts, flops: [200, 300], bytes: [[0, 400]] })
    expect(engine.run()).toBe(4)
    expect([task.result, task.done]).toEqual(["done", 1])
  })

  test("uses of the others what the pace takes, and leaves the rest", () => {
    const { engine, a, b, wire, hosts } = wired()
    engine.parallelTask({ hosts, flops: [200, 300], bytes: [[0, 400]] })
    // a quarter of the task a second
    expect([a.load, b.load, wire.load]).toEqual([50, 75, 100])
  })

  test("adds up what its exchanges ask of a link, in both directions", () => {
    const { engine, hosts } = wired()
    engine.parallelTask({
      hosts,
      bytes: [
        [0, 100],
        [200, 0],
      ],
    })
    expect(engine.run()).toBe(3)
  })

  test("computes on one core of each host", () => {
    const { engine } = wired()
    const c = engine.addHost({ name: "c", speed: 100, cores: 4 })
    engine.parallelTask({ hosts: [c], flops: [200] })
    expect(engine.run()).toBe(2)
  })

  test("begins after the longest latency of its ways, and is limited by their windows", () => {
    const { engine, hosts } = wired({ latency: 1 }, { ...plainNetwork, tcpGamma: 100 })
    // rate in bytes/s: 100 / (2 x 1) = 50
    const task = engine.parallelTask({ hosts, flops: [1], bytes: [[0, 100]] })
    engine.run(2)
    expect(task.done).toBe(0.5)
    expect(engine.run()).toBe(3)
  })

  test("of nothing ends at once", () => {
    const { engine, hosts } = wired({ latency: 1 })
    expect(engine.parallelTask({ hosts }).hasEnded).toBe(false)
    expect(engine.run()).toBe(0)
  })

  test("can be suspended, also in its latency, and cancelled", () => {
    const { engine, hosts } = wired({ latency: 1 })
    const task = engine.parallelTask({ hosts, bytes: [[0, 100]] })
    at(engine, 0.5, () => task.suspend())
    at(engine, 2, () => task.resume())
    at(engine, 2.5, () => task.cancel())
    engine.run()
    expect([task.result, task.done]).toEqual(["cancelled", 0.5])
  })

  test("follows speed and bandwidth as they change", () => {
    const { engine, a, wire, hosts } = wired()
    const task = engine.parallelTask({ hosts, flops: [100, 0], bytes: [[0, 100]] })
    a.setAvailability(0.25)
    expect(task.rate).toBe(0.25)
    a.setAvailability(1)
    wire.setBandwidth(50)
    expect(task.rate).toBe(0.5)
  })

  test.each(["a", "b", "c", "wire"] as const)(
    "fails when %s goes off, in its latency and later",
    (victim) => {
      for (const date of [0.5, 1.5]) {
        const { engine, wire, hosts } = wired({ latency: 1 })
        // c has no part, but is one of the hosts
        const c = engine.addHost({ name: "c", speed: 1 })
        const [a, b] = hosts
        const task = engine.parallelTask({ hosts: [...hosts, c], flops: [100], bytes: [[0, 100]] })
        at(engine, date, () => ({ a, b, c, wire })[victim]!.turnOff())
        engine.run()
        expect([date, task.result, engine.now]).toEqual([date, "failed", date])
      }
    },
  )
})

describe("a wrong parallel task is refused in one line:", () => {
  const { engine, hosts } = wired()
  testRefusals([
    [
      () => engine.parallelTask({ hosts, flops: [1, 2, 3] }),
      "parallel task: flops is [1,2,3]; expected at most one for each of the 2 hosts",
    ],
    [
      () => engine.parallelTask({ hosts, flops: [1, -1] }),
      "parallel task: flops[1] is -1; expected a number of at least 0, in flops",
    ],
    [
      () => engine.parallelTask({ hosts, bytes: [[0, 0, 1]] }),
      "parallel task: bytes[0][2] is 1; expected rows and columns for 2 hosts",
    ],
    [
      () => engine.parallelTask({ hosts: [hosts[0]!, engine.addGuest(hosts[0]!, { name: "g" })] }),
      'parallel task: hosts[1] is "g"; expected a machine, not a guest',
    ],
    [
      () => engine.parallelTask({ hosts: [wired().a] }),
      'engine: host is "a"; expected a host of this engine',
    ],
  ])
})
