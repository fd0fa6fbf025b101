import type { Steps } from "@placelab/core"
import { type InjectedEvent, orThrow } from "@placelab/models"
import { expect, it } from "vitest"
import type { Cluster } from "../../src/cluster/cluster.ts"
import { scenario } from "../../src/scenario/completeScenario.ts"
import { eventsOf } from "../../src/scenario/events.ts"
import type { ProfileName } from "../../src/scenario/scenario.ts"
import { simulate } from "../../src/scenario/simulate.ts"
import { dataOf, moveOf, startPlan } from "../support/traceOf.ts"

it.each<ProfileName>(["vmplaces-head", "corrected"])(
  "%s: what is injected is played in its order, on one date too",
  (profile) => {
    const failures = { meanTimeToFailure: 200, downtime: 30 }
    const rest = { hosts: 8, duration: 300, load: { period: 10 }, suspensions: { period: 100 } }
    const all = orThrow(scenario({ profile, failures, ...rest }))
    const played: string[] = []
    const onStart = ({ engine, vms, machines }: Cluster) => {
      const note = (kind: InjectedEvent["kind"]) => played.push(`${engine.now} ${kind}`)
      for (const vm of vms) {
        const setLoad = vm.setLoad.bind(vm)
        vm.setLoad = (load) => {
          setLoad(load)
          note("load")
        }
        vm.onState((_, before) => {
          if (vm.state !== "crashed" && (vm.state === "suspended" || before === "suspended"))
            note("suspension")
        })
      }
      for (const machine of machines)
        machine.onState(() => {
          if (machine.state === "off") note("failure")
        })
    }
    simulate(all, { onStart })
    const crashesAndRest = [...eventsOf(all)].filter((event) => event.kind !== "failure" || !event.isOn)
    const events = crashesAndRest.map(({ date, kind }) => `${date} ${kind}`)
    // Of the others nothing is to be seen: a VM that is down is suspended.
    const seen = new Set(played)
    const order = [...new Set(events.filter((event) => seen.has(event)))]
    expect([...new Set(played.filter((event) => order.includes(event)))]).toEqual(order)
    expect(new Set(order.map((event) => event.split(" ")[1])).size).toBe(3)
    const dates = new Set(order.map((event) => event.split(" ")[0]))
    if (profile === "vmplaces-head") expect(order.length - dates.size).toBeGreaterThan(50)
  },
)

it.each<[ProfileName, string]>([
  ["vmplaces-head", "on"],
  ["corrected", "off"],
])("%s: a machine from which a VM migrates when it is to crash is %s", (profile, state) => {
  const failures = { meanTimeToFailure: 1000, downtime: 100 }
  const all = orThrow(scenario({ profile, hosts: 8, duration: 1000, failures, seed: 3 }))
  const crash = [...eventsOf(all)].find((event) => event.kind === "failure" && !event.isOn && event.host < 8)!
  const { date, host } = crash as Extract<InjectedEvent, { kind: "failure" }>
  let after: string | undefined
  const onStart = (cluster: Cluster) => {
    const { engine, machines } = cluster
    engine.spawn(
      "watch",
      function* (): Steps<void> {
        yield* engine.sleep(date - 2)
        const [vm] = machines[host]!.vms
        startPlan(cluster, 1, [moveOf(cluster, vm!.name, machines[(host + 1) % 8]!.name)])
        yield* engine.sleep(3)
        after = machines[host]!.state
      },
      { daemon: true },
    )
  }
  const { cluster } = simulate(all, { onStart })
  expect(after).toBe(state)
  const crashes = [...cluster.trace.records].filter((record) => record.state === "crash_event")
  expect(crashes[0]).toMatchObject({ entity: `node${host}`, time: date })
  const end = state === "on" ? "converged" : "failed"
  expect([...cluster.trace.records].some((record) => record.data?.end === end)).toBe(true)
  expect(dataOf(cluster, `node${host}`, "crash_event").length).toBeGreaterThan(0)
})

it("service nodes fail with the machines, and the counts say how many events there were", () => {
  const failures = { meanTimeToFailure: 500, downtime: 50 }
  const raw = { hosts: 4, duration: 1500, failures, suspensions: { period: 300 }, scheduler: "snooze" }
  const all = orThrow(scenario(raw))
  const { trace, injected } = simulate(all)
  const events = [...eventsOf(all)]
  const count = (kind: InjectedEvent["kind"]) => events.filter((event) => event.kind === kind).length
  expect(injected).toEqual({
    loads: count("load"),
    failures: count("failure"),
    suspensions: count("suspension"),
  })
  const crashed = [...trace.records]
    .filter(({ state }) => state === "crash_event")
    .map(({ entity }) => entity)
  expect(crashed).toEqual(
    events.flatMap((event) => (event.kind === "failure" && !event.isOn ? [`node${event.host}`] : [])),
  )
  expect(crashed.some((name) => name === "node4" || name === "node5")).toBe(true)
})
