import { describe, expect, test } from "vitest"
import {
  type InjectedEvent,
  javaHashOrder,
  orThrow,
  vmplacesCrashes,
  vmplacesLoad,
  vmplacesQueue,
  vmplacesServiceCrashes,
  vmplacesSetting,
  vmplacesSuspensions,
} from "../../src/index.ts"

/*
 * Expected values: checksums of what a Java program (OpenJDK 17) gives that plays VMPlaceS' rules with java.util.Random,
 * HashMap and List.sort.
 */

const modulus = 1n << 64n
const view = new DataView(new ArrayBuffer(8))

function bitsOf(x: number): bigint {
  view.setFloat64(0, x)
  return view.getBigUint64(0)
}

/** "how many, checksum": hash = 31 hash + part, in 64 bits, over date, kind, who, and percent or state. */
function summary(events: Iterable<InjectedEvent>): string {
  let hash = 0n
  let count = 0
  for (const event of events) {
    count++
    const parts =
      event.kind === "load"
        ? [0, event.vm, Math.round(event.load * 100)]
        : event.kind === "failure"
          ? [1, event.host, Number(event.isOn)]
          : [2, event.vm, Number(event.isRunning)]
    for (const part of [bitsOf(event.date), ...parts.map(BigInt)]) hash = (hash * 31n + part) % modulus
  }
  return `${count} ${hash}`
}

describe.each([
  {
    raw: { pms: 32, vms: 320, crashPeriod: 20_000 },
    load: "1856 9769560788991962814",
    crash: "8 12062385697226046694",
    suspension: "284 8246341158158130924",
    two: "1864 10795279454722118537",
  },
  {
    raw: {
      pms: 50,
      vms: 333,
      seed: 7,
      crashPeriod: 2000,
      suspendPeriod: 900,
      serviceNodes: 4,
      loadMean: 70,
      loadDeviation: 30,
      slots: 7,
    },
    load: "1932 7650905605428452244",
    crash: "82 1144979417645475485",
    service: "9 6855974875102481828",
    suspension: "962 10168477418408545857",
    two: "2014 9991729288523073173",
  },
  {
    raw: {
      pms: 128,
      seed: -11,
      duration: 900,
      loadPeriod: 60,
      crashPeriod: 5000,
      suspendPeriod: 600,
      serviceNodes: 5,
    },
    load: "19235 17356521423856843058",
    crash: "28 5488905150550369491",
    service: "4 10468272420052159904",
    suspension: "2592 10403299615802798611",
    two: "19263 6357327086448660499",
  },
  {
    raw: { pms: 1000, seed: 1, duration: 600, crashPeriod: 10_000, serviceNodes: 10 },
    load: "20054 6585428515832103446",
    crash: "83 2030608033268387530",
    service: "2 1113831696904616172",
    suspension: "3148 4989904555802460592",
    two: "20137 7812767594794396615",
  },
  {
    raw: {
      pms: 8,
      vms: 40,
      seed: 5,
      duration: 3600,
      loadPeriod: 1800,
      crashPeriod: 3000,
      suspendPeriod: 7200,
      serviceNodes: 3,
    },
    load: "80 1428909488485473251",
    crash: "24 7455928265485790462",
    service: "21 15522375462494617166",
    suspension: "32 7200878576476635788",
    two: "104 5369698415996471466",
  },
  {
    raw: {
      pms: 3,
      vms: 6,
      seed: 99,
      duration: 100_000,
      loadPeriod: 3000,
      crashPeriod: 9000,
      suspendPeriod: 20_000,
      serviceNodes: 2,
    },
    load: "179 14534615288663074847",
    crash: "90 78715402657454975",
    service: "220 7825819628647909685",
    suspension: "50 301113436995102647",
    two: "269 513730190144626590",
  },
])("with $raw.pms PMs, the VMPlaceS profile", ({ raw, load, crash, service, suspension, two }) => {
  const setting = orThrow(vmplacesSetting(raw))
  const loads = vmplacesLoad(setting)
  const failures = vmplacesCrashes(setting)
  const suspensions = vmplacesSuspensions(setting)

  test("draws Java's load events, bit for bit", () => {
    expect(summary(vmplacesQueue({ loads }))).toBe(load)
  })

  test("draws Java's crashes, and pushes returns back as it does", () => {
    expect(summary(vmplacesQueue({ loads: [], failures }))).toBe(crash)
  })

  if (service !== undefined)
    test("draws the crashes of Snooze's service nodes", () => {
      expect(summary(vmplacesQueue({ loads: [], failures: vmplacesServiceCrashes(setting) }))).toBe(service)
    })

  test("draws Java's suspensions", () => {
    expect(summary(vmplacesQueue({ loads: [], suspensions }))).toBe(suspension)
  })

  test("merges loads and crashes as Java's sort with the half-second order", () => {
    expect(summary(vmplacesQueue({ loads, failures }, "half-second"))).toBe(two)
  })
})

test.each([
  { prefix: "node", count: 1280, checksum: "12372141469086831066" },
  { prefix: "vm-", count: 10_240, checksum: "16944389569774458804" },
  { prefix: "node", count: 100_000, checksum: "5168668596436614352" },
  { prefix: "vm-", count: 1_000_000, checksum: "3832784574169800904" },
])(
  "a hash map of $count names, $prefix and a number, gives them back in Java's order",
  ({ prefix, count, checksum }) => {
    const names = Array.from({ length: count }, (_, i) => `${prefix}${i}`)
    let hash = 0n
    for (const name of javaHashOrder(names)) hash = (hash * 31n + BigInt(name.slice(prefix.length))) % modulus
    expect(hash.toString()).toBe(checksum)
  },
)

describe("the queue of all that is injected", () => {
  const lists = {
    loads: [
      { date: 1, vm: 0, load: 0.1 },
      { date: 2, vm: 1, load: 0.2 },
    ],
    failures: [
      { date: 0.6, host: 5, isOn: false },
      { date: 2, host: 5, isOn: true },
    ],
    suspensions: [{ date: 2, vm: 0, isRunning: false }],
  }
  const shown = (order: "by date" | "half-second") =>
    [...vmplacesQueue(lists, order)].map(({ date, kind }) => `${date} ${kind}`)

  test("has loads before failures, and these before suspensions, on one date", () => {
    expect(shown("by date")).toEqual(["0.6 failure", "1 load", "2 load", "2 failure", "2 suspension"])
  })

  test("in the half-second order has a load before a failure that was due 0.4 s before it", () => {
    expect(shown("half-second")).toEqual(["1 load", "1 failure", "2 load", "2 failure", "2 suspension"])
  })

  test("in the half-second order has dates that are half a second apart for equal, as Math.round(-0.5) is 0", () => {
    const at = (date: number) => ({
      loads: [{ date: 1, vm: 0, load: 1 }],
      failures: [{ date, host: 0, isOn: false }],
    })
    const first = (date: number) => [...vmplacesQueue(at(date), "half-second")][0]!.kind
    expect([first(0.5), first(0.499)]).toEqual(["load", "failure"])
  })
})

test("with one manager, the second rule takes away each return of the leader's node, as in VMPlaceS", () => {
  const setting = orThrow(vmplacesSetting({ pms: 32, serviceNodes: 2 }))
  // Written down: off at 900, on at 1200. Chosen at 300: that return is moved to 600. At 600 to 900, and so on, at 1500 to 1800.
  expect(vmplacesServiceCrashes(setting)).toEqual([{ date: 900, host: 32, isOn: false }])
})

test("without crashes of the leader each service node can be hit, and returns 300 s later", () => {
  const setting = orThrow(
    vmplacesSetting({ pms: 32, serviceNodes: 1, leaderCrashPeriod: 0, managerCrashPeriod: 700 }),
  )
  expect(vmplacesServiceCrashes(setting)).toEqual([
    { date: 700, host: 32, isOn: false },
    { date: 1000, host: 32, isOn: true },
    { date: 1400, host: 32, isOn: false },
    { date: 1700, host: 32, isOn: true },
  ])
})

test("service nodes to crash must be there", () => {
  const crashes = (raw: object) => () => vmplacesServiceCrashes(orThrow(vmplacesSetting({ pms: 32, ...raw })))
  expect(crashes({ serviceNodes: 1 })).toThrow(
    "VMPlaceS setting: serviceNodes is 1; expected at least 2, a leader and a manager",
  )
  expect(crashes({ serviceNodes: 0, leaderCrashPeriod: 0 })).toThrow(
    "VMPlaceS setting: serviceNodes is 0; expected at least 1",
  )
})
