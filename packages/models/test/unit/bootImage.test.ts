import { Engine, type Process } from "@placelab/core"
import { describe, expect, test } from "vitest"
import { dropImage, fetchImage, hasImage, type Image } from "../../src/index.ts"

/** An image server behind a link of 100 MB/s, and hosts; an image of 1 GB. */
function setting({ isKept = true } = {}) {
  const engine = new Engine()
  const server = engine.addHost({ name: "server", speed: 1e9 })
  const uplink = engine.addLink({ name: "uplink", bandwidth: 1e8 })
  const [a, b] = ["a", "b"].map((name) => {
    const host = engine.addHost({ name, speed: 1e9 })
    engine.addRoute(server, host, [uplink])
    return host
  })
  const image: Image = { name: "debian", bytes: 1e9, server, isKept }
  let fetches = 0
  const fetch = (to = a!) => engine.spawn(`fetch ${++fetches}`, () => timed(to))
  function* timed(to: typeof server) {
    const end = yield* fetchImage(engine, image, to)
    return [end, engine.now] as const
  }
  return { engine, server, uplink, a: a!, b: b!, image, fetch }
}

const results = (fetches: readonly Process<readonly [string, number]>[]) => fetches.map((each) => each.result)

describe("an image", () => {
  test("takes its bytes over the link, and is there at once for the next VM", () => {
    const { engine, a, image, fetch } = setting()
    const first = fetch()
    expect(hasImage(a, image)).toBe(false)
    engine.run()
    expect(hasImage(a, image)).toBe(true)
    const second = fetch()
    engine.run()
    expect(results([first, second])).toEqual([
      ["done", 10],
      ["done", 10],
    ])
  })

  test("comes once to a host where two VMs ask for it, also while it comes", () => {
    const { engine, fetch } = setting()
    const first = fetch()
    engine.run(6)
    const second = fetch()
    engine.run()
    expect(results([first, second])).toEqual([
      ["done", 10],
      ["done", 10],
    ])
  })

  test("comes to each of two hosts: a boot storm shares the server's link", () => {
    const { engine, a, b, fetch } = setting()
    const both = [fetch(a), fetch(b)]
    engine.run()
    expect(results(both)).toEqual([
      ["done", 20],
      ["done", 20],
    ])
  })

  test("comes as often as it is asked for where hosts do not keep it", () => {
    const { engine, a, image, fetch } = setting({ isKept: false })
    const both = [fetch(), fetch()]
    engine.run()
    expect(results(both)).toEqual([
      ["done", 20],
      ["done", 20],
    ])
    expect(hasImage(a, image)).toBe(false)
  })

  test("is on the machine for all guests of it, and for guests inside of them", () => {
    const { engine, a, image } = setting()
    const vm = engine.addGuest(a, { name: "vm" })
    engine.spawn("fetch", () => fetchImage(engine, image, engine.addGuest(vm, { name: "container" })))
    engine.run()
    expect([hasImage(a, image), hasImage(vm, image)]).toEqual([true, true])
  })

  test("that was dropped comes anew", () => {
    const { engine, a, image, fetch } = setting()
    fetch()
    engine.run()
    dropImage(a, image)
    expect(hasImage(a, image)).toBe(false)
    const again = fetch()
    engine.run()
    expect(again.result).toEqual(["done", 20])
  })

  test("goes on coming for those that wait when the one that asked first is killed", () => {
    const { engine, fetch } = setting()
    const [first, second] = [fetch(), fetch()]
    engine.run(5)
    first.kill()
    engine.run()
    expect(second.result).toEqual(["done", 10])
  })

  test.each([true, false])("stops coming when all who waited were killed; kept: %s", (isKept) => {
    const { engine, uplink, a, image, fetch } = setting({ isKept })
    const both = [fetch(), fetch()]
    engine.run(5)
    for (const each of both) each.kill()
    expect(uplink.load).toBe(0)
    expect(engine.run()).toBe(5)
    expect(hasImage(a, image)).toBe(false)
    const again = fetch()
    engine.run()
    expect(again.result).toEqual(["done", 15])
  })

  test.each(["server", "uplink", "a"] as const)(
    "has not come when the %s goes off, for nobody that waits, and comes anew later",
    (what) => {
      for (const isKept of [true, false]) {
        const all = setting({ isKept })
        const both = [all.fetch(), all.fetch()]
        all.engine.run(5)
        all[what].turnOff()
        const third = all.fetch()
        all.engine.run()
        expect(results([...both, third])).toEqual(Array(3).fill(["failed", 5]))
        expect(hasImage(all.a, all.image)).toBe(false)
        all[what].turnOn()
        const again = all.fetch()
        all.engine.run()
        expect(again.result).toEqual(["done", 15])
      }
    },
  )

  test("that a host keeps is there after it was off, but not while it is", () => {
    const { engine, a, fetch } = setting()
    fetch()
    engine.run()
    a.turnOff()
    const off = fetch()
    engine.run()
    a.turnOn()
    const on = fetch()
    engine.run()
    expect(results([off, on])).toEqual([
      ["failed", 10],
      ["done", 10],
    ])
  })

  test("is refused without bytes, and with others than one of its name has there", () => {
    const { engine, a, image } = setting()
    engine.spawn("empty", () => fetchImage(engine, { ...image, bytes: 0 }, a))
    expect(() => engine.run()).toThrow('image "debian": bytes is 0; expected a number above 0, in bytes')
    engine.spawn("first", () => fetchImage(engine, image, a))
    engine.spawn("other", () => fetchImage(engine, { ...image, bytes: 2e9 }, a))
    expect(() => engine.run()).toThrow(
      'image "debian": bytes is 2000000000; expected 1000000000, as on "a": images of one name are one image',
    )
  })
})
