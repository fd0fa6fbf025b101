import type { Steps } from "@placelab/core"
import { powerOff } from "@placelab/models"
import { expect, it } from "vitest"
import type { Cluster } from "../../src/cluster/cluster.ts"
import { executePlan, powerOffEmpty } from "../../src/cluster/executePlan.ts"
import { testCluster } from "../support/testCluster.ts"
import { dataOf, moveOf, startPlan, statesOf } from "../support/traceOf.ts"

const ends = (cluster: Cluster, vm: string) => dataOf(cluster, vm, "migration").map((data) => data!.end)

it("the moves of a plan start together, and the plan is over with the last one", () => {
  const cluster = testCluster({ loads: [[0.2, 0.9], [], []] })
  const moves = [moveOf(cluster, "vm-0", "node1"), moveOf(cluster, "vm-1", "node2")]
  const end = startPlan(cluster, 1, moves)
  cluster.engine.run(8)
  expect([end.outcome, cluster.plans.size]).toEqual([undefined, 2])
  cluster.engine.run(100)
  expect(cluster.vms.map((vm) => vm.host?.name)).toEqual(["node1", "node2"])
  const [short = "", long = ""] = ["vm-0", "vm-1"].flatMap((vm) => statesOf(cluster, vm, "SERVICE"))
  expect([short, long].map((state) => state.split("-")[0])).toEqual(["migrate 0", "migrate 0"])
  const seconds = (state: string) => Number(state.split("-")[1])
  expect(seconds(short)).toBeLessThan(seconds(long))
  expect(end.outcome).toMatchObject({ moved: 2, failed: 0 })
  expect(end.outcome!.seconds).toBeCloseTo(seconds(long), 2)
  expect(cluster.plans.size).toBe(0)
})

it("a move says in the trace what it was, and how it ended", () => {
  const cluster = testCluster({ loads: [[0.2], []] })
  startPlan(cluster, 7, [moveOf(cluster, "vm-0", "node1")])
  cluster.engine.run(100)
  const both = { vm_name: "vm-0", from: "node0", to: "node1", plan: 7, end: "converged" }
  expect(dataOf(cluster, "vm-0", "migration", "finished")).toEqual([both])
  const use = { requested: expect.any(Number), served: expect.any(Number) }
  expect(dataOf(cluster, "vm-0", "SERVICE", "migrate")).toEqual([{ ...both, state: 0, ...use }])
})

it("a move starts when those that it comes after are over, whether they were made or not", () => {
  const begin = (spoil: (cluster: Cluster) => void) => {
    const cluster = testCluster({ loads: [[0.5], [0.5], []] })
    const first = moveOf(cluster, "vm-0", "node2")
    const second = moveOf(cluster, "vm-1", "node0", [0])
    startPlan(cluster, 1, [first, second])
    spoil(cluster)
    cluster.engine.run(100)
    expect(cluster.vms[1]!.host?.name).toBe("node0")
    const [, of] = ["vm-0", "vm-1"].map((vm) => statesOf(cluster, vm, "SERVICE")[0])
    const before = statesOf(cluster, "vm-0", "SERVICE")[0]
    return [before?.split("-")[1], of?.split(/[ -]/)[1]]
  }
  const [over, begun] = begin(() => {})
  expect(begun).toBe(over)
  expect(Number(begun)).toBeGreaterThan(5)
  expect(begin((cluster) => cluster.vms[0]!.suspend())).toEqual([undefined, "0"])
})

it.each([[[1]], [[0]], [[2]], [[-1]], [[0.5]]])(
  "a move after %j, which is no earlier move, is refused",
  (after) => {
    const cluster = testCluster({ loads: [[0.5, 0.5], []] })
    const moves = [moveOf(cluster, "vm-0", "node1", after), moveOf(cluster, "vm-1", "node1")]
    startPlan(cluster, 1, moves)
    expect(() => cluster.engine.run(100)).toThrow(
      `plan 1, move 0: after is ${after[0]}; expected the positions of moves before it`,
    )
  },
)

it("a VM that another plan has is left to it", () => {
  const cluster = testCluster({ loads: [[0.5], [], []] })
  const first = startPlan(cluster, 1, [moveOf(cluster, "vm-0", "node1")])
  cluster.engine.run(1)
  const second = startPlan(cluster, 2, [moveOf(cluster, "vm-0", "node2")])
  cluster.engine.run(2)
  expect(second.outcome).toEqual({ moved: 0, failed: 1, seconds: 0 })
  expect([ends(cluster, "vm-0"), cluster.plans.claimOf(cluster.vms[0]!)?.plan]).toEqual([["claimed"], 1])
  cluster.engine.run(100)
  expect([first.outcome?.moved, cluster.vms[0]!.host?.name]).toEqual([1, "node1"])
})

it.each<[string, (cluster: Cluster) => void]>([
  ["not running", ({ vms }) => vms[0]!.suspend()],
  ["not running", ({ vms }) => vms[0]!.crash()],
  ["moved meanwhile", ({ vms, machines }) => vms[0]!.moveTo(machines[2]!.host)],
  ["no machine", ({ machines }) => machines[1]!.host.turnOff()],
])("a move that is %s is given up, and what comes after it is made", (end, spoil) => {
  const cluster = testCluster({ loads: [[0.5, 0.5], [], []] })
  const moves = [moveOf(cluster, "vm-0", "node1"), moveOf(cluster, "vm-1", "node2", [0])]
  spoil(cluster)
  const plan = startPlan(cluster, 1, moves)
  cluster.engine.run(100)
  expect([ends(cluster, "vm-0"), ends(cluster, "vm-1")]).toEqual([[end], ["converged"]])
  expect(plan.outcome).toMatchObject({ moved: 1, failed: 1 })
  expect([cluster.plans.size, statesOf(cluster, "vm-0", "SERVICE")]).toEqual([0, []])
})

it("a machine without memory for a VM is no room for it; where nothing is reserved nobody looks", () => {
  const end = (reserve: boolean) => {
    const cluster = testCluster({
      loads: [[0.1], Array.from({ length: 32 }, () => 0.1)],
      migration: { reserve },
    })
    startPlan(cluster, 1, [moveOf(cluster, "vm-0", "node1")])
    cluster.engine.run(100)
    return ends(cluster, "vm-0")
  }
  expect(end(true)).toEqual(["no room"])
  expect(end(false)).toEqual(["converged"])
})

it.each<[string, number, (cluster: Cluster) => void, object]>([
  ["failed", 0, ({ machines }) => machines[1]!.host.turnOff(), {}],
  ["failed", 0, ({ machines }) => machines[0]!.host.turnOff(), {}],
  ["cancelled", 0, ({ vms }) => vms[0]!.cancelMigration(), {}],
  ["round limit", 1, () => {}, { roundLimit: 1 }],
  ["time-out", 1, () => {}, { timeout: 9 }],
  ["copied", 1, () => {}, { method: "stop-and-copy" }],
])("a migration ends: %s", (end, moved, disturb, migration) => {
  const cluster = testCluster({ loads: [[0.9], []], migration })
  const plan = startPlan(cluster, 1, [moveOf(cluster, "vm-0", "node1")])
  cluster.engine.run(4)
  disturb(cluster)
  cluster.engine.run(100)
  expect([ends(cluster, "vm-0"), plan.outcome?.moved]).toEqual([[end], moved])
  const [state] = dataOf(cluster, "vm-0", "SERVICE", "migrate")
  expect(state).toMatchObject({ state: moved - 1 === 0 ? 0 : -1, end })
  expect(cluster.plans.size).toBe(0)
})

it("moves go on when who waits for them is killed", () => {
  const cluster = testCluster({ loads: [[0.5], []] })
  const moves = [moveOf(cluster, "vm-0", "node1")]
  function* steps(): Steps<void> {
    yield* executePlan(cluster, 1, moves)
  }
  const process = cluster.engine.spawn("plan", steps, { daemon: true })
  cluster.engine.run(3)
  process.kill()
  cluster.engine.run(100)
  expect([cluster.vms[0]!.host?.name, cluster.plans.size]).toEqual(["node1", 0])
})

/** Machines that are off, and take ten seconds to come. */
function darkCluster(powersOff: boolean) {
  const cluster = testCluster({ loads: [[0.2, 0.2, 0.2], []], powersOff, bootSeconds: 10 })
  const off = cluster.machines[1]!
  cluster.engine.spawn("off", () => powerOff(cluster.engine, off))
  cluster.engine.run(1)
  expect(off.state).toBe("off")
  return { cluster, off }
}

it("a machine that is off is powered on once for all VMs that come, where the cluster does so", () => {
  const { cluster, off } = darkCluster(true)
  const moves = ["vm-0", "vm-1", "vm-2"].map((vm) => moveOf(cluster, vm, "node1"))
  const plan = startPlan(cluster, 1, moves)
  cluster.engine.run(5)
  expect(off.state).toBe("booting")
  cluster.engine.run(100)
  expect([plan.outcome?.moved, off.vms.size]).toEqual([3, 3])
  const { cluster: other, off: still } = darkCluster(false)
  const refused = startPlan(other, 1, [moveOf(other, "vm-0", "node1")])
  other.engine.run(100)
  expect([refused.outcome?.moved, still.state, ends(other, "vm-0")]).toEqual([0, "off", ["no machine"]])
})

it("a plan that comes while another one's machine boots waits for it too", () => {
  const { cluster } = darkCluster(true)
  startPlan(cluster, 1, [moveOf(cluster, "vm-0", "node1")])
  cluster.engine.run(5)
  const second = startPlan(cluster, 2, [moveOf(cluster, "vm-1", "node1")])
  cluster.engine.run(100)
  expect(second.outcome?.moved).toBe(1)
})

it("a machine that was powered on, and off again, is powered on again", () => {
  const { cluster, off } = darkCluster(true)
  startPlan(cluster, 1, [moveOf(cluster, "vm-0", "node1")])
  cluster.engine.run(50)
  startPlan(cluster, 2, [moveOf(cluster, "vm-0", "node0")])
  cluster.engine.run(100)
  powerOffEmpty(cluster, cluster.machines)
  cluster.engine.run(101)
  expect(off.state).toBe("off")
  startPlan(cluster, 3, [moveOf(cluster, "vm-0", "node1")])
  cluster.engine.run(200)
  expect(cluster.vms[0]!.host?.name).toBe("node1")
})

it("a machine that has failed is not powered on, nor is one where the boot comes to nothing a place to go", () => {
  const { cluster, off } = darkCluster(true)
  cluster.failed.add(off)
  const plan = startPlan(cluster, 1, [moveOf(cluster, "vm-0", "node1")])
  cluster.engine.run(100)
  expect([plan.outcome?.failed, off.state]).toEqual([1, "off"])
  cluster.failed.delete(off)
  startPlan(cluster, 2, [moveOf(cluster, "vm-0", "node1"), moveOf(cluster, "vm-1", "node1")])
  cluster.engine.run(105)
  off.host.turnOn()
  off.host.turnOff()
  cluster.engine.run(200)
  expect(off.state).toBe("off")
  expect([ends(cluster, "vm-0"), ends(cluster, "vm-1")]).toEqual([
    ["no machine", "no machine"],
    ["no machine"],
  ])
})

it("empty machines are powered off where the cluster does so, and not where a VM is or comes", () => {
  const states = (powersOff: boolean) => {
    const cluster = testCluster({ loads: [[0.5], [], []], powersOff })
    startPlan(cluster, 1, [moveOf(cluster, "vm-0", "node1")])
    cluster.engine.run(1)
    powerOffEmpty(cluster, cluster.machines)
    cluster.engine.run(2)
    return cluster.machines.map(({ state }) => state)
  }
  expect(states(true)).toEqual(["on", "on", "off"])
  expect(states(false)).toEqual(["on", "on", "on"])
})

it.each<[string, (cluster: Cluster) => void, string]>([
  ["crashes", ({ machines }) => machines[1]!.host.turnOff(), "off"],
  ["is powered off by another round", (cluster) => powerOffEmpty(cluster, cluster.machines), "off"],
  ["is to take a VM", ({ machines, vms }) => machines[1]!.reserve(vms[0]!), "on"],
  ["is in a new plan", (cluster) => cluster.plans.claim(cluster.vms[0]!, 1, cluster.machines[1]!), "on"],
])("an empty machine that %s on the date on which it is powered off stops nobody", (_, meanwhile, state) => {
  const cluster = testCluster({ loads: [[0.5], []], powersOff: true })
  powerOffEmpty(cluster, cluster.machines)
  meanwhile(cluster)
  cluster.engine.run(10)
  expect(cluster.machines[1]!.state).toBe(state)
})
