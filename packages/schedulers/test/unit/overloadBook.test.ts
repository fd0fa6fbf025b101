import { restartOnRecovery } from "@placelab/models"
import { expect, it } from "vitest"
import type { Rules } from "../../src/cluster/cluster.ts"
import { testCluster } from "../support/testCluster.ts"
import { dataOf, moveOf, startPlan, statesOf } from "../support/traceOf.ts"

const both: readonly Rules[] = ["vmplaces", "corrected"]
const vms = (count: number, load: number) => Array.from({ length: count }, () => load)
const full = vms(8, 0.9)

it.each(both)("%s: a change of load begins a violation, and a change of load ends it", (rules) => {
  const cluster = testCluster({ loads: [vms(8, 0.8)], rules })
  cluster.engine.run(10)
  for (const vm of cluster.vms) vm.setLoad(0.9)
  cluster.engine.run(25)
  for (const vm of cluster.vms) vm.setLoad(0.5)
  cluster.engine.run(30)
  expect(statesOf(cluster, "node0", "PM")).toEqual(["normal 0-10", "violation 10-25", "normal 25-30"])
})

it("under corrected rules the end of a violation says what has ended it", () => {
  const end = (relieve: (cluster: ReturnType<typeof testCluster>) => void) => {
    const cluster = testCluster({ loads: [full, [0.5]] })
    cluster.engine.run(5)
    relieve(cluster)
    cluster.engine.run(60)
    cluster.trace.close()
    return dataOf(cluster, "node0", "PM", "normal")
  }
  expect(end((cluster) => cluster.vms[0]!.setLoad(0))).toEqual([{ after: "load" }])
  expect(end((cluster) => startPlan(cluster, 1, [moveOf(cluster, "vm-0", "node1")]))).toEqual([
    { after: "migration" },
  ])
  expect(end((cluster) => cluster.machines[0]!.host.turnOff())).toEqual([{ after: "crash" }])
})

it.each(both)("%s: a machine that is asked for just what it has is not in violation", (rules) => {
  const cluster = testCluster({ loads: [[...vms(6, 0.9), 0.8, 0.8]], rules })
  expect(cluster.overloads.overloaded.size).toBe(0)
  cluster.vms[0]!.setLoad(0.91)
  expect([...cluster.overloads.overloaded]).toEqual(cluster.machines)
})

it.each(both)(
  "%s: a machine that is overloaded from the beginning is in violation from the beginning",
  (rules) => {
    const cluster = testCluster({ loads: [full], rules })
    cluster.engine.run(5)
    expect(statesOf(cluster, "node0", "PM")).toEqual(["violation 0-5"])
  },
)

it.each(both)("%s: a VM that arrives where it is too much begins a violation-out", (rules) => {
  const cluster = testCluster({ loads: [[0.9], vms(7, 0.9)], rules })
  startPlan(cluster, 1, [moveOf(cluster, "vm-0", "node1")])
  cluster.engine.run(40)
  const [before, after] = statesOf(cluster, "node1", "PM")
  expect(before).toMatch(/^normal 0-1\d(\.\d+)?$/)
  expect(after).toMatch(/^violation-out 1\d(\.\d+)?-40$/)
})

it("a VM that arrives inside of a violation begins a violation-out under the rules of VMPlaceS only", () => {
  const states = (rules: Rules) => {
    const cluster = testCluster({ loads: [[0.9], full], rules })
    startPlan(cluster, 1, [moveOf(cluster, "vm-0", "node1")])
    cluster.engine.run(40)
    return statesOf(cluster, "node1", "PM").map((state) => state.split(" ")[0])
  }
  expect(states("vmplaces")).toEqual(["violation", "violation-out"])
  expect(states("corrected")).toEqual(["violation"])
})

it("a VM that leaves a machine in order writes normal under the rules of VMPlaceS only", () => {
  const states = (rules: Rules) => {
    const cluster = testCluster({ loads: [[0.9, 0.9], []], rules })
    startPlan(cluster, 1, [moveOf(cluster, "vm-0", "node1")])
    cluster.engine.run(40)
    return [...statesOf(cluster, "node0", "PM"), "/", ...statesOf(cluster, "node1", "PM")].map(
      (state) => state.split(" ")[0],
    )
  }
  expect(states("vmplaces")).toEqual(["normal", "normal", "/", "normal"])
  expect(states("corrected")).toEqual(["normal", "/", "normal"])
})

it.each(both)("%s: a VM that leaves ends a violation when it was one too many, and else not", (rules) => {
  const states = (count: number) => {
    const cluster = testCluster({ loads: [vms(count, 0.9), []], rules })
    startPlan(cluster, 1, [moveOf(cluster, "vm-0", "node1")])
    cluster.engine.run(40)
    return statesOf(cluster, "node0", "PM").map((state) => state.split(" ")[0])
  }
  expect(states(8)).toEqual(["violation", "normal"])
  expect(states(9)).toEqual(["violation"])
})

it.each(both)(
  "%s: a VM that is suspended relieves its machine, and one that is resumed overloads it",
  (rules) => {
    const cluster = testCluster({ loads: [full], rules })
    cluster.engine.run(10)
    cluster.vms[0]!.suspend()
    cluster.engine.run(20)
    cluster.vms[0]!.resume()
    cluster.engine.run(30)
    expect(statesOf(cluster, "node0", "PM")).toEqual(["violation 0-10", "normal 10-20", "violation 20-30"])
  },
)

it("a detection goes on top of the violation and ends with it: one an episode, or under the rules of VMPlaceS each", () => {
  const states = (rules: Rules) => {
    const cluster = testCluster({ loads: [full], rules })
    const { engine, overloads, machines } = cluster
    const detect = (date: number) => {
      engine.run(date)
      overloads.detect(machines[0]!, "me")
    }
    detect(10)
    detect(20)
    engine.run(30)
    cluster.vms[0]!.setLoad(0)
    detect(35)
    engine.run(40)
    cluster.vms[0]!.setLoad(0.9)
    detect(50)
    engine.run(60)
    return statesOf(cluster, "node0", "PM")
  }
  const [first, second, later] = ["violation-det 10-30", "violation-det 20-30", "violation-det 50-60"]
  const around = ["violation 0-30", "normal 30-40", later, "violation 40-60"]
  expect(states("corrected")).toEqual([first, ...around])
  expect(states("vmplaces")).toEqual([second, first, ...around])
})

it("a crash ends a violation under corrected rules, and none under those of VMPlaceS, which write nothing", () => {
  const states = (rules: Rules, load: number) => {
    const cluster = testCluster({ loads: [vms(8, load)], rules })
    cluster.engine.run(10)
    cluster.machines[0]!.host.turnOff()
    cluster.engine.run(20)
    return statesOf(cluster, "node0", "PM")
  }
  expect(states("corrected", 0.9)).toEqual(["violation 0-10", "normal 10-20"])
  expect(states("vmplaces", 0.9)).toEqual(["violation 0-20"])
  expect(states("corrected", 0.5)).toEqual(["normal 0-20"])
  expect(states("vmplaces", 0.5)).toEqual(["normal 0-20"])
})

it("VMs that come back with their machine overload it: a violation under corrected rules, unseen under those of VMPlaceS", () => {
  const states = (rules: Rules) => {
    const cluster = testCluster({ loads: [full], rules })
    restartOnRecovery(cluster.engine, cluster.machines)
    const { host } = cluster.machines[0]!
    cluster.engine.run(10)
    host.turnOff()
    cluster.engine.run(20)
    host.turnOn()
    cluster.engine.run(30)
    expect(cluster.overloads.overloaded.size).toBe(1)
    return statesOf(cluster, "node0", "PM")
  }
  expect(states("corrected")).toEqual(["violation 0-10", "normal 10-20", "violation 20-30"])
  expect(states("vmplaces")).toEqual(["violation 0-30"])
})

it.each(both)(
  "%s: listeners hear of begin and end, the book has the order of the begins and the sums",
  (rules) => {
    const cluster = testCluster({ loads: [vms(8, 0.8), vms(8, 0.8)], rules })
    const { overloads, machines, engine } = cluster
    const [first, second] = machines as [(typeof machines)[0], (typeof machines)[0]]
    const heard: string[] = []
    overloads.onOverload(({ name }, isOverloaded) => heard.push(`${engine.now} ${name} ${isOverloaded}`))
    engine.run(1)
    for (const vm of second.vms) vm.setLoad(0.9)
    engine.run(2)
    for (const vm of first.vms) vm.setLoad(1)
    expect([...overloads.overloaded]).toEqual([second, first])
    expect([overloads.demandOf(first), overloads.demandOf(second), overloads.totalDemand]).toEqual([
      8, 7.2, 15.2,
    ])
    engine.run(3)
    second.host.turnOff()
    expect([overloads.isOverloaded(second), overloads.totalDemand]).toEqual([false, 8])
    expect(heard).toEqual(["1 node1 true", "2 node0 true", "3 node1 false"])
  },
)
