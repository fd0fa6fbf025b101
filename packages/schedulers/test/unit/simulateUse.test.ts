import type { Meter } from "@placelab/core"
import { meterMachine, orThrow } from "@placelab/models"
import { expect, it } from "vitest"
import type { Cluster } from "../../src/cluster/cluster.ts"
import { scenario } from "../../src/scenario/completeScenario.ts"
import type { ProfileName, RawScenario } from "../../src/scenario/scenario.ts"
import { simulate } from "../../src/scenario/simulate.ts"
import { dataOf, moveOf, startPlan, statesOf } from "../support/traceOf.ts"

/** Machines that are asked for more than they have, fail, and move VMs that are suspended now and then. */
const rough: RawScenario = {
  hosts: 12,
  duration: 900,
  load: { start: 0.6, mean: 0.7, period: 60 },
  failures: { meanTimeToFailure: 1500, downtime: 60 },
  suspensions: { period: 400, duration: 50 },
  seed: 3,
}
const profiles: readonly ProfileName[] = ["corrected", "vmplaces-head"]

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

it.each(profiles)("%s: what machines were asked for and gave is what meters say", (profile) => {
  const meters: { readonly name: string; readonly of: Readonly<Record<string, Meter>> }[] = []
  const onStart = ({ engine, machines }: Cluster) => {
    for (const machine of machines) {
      const of = {
        REQUESTED: meterMachine(engine, machine, () => machine.demand),
        SATURATED: meterMachine(engine, machine, () => (machine.demand > machine.cores ? 1 : 0)),
        SERVED: engine.meter(machine.host, () => machine.usage),
      }
      meters.push({ name: machine.name, of })
    }
  }
  const { trace, cluster } = simulate(orThrow(scenario({ ...rough, profile, scheduler: "dvms" })), {
    onStart,
  })
  expect(cluster.engine.now).toBeGreaterThanOrEqual(900)
  const written = [...trace.records].filter(({ state }) => Object.hasOwn(meters[0]!.of, state))
  expect(written.length).toBe(3 * 12)
  for (const { entity, state, value, time, duration } of written) {
    const meter = meters.find(({ name }) => name === entity)!.of[state]!
    expect([time, duration]).toEqual([cluster.engine.now, cluster.engine.now])
    expect(Math.abs((value as number) - meter.total)).toBeLessThanOrEqual(1e-9 * meter.total)
  }
  const total = (name: string) =>
    sum(written.flatMap(({ state, value }) => (state === name ? (value as number) : [])))
  expect(total("SATURATED")).toBeGreaterThan(100)
  expect(total("SERVED")).toBeLessThan(total("REQUESTED"))
  const computed = sum(cluster.vms.map((vm) => vm.computed))
  expect(total("SERVED") * 1e9).toBeCloseTo(computed, -3)
})

it.each(profiles)("%s: at every moment a VM is on the machine that HOST says, or nowhere", (profile) => {
  const seen: [date: number, vm: string, host: string | undefined][] = []
  const onStart = ({ engine, vms }: Cluster) => {
    for (let i = 1; i < 60; i++)
      engine.after(15.01 * i, () => {
        for (const vm of vms) seen.push([engine.now, vm.name, vm.host?.name])
      })
  }
  const { trace } = simulate(orThrow(scenario({ ...rough, profile, scheduler: "dvms" })), { onStart })
  const byVm = new Map<string, { value: unknown; time: number; end: number }[]>()
  for (const { entity, state, value, time, duration } of trace.records)
    if (state === "HOST")
      byVm.set(entity, [...(byVm.get(entity) ?? []), { value, time, end: time + duration }])
  const told = seen.map(([date, vm]) => [
    date,
    vm,
    byVm.get(vm)?.find(({ time, end }) => time <= date && date < end)?.value,
  ])
  expect(told).toEqual(seen)
  expect(seen.filter(([, , host]) => host === undefined).length).toBeGreaterThan(20)
  const moved = [...byVm.values()].filter((stays) => new Set(stays.map(({ value }) => value)).size > 1)
  expect(moved.length).toBeGreaterThan(5)
})

it("a migration that the end of the run cuts says what its VM asked for and got up to then, and not how it ended", () => {
  const onStart = (cluster: Cluster) => {
    cluster.engine.after(196, () => startPlan(cluster, 1, [moveOf(cluster, "vm-0", "node1")]))
  }
  const load = { start: 0.75, period: 1e9 }
  const run = simulate(orThrow(scenario({ hosts: 2, vms: 1, duration: 200, load })), { onStart })
  expect(statesOf(run.cluster, "vm-0", "SERVICE")).toEqual(["migrate 196-200"])
  const [data] = dataOf(run.cluster, "vm-0", "SERVICE")
  expect(data).toEqual({ requested: 3, served: expect.closeTo(3, 9) })
})
