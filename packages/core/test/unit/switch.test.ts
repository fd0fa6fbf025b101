import { describe, expect, test } from "vitest"
import { Engine, type Resource } from "../../src/index.ts"

function listening(...resources: Resource[]): string[] {
  const heard: string[] = []
  for (const resource of resources) {
    resource.onSwitch({ switched: (isOn) => heard.push(`${resource.name} ${isOn ? "on" : "off"}`) })
  }
  return heard
}

describe("whoever listens to a resource", () => {
  test("hears when it goes off and when it comes back, and nothing when it is already so", () => {
    const engine = new Engine()
    const host = engine.addHost({ name: "h", speed: 1 })
    const link = engine.addLink({ name: "l", bandwidth: 1 })
    const heard = listening(host, link)
    for (const each of [host, link]) {
      each.turnOn()
      each.turnOff()
      each.turnOff()
      each.turnOn()
    }
    expect(heard).toEqual(["h off", "h on", "l off", "l on"])
  })

  test("hears of a profile's changes, on their dates", () => {
    const engine = new Engine()
    const dates: number[] = []
    const stateProfile = {
      points: [
        [1, 0],
        [3, 1],
      ],
    } as const
    const host = engine.addHost({ name: "h", speed: 1, stateProfile })
    host.onSwitch({ switched: () => dates.push(engine.now) })
    engine.compute(host, 1, { detached: true })
    engine.run(5)
    expect(dates).toEqual([1, 3])
  })

  test("hears of a guest first, then of the host that took it along", () => {
    const engine = new Engine()
    const host = engine.addHost({ name: "h", speed: 1 })
    const heard = listening(host, engine.addGuest(host, { name: "g" }))
    host.turnOff()
    host.turnOn()
    expect(heard).toEqual(["g off", "h off", "h on"])
  })

  test("finds what computed there failed", () => {
    const engine = new Engine()
    const host = engine.addHost({ name: "h", speed: 1 })
    const work = engine.compute(host, 10)
    const seen: boolean[] = []
    host.onSwitch({ switched: () => seen.push(work.hasEnded) })
    host.turnOff()
    expect([seen, work.result]).toEqual([[true], "failed"])
  })

  test("hears nothing after it has left", () => {
    const engine = new Engine()
    const host = engine.addHost({ name: "h", speed: 1 })
    const heard: boolean[] = []
    const listener = { switched: (isOn: boolean) => heard.push(isOn) }
    host.onSwitch(listener)
    host.turnOff()
    host.offSwitch(listener)
    host.turnOn()
    expect(heard).toEqual([false])
  })
})
