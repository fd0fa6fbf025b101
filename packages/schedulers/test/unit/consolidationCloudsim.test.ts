import { describe, expect, test } from "vitest"
import {
  type CloudsimFleet,
  type CloudsimHost,
  planetlabFleet,
  planetlabHosts,
  planetlabVms,
  simulateCloudsim,
} from "../../src/index.ts"
import { host, thr, vm } from "../support/smallFleet.ts"

const joules = (fleet: CloudsimFleet, policy: Parameters<typeof simulateCloudsim>[1]) =>
  simulateCloudsim(fleet, policy).energy_kwh * 3.6e6

describe("the PlanetLab fleet", () => {
  const fleetOf = (n: number) =>
    planetlabFleet(
      Array.from({ length: n }, () => ({ percent: [1] })),
      3,
    )

  test("has hosts of two kinds in turn", () => {
    expect(fleetOf(1).hosts).toEqual([planetlabHosts[0], planetlabHosts[1], planetlabHosts[0]])
  })

  test.each([
    [4, [2500, 2000, 1000, 500]],
    [5, [2500, 2500, 2000, 2000, 1000]],
    [7, [2500, 2500, 2000, 2000, 1000, 1000, 500]],
    [9, [2500, 2500, 2500, 2000, 2000, 2000, 1000, 1000, 1000]],
  ])("has VMs of four kinds in blocks of a quarter, rounded up: %i VMs", (n, mips) => {
    expect(fleetOf(n).vms.map((each) => each.mips)).toEqual(mips)
  })

  test("has the load of the traces, in their order", () => {
    expect(fleetOf(4).vms[3]).toEqual({ ...planetlabVms[3], percent: [1] })
  })
})

describe("energy in CloudSim's ticks", () => {
  test("is charged from 300.1 s on to the last tick: nothing was in use before, and nobody looks at the end", () => {
    // Ticks at 300.1 and 600.1 s; 50 % of 1000 MIPS is 150 W.
    expect(joules({ hosts: [host], vms: [vm(1000, 50, 50, 50)] }, "dvfs")).toBeCloseTo(150 * 300, 6)
  })

  test("without power awareness is full power of all hosts from 0 on", () => {
    expect(joules({ hosts: [host, host], vms: [vm(1000, 50, 50, 50)] }, "non-power-aware")).toBeCloseTo(
      2 * 200 * 600.1,
      6,
    )
  })

  test("is the mean of the powers at both ends of an interval", () => {
    // 20 % at 300.1 s; at 600.1 s a 3000th of the way from 20 to 80 %, 20.02 %; at 900.1 s 80 %.
    const [a, b, c] = [120, 120.02, 180]
    expect(joules({ hosts: [host], vms: [vm(1000, 20, 20, 20, 80, 80)] }, "dvfs")).toBeCloseTo(
      300 * ((a + b) / 2 + (b + c) / 2 + c),
      6,
    )
  })

  test("is nothing over an interval at whose begin the host was not in use, and idle power is part of one at whose end it is not", () => {
    // 30 % at 300.1 s, 29.99 % at 600.1 s, 0 at 900.1 s: the VM is removed, and the 50 % after that are nobody's.
    const fleet = { hosts: [host, host], vms: [vm(1000, 30, 30, 30, 0, 0, 50, 50)] }
    expect(joules(fleet, "dvfs")).toBeCloseTo(300 * ((130 + 129.99) / 2 + (129.99 + 100) / 2), 6)
    // The second host was never in use: it counts as active until the first tick, 300.1 s; the first until 900.1 s.
    expect(simulateCloudsim(fleet, "dvfs")).toMatchObject({ shutdowns: 2 })
    expect(simulateCloudsim(fleet, "dvfs").mean_s_before_shutdown).toBeCloseTo(600.1, 9)
  })
})

describe("a migration", () => {
  /*
   * Each VM gets a host of its own at first: beside the other one it would take the power from idle to full. At 300.1 s they use 100 and 200
   * MIPS. Host 0 is used least, and VM 0 goes to host 1 in 10 s.
   */
  const fleet = { hosts: [host, host], vms: [vm(500, 20, 20, 20), vm(500, 40, 40, 40)] }
  const metrics = simulateCloudsim(fleet, thr)

  test("gives the VM 90 % at the source, which counts as all of it, and takes 10 % at the destination", () => {
    // Host 0: 110 W for 10 s, then off. Host 1: 200 + 10 MIPS for 10 s, 300 MIPS for 290 s.
    expect(metrics.energy_kwh * 3.6e6).toBeCloseTo(110 * 10 + 121 * 10 + 130 * 290, 6)
    expect(metrics.migrations).toBe(1)
  })

  test("degrades the VM: a tenth of 100 MIPS for 10 s, of 300 MIPS for 300 s that were asked for", () => {
    expect(metrics.pdm).toBeCloseTo(100 / 90_000, 12)
    expect(metrics.sla_overall).toBeCloseTo(100 / 90_000, 12)
    expect(metrics.sla_average).toBeCloseTo(0.1, 12)
  })

  test("leaves the destination short, of the 90 % that it does not give yet: 10 of 10 + 300 s of active hosts", () => {
    expect(metrics.slatah).toBeCloseTo(10 / 310, 12)
    expect(metrics.slav).toBe(metrics.slatah * metrics.pdm)
  })

  test("has its duration counted, and the host that it leaves idle", () => {
    expect(metrics.mean_s_before_migration).toBeCloseTo(10, 9)
    expect(metrics.sd_s_before_migration).toBeNull()
    expect([metrics.shutdowns, metrics.sd_s_before_shutdown]).toEqual([1, null])
    expect(metrics.mean_s_before_shutdown).toBeCloseTo(310.1, 9)
  })
})

describe("a host whose VMs ask for more than it has", () => {
  /*
   * At 300.1 s both VMs use 20 %, VM 0 goes to host 1, and at 310.1 s host 0 is off. At 600.1 s they ask for 100.12 and 100.1 MIPS. At 900.1 s
   * they ask for 450 and 400 of 800 MIPS: host 1 is overloaded, and VM 1, which is first in its list, goes to host 0, which is idle.
   */
  const small: CloudsimHost = { ...host, mips: 800 }
  const fleet = { hosts: [small, small], vms: [vm(500, 20, 20, 20, 90, 90), vm(500, 20, 20, 20, 80, 80)] }

  test("gives each its part, rounded down to whole MIPS, and who migrates 90 % of it", () => {
    const metrics = simulateCloudsim(fleet, thr)
    expect(metrics.migrations).toBe(2)
    // Scale 800 / 850. VM 0: floor(423.5) = 423. VM 1: floor(376.5 x 0.9) = 338. For 10 s; then each has a host of its own.
    const [short, shorter] = [450 - 423, 400 - 338]
    // And before that VM 0 went without 10 MIPS for 10 s.
    expect(metrics.sla_average).toBeCloseTo((0.1 + short / 450 + shorter / 400) / 3, 9)
    const asked = 300 * (200 + 100.1167 + 100.1 + 850)
    expect(metrics.pdm).toBeCloseTo((100 + 10 * shorter) / asked, 7)
    expect(metrics.sla_overall).toBeCloseTo((100 + 10 * (short + shorter)) / asked, 7)
  })
})

describe("a fleet that cannot be played is refused:", () => {
  const one = vm(500, 20)
  test.each([
    [{ hosts: [], vms: [one] }, "fleet: hosts is 0; expected one at least"],
    [{ hosts: [host], vms: [] }, "fleet: samples of VM 0 is 0; expected a VM with one sample at least"],
    [{ hosts: [{ ...host, mips: 0 }], vms: [one] }, "host 0: mips is 0; expected a number above 0"],
    [
      { hosts: [{ ...host, cores: 1.5 }], vms: [one] },
      "host 0: cores is 1.5; expected a whole number above 0",
    ],
    [{ hosts: [{ ...host, power: [1, 2] }], vms: [one] }, "host 0: power is [1,2]; expected 11 numbers"],
    [{ hosts: [host], vms: [one, vm(500, 20, 20)] }, "VM 1: number of samples is 2; expected 1, as VM 0 has"],
    [{ hosts: [host], vms: [vm(500, 101)] }, "VM 0: percent[0] is 101; expected a number from 0 to 100"],
    [
      { hosts: [host], vms: [{ ...one, megabytes: 18_750 }] },
      "VM 0: megabytes is 18750; expected what a migration moves in less than 300 s",
    ],
    [
      { hosts: [host], vms: [one, vm(1001, 20)] },
      "fleet: VM without a host is 1; expected hosts with room for all VMs at their full size",
    ],
  ])("case %#", (fleet, message) => {
    expect(() => simulateCloudsim(fleet, "dvfs")).toThrow(message)
    expect(() => simulateCloudsim(fleet, thr)).toThrow(message)
  })
})
