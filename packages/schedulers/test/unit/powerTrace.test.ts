import { powerOff, powerOn } from "@placelab/models"
import { expect, it } from "vitest"
import { tracePower } from "../../src/cluster/powerTrace.ts"
import { testCluster } from "../support/testCluster.ts"
import { statesOf } from "../support/traceOf.ts"

/** An empty machine that takes 10 s to boot, and what happens to it. */
function traced() {
  const cluster = testCluster({ loads: [[]], bootSeconds: 10 })
  tracePower(cluster)
  const { engine } = cluster
  const machine = cluster.machines[0]!
  return {
    cluster,
    engine,
    machine,
    off: () => engine.spawn("off", () => powerOff(engine, machine)),
    on: () => engine.spawn("on", () => powerOn(engine, machine)),
  }
}

it("a machine that nobody touches is on, from the beginning to the end", () => {
  const { cluster, engine } = traced()
  engine.run(30)
  expect(statesOf(cluster, "node0", "POWER")).toEqual(["on 0-30"])
})

it("a machine that is powered off and on is off, and boots", () => {
  const { cluster, engine, off, on } = traced()
  engine.run(5)
  off()
  engine.run(20)
  on()
  engine.run(50)
  expect(statesOf(cluster, "node0", "POWER")).toEqual([
    "on 0-5",
    "shutting down 5-5",
    "off 5-20",
    "booting 20-30",
    "on 30-50",
  ])
})

it("a machine that crashes has failed until it boots again, and again when the boot comes to nothing", () => {
  const { cluster, engine, machine, on } = traced()
  engine.run(5)
  machine.host.turnOff()
  engine.run(20)
  const boot = on()
  engine.run(24)
  boot.kill()
  engine.run(30)
  on()
  engine.run(50)
  expect(statesOf(cluster, "node0", "POWER")).toEqual([
    "on 0-5",
    "failed 5-20",
    "booting 20-24",
    "failed 24-30",
    "booting 30-40",
    "on 40-50",
  ])
})
