import { describe, expect, test } from "vitest"
import {
  orThrow,
  type VmplacesSetting,
  vmplacesCrashes,
  vmplacesHostOrder,
  vmplacesLoad,
  vmplacesPlacement,
  vmplacesSetting,
} from "../../src/index.ts"

const settingOf = (raw: Partial<VmplacesSetting>) => orThrow(vmplacesSetting({ pms: 4, ...raw }))

/** How many VMs each PM has, in VMPlaceS' order of PMs; and how many are nowhere. */
function filling(raw: Partial<VmplacesSetting>): number[] {
  const setting = settingOf(raw)
  const { hosts } = vmplacesPlacement(setting)
  return [...vmplacesHostOrder(setting.pms), -1].map((pm) => hosts.filter((host) => host === pm).length)
}

describe("VMPlaceS' placement", () => {
  test("gives each PM the same number of VMs, rounded up, so that the last ones may have fewer", () => {
    expect(filling({ vms: 40 })).toEqual([10, 10, 10, 10, 0])
    expect(filling({ vms: 38 })).toEqual([10, 10, 10, 8, 0])
    expect(filling({ vms: 13 })).toEqual([4, 4, 4, 1, 0])
    expect(filling({ vms: 9 })).toEqual([3, 3, 3, 0, 0])
  })

  test("leaves room for the mean load; what has no place is nowhere", () => {
    expect(filling({ vms: 40, loadMean: 80 })).toEqual([8, 8, 8, 8, 8])
    expect(filling({ vms: 4, loadMean: 701 })).toEqual([0, 0, 0, 0, 4])
  })

  test("of 2015 minds memory alone", () => {
    expect(filling({ vms: 40, loadMean: 80, placesByLoad: false })).toEqual([10, 10, 10, 10, 0])
    expect(filling({ vms: 40, placesByLoad: false, vmMemory: 4096 })).toEqual([8, 8, 8, 8, 8])
  })
})

test("a setting of VMPlaceS has ten VMs a PM, and the values of its files", () => {
  expect(settingOf({})).toMatchObject({
    pms: 4,
    vms: 40,
    seed: 23,
    duration: 1800,
    loadMean: 60,
    capacity: 700,
  })
  expect([...vmplacesCrashes(settingOf({}))]).toEqual([])
})

test("what is given stands in place of the files", () => {
  expect(settingOf({ vms: 12, seed: 7, loadMean: 50 })).toMatchObject({ vms: 12, seed: 7, loadMean: 50 })
  expect([...vmplacesLoad(settingOf({ duration: 0 }))]).toEqual([])
})

test.each<[Partial<VmplacesSetting>, string]>([
  [{ pms: 0 }, "VMPlaceS setting: pms is 0; expected a whole number above 0"],
  [{ vms: 1.5 }, "VMPlaceS setting: vms is 1.5; expected a whole number above 0"],
  [{ slots: 0 }, "VMPlaceS setting: slots is 0; expected a whole number above 0"],
  [{ serviceNodes: -1 }, "VMPlaceS setting: serviceNodes is -1; expected a whole number of at least 0"],
  [
    { seed: 2 ** 53 },
    "VMPlaceS setting: seed is 9007199254740992; expected a whole number between -2^53 and 2^53",
  ],
  [{ loadPeriod: 0 }, "VMPlaceS setting: loadPeriod is 0; expected a number above 0, in seconds"],
  [{ duration: -1 }, "VMPlaceS setting: duration is -1; expected a number of at least 0, in seconds"],
  [
    { crashPeriod: 0 },
    "VMPlaceS setting: crashPeriod is 0; expected a number above 0, in seconds (Infinity for no limit)",
  ],
  [
    { capacity: -1 },
    "VMPlaceS setting: capacity is -1; expected a number of at least 0, in percent of a core",
  ],
  [{ memory: Number.NaN }, "VMPlaceS setting: memory is NaN; expected a number of at least 0, in MB"],
])("a setting with %j is refused", (raw, message) => {
  expect(vmplacesSetting({ pms: 4, ...raw })).toMatchObject({ _tag: "Left", left: { message } })
})
