import { describe, expect, test } from "vitest"
import {
  orThrow,
  type VmplacesSetting,
  violations,
  vmplacesHostOrder,
  vmplacesLoad,
  vmplacesPlacement,
  vmplacesSetting,
} from "../../src/index.ts"

/*
 * Values of VMPlaceS itself, seed 23: queues, placements and baselines of 32 and 64 PMs are of real runs; those of 128 and 1024
 * PMs were computed from its rules.
 */

const settingOf = (pms: number, rest: Partial<VmplacesSetting> = {}) =>
  orThrow(vmplacesSetting({ pms, ...rest }))

test("VMPlaceS goes through 32 PMs, and through 128, in the order of its hash map", () => {
  const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)
  const units = [0, 1, 4, 5, 2, 3, 8, 9, 6, 7]
  expect(vmplacesHostOrder(32)).toEqual([...numbers(20, 31), ...numbers(10, 19), ...units])
  expect(vmplacesHostOrder(128).slice(0, 30)).toEqual([...numbers(42, 59), ...units, 60, 61])
})

test("VMPlaceS puts vm-0 to vm-9 on node20, and draws these classes", () => {
  const { hosts, classes } = vmplacesPlacement(settingOf(32))
  expect([...hosts.slice(0, 11)]).toEqual([...Array.from({ length: 10 }, () => 20), 21])
  expect([...classes.slice(0, 20)].join(" ")).toBe("2 3 3 2 3 3 0 0 1 0 4 2 4 0 1 1 4 0 2 2")
  const eight = vmplacesPlacement(settingOf(32, { classes: 8 })).classes
  expect([...eight.slice(0, 10)].join(" ")).toBe("5 2 0 1 1 6 3 0 6 5")
})

test("the first load events of VMPlaceS with 128 PMs are these, to the last bit", () => {
  const first = [...vmplacesLoad(settingOf(128))].slice(0, 5)
  expect(first).toEqual([
    { date: 0.30873333038842343, vm: 759, load: 0.3 },
    { date: 0.3174381395431815, vm: 530, load: 0.5 },
    { date: 0.37674070145022953, vm: 728, load: 0.9 },
    { date: 0.4890816351986348, vm: 251, load: 0.7 },
    { date: 0.8491333952248964, vm: 105, load: 0.8 },
  ])
})

describe.each([
  { pms: 32, events: 1856, mean: [25, 1823.85], zero: [18, 1292.527] },
  { pms: 64, events: 3786, mean: [47, 3885.737], zero: [32, 2495.186] },
  { pms: 128, events: 7608, mean: [114, 7929.453], zero: [80, 5456.054] },
  { pms: 1024, events: 61_313, mean: [826, 60_863.244], zero: [568, 41_397.715] },
])("without a scheduler, $pms PMs of VMPlaceS", ({ pms, events, mean, zero }) => {
  test.each([
    ["its mean, as in the last version", 0.6, mean],
    ["0, as in 2015", 0, zero],
  ])("have its violations when loads begin at %s", (_, loads, [count, seconds]) => {
    const setting = settingOf(pms)
    const outcome = violations({
      hosts: pms,
      capacity: setting.capacity / 100,
      placement: vmplacesPlacement(setting).hosts,
      loads,
      events: vmplacesLoad(setting),
      until: setting.duration,
    })
    expect(outcome).toMatchObject({ events, count })
    expect(outcome.seconds.toFixed(3)).toBe(seconds!.toFixed(3))
  })
})
