import { Vm } from "@placelab/models"
import { describe, expect, test } from "vitest"
import {
  type ActionSettings,
  applyPlan,
  type PlanAction,
  planSteps,
  type ReconfigurationPlan,
  type SwitchOutcome,
  type SwitchSiteSpec,
  switchSite,
} from "../../src/index.ts"
import { type TestSite, testSite } from "../support/switchWorld.ts"

type Does =
  | { readonly kind: "run"; readonly to: string }
  | { readonly kind: "migrate" | "resume"; readonly from: string; readonly to: string }
  | { readonly kind: "suspend" | "stop"; readonly from: string }
const action = (vm: string, does: Does, pool = 0, after: number[] = []): PlanAction => ({
  ...{ vm, pool, after, cost: 0 },
  ...does,
})
const planOf = (...actions: PlanAction[]): ReconfigurationPlan => ({ actions, cost: 0 })

/** VMs of 1 GB: a on m0, b on m1, and c, which waits. */
function world(spec: Partial<TestSite> = {}) {
  const site = testSite({ memory: [2e9, 2e9, 2e9], ...spec })
  const [m0, m1] = site.machines
  const vms = new Map(
    [
      new Vm(site.engine, { name: "a", memory: 1e9, host: m0!.host }),
      new Vm(site.engine, { name: "b", memory: 1e9, host: m1!.host }),
      new Vm(site.engine, { name: "c", memory: 1e9 }),
    ].map((vm) => [vm.name, vm]),
  )
  const apply = (plan: ReconfigurationPlan, order: "dependencies" | "pools" = "dependencies") => {
    const { engine } = site
    const applied = engine.spawn("plan", () => applyPlan(site, vms, plan, { order, number: 7 }))
    engine.run()
    return applied.result
  }
  return { site, vms, apply }
}

const told = ({ steps }: SwitchOutcome) =>
  steps.map(({ does, start, end, outcome }) => [
    does.kind,
    Number(start.toFixed(3)),
    Number(end.toFixed(3)),
    outcome,
  ])

describe("an action", () => {
  const settings: ActionSettings = { runSeconds: 6, stopSeconds: 2 }

  test.each([
    ["runs a VM in a time that its memory does not matter to", action("c", { kind: "run", to: "m2" }), 6],
    ["stops one", action("a", { kind: "stop", from: "m0" }), 2],
    ["migrates one at the speed of the network", action("a", { kind: "migrate", from: "m0", to: "m2" }), 1],
    ["suspends one at the speed of the disk", action("a", { kind: "suspend", from: "m0" }), 10],
  ] as const)("%s", (_, does, seconds) => {
    const { apply } = world({ settings })
    expect(told(apply(planOf(does)))).toEqual([[does.kind, 0, seconds, "done"]])
  })

  test("holds the place of a VM from the beginning, and gives it back if it comes to nothing", () => {
    const { apply, site } = world({ settings, memory: [2e9, 2e9, 1e9] })
    const held: number[] = []
    for (const date of [3, 7]) site.engine.after(date, () => held.push(site.machines[2]!.memoryUsed))
    const plan = planOf(
      action("c", { kind: "run", to: "m2" }),
      action("a", { kind: "migrate", from: "m0", to: "m2" }),
    )
    expect(told(apply(plan)).map(([kind, , , outcome]) => [kind, outcome])).toEqual([
      ["run", "done"],
      ["migrate", "no room"],
    ])
    expect(held).toEqual([1e9, 1e9])
  })

  const suspended = action("a", { kind: "suspend", from: "m0" })
  const resume = (to: string) => action("a", { kind: "resume", from: "m0", to }, 1, [0])

  test("resumes a VM where its memory lies as fast as the disk reads", () => {
    expect(told(world().apply(planOf(suspended, resume("m0"))))[1]).toEqual(["resume", 10, 20, "done"])
  })

  test("resumes a VM elsewhere in twice the time, as its memory is copied to the disk there first", () => {
    const { vms, apply } = world()
    expect(told(apply(planOf(suspended, resume("m2"))))[1]).toEqual(["resume", 10, 30, "done"])
    expect([vms.get("a")!.state, vms.get("a")!.host?.name]).toEqual(["running", "m2"])
  })

  test("or as fast as the disk reads, if it is streamed", () => {
    const { apply } = world({ settings: { remoteResume: "stream" } })
    expect(told(apply(planOf(suspended, resume("m2"))))[1]).toEqual(["resume", 10, 20, "done"])
  })

  test("shares its disk with others", () => {
    const { apply, vms, site } = world({ memory: [3e9, 2e9, 2e9] })
    vms.set("d", new Vm(site.engine, { name: "d", memory: 1e9, host: site.machines[0]!.host }))
    const both = planOf(suspended, action("d", { kind: "suspend", from: "m0" }))
    expect(told(apply(both))).toEqual([
      ["suspend", 0, 20, "done"],
      ["suspend", 0, 20, "done"],
    ])
  })

  test("is in the trace, with how it ended", () => {
    const { apply, site } = world({ settings })
    apply(planOf(action("c", { kind: "run", to: "m2" })))
    const records = [...site.trace.records].map(({ kind: _, ...record }) => record)
    expect(records).toEqual([
      {
        entity: "c",
        state: "SERVICE",
        value: "run",
        time: 0,
        duration: 6,
        data: { plan: 7, to: "m2", end: "done" },
      },
    ])
  })
})

describe("what cannot be done is a value", () => {
  test.each([
    ["a VM that runs already", action("a", { kind: "run", to: "m2" }), "wrong state"],
    ["one that is elsewhere", action("a", { kind: "migrate", from: "m1", to: "m2" }), "wrong state"],
    ["one that does not run", action("c", { kind: "suspend", from: "m0" }), "wrong state"],
    ["one that does not sleep", action("a", { kind: "resume", from: "m0", to: "m0" }), "wrong state"],
    ["a host without room", action("c", { kind: "run", to: "m0" }), "no room"],
  ] as const)("%s", (_, does, outcome) => {
    const { apply } = world({ memory: [1.5e9, 2e9, 2e9] })
    expect(told(apply(planOf(does)))).toEqual([[does.kind, 0, 0, outcome]])
  })

  test("a host that is off, and one that goes off meanwhile", () => {
    const off = world()
    off.site.machines[2]!.host.turnOff()
    expect(told(off.apply(planOf(action("c", { kind: "run", to: "m2" }))))).toEqual([
      ["run", 0, 0, "no machine"],
    ])
    const going = world({ settings: { runSeconds: 6 } })
    going.site.engine.after(3, () => going.site.machines[2]!.host.turnOff())
    const plan = planOf(action("a", { kind: "suspend", from: "m0" }), action("c", { kind: "run", to: "m2" }))
    expect(told(going.apply(plan))).toEqual([
      ["suspend", 0, 10, "done"],
      ["run", 0, 6, "no machine"],
    ])
    expect(going.site.machines[2]!.memoryUsed).toBe(0)
  })

  test("a VM that somebody stops meanwhile", () => {
    const { apply, site, vms } = world()
    site.engine.after(3, () => vms.get("a")!.stop())
    expect(told(apply(planOf(action("a", { kind: "suspend", from: "m0" }))))).toEqual([
      ["suspend", 0, 3, "failed"],
    ])
  })
})

test("a plan that speaks of a VM or a machine that is not there is refused before anything begins", () => {
  const { vms, site } = world()
  const refused = (plan: ReconfigurationPlan) => {
    const applied = site.engine.spawn("plan", function* () {
      try {
        yield* applyPlan(site, vms, plan)
      } catch (error) {
        return (error as Error).message
      }
      return undefined
    })
    site.engine.run()
    return applied.result
  }
  const first = action("a", { kind: "suspend", from: "m0" })
  const to = (host: string) => action("a", { kind: "migrate", from: "m0", to: host })
  const noMachine = /^plan: machine name is "m9"; expected a known one: did you mean "m/
  expect(refused(planOf(first, action("e", { kind: "stop", from: "m0" })))).toMatch(/^plan: VM name is "e"; /)
  expect(refused(planOf(first, to("m9")))).toMatch(noMachine)
  expect(refused(planOf(action("a", { kind: "suspend", from: "m9" })))).toMatch(noMachine)
  expect(refused({ ...planOf(first), switches: [{ kind: "boot", host: "m9", pool: 0 }] })).toMatch(noMachine)
  expect(vms.get("a")!.state).toBe("running")
})

describe("a plan in which something fails", () => {
  // a leaves m0, so that b has room there; then c, where b was. d is another's.
  const chain = planOf(
    action("a", { kind: "suspend", from: "m0" }),
    action("b", { kind: "migrate", from: "m1", to: "m0" }, 1, [0]),
    action("c", { kind: "run", to: "m1" }, 2, [1]),
    action("d", { kind: "suspend", from: "m2" }, 2),
  )
  const failing = () => {
    const all = world({ memory: [1e9, 1e9, 2e9] })
    all.vms.set("d", new Vm(all.site.engine, { name: "d", memory: 1e9, host: all.site.machines[2]!.host }))
    return all
  }

  test("gives up what needs it, and goes on with what does not", () => {
    const { apply, site, vms } = failing()
    site.engine.after(3, () => site.machines[0]!.host.turnOff())
    const outcome = apply(chain)
    expect(told(outcome)).toEqual([
      ["suspend", 0, 3, "failed"],
      ["migrate", 3, 3, "given up"],
      ["run", 3, 3, "given up"],
      ["suspend", 0, 10, "done"],
    ])
    expect([outcome.done, outcome.failed, outcome.givenUp, outcome.seconds]).toEqual([1, 1, 2, 10])
    expect([vms.get("b")!.state, vms.get("c")!.state]).toEqual(["running", "requested"])
  })

  test("gives up the same by pools, and lets the others wait for their pool", () => {
    const { apply, site } = failing()
    site.engine.after(3, () => site.machines[0]!.host.turnOff())
    expect(told(apply(chain, "pools")).map(([kind, start, , outcome]) => [kind, start, outcome])).toEqual([
      ["suspend", 0, "failed"],
      ["migrate", 3, "given up"],
      ["run", 3, "given up"],
      ["suspend", 3, "done"],
    ])
  })
})

test("hosts are booted before a VM comes, and shut down when the last one has left", () => {
  const { apply, site } = world()
  const [m0, , m2] = site.machines
  m2!.host.turnOff()
  const plan: ReconfigurationPlan = {
    ...planOf(action("a", { kind: "migrate", from: "m0", to: "m2" })),
    switches: [
      { kind: "boot", host: "m2", pool: 0 },
      { kind: "shutDown", host: "m0", pool: 1 },
    ],
  }
  expect(planSteps(plan, "dependencies").map(({ does }) => does.kind)).toEqual([
    "boot",
    "migrate",
    "shutDown",
  ])
  expect(told(apply(plan)).map(([, , , outcome]) => outcome)).toEqual(["done", "done", "done"])
  expect([m0!.state, m2!.state]).toEqual(["off", "on"])
})

test("a host that cannot be switched has the actions that need it given up", () => {
  const { apply } = world()
  const plan: ReconfigurationPlan = {
    ...planOf(action("a", { kind: "migrate", from: "m0", to: "m2" })),
    switches: [
      { kind: "boot", host: "m2", pool: 0 },
      { kind: "shutDown", host: "m0", pool: 1 },
    ],
  }
  expect(told(apply(plan)).map(([, , , outcome]) => outcome)).toEqual(["wrong state", "given up", "given up"])
})

describe("a site is refused", () => {
  const { engine, machines, disks, trace } = testSite({ memory: [1e9, 1e9] })
  const error = (spec: Partial<SwitchSiteSpec>) => {
    try {
      switchSite({ engine, machines, disks, trace, ...spec })
    } catch (thrown) {
      return (thrown as Error).message
    }
    return undefined
  }

  test("without machines, with another number of disks, a disk of another machine, and times below 0", () => {
    expect(error({ machines: [] })).toBe("site: machines is []; expected at least one")
    expect(error({ disks: disks.slice(1) })).toBe("site: disks is 1; expected 2, one for each machine")
    expect(error({ disks: disks.toReversed() })).toBe('site: disks[0] is "disk 1"; expected a disk of "m0"')
    expect(error({ settings: { runSeconds: -1 } })).toMatch(/^site: runSeconds is -1; expected /)
    expect(error({ settings: { stopSeconds: -1 } })).toMatch(/^site: stopSeconds is -1; expected /)
  })
})
