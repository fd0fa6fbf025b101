import { lv08Network, mebibytes } from "@placelab/core"
import { playJointMigrations } from "@placelab/models"
import { expect, test } from "vitest"
import {
  centralized,
  type DecisionRecord,
  entropyPlanner,
  instant,
  planMigrations,
  type Reconfiguration,
  reconfigure,
} from "../../src/index.ts"
import { testCluster } from "../support/testCluster.ts"

const network = { link: 1.25e9, backbone: 1.25e9, latency: 600e-6, limit: mebibytes(125) }

/** Two machines of nine whole loads each, which two VMs must leave, and one that is nearly empty. */
const loads = [Array(9).fill(1), Array(9).fill(1), [0.5], []]

test("the migrations of a decision, played by themselves, take what they took in the cluster", () => {
  const cluster = testCluster({ loads, services: 1, migration: { roundLimit: 30 } })
  const records: DecisionRecord[] = []
  cluster.onDecision((record) => records.push(record))
  const round = cluster.engine.spawn<Reconfiguration>("round", () =>
    reconfigure(cluster, cluster.machines, {
      planner: entropyPlanner(),
      time: instant,
      node: cluster.services[0]!,
    }),
  )
  cluster.engine.run()
  const [record] = records
  expect(record!.decision.moves).toHaveLength(4)
  const joint = planMigrations(record!, cluster, network)
  expect(joint.vms).toHaveLength(19)
  expect(joint.limits).toEqual({ downtimeLimit: 0.03, roundLimit: 30 })
  expect(joint.vms[0]).toMatchObject({ name: "vm-0", host: "node0", load: 1, updateSpeed: mebibytes(62.5) })
  expect(playJointMigrations(joint, lv08Network).seconds).toBeCloseTo(round.result.outcome!.seconds, 3)
})

test("they are in the order of the plan, each after those that it must wait for", () => {
  const cluster = testCluster({ loads, services: 1 })
  const planner = {
    name: "one after the other",
    decide: (view: DecisionRecord["view"]) => {
      const moves = [
        { vm: view.vms[0]!, to: "node2" },
        { vm: view.vms[9]!, to: "node2", after: [0] },
      ]
      const work = { hosts: 4, vms: 19, overloaded: 2, openVms: 18, steps: 2 }
      return { verdict: "partial plan" as const, moves, work }
    },
  }
  const records: DecisionRecord[] = []
  cluster.onDecision((record) => records.push(record))
  centralized(cluster, { planner, time: instant })
  cluster.engine.run(31)
  const { moves } = planMigrations(records[0]!, cluster, network)
  expect(moves).toEqual([
    { vm: "vm-0", to: "node2", after: [] },
    { vm: "vm-9", to: "node2", after: [0] },
  ])
})
