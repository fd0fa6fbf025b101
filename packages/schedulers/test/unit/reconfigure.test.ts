import type { Host, Steps } from "@placelab/core"
import { expect, it } from "vitest"
import type { Cluster, DecisionRecord, Rules } from "../../src/cluster/cluster.ts"
import { type Reconfiguration, reconfigure } from "../../src/cluster/reconfigure.ts"
import { decided } from "../../src/planner/decided.ts"
import { perStep } from "../../src/planner/decisionTime.ts"
import type { Planner, Verdict } from "../../src/planner/planner.ts"
import { testCluster } from "../support/testCluster.ts"
import { dataOf, statesOf } from "../support/traceOf.ts"

const both: readonly Rules[] = ["vmplaces", "corrected"]
const full = Array.from({ length: 8 }, () => 0.9)
const time = perStep(0, 2)

/** Moves the first VM of an overloaded host to the last host. */
const firstToLast: Planner = {
  name: "first to last",
  decide: (view) => {
    const { work } = decided(view, [])
    return decided(view, work.overloaded === 0 ? [] : [{ vm: view.vms[0]!, to: view.hosts.at(-1)!.name }])
  },
}

/** A round over all machines that begins now, on a process of the node that decides. */
function round(cluster: Cluster, { node = cluster.services[0]!, planner = firstToLast } = {}) {
  const end: { result?: Reconfiguration } = {}
  cluster.engine.spawn(
    "round",
    function* (): Steps<void> {
      end.result = yield* reconfigure(cluster, cluster.machines, { planner, time, node })
    },
    { host: node, daemon: true },
  )
  return end
}

const clusterOf = (rules: Rules, loads = [full, [0.5]]) => testCluster({ loads, services: 1, rules })

/** Two rounds, the second one with nothing to do; and the date at which the first one was over. */
function twoRounds(cluster: Cluster, node?: Host): string {
  const { engine } = cluster
  const first = round(cluster, { node })
  engine.run(50)
  round(cluster, { node })
  engine.run(60)
  return String(Number(first.result!.seconds.toFixed(2)))
}

it("where one decides for others, the computation ends before the reconfiguration begins", () => {
  const cluster = clusterOf("corrected")
  const over = twoRounds(cluster)
  expect(statesOf(cluster, "node2", "SERVICE")).toEqual([
    "compute 0-2",
    `reconfigure 2-${over}`,
    `free ${over}-50`,
    "compute 50-52",
    "free 52-60",
  ])
  for (const member of ["node0", "node1"])
    expect(statesOf(cluster, member, "SERVICE")).toEqual([
      "booked 0-2",
      `reconfigure 2-${over}`,
      `free ${over}-50`,
      "booked 50-52",
      "free 52-60",
    ])
})

it("under the rules of VMPlaceS it stays open below, and a reconfiguration takes whole seconds", () => {
  const cluster = clusterOf("vmplaces")
  const over = twoRounds(cluster)
  expect(over).toMatch(/^\d+$/)
  expect(statesOf(cluster, "node2", "SERVICE")).toEqual([
    `reconfigure 2-${over}`,
    `compute 0-${over}`,
    `free ${over}-50`,
    "compute 50-52",
    "free 52-60",
  ])
  expect(statesOf(cluster, "node1", "SERVICE")[1]).toBe(`reconfigure 2-${over}`)
})

it.each(both)(
  "%s: a member that decides is booked as the others are, and its computation ends first",
  (rules) => {
    const cluster = clusterOf(rules)
    const over = twoRounds(cluster, cluster.machines[1]!.host)
    expect(statesOf(cluster, "node1", "SERVICE")).toEqual([
      "compute 0-2",
      `reconfigure 2-${over}`,
      `booked 0-${over}`,
      `free ${over}-50`,
      "compute 50-52",
      "booked 50-52",
      "free 52-60",
    ])
    expect(statesOf(cluster, "node2", "SERVICE")).toEqual([])
  },
)

it("the trace says what was decided, what was planned, and which plan it is", () => {
  const cluster = clusterOf("corrected")
  const records: DecisionRecord[] = []
  cluster.onDecision((record) => records.push(record))
  const end = round(cluster)
  cluster.engine.run(100)
  const [computed] = dataOf(cluster, "node2", "SERVICE", "compute")
  expect(computed).toEqual({
    duration: 2,
    state: "SUCCESS",
    migration_count: 1,
    psize: 2,
    steps: 11,
    plan: 1,
  })
  const [applied] = dataOf(cluster, "node2", "SERVICE", "reconfigure")
  expect(applied).toEqual({ plan: 1, planned: expect.closeTo(14.99, 1), count: 1 })
  expect(dataOf(cluster, "node0", "SERVICE", "reconfigure")).toEqual([{ plan: 1 }])
  expect(records).toMatchObject([{ number: 1, date: 0, node: "node2", decision: { verdict: "plan" } }])
  expect(records[0]!.view.vms.length).toBe(9)
  const { outcome, ...result } = end.result!
  expect(result).toMatchObject({ computed: 2, decision: records[0]!.decision })
  expect(outcome).toMatchObject({ moved: 1, failed: 0 })
  expect(result.seconds).toBe(2 + outcome!.seconds)
})

it.each<[Verdict, string]>([
  ["nothing to do", "NO_RECONFIGURATION_NEEDED"],
  ["no solution", "RECONFIGURATION_FAILED"],
  ["partial plan", "SUCCESS"],
])("the verdict %s is %s in the trace", (verdict, state) => {
  const cluster = clusterOf("corrected", [[...full, ...full], [0.5]])
  const planner: Planner = {
    name: "judge",
    decide: (view) => {
      const moves = verdict === "partial plan" ? [{ vm: view.vms[0]!, to: "node1" }] : []
      return decided(view, moves, { verdict })
    },
  }
  const end = round(cluster, { planner })
  cluster.engine.run(100)
  expect(dataOf(cluster, "node2", "SERVICE", "compute")).toMatchObject([{ state }])
  expect(end.result!.outcome?.moved).toBe(verdict === "partial plan" ? 1 : undefined)
})

it("who looks notices the machines that are overloaded, and no others", () => {
  const cluster = clusterOf("corrected")
  round(cluster)
  cluster.engine.run(1)
  expect(statesOf(cluster, "node0", "PM")).toEqual(["violation-det 0-1", "violation 0-1"])
  expect(dataOf(cluster, "node0", "PM", "violation-det")).toEqual([{ by: "first to last" }])
  expect(statesOf(cluster, "node1", "PM")).toEqual(["normal 0-1"])
})

it.each(both)(
  "%s: a node that crashes while it decides leaves its machines free, and moves nothing",
  (rules) => {
    const cluster = clusterOf(rules)
    let decisions = 0
    cluster.onDecision(() => decisions++)
    round(cluster)
    cluster.engine.run(1)
    cluster.services[0]!.turnOff()
    cluster.engine.run(50)
    expect(statesOf(cluster, "node2", "SERVICE")).toEqual(["compute 0-1", "free 1-50"])
    expect(statesOf(cluster, "node0", "SERVICE")).toEqual(["booked 0-1", "free 1-50"])
    expect([decisions, cluster.vms[0]!.host?.name]).toEqual([0, "node0"])
  },
)

it.each(both)(
  "%s: a node that crashes while its plan is applied frees its machines; the moves go on",
  (rules) => {
    const cluster = clusterOf(rules)
    round(cluster)
    cluster.engine.run(5)
    cluster.services[0]!.turnOff()
    cluster.engine.run(50)
    const computed = rules === "vmplaces" ? "compute 0-5" : "compute 0-2"
    expect(statesOf(cluster, "node2", "SERVICE").sort()).toEqual([computed, "free 5-50", "reconfigure 2-5"])
    expect(statesOf(cluster, "node0", "SERVICE")).toEqual(["booked 0-2", "reconfigure 2-5", "free 5-50"])
    expect([cluster.vms[0]!.host?.name, cluster.plans.size]).toEqual(["node1", 0])
  },
)

it("a member that decides, and crashes while its plan is applied, is free when it is back", () => {
  const cluster = clusterOf("corrected")
  round(cluster, { node: cluster.machines[1]!.host })
  cluster.engine.run(5)
  cluster.machines[1]!.host.turnOff()
  cluster.engine.run(50)
  expect(statesOf(cluster, "node1", "SERVICE")).toEqual([
    "compute 0-2",
    "reconfigure 2-5",
    "booked 0-5",
    "free 5-50",
  ])
  expect([cluster.vms[0]!.host?.name, cluster.plans.size]).toEqual(["node0", 0])
})

it("machines that a plan has emptied are powered off after it, where the cluster does so", () => {
  const states = (powersOff: boolean) => {
    const cluster = testCluster({ loads: [[0.5], [0.5], []], services: 1, powersOff })
    const planner: Planner = {
      name: "gather",
      decide: (view) =>
        decided(
          view,
          view.vms.slice(0, 1).map((vm) => ({ vm, to: "node1" })),
        ),
    }
    round(cluster, { planner })
    cluster.engine.run(100)
    return cluster.machines.map(({ state }) => state)
  }
  expect(states(true)).toEqual(["off", "on", "off"])
  expect(states(false)).toEqual(["on", "on", "on"])
})
