import { readdirSync, readFileSync } from "node:fs"
import { RandomStream } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  type FineGrain,
  fineGrain,
  jointMigrations,
  orThrow,
  playFineGrained,
  type RawJointMigrations,
} from "../../src/index.ts"
import { Agenda } from "../../src/migration/fineGrained/agenda.ts"
import { ChunkFlow, ChunkLink } from "../../src/migration/fineGrained/chunkNetwork.ts"
import { PagedMemory } from "../../src/migration/fineGrained/pagedMemory.ts"
import { SlicedHost } from "../../src/migration/fineGrained/slicedHost.ts"

const random = () => new RandomStream(1, "test")
const grain = (raw: Partial<FineGrain> = {}) => orThrow(fineGrain(raw))

describe("paged memory", () => {
  test("has each page dirty once, however often it is written, and is clean when that was taken", () => {
    const memory = new PagedMemory(10 * 4096, { page: 4096, writes: "sweep" }, random())
    memory.write(3 * 4096)
    expect(memory.takeDirty()).toBe(3 * 4096)
    memory.write(25 * 4096)
    expect(memory.takeDirty()).toBe(10 * 4096)
    expect(memory.takeDirty()).toBe(0)
  })

  test("keeps what is less than a page until it is one", () => {
    const memory = new PagedMemory(10 * 4096, { page: 4096, writes: "sweep" }, random())
    memory.write(4000)
    expect(memory.takeDirty()).toBe(0)
    memory.write(96)
    expect(memory.takeDirty()).toBe(4096)
  })

  test("that is written at random has W (1 - exp(-x / W)) dirty, more or less", () => {
    const pages = 100_000
    const memory = new PagedMemory(pages * 4096, { page: 4096, writes: "random" }, random())
    memory.write(pages * 4096)
    // The standard deviation is 0.0015 of the pages.
    expect(Math.abs(memory.takeDirty() / (pages * 4096) - (1 - Math.exp(-1)))).toBeLessThan(0.006)
  })

  test("without a working set never gets dirty", () => {
    const memory = new PagedMemory(0, { page: 4096, writes: "random" }, random())
    memory.write(1e6)
    expect(memory.takeDirty()).toBe(0)
  })
})

describe("a host in slices", () => {
  const play = (loads: readonly number[], cores: number, seconds: number) => {
    const agenda = new Agenda()
    const host = new SlicedHost(agenda, cores, { slice: 0.01, period: 0.1 })
    const had = loads.map(() => 0)
    for (const [i, load] of loads.entries()) {
      const ran = (time: number) => {
        had[i]! += time
      }
      host.add({ load, phase: 0, ran })
    }
    agenda.after(seconds, () => {})
    agenda.run(() => agenda.now < seconds)
    return had.map((time) => time / seconds)
  }

  test("with cores for all gives each its load", () => {
    const shares = play([0.2, 0.6, 1], 4, 10)
    expect(shares).toEqual([expect.closeTo(0.2, 2), expect.closeTo(0.6, 2), expect.closeTo(1, 2)])
  })

  test("with too few gives those who want little what they want, and the others equal parts", () => {
    // 0.2 of a core, and 0.4 for each of two.
    const shares = play([0.2, 1, 1], 1, 10)
    expect(shares).toEqual([expect.closeTo(0.2, 2), expect.closeTo(0.4, 2), expect.closeTo(0.4, 2)])
  })

  test("gives less than the load where bursts meet, even though there are cores for the mean", () => {
    // Four on three cores have 3/4 of one each until those with 0.5 are served, after 2/3 of the period; then the first is alone.
    const [first] = play([1, 0.5, 0.5, 0.5], 3, 10)
    expect(first).toBeCloseTo(0.5 + 1 / 3, 1)
  })

  test("gives nothing to one that has left, even in the middle of a slice, and its core to others", () => {
    const agenda = new Agenda()
    const host = new SlicedHost(agenda, 1, { slice: 0.01, period: 0.1 })
    const had = [0, 0]
    const cores = had.map((_, i) => ({ load: 1, phase: 0, ran: (time: number) => (had[i]! += time) }))
    for (const core of cores) host.add(core)
    agenda.after(0.005, () => host.remove(cores[0]!))
    agenda.after(0.1, () => host.settle(cores[1]!))
    agenda.run(() => agenda.now < 0.0999)
    expect(had[0]).toBeCloseTo(0.005, 9)
    expect(had[1]).toBeCloseTo(0.095, 2)
  })
})

describe("chunks", () => {
  const send = (
    bytes: readonly number[],
    links: (agenda: Agenda) => ChunkLink[][],
    more: Partial<FineGrain> = {},
  ) => {
    const agenda = new Agenda()
    const ends: number[] = []
    const settings = grain({ noise: 0, chunk: 4096, ...more })
    for (const [i, path] of links(agenda).entries()) {
      const flow = new ChunkFlow(agenda, { links: path, latency: 0, limit: 1e12 }, settings, random())
      flow.send(bytes[i]!, () => (ends[i] = agenda.now))
    }
    agenda.run(() => true)
    return ends
  }
  const link = (agenda: Agenda, bandwidth: number) => new ChunkLink(agenda, () => bandwidth)

  test("of one flow take bytes / bandwidth of the slowest link", () => {
    const [end] = send([4096e3], (agenda) => [[link(agenda, 4096e3), link(agenda, 4096e2)]])
    expect(end).toBeCloseTo(10, 2)
  })

  test("are all acknowledged after the way there and back", () => {
    const agenda = new Agenda()
    const path = { links: [link(agenda, 4096e2)], latency: 0.5, limit: 1e12 }
    const flow = new ChunkFlow(agenda, path, grain({ noise: 0, chunk: 4096, window: 1000 }), random())
    let end = 0
    flow.send(4096e2, () => {
      end = agenda.now
    })
    agenda.run(() => true)
    expect(end).toBeCloseTo(2, 3)
  })

  test("of two flows take turns on a link that they share", () => {
    const ends = send([4096e2, 4096e3], (agenda) => {
      const shared = link(agenda, 4096e2)
      return [[shared], [shared]]
    })
    // The first one has half until it has sent 4096e2 bytes.
    expect(ends[0]).toBeCloseTo(2, 1)
    expect(ends[1]).toBeCloseTo(11, 1)
  })

  test("of a flow that is slower elsewhere leave the rest to the other one", () => {
    const ends = send([4096e2, 4096e2 * 3], (agenda) => {
      const shared = link(agenda, 4096e2)
      return [[link(agenda, 4096e2 / 4), shared], [shared]]
    })
    for (const end of ends) expect(end).toBeCloseTo(4, 1)
  })

  test("of a noisy flow come later or earlier, and on average in time", () => {
    const noisy = (seed: number) => {
      const agenda = new Agenda()
      const path = { links: [link(agenda, 1e12)], latency: 0, limit: 4096e2 }
      const flow = new ChunkFlow(
        agenda,
        path,
        grain({ noise: 0.2, chunk: 4096 }),
        new RandomStream(seed, "noise"),
      )
      let end = 0
      flow.send(4096e3, () => (end = agenda.now))
      agenda.run(() => true)
      return end
    }
    const ends = Array.from({ length: 50 }, (_, seed) => noisy(seed))
    expect(Math.max(...ends)).toBeGreaterThan(10.5)
    expect(Math.min(...ends)).toBeLessThan(9.5)
    expect(Math.abs(ends.reduce((sum, end) => sum + end, 0) / 50 - 10)).toBeLessThan(0.4)
  })
})

describe("the fine-grained model", () => {
  const vm = (name: string, host: string) => ({ name, host, memory: 2e8, load: 0.5, updateSpeed: 4e7 })
  const raw: RawJointMigrations = {
    hosts: ["a", "b", "c"].map((name) => ({ name, cores: 1 })),
    vms: [vm("x", "a"), vm("y", "b")],
    moves: [{ vm: "x", to: "c" }],
    network: { link: 1e8 },
  }
  const play = (more: Partial<RawJointMigrations>, fine: Partial<FineGrain> = {}) =>
    playFineGrained(orThrow(jointMigrations({ ...raw, ...more })), grain(fine))

  test("gives the same outcome for the same seed, and another one for another seed", () => {
    expect(play({}, { seed: 3 })).toEqual(play({}, { seed: 3 }))
    expect(play({}, { seed: 3 }).seconds).not.toBe(play({}, { seed: 4 }).seconds)
  })

  test("sends an idle VM at the payload of the link", () => {
    const idle = [{ ...vm("x", "a"), load: 0 }]
    expect(play({ vms: idle }, { noise: 0, payload: 0.8 }).seconds).toBeCloseTo(2e8 / 8e7, 1)
    expect(play({ vms: idle }).moves).toMatchObject([{ bytes: 2e8, rounds: 1, end: "converged" }])
  })

  test("begins a move when those that it comes after are over", () => {
    const moves = [
      { vm: "x", to: "c" },
      { vm: "y", to: "a", after: [0] },
      { vm: "x", to: "b", after: [0, 1] },
    ]
    const made = play({ moves }).moves
    expect(made[0]!.begin).toBe(0)
    expect(made[1]!.begin).toBeCloseTo(made[0]!.seconds, 9)
    expect(made[2]!.begin).toBeCloseTo(made[1]!.begin + made[1]!.seconds, 9)
  })

  test("leaves from the host that a VM came to by an earlier move", () => {
    const vms = [vm("x", "a"), vm("y", "a")].map((each) => ({ ...each, load: 0 }))
    const moves = [
      { vm: "x", to: "b" },
      { vm: "x", to: "c", after: [0] },
      { vm: "y", to: "b", after: [0] },
    ]
    // Two links that leave two hosts: nobody waits for the other.
    const [first, second, third] = play({ vms, moves }, { noise: 0 }).moves
    expect(second!.seconds).toBeCloseTo(first!.seconds, 2)
    expect(third!.seconds).toBeCloseTo(first!.seconds, 2)
  })

  test("counts what a VM has written in the slice that it is in", () => {
    const vms = [{ ...vm("x", "a"), load: 1 }]
    const [whole, sliced] = [1, 1e-3].map((slice) =>
      play({ vms }, { noise: 0, period: 1, slice, writes: "sweep" }),
    )
    expect(whole!.moves[0]!.bytes / sliced!.moves[0]!.bytes).toBeCloseTo(1, 3)
  })

  test("sends less of a VM whose host has no core for all of its load", () => {
    const busy = { ...vm("x", "a"), load: 1 }
    const others = ["p", "q", "r"].map((name) => ({ ...vm(name, "a"), load: 1 }))
    expect(play({ vms: [busy, ...others] }).moves[0]!.bytes).toBeLessThan(
      play({ vms: [busy] }).moves[0]!.bytes - 2e7,
    )
  })

  test("stops after so many rounds what does not converge", () => {
    const vms = [{ ...vm("x", "a"), load: 1, updateSpeed: 4e8 }]
    expect(play({ vms, limits: { roundLimit: 3 } }).moves).toMatchObject([{ rounds: 3, end: "round limit" }])
  })

  test("imports nothing of the engine, and of its own package the data that it plays, and how wrong input is told", () => {
    const folder = new URL("../../src/migration/fineGrained/", import.meta.url)
    const imports = readdirSync(folder)
      .toSorted()
      .flatMap((file) => [
        ...readFileSync(new URL(file, folder), "utf8").matchAll(/import (?:type )?([^"]*) from "([^"]*)"/g),
      ])
    const outside = new Set(imports.map(([, , from]) => from).filter((from) => !from!.startsWith("./")))
    expect([...outside].toSorted()).toEqual([
      "../../either.ts",
      "../jointMigrations.ts",
      "@placelab/core",
      "fp-ts/lib/Either.js",
    ])
    const ofCore = imports
      .filter(([, , from]) => from === "@placelab/core")
      .flatMap(([, names]) => names!.match(/\b[a-zA-Z]\w+/g)!)
    const allowed =
      "Bytes BytesPerSecond Seconds InputError RandomStream gaussianLaw mebibytes nonNegative positive positiveInteger type"
    expect(ofCore.filter((name) => !allowed.split(" ").includes(name))).toEqual([])
  })
})

describe("a grain that is wrong is refused", () => {
  test.each<[Partial<FineGrain>, string]>([
    [{ page: 0 }, "page is 0; expected a number above 0, in bytes"],
    [{ chunk: 1000 }, "chunk is 1000; expected at least a page, 4096 bytes"],
    [{ window: 0.5 }, "window is 0.5; expected a whole number above 0"],
    [{ slice: 0 }, "slice is 0; expected a number above 0, in seconds"],
    [{ payload: 1.1 }, "payload is 1.1; expected a number above 0, up to 1"],
    [{ noise: -1 }, "noise is -1; expected a number of at least 0, in parts of the share"],
    [{ writes: "often" as "random" }, 'writes is "often"; expected "random" or "sweep"'],
    [{ seed: 0.5 }, "seed is 0.5; expected a whole number between -2^53 and 2^53"],
  ])("%j", (raw, message) => {
    expect(fineGrain(raw)).toMatchObject({ left: { message: `fine-grained model: ${message}` } })
  })
})
