import { describe, expect, test } from "vitest"
import {
  type CloudsimFleet,
  type CloudsimHost,
  type ConsolidationMetrics,
  type ConsolidationOptions,
  type ConsolidationRun,
  simulateConsolidation,
  staticThreshold,
} from "../../src/index.ts"
import { host, thr, vm } from "../support/smallFleet.ts"

/** Nothing gets dirty. */
const clean: ConsolidationOptions = { updateIntensity: 0 }
const joules = ({ metrics }: ConsolidationRun) => metrics.energy_kwh * 3.6e6

/** `value begin-end`, to the hundredth. */
function statesOf({ trace }: ConsolidationRun, entity: string, state: string): string[] {
  return [...trace.records].flatMap((record) => {
    if (record.kind !== "state" || record.entity !== entity || record.state !== state) return []
    const [begin, end] = [record.time, record.time + record.duration].map((date) => Number(date.toFixed(2)))
    return [`${record.value} ${begin}-${end}`]
  })
}

describe("energy without moves", () => {
  test("is the power of each demand times 300 s, from the first tick to the end", () => {
    // 0.1 s after a sample: a 3000th of the way to the next. 20 %, 20.02 %, 80 %.
    const fleet = { hosts: [host], vms: [vm(1000, 20, 20, 20, 80, 80)] }
    const run = simulateConsolidation(fleet, "dvfs")
    expect(joules(run)).toBeCloseTo(300 * (120 + 120.02 + 180 + 180), 6)
    expect(run.metrics).toMatchObject({ migrations: 0, slatah: 0, pdm: 0, sla_overall: 0, shutdowns: 0 })
  })

  test("is that of hosts with VMs only, and none when the VM has completed", () => {
    const fleet = { hosts: [host, host], vms: [vm(1000, 30, 30, 30, 0, 0, 50, 50)] }
    const run = simulateConsolidation(fleet, "dvfs")
    // 30 %, 29.99 %, then 0 at 600 s: it is gone, and the 50 % are nobody's.
    expect(joules(run)).toBeCloseTo(300 * (130 + 129.99), 6)
    expect(statesOf(run, "vm-0", "HOST")).toEqual(["node0 0-600"])
    expect(statesOf(run, "node0", "POWER")).toEqual(["on 0-600", "shutting down 600-600", "off 600-1800"])
    expect(statesOf(run, "node1", "POWER")).toEqual(["off 0-1800"])
    expect(run.metrics).toMatchObject({ shutdowns: 1, mean_s_before_shutdown: 600 })
  })

  test("without power awareness is full power of all hosts, all the time", () => {
    const fleet = { hosts: [host, host], vms: [vm(1000, 50, 50, 50)] }
    expect(joules(simulateConsolidation(fleet, "non-power-aware"))).toBeCloseTo(2 * 200 * 600, 6)
  })
})

describe("a VM that is moved off the host that is used least", () => {
  /*
   * As in CloudSim's test: each VM gets a host of its own at first. At the first tick they use 100 and 200 MIPS, and VM 0 goes to host 1: 625 MB at
   * 62.5 MB/s take 10 s.
   */
  const fleet = { hosts: [host, host], vms: [vm(500, 20, 20, 20), vm(500, 40, 40, 40)] }

  test("where nothing gets dirty, computes at its source until it is sent, and stands still no time", () => {
    const run = simulateConsolidation(fleet, thr, clean)
    // Host 0: 110 W for 10 s, then off. Host 1: 200 MIPS for 10 s, 300 MIPS for 590 s.
    expect(joules(run)).toBeCloseTo(110 * 10 + 120 * 10 + 130 * 590, 3)
    expect(run.metrics).toMatchObject({
      migrations: 1,
      migrations_failed: 0,
      migrations_at_once: 1,
      moved_bytes: 625e6,
      resent_share: 0,
      downtime_s: 0,
      shutdowns: 1,
    })
    expect(run.metrics.migration_mean_s).toBeCloseTo(10, 9)
    expect(run.metrics.mean_s_before_shutdown).toBeCloseTo(10, 9)
    expect(run.metrics.pdm).toBeCloseTo(0, 12)
    expect(statesOf(run, "vm-0", "HOST")).toEqual(["node0 0-10", "node1 10-600"])
    expect(statesOf(run, "vm-0", "SERVICE")).toEqual(["migrate 0-10"])
    expect(statesOf(run, "node0", "POWER")[0]).toBe("on 0-10")
  })

  test("sends again what its computing makes dirty, and stands still for the rest", () => {
    const run = simulateConsolidation(fleet, thr, { updateIntensity: 1, migration: { downtimeLimit: 0.2 } })
    /*
     * A whole core of host 0 makes 62.5 MB/s dirty; the VM uses a tenth. Rounds of 625, 62.5 and 6.25 MB: 10, 1 and 0.1 s; 6.25 MB fit into
     * 0.2 s after the second, so the third is sent with the VM stopped.
     */
    expect(run.metrics.migration_mean_s).toBeCloseTo(11.1, 9)
    expect(run.metrics.downtime_s).toBeCloseTo(0.1, 9)
    expect(run.metrics.moved_bytes).toBeCloseTo(693.75e6, 0)
    expect(run.metrics.resent_share).toBeCloseTo(68.75 / 693.75, 9)
    // 100 MIPS for 0.1 s, of 300 MIPS for 600 s; and host 0 is short meanwhile, of 11.1 + 600 s of active hosts.
    expect(run.metrics.pdm).toBeCloseTo(10 / 180_000, 9)
    expect(run.metrics.sla_overall).toBeCloseTo(10 / 180_000, 9)
    expect(run.metrics.slatah).toBeCloseTo(0.1 / 611.1, 9)
    expect(run.metrics.slav).toBe(run.metrics.slatah * run.metrics.pdm)
  })

  test("makes all dirty again as fast as it is sent, and is stopped when the time is up", () => {
    const run = simulateConsolidation(fleet, thr, { updateIntensity: 10, migration: { timeout: 30 } })
    /*
     * A tenth of a core makes 62.5 MB/s dirty, and at most 0.9 x 625 MB. Rounds of 625, 562.5 and 562.5 MB take 10, 9 and 9 s. Of the fourth 125 MB
     * are sent in 2 s; then 562.5 MB are dirty again, and sent in 9 s with the VM stopped.
     */
    expect(run.metrics).toMatchObject({ migrations: 1, migrations_failed: 0 })
    expect(run.metrics.migration_max_s).toBeCloseTo(39, 9)
    expect(run.metrics.downtime_s).toBeCloseTo(9, 9)
    expect(run.metrics.moved_bytes).toBeCloseTo(2437.5e6, 0)
    expect(run.metrics.pdm).toBeCloseTo(900 / 180_000, 9)
  })

  test("is still on its way when the next tick comes, and nobody moves it again", () => {
    // 625 MB at 1.5625 MB/s: 400 s.
    const slow: ConsolidationOptions = { ...clean, migration: { bandwidthLimit: 1.5625e6 } }
    const run = simulateConsolidation(fleet, thr, slow)
    expect(run.metrics).toMatchObject({ migrations: 1, migrations_failed: 0 })
    expect(run.metrics.migration_mean_s).toBeCloseTo(400, 9)
    expect(statesOf(run, "vm-0", "HOST")).toEqual(["node0 0-400", "node1 400-600"])
    expect(joules(run)).toBeCloseTo(110 * 400 + 120 * 400 + 130 * 200, 3)
  })

  test("is cut by the end of the run, and then neither succeeded nor failed", () => {
    const slow: ConsolidationOptions = { ...clean, migration: { bandwidthLimit: 1e6 } }
    const { metrics } = simulateConsolidation(fleet, thr, slow)
    expect(metrics).toMatchObject({
      migrations: 1,
      migrations_failed: 0,
      migration_mean_s: null,
      moved_bytes: 0,
    })
  })

  test("goes to a host that may take longer to come up or down", () => {
    // At 300 s both ask for 495 MIPS on host 1, and one goes to host 0, which is off and boots for 60 s first.
    const grown = { hosts: [host, host], vms: [vm(500, 20, 20, 99, 99), vm(500, 40, 40, 99, 99)] }
    const run = simulateConsolidation(grown, thr, { ...clean, bootSeconds: 60, shutdownSeconds: 30 })
    expect(statesOf(run, "node0", "POWER")).toEqual([
      "on 0-10",
      "shutting down 10-40",
      "off 40-300",
      "booting 300-360",
      "on 360-900",
    ])
    expect(run.metrics).toMatchObject({ migrations: 2, migrations_failed: 0 })
  })
})

describe("a host whose VMs ask for more than it has", () => {
  test("shares it fairly, and its VMs go without the rest until one has left", () => {
    /*
     * As in CloudSim's test. At the first tick VM 0 goes to host 1, and host 0 is off after 10 s. At 600 s they ask for 450 and 400 of 800 MIPS:
     * VM 1, which is first on host 1, goes to host 0, in 10 s. Until then VM 0 gets 400, and VM 1 what it asks for.
     */
    const small: CloudsimHost = { ...host, mips: 800 }
    const vms = [vm(500, 20, 20, 20, 90, 90), vm(500, 20, 20, 20, 80, 80)]
    const { metrics } = simulateConsolidation({ hosts: [small, small], vms }, thr, clean)
    expect(metrics.migrations).toBe(2)
    const asked = 300 * (200 + 2 * 100 + (70 + 60) / 600 + 2 * 850)
    expect(metrics.sla_overall).toBeCloseTo(500 / asked, 7)
    expect(metrics.pdm).toBeCloseTo(0, 12)
    // Host 0 is active for 10 s and from 600 s on, host 1 all the time.
    expect(metrics.slatah).toBeCloseTo(10 / (10 + 600 + 1200), 9)
  })

  test("is one that gives a VM a core, and the VM asks for more", () => {
    /*
     * The host of 1000 MIPS is used less and emptied: VM 0 goes to the one of two cores of 400 MIPS. At 600 s it asks for 500 MIPS, and gets 400,
     * though 560 are free.
     */
    const cores: CloudsimHost = { ...host, cores: 2, mips: 400 }
    const vms = [vm(1000, 20, 20, 20, 50, 50), vm(400, 60, 60, 60, 60, 60)]
    const policy = { ...thr, isOverloaded: staticThreshold(1) }
    const run = simulateConsolidation({ hosts: [host, cores], vms }, policy, clean)
    expect(statesOf(run, "vm-0", "HOST")).toEqual(["node0 0-10", "node1 10-1200"])
    expect(run.metrics.sla_overall).toBeCloseTo((600 * 100) / (300 * (200 + 200.1 + 2 * 500 + 4 * 240)), 9)
    expect(run.metrics.slatah).toBeCloseTo(600 / 1210, 9)
    // 240 + 400 of 800 MIPS.
    const last = [...run.trace.records].filter(({ state }) => state === "SERVED")
    expect(last.map(({ value }) => Number(Number(value).toFixed(6)))).toEqual([
      2,
      Number(((290 * 200 + 300 * 200.1 + 600 * 400 + 1200 * 240) / 400).toFixed(6)),
    ])
  })
})

test("a VM that is relieved to a host that is emptied in the same round makes the last of its two moves only", () => {
  /*
   * VMs 0 and 1, of 450 MIPS each, overload host 0, whose power hardly rises. VM 0 is to go to host 1, whose power rises less than that of host
   * 2; but host 1 is used least, with 50 MIPS, and its VM and VM 0 go to host 2.
   */
  const power = (slope: number) => host.power.map((_, i) => 100 + slope * i)
  const fleet: CloudsimFleet = {
    hosts: [{ ...host, power: power(1) }, { ...host, power: power(5) }, host],
    vms: [vm(500, 90, 90), vm(500, 90, 90), vm(500, 10, 10), vm(600, 20, 20)],
  }
  const run = simulateConsolidation(fleet, thr, clean)
  expect(run.metrics).toMatchObject({ migrations: 2, migrations_failed: 0, shutdowns: 1 })
  expect(statesOf(run, "vm-0", "HOST")).toEqual(["node0 0-10", "node2 10-300"])
  expect(statesOf(run, "vm-2", "HOST")).toEqual(["node1 0-10", "node2 10-300"])
})

describe("migrations into one network card", () => {
  /** VM 0 is placed first, on the host whose power hardly rises. It is used most, and the three others go there too. */
  const flat: CloudsimHost = { ...host, power: host.power.map((_, i) => 100 + i) }
  const fleet: CloudsimFleet = {
    hosts: [host, host, host, flat],
    vms: [vm(1000, 30, 30, 30), vm(1000, 10, 10, 10), vm(1000, 11, 11, 11), vm(1000, 12, 12, 12)],
  }
  const metricsOf = (options: ConsolidationOptions): ConsolidationMetrics =>
    simulateConsolidation(fleet, thr, options).metrics

  test("of which two fill it, take longer when they are three", () => {
    // Three share 125 MB/s: 3 x 625 MB in 15 s, where each alone takes 10 s.
    const metrics = metricsOf(clean)
    expect(metrics).toMatchObject({ migrations: 3, migrations_at_once: 3, shutdowns: 3 })
    expect(metrics.migration_mean_s).toBeCloseTo(15, 9)
    expect(metrics.migration_max_s).toBeCloseTo(15, 9)
  })

  test("do not where the limit leaves room for all", () => {
    const metrics = metricsOf({ ...clean, migration: { bandwidthLimit: 31.25e6 } })
    expect(metrics.migration_mean_s).toBeCloseTo(20, 9)
  })

  test("share a backbone", () => {
    const metrics = metricsOf({ ...clean, backbone: 62.5e6 })
    expect(metrics.migration_mean_s).toBeCloseTo(30, 9)
  })

  test("do not all find room where memory is held", () => {
    // 4096 MB take six VMs of 625 MB, and 1300 MB two.
    const small = { ...fleet, hosts: fleet.hosts.map((each) => ({ ...each, megabytes: 1300 })) }
    const held = simulateConsolidation(small, thr, clean).metrics
    const open = simulateConsolidation(small, thr, { ...clean, memoryOvercommit: Infinity }).metrics
    expect([held.migrations, open.migrations]).toEqual([2, 3])
    expect([held.shutdowns, open.shutdowns]).toEqual([2, 3])
  })
})

describe("what cannot be played is refused:", () => {
  const one = vm(500, 20, 20)
  test.each([
    [{ hosts: [], vms: [one] }, {}, "fleet: hosts is 0; expected one at least"],
    [
      { hosts: [host], vms: [vm(500, 20)] },
      {},
      "fleet: samples of VM 0 is 1; expected a VM with two samples at least",
    ],
    [
      { hosts: [host], vms: [one, vm(1001, 20, 20)] },
      {},
      "fleet: VM without a host is 1; expected hosts with room for all VMs at their full size",
    ],
    [
      { hosts: [host], vms: [one] },
      { updateIntensity: -1 },
      "consolidation: updateIntensity is -1; expected a number of at least 0",
    ],
    [
      { hosts: [host], vms: [one] },
      { memoryOvercommit: 0.5 },
      "consolidation: memoryOvercommit is 0.5; expected a number of at least 1, or Infinity",
    ],
    [
      { hosts: [host], vms: [one] },
      { migration: { bandwidthLimit: 0 } },
      "consolidation: migration.bandwidthLimit is 0; expected a number above 0",
    ],
    [
      { hosts: [host], vms: [one] },
      { backbone: 0 },
      "consolidation: backbone is 0; expected a number above 0",
    ],
  ])("case %#", (fleet, options, message) => {
    expect(() => simulateConsolidation(fleet, "dvfs", options)).toThrow(message)
    expect(() => simulateConsolidation(fleet, thr, options)).toThrow(message)
  })
})

test("how far a run is told after each tick, up to 1, and changes nothing", () => {
  const fleet: CloudsimFleet = { hosts: [host], vms: [vm(1000, 50, 50, 50, 50)] }
  const parts: number[] = []
  const told = simulateConsolidation(fleet, thr, { onProgress: (part) => parts.push(part) })
  expect(parts).toEqual([0, 1 / 3, 2 / 3, 1])
  expect(told.metrics).toEqual(simulateConsolidation(fleet, thr).metrics)
})
