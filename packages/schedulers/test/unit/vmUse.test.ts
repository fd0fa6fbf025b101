import { expect, it } from "vitest"
import { VmUse } from "../../src/cluster/vmUse.ts"
import { testCluster } from "../support/testCluster.ts"
import { dataOf, moveOf, startPlan, statesOf } from "../support/traceOf.ts"

const cluster = (loads: readonly (readonly number[])[]) => {
  const made = testCluster({ loads })
  return { ...made, made, engine: made.engine, vms: made.vms, machines: made.machines }
}

it("a VM that gets what it asks for is served what was requested, through changes of its load", () => {
  const { engine, vms, machines } = cluster([[0.5]])
  engine.run(10)
  const use = new VmUse(vms[0]!, machines)
  engine.run(14)
  vms[0]!.setLoad(1)
  engine.run(17)
  vms[0]!.suspend()
  engine.run(20)
  vms[0]!.resume()
  engine.run(22)
  const { requested, served } = use.end()
  expect(requested).toBe(4 * 0.5 + 3 * 1 + 2 * 1)
  expect(served).toBeCloseTo(7, 9)
})

it("a VM on a machine that is asked for too much gets its part", () => {
  const { engine, vms, machines } = cluster([Array.from({ length: 10 }, () => 1)])
  const use = new VmUse(vms[0]!, machines)
  engine.run(10)
  const { requested, served } = use.end()
  expect(requested).toBe(10)
  expect(served).toBeCloseTo(8, 9)
})

it("machines are not listened to any more after its end", () => {
  const { vms, machines } = cluster([[0.5], []])
  const heard = new Set<() => void>()
  for (const machine of machines) {
    const [onDemand, offDemand] = [machine.onDemand.bind(machine), machine.offDemand.bind(machine)]
    machine.onDemand = (listener) => {
      heard.add(listener)
      onDemand(listener)
    }
    machine.offDemand = (listener) => {
      heard.delete(listener)
      offDemand(listener)
    }
  }
  const use = new VmUse(vms[0]!, machines)
  expect(heard.size).toBe(1)
  use.end()
  expect(heard.size).toBe(0)
})

it("the record of a migration says what its VM asked for and got meanwhile: nothing while it stood still", () => {
  const { made, engine } = cluster([[0.5], []])
  startPlan(made, 1, [moveOf(made, "vm-0", "node1")])
  let stoodStill = 0
  let held: number | undefined
  const { guest } = made.vms[0]!
  const step = 1e-3
  for (let date = step; date < 20; date += step) {
    engine.run(date)
    if (guest.isSuspended) held ??= date
    else if (held !== undefined && stoodStill === 0) stoodStill = date - held
  }
  const [data] = dataOf(made, "vm-0", "SERVICE", "migrate")
  const { duration } = [...made.trace.records].find(({ value }) => value === "migrate")!
  expect(stoodStill).toBeGreaterThan(5e-3)
  expect(data!.requested).toBeCloseTo(0.5 * duration, 9)
  const lost = Number(data!.requested) - Number(data!.served)
  expect(Math.abs(lost - 0.5 * stoodStill)).toBeLessThan(0.5 * step)
})

it("a migration whose VM crashes on the way says what it was up to then", () => {
  const { made, engine, vms } = cluster([[0.5], []])
  startPlan(made, 1, [moveOf(made, "vm-0", "node1")])
  engine.run(4)
  vms[0]!.crash()
  engine.run(10)
  expect(statesOf(made, "vm-0", "SERVICE")).toEqual(["migrate 0-4"])
  const [data] = dataOf(made, "vm-0", "SERVICE", "migrate")
  expect(data).toMatchObject({ end: "failed", requested: 2 })
  expect(data!.served).toBeCloseTo(2, 9)
})
