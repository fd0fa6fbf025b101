import { describe, expect, it } from "vitest"
import { placementAt, placementText, replayOf, replayText } from "../src/index.ts"
import { inNaturalOrder } from "../src/replay/naturalOrder.ts"
import { type Moment, noticed, pm, pop, push, traceOf } from "./support/traces.ts"

/** The moments at which a VM begins to migrate, and at which that ends. */
function migration(
  vm: string,
  from: string,
  to: string,
  begin: number,
  end: number,
  state: number,
): Moment[] {
  return [push(begin, vm, "migrate"), pop(end, vm, { vm_name: vm, from, to, state })]
}

/** The moment at which a kind of state of an entity gets a value. */
function set(date: number, entity: string, state: string, value: string): Moment {
  return [date, (trace) => trace.track(entity, state).set(value)]
}

function start(vms: number, duration: number): Moment {
  const header = { server_count: 3, vm_count: vms, duration }
  return [0, (trace) => trace.point("simulator", "SIMULATION", "START", header)]
}

/** vm-1 goes from node1 to node2 by a migration that relieves node1; vm-2 fails to. node10 is off, and boots. */
const moments: Moment[] = [
  start(3, 100),
  ...["node10", "node2", "node1"].map((node) => pm(0, node, "normal")),
  set(0, "node10", "POWER", "off"),
  set(0, "node1", "POWER", "on"),
  ...["vm-10", "vm-2", "vm-1"].map((vm) => set(0, vm, "HOST", "node1")),
  pm(20, "node1", "violation"),
  noticed(25, "node1"),
  ...migration("vm-1", "node1", "node2", 30, 40.1, 0),
  ...migration("vm-2", "node1", "node2", 30, 50, -1),
  set(30, "node10", "POWER", "booting"),
  set(40.1, "vm-1", "HOST", "node2"),
  pm(40.1, "node1", "normal", "migration"),
  set(50, "node10", "POWER", "on"),
  pm(60, "node2", "violation"),
  pm(70, "node2", "violation-out"),
  push(95, "vm-10", "migrate"),
]
const inTime = (moments: readonly Moment[]) => moments.toSorted(([a], [b]) => a - b)
const replay = replayOf(traceOf(inTime(moments), 100))

describe("a replay", () => {
  it("names machines and VMs in natural order", () => {
    expect(replay.hosts).toEqual(["node1", "node2", "node10"])
    expect(replay.vms).toEqual(["vm-1", "vm-2", "vm-10"])
    expect(inNaturalOrder(["b2", "a10", "a9b1", "a9", "7", "07", "a9b1"])).toEqual([
      "07",
      "7",
      "a9",
      "a9b1",
      "a9b1",
      "a10",
      "b2",
    ])
  })

  it("knows where each VM was, without a gap at a migration", () => {
    expect(replay.residencies).toEqual([
      { vm: 0, host: 0, from: 0, to: 40.1 },
      { vm: 0, host: 1, from: 40.1, to: 100 },
      { vm: 1, host: 0, from: 0, to: 100 },
      { vm: 2, host: 0, from: 0, to: 100 },
    ])
    expect(replay.unplaced).toBe(0)
  })

  it("has migrations with their end, and leaves out what the end of the run has cut", () => {
    expect(replay.migrations).toEqual([
      { vm: 0, from: 0, to: 1, begin: 30, end: 40.1, ok: true },
      { vm: 1, from: 0, to: 1, begin: 30, end: 50, ok: false },
    ])
  })

  it("has overloads with the date at which they were noticed, one where two records follow each other", () => {
    expect(replay.violations).toEqual([
      { host: 0, from: 20, to: 40.1, detected: 25 },
      { host: 1, from: 60, to: 100 },
    ])
  })

  it("has the states of power by machine", () => {
    expect(replay.power).toEqual([
      { host: 0, state: "on", from: 0, to: 100 },
      { host: 2, state: "off", from: 0, to: 30 },
      { host: 2, state: "booting", from: 30, to: 50 },
      { host: 2, state: "on", from: 50, to: 100 },
    ])
    expect(replay.end).toBe(100)
  })

  it("is plain data", () => {
    expect(JSON.parse(JSON.stringify(replay))).toEqual(replay)
  })

  it("joins records that floating point has torn apart", () => {
    // 0.3 + (0.9 - 0.3) is 0.9000000000000001.
    const torn = [set(0.3, "a", "HOST", "n1"), set(0.9, "a", "HOST", "n2"), set(1.3, "a", "HOST", "n2")]
    expect(replayOf(traceOf(torn, 2)).residencies).toEqual([
      { vm: 0, host: 0, from: 0.3, to: 0.9 },
      { vm: 0, host: 1, from: 0.9, to: 2 },
    ])
  })
})

it("what lasts until the end of a run is there at the end of its replay, whatever dates and durations add up to", () => {
  // 0.06 + (0.9 - 0.06) is 0.9000000000000001, and 0.061 + (0.9 - 0.061) is 0.8999999999999999.
  const torn = [
    set(0.06, "vm-1", "HOST", "n1"),
    set(0.061, "vm-2", "HOST", "n1"),
    set(0.061, "n2", "POWER", "off"),
    pm(0.061, "n1", "violation"),
    noticed(0.061, "n1"),
  ]
  const run = replayOf(traceOf(torn, 0.9))
  const { hosts } = placementAt(run, run.end)
  expect(hosts[0]).toMatchObject({ vms: [0, 1], isOverloaded: true, isDetected: true })
  expect(hosts[1]!.power).toBe("off")
})

describe("a replay of a trace without HOST", () => {
  const old = replayOf(
    traceOf(
      [
        start(7, 120),
        ...["node1", "node2", "node3"].map((node) => pm(0, node, "normal")),
        ...migration("vm-1", "node1", "node2", 10, 20, 0),
        ...migration("vm-2", "node1", "node3", 30, 40, -1),
        ...migration("vm-1", "node2", "node3", 50, 60, 0),
      ],
      100,
    ),
  )

  it("places VMs by their migrations, and counts those that never moved", () => {
    expect(old.vms).toEqual(["vm-1", "vm-2"])
    expect(old.residencies).toEqual([
      { vm: 0, host: 0, from: 0, to: 20 },
      { vm: 0, host: 1, from: 20, to: 60 },
      { vm: 0, host: 2, from: 60, to: 120 },
      { vm: 1, host: 0, from: 0, to: 120 },
    ])
    expect(old.unplaced).toBe(5)
    expect(replayText(old)).toBe(
      "3 machines and 7 VMs for 120.0 s: 3 migrations (1 failed), 0 overloads. 5 VMs never moved: the trace does not say where they are.",
    )
  })

  it("ends when the run was to end, even if nothing was recorded then", () => {
    expect(old.end).toBe(120)
  })
})

describe("a trace that cannot be replayed", () => {
  it.each<[string, Moment[], string, number?]>([
    [
      "it names no machine",
      [[0, (trace) => trace.variable("injector", "LOAD").record(3)]],
      "trace: it names no machine, expected rows of HOST, POWER, PM or migrate, as in the events.json of placelab run --out",
    ],
    ["it does not last", [pm(0, "node1", "normal")], "trace: it ends at 0 s, expected a run that lasts", 0],
    [
      "a VM is in two places",
      [set(0, "vm-1", "HOST", "node1"), [12, (trace) => trace.track("vm-1", "HOST").push("node2")]],
      "trace: vm-1 is on node1 until 100 s and on node2 from 12 s, expected one machine at a time",
    ],
    [
      "a migration does not say between which machines",
      [push(12, "vm-1", "migrate", { from: "node1" })],
      "trace: the migration of vm-1 at 12 s has to = undefined, expected the name of a machine",
    ],
    [
      "a state of power is none",
      [set(0, "node1", "POWER", "asleep")],
      'trace: POWER of node1 at 0 s is "asleep", expected one of on, off, booting, shutting down, failed',
    ],
  ])("is refused when %s", (_, wrong, message, end = 100) => {
    expect(() => replayOf(traceOf(wrong, end))).toThrow(new RangeError(message))
  })
})

describe("who is where at a date", () => {
  const vmsAt = (date: number) => placementAt(replay, date).hosts.map(({ vms }) => vms)

  it("changes on the date itself, and at the end is as it was last", () => {
    expect(vmsAt(0)).toEqual([[0, 1, 2], [], []])
    expect(vmsAt(40)).toEqual([[0, 1, 2], [], []])
    expect(vmsAt(40.1)).toEqual([[1, 2], [0], []])
    expect(vmsAt(100)).toEqual([[1, 2], [0], []])
  })

  it("tells power, overloads, whether they were noticed, and migrations under way", () => {
    expect(placementAt(replay, 20).hosts[0]).toMatchObject({ isOverloaded: true, isDetected: false })
    const at30 = placementAt(replay, 30)
    expect(at30.hosts[0]).toMatchObject({ isOverloaded: true, isDetected: true, power: "on" })
    expect(at30.hosts[2]).toMatchObject({ isOverloaded: false, power: "booting", vms: [] })
    expect(at30.migrating).toEqual([0, 1])
    expect(placementAt(replay, 100).hosts[1]).toMatchObject({ isOverloaded: true, isDetected: false })
    expect(placementAt(replay, 100).migrating).toEqual([])
  })

  it("overloads no machine that has crashed, whose violation VMPlaceS leaves open", () => {
    const crashed = replayOf(
      traceOf(
        [
          set(0, "node1", "POWER", "on"),
          set(0, "vm-1", "HOST", "node1"),
          pm(20, "node1", "violation"),
          noticed(25, "node1"),
          set(40, "node1", "POWER", "failed"),
          [40, (trace) => trace.track("vm-1", "HOST").pop({ end: "crashed" })],
        ],
        60,
      ),
    )
    expect(placementAt(crashed, 39).hosts[0]).toMatchObject({ isOverloaded: true, isDetected: true })
    expect(placementAt(crashed, 40).hosts).toEqual([
      { vms: [], power: "failed", isOverloaded: false, isDetected: false },
    ])
  })

  it("is told in sentences", () => {
    expect(placementText(replay, placementAt(replay, 35))).toBe(
      "At 35.0 s: 1 of 3 machines overloaded: node1 with 3 VMs. Not on: node10 (booting). Under way: vm-1 from node1 to node2, vm-2 from node1 to node2.",
    )
    expect(placementText(replay, placementAt(replay, 55))).toBe(
      "At 55.0 s: none of 3 machines overloaded. No migration under way.",
    )
    expect(replayText(replay)).toBe(
      "3 machines and 3 VMs for 100.0 s: 2 migrations (1 failed), 2 overloads (1 not noticed).",
    )
  })

  it.each([-1, 100.5, Number.NaN])("is refused outside of the replay: %d s", (date) => {
    expect(() => placementAt(replay, date)).toThrow(
      new RangeError(`replay: the date is ${date} s, expected one from 0 to 100 s`),
    )
  })
})
