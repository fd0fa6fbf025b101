import { RandomStream } from "@placelab/core"
import type { PhysicalMachine } from "@placelab/models"
import { describe, expect, it } from "vitest"
import { Post } from "../../src/distributed/dvms/post.ts"
import { endBy } from "../../src/distributed/dvms/procedure.ts"
import { randomOverlay } from "../../src/distributed/dvms/randomOverlay.ts"
import { ringOverlay } from "../../src/distributed/dvms/ringOverlay.ts"
import type { Verdict } from "../../src/planner/planner.ts"
import { testCluster } from "../support/testCluster.ts"

const idleCluster = (size: number) => testCluster({ loads: Array.from({ length: size }, () => [0.5]) })

describe("a question to several nodes", () => {
  const asked = (answers: readonly boolean[], { own }: { own?: boolean } = {}) => {
    const cluster = idleCluster(4)
    const post = new Post(cluster)
    const nodes = cluster.machines.map((machine, i) => ({ machine, answer: answers[i - 1] ?? false }))
    const [self, ...others] = nodes
    const to = others.slice(0, answers.length)
    const heard: { isGranted: boolean; date: number }[] = []
    const note = (isGranted: boolean) => heard.push({ isGranted, date: cluster.engine.now })
    const all = own === undefined ? to : [{ ...self!, answer: own }, ...to]
    const from = own === undefined ? self! : all[0]!
    post.ask(from, all, 1, ({ answer }) => answer, note)
    const rtt =
      2 * cluster.engine.travelTime(self!.machine.host, to[0]?.machine.host ?? self!.machine.host, 1024)
    return { cluster, post, heard, rtt }
  }

  it("is granted when all have said yes, and keeps nobody waiting then", () => {
    const { cluster, post, heard, rtt } = asked([true, true, true])
    const end = cluster.engine.run()
    expect(heard).toEqual([{ isGranted: true, date: expect.closeTo(rtt, 12) }])
    expect(end).toBeCloseTo(rtt, 12)
    expect(post.sent).toBe(6)
  })

  it("is refused when the first one says no, once, whatever the others say", () => {
    const { cluster, heard, rtt } = asked([false, true, true])
    cluster.engine.run()
    expect(heard).toEqual([{ isGranted: false, date: expect.closeTo(rtt, 12) }])
  })

  it("is refused when one is silent until the time is up", () => {
    const { cluster, heard } = asked([true, true, true])
    cluster.machines[2]!.host.turnOff()
    cluster.engine.run()
    expect(heard).toEqual([{ isGranted: false, date: 1 }])
  })

  it("needs no message to oneself, and none at all when one refuses oneself", () => {
    const { post, heard } = asked([true], { own: false })
    expect(heard).toEqual([{ isGranted: false, date: 0 }])
    expect(post.sent).toBe(0)
  })

  it("to nobody is granted at once", () => {
    expect(asked([]).heard).toEqual([{ isGranted: true, date: 0 }])
  })
})

describe("the first node out", () => {
  const names = (found: PhysicalMachine | undefined) => found?.name
  const { machines } = idleCluster(6)
  const some = (...places: number[]) => new Set(places.map((place) => machines[place]!))
  const node = (place: number) => machines[place]!

  it("is the next one on the ring that is not inside, past its end too", () => {
    const ring = ringOverlay(machines)
    expect(names(ring.firstOut(node(1), some(1, 2, 3), node(1)))).toBe("node4")
    expect(names(ring.firstOut(node(5), some(5, 0), node(5)))).toBe("node1")
    expect(ring.firstOut(node(1), some(0, 1, 2, 3, 4, 5), node(1))).toBeUndefined()
  })

  it("is the initiator, before the ring goes past it, unless nobody is outside", () => {
    const ring = ringOverlay(machines)
    expect(names(ring.firstOut(node(3), some(1, 2, 3, 4), node(4)))).toBe("node4")
    expect(names(ring.firstOut(node(5), some(5, 0, 1), node(0)))).toBe("node0")
    expect(ring.firstOut(node(5), some(0, 1, 2, 3, 4, 5), node(0))).toBeUndefined()
  })

  it("is any that is not inside and not oneself, with equal chance, where chance says it", () => {
    const random = randomOverlay(machines, new RandomStream(1, "overlay"))
    const drawn = new Map<string, number>()
    for (let i = 0; i < 3000; i++) {
      const name = random.firstOut(node(4), some(1, 0), node(4))!.name
      drawn.set(name, (drawn.get(name) ?? 0) + 1)
    }
    expect([...drawn.keys()].sort()).toEqual(["node2", "node3", "node5"])
    for (const count of drawn.values()) expect(Math.abs(count - 1000)).toBeLessThan(100)
    expect(random.firstOut(node(4), some(0, 1, 2, 3, 5), node(4))).toBeUndefined()
  })
})

it.each<[Verdict, number, string | undefined, string | undefined]>([
  ["plan", 0, "solved", "solved"],
  ["plan", 1, undefined, undefined],
  ["partial plan", 0, undefined, "solved"],
  ["partial plan", 1, undefined, undefined],
  ["nothing to do", 0, "nothing to do", undefined],
  ["no solution", 0, undefined, undefined],
])("%s with %i moves that failed is the end %s, to VMPlaceS %s", (verdict, failed, corrected, vmplaces) => {
  const work = { hosts: 2, vms: 9, overloaded: 1, openVms: 8, steps: 1 }
  const outcome = verdict.endsWith("plan") ? { moved: 1, failed, seconds: 9 } : undefined
  const reconfiguration = { decision: { verdict, moves: [], work }, computed: 0, outcome, seconds: 9 }
  expect(endBy(reconfiguration, "corrected")).toBe(corrected)
  expect(endBy(reconfiguration, "vmplaces")).toBe(vmplaces)
})
