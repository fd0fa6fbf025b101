import { orThrow } from "@placelab/models"
import { describe, expect, test } from "vitest"
import {
  among,
  ban,
  capacity,
  type EntropyInput,
  type EntropyOptions,
  entropyOptions,
  entropyProblem,
  fence,
  gather,
  lonely,
  maxOnline,
  offline,
  online,
  type PlanAction,
  planFaults,
  preserve,
  quarantine,
  type ReconfigurationPlan,
  root,
  solveEntropy,
  split,
  spread,
} from "../../src/index.ts"

const host = (name: string, cpu = 4, memory = 8) => ({ name, cpu, memory })
const vm = (name: string, on: string, cpu = 1, memory = 1) => ({ name, host: on, cpu, memory })
const solve = (input: EntropyInput, options: EntropyOptions = {}) =>
  solveEntropy(orThrow(entropyProblem(input)), orThrow(entropyOptions({ scope: "all", ...options })))
const shown = ({ pool, kind, vm, ...where }: PlanAction) =>
  `${pool} ${kind} ${vm} ${"to" in where ? where.to : where.from}`
/** The plan in words, hosts that are switched first; or the status when there is none. */
const plan = (input: EntropyInput, options: EntropyOptions = {}) => {
  const result = solve(input, options)
  if (!("plan" in result)) return result.status
  expect(planFaults(orThrow(entropyProblem(input)), result.plan)).toEqual([])
  const switches = (result.plan.switches ?? []).map(({ pool, kind, host }) => `${pool} ${kind} ${host}`)
  return [...switches, ...result.plan.actions.map(shown)]
}

describe("a continuous constraint orders what a discrete one leaves open", () => {
  // x shall go to b, which z leaves for c: with room enough, both at once
  const hosts = [host("a"), host("b"), host("c")]
  const vms = [vm("x", "a", 1, 2), vm("z", "b", 1, 1)]
  const aims = [fence(["x"], ["b"]), fence(["z"], ["c"])]

  test.each([
    ["spread", spread(["x", "z"]), spread(["x", "z"], "continuous")],
    ["split", split([["x"], ["z"]]), split([["x"], ["z"]], "continuous")],
    ["lonely", lonely(["x"]), lonely(["x"], "continuous")],
    ["capacity", capacity(["b"], "vms", 1), capacity(["b"], "vms", 1, "continuous")],
  ])("%s", (_name, discrete, continuous) => {
    expect(plan({ hosts, vms, constraints: [...aims, discrete] })).toEqual(["0 migrate x b", "0 migrate z c"])
    const input = { hosts, vms, constraints: [...aims, continuous] }
    expect(plan(input)).toEqual(["0 migrate z c", "1 migrate x b"])
    // who goes by dependencies alone waits, too
    const result = solve(input)
    expect("plan" in result && result.plan.actions.map(({ after }) => after)).toEqual([[], [0]])
  })

  test("a VM that migrates between hosts of one capacity is counted once", () => {
    const rules = [fence(["x"], ["b"]), capacity(["a", "b"], "vms", 1, "continuous")]
    expect(plan({ hosts, vms: vms.slice(0, 1), constraints: rules })).toEqual(["0 migrate x b"])
    const twice = [fence(["x"], ["b"]), capacity(["a", "b"], "memory", 3, "continuous")]
    expect(plan({ hosts, vms: vms.slice(0, 1), constraints: twice })).toBe("unknown")
  })

  test("two VMs that may not meet change places over a pivot", () => {
    const constraints = [fence(["x"], ["b"]), fence(["z"], ["a"]), spread(["x", "z"], "continuous")]
    expect(plan({ hosts, vms, constraints })).toEqual(["0 migrate z c", "1 migrate x b", "2 migrate z a"])
  })

  test("and where there is no pivot, it is not known that there is no plan", () => {
    const constraints = [fence(["x"], ["b"]), fence(["z"], ["a"]), spread(["x", "z"], "continuous")]
    expect(plan({ hosts: hosts.slice(0, 2), vms, constraints })).toBe("unknown")
  })

  test("all at once looks at the end only", () => {
    const input = { hosts, vms, constraints: [...aims, spread(["x", "z"], "continuous")] }
    expect(solve(input, { sequencing: "atOnce" })).toMatchObject({ status: "optimal", plan: { cost: 3 } })
    const outside = { hosts, vms, constraints: [fence(["x"], ["b"], "continuous")] }
    expect(solve(outside)).toMatchObject({ status: "infeasible" })
    expect(solve(outside, { sequencing: "atOnce" })).toMatchObject({ status: "optimal", plan: { cost: 2 } })
  })
})

describe("what a continuous constraint forbids today", () => {
  const hosts = [host("a"), host("b")]
  const vms = [vm("x", "a"), vm("y", "a")]

  test.each([
    ["fence", (reading: "discrete" | "continuous") => fence(["x"], ["b"], reading)],
    ["ban", (reading: "discrete" | "continuous") => ban(["x"], ["a"], reading)],
    ["lonely", (reading: "discrete" | "continuous") => lonely(["x"], reading)],
    ["split", (reading: "discrete" | "continuous") => split([["x"], ["y"]], reading)],
    ["capacity", (reading: "discrete" | "continuous") => capacity(["a"], "vms", 1, reading)],
    ["offline", (reading: "discrete" | "continuous") => offline(["b"], reading)],
  ])("cannot be mended, as %s shows, and a discrete one can", (name, rule) => {
    const there = name === "offline" ? [...vms, vm("z", "b")] : vms
    expect(plan({ hosts, vms: there, constraints: [rule("discrete")] })).not.toBe("infeasible")
    expect(plan({ hosts, vms: there, constraints: [rule("continuous")] })).toBe("infeasible")
  })

  test("spread is the exception: VMs that share a host may part", () => {
    expect(plan({ hosts, vms, constraints: [spread(["x", "y"], "continuous")] })).toHaveLength(1)
  })

  test("among keeps VMs in their group: no other one is looked for", () => {
    const rules = (reading: "discrete" | "continuous") => [
      among(["x", "y"], [["a"], ["b"]], reading),
      offline(["a"]),
    ]
    expect(plan({ hosts, vms, constraints: rules("discrete") })).toHaveLength(3)
    expect(plan({ hosts, vms, constraints: rules("continuous") })).toBe("infeasible")
  })

  test("gather keeps VMs together where they are", () => {
    const waiting = { name: "w", cpu: 1, memory: 1, state: "waiting" as const }
    const rules = [gather(["x", "y", "w"], "continuous")]
    expect(plan({ hosts, vms: [...vms, waiting], constraints: rules })).toEqual(["0 run w a"])
    const full = [host("a", 2), host("b")]
    expect(plan({ hosts: full, vms: [...vms, waiting], constraints: rules })).toBe("infeasible")
    expect(
      plan({ hosts: full, vms: [...vms, waiting], constraints: [gather(["x", "y", "w"])] }),
    ).toHaveLength(3)
  })
})

test("root and quarantine keep VMs where they are, and others away", () => {
  const hosts = [host("a", 4), host("b"), host("c")]
  const vms = [vm("x", "a", 3), vm("y", "a", 3, 5), vm("z", "b")]
  expect(plan({ hosts, vms })).toEqual(["0 migrate x c"])
  expect(plan({ hosts, vms, constraints: [root(["x"])] })).toEqual(["0 migrate y b"])
  expect(plan({ hosts, vms, constraints: [quarantine(["b", "c"])] })).toBe("infeasible")
  expect(plan({ hosts, vms, constraints: [quarantine(["a"])] })).toBe("infeasible")
  expect(plan({ hosts, vms, constraints: [quarantine(["c"])] })).toEqual(["0 migrate x b"])
})

describe("preserve", () => {
  const hosts = [host("a"), host("b")]
  const vms = [vm("x", "a", 1, 2), vm("y", "a", 1, 1)]

  test("makes room for what a VM shall have at least", () => {
    expect(plan({ hosts, vms, constraints: [preserve(["x"], "cpu", 3)] })).toEqual([])
    expect(plan({ hosts, vms, constraints: [preserve(["x"], "cpu", 3.5)] })).toEqual(["0 migrate y b"])
    expect(plan({ hosts, vms, constraints: [preserve(["x"], "memory", 9)] })).toBe("infeasible")
  })

  test("of several VMs counts for each, and the larger of two for one", () => {
    expect(plan({ hosts, vms, constraints: [preserve(["x", "y"], "cpu", 2.5)] })).toEqual(["0 migrate y b"])
    const both = [preserve(["x"], "cpu", 3.5), preserve(["x"], "cpu", 1)]
    expect(plan({ hosts, vms, constraints: both })).toEqual(["0 migrate y b"])
  })

  test("is missed by the check when a plan has no room for it", () => {
    const problem = orThrow(entropyProblem({ hosts, vms, constraints: [preserve(["x"], "cpu", 3.5)] }))
    expect(planFaults(problem, { actions: [], cost: 0 })).toEqual([
      'at the end: the cpu of host "a" is overloaded',
    ])
  })
})

describe("hosts are switched", () => {
  const off = (name: string) => ({ ...host(name), power: "off" as const })
  const waiting = { name: "w", cpu: 3, memory: 1, state: "waiting" as const }

  test("on where a VM needs one, those that are on first", () => {
    const vms = [vm("x", "a", 3), waiting]
    expect(plan({ hosts: [host("a"), off("b"), host("c")], vms })).toEqual(["0 run w c"])
    expect(plan({ hosts: [host("a"), off("b")], vms })).toEqual(["0 boot b", "0 run w b"])
  })

  test("off when they shall be, after those there have left", () => {
    const vms = [vm("x", "a")]
    const hosts = [host("a"), host("b"), off("c")]
    expect(plan({ hosts, vms, constraints: [offline(["a"])] })).toEqual(["1 shutDown a", "0 migrate x b"])
    expect(plan({ hosts, vms, constraints: [offline(["b"], "continuous")] })).toEqual(["0 shutDown b"])
    expect(plan({ hosts, vms, constraints: [offline(["c"])] })).toEqual([])
  })

  test("on when they shall be: at the end, or before anything else", () => {
    const vms = [vm("x", "a")]
    const hosts = [host("a"), host("b"), off("c")]
    const goes = fence(["x"], ["b"])
    expect(plan({ hosts, vms, constraints: [goes, online(["c"])] })).toEqual(["1 boot c", "0 migrate x b"])
    expect(plan({ hosts, vms, constraints: [goes, online(["c"], "continuous")] })).toEqual([
      "0 boot c",
      "0 migrate x b",
    ])
  })

  test("so that no more than so many are on: empty ones first, the last ones of all", () => {
    const hosts = [host("a"), host("b"), host("c"), host("d")]
    const vms = [vm("x", "a"), vm("y", "c")]
    const names = hosts.map(({ name }) => name)
    expect(plan({ hosts, vms, constraints: [maxOnline(names, 3)] })).toEqual(["0 shutDown d"])
    expect(plan({ hosts, vms, constraints: [maxOnline(names, 1)] })).toEqual([
      "1 shutDown b",
      "1 shutDown c",
      "1 shutDown d",
      "0 migrate y a",
    ])
    expect(plan({ hosts, vms, constraints: [maxOnline(names, 0)] })).toBe("infeasible")
  })

  test("off before others are switched on, where the number is continuous", () => {
    // x leaves a for c, then a may be off, and b on for w
    const hosts = [host("a"), off("b"), host("c")]
    const vms = [vm("x", "a"), waiting]
    const rules = [fence(["x"], ["c"]), fence(["w"], ["b"]), maxOnline(["a", "b"], 1, "continuous")]
    expect(plan({ hosts, vms, constraints: rules })).toEqual([
      "1 shutDown a",
      "1 boot b",
      "0 migrate x c",
      "1 run w b",
    ])
  })

  test("and contradictions about them are infeasible", () => {
    const hosts = [host("a"), host("b"), off("c")]
    const vms = [vm("x", "a")]
    expect(plan({ hosts, vms, constraints: [online(["b"]), offline(["b"])] })).toBe("infeasible")
    expect(plan({ hosts, vms, constraints: [online(["b", "c"]), maxOnline(["b", "c"], 1)] })).toBe(
      "infeasible",
    )
    const always = [online(["c"], "continuous"), fence(["x"], ["b"]), maxOnline(["a", "c"], 1, "continuous")]
    expect(plan({ hosts, vms, constraints: always })).toBe("infeasible")
    const atEnd = [online(["c"]), fence(["x"], ["b"]), maxOnline(["a", "c"], 1, "continuous")]
    expect(plan({ hosts, vms, constraints: atEnd })).toEqual(["1 shutDown a", "1 boot c", "0 migrate x b"])
  })

  test("and the check finds plans that use them wrongly", () => {
    const problem = orThrow(entropyProblem({ hosts: [host("a"), off("b")], vms: [vm("x", "a"), waiting] }))
    const run: PlanAction = { kind: "run", vm: "w", to: "b", cost: 0, pool: 0, after: [] }
    const faults = (plan: Partial<ReconfigurationPlan>) =>
      planFaults(problem, { actions: [run], cost: 0, ...plan })
    expect(faults({})).toEqual([
      'pool 0: VM "w" is on host "b", which is off',
      'at the end: VM "w" is on host "b", which is off',
    ])
    const boot = { kind: "boot", host: "b", pool: 0 } as const
    expect(faults({ switches: [boot] })).toEqual([])
    expect(faults({ switches: [boot, { ...boot, pool: 1 }] })).toEqual([
      'at the end: host "b" is switched on twice',
    ])
    expect(faults({ switches: [boot, { kind: "shutDown", host: "a", pool: 1 }] })).toEqual([
      'at the end: VM "x" is on host "a", which is off',
    ])
    expect(faults({ switches: [boot, { kind: "boot", host: "z", pool: 1 }] })).toEqual([
      'at the end: there is no host "z"',
    ])
  })
})

test("VMs that do not fit where constraints hold them are infeasible without a search, and who may not stay costs a move", () => {
  const hosts = Array.from({ length: 40 }, (_, i) => host(`h${i}`, 4.6))
  const vms = hosts.flatMap(({ name }, i) => [vm(`x${i}`, name, 1.5), vm(`y${i}`, name, i === 7 ? 4 : 1.5)])
  expect(solve({ hosts, vms })).toMatchObject({ status: "optimal", plan: { cost: 1 } })
  const closed = { hosts, vms, constraints: hosts.map(({ name }) => quarantine([name])) }
  expect(solve(closed)).toMatchObject({ status: "infeasible", nodes: 0 })
  const banned = { hosts, vms: vms.slice(0, 10), constraints: [ban(["x3", "y4"], ["h3", "h4"])] }
  expect(solve(banned, { limit: 50 })).toMatchObject({ status: "optimal", lowerBound: 2, plan: { cost: 2 } })
  expect(solve({ hosts, vms, constraints: [fence(["x5"], [])] })).toMatchObject({
    status: "infeasible",
    nodes: 0,
  })
})

test("VMs that may not stay, or not together, are in the bound: the first plan is known to be the cheapest", () => {
  const hosts = Array.from({ length: 40 }, (_, i) => host(`h${i}`))
  const vms = hosts.flatMap(({ name }, i) => [vm(`x${i}`, name), vm(`y${i}`, name)])
  const twenty = Array.from({ length: 20 }, (_, i) => i)
  const away = twenty.map((i) => ban([`x${i}`], [`h${i}`]))
  const apart = twenty.map((i) => spread([`x${i}`, `y${i}`]))
  for (const constraints of [away, apart]) {
    const { nodes, ...found } = solve({ hosts, vms, constraints }, { limit: 20_000 })
    expect(found).toMatchObject({ status: "optimal", lowerBound: 20, plan: { cost: 20 } })
    // A node for each of the 80 VMs, and one for each of the 20 actions.
    expect(nodes).toBe(100)
  }
})

test("VMs go first to hosts where nobody has to wait for others to leave", () => {
  // x and y have to leave a and b, which have most room then; c and d have room now.
  const hosts = ["a", "b", "c", "d"].map((name) => host(name))
  const vms = [vm("x", "a", 3, 4), vm("y", "b", 3, 4), vm("u", "c", 1, 3), vm("v", "d", 1, 3)]
  const constraints = [ban(["x"], ["a"]), ban(["y"], ["b"])]
  // A node for each of the four VMs, and one for each of the two actions.
  const { nodes, ...found } = solve({ hosts, vms, constraints })
  expect(found).toMatchObject({ status: "optimal", lowerBound: 8, plan: { cost: 8 } })
  expect(nodes).toBe(6)

  // Without constraints: when s sleeps, a has most room for w. A node for u, for w, and for each of the two actions.
  const sleeper = { ...vm("s", "a", 3, 4), target: "sleeping" as const }
  const waiting = { name: "w", cpu: 2, memory: 1, state: "waiting" as const }
  const pair = { hosts: hosts.slice(0, 2), vms: [sleeper, vm("u", "b", 1, 3), waiting] }
  const first = solve(pair)
  expect(first).toMatchObject({ status: "optimal", lowerBound: 4, plan: { cost: 4 } })
  expect(first.nodes).toBe(4)
})

test("the check finds a continuous constraint that is broken on the way", () => {
  const hosts = [host("a"), host("b"), host("c")]
  const vms = [vm("x", "a"), vm("z", "b")]
  const problem = orThrow(entropyProblem({ hosts, vms, constraints: [spread(["x", "z"], "continuous")] }))
  const move = (name: string, from: string, to: string, pool: number): PlanAction => ({
    ...{ kind: "migrate", vm: name, from, to, cost: 1, pool, after: [] },
  })
  const faults = (...actions: PlanAction[]) => planFaults(problem, { actions, cost: 0 })
  expect(faults(move("z", "b", "c", 0), move("x", "a", "b", 0))).toEqual([
    'pool 0: spread: VMs "x" and "z" run on host "b"',
  ])
  expect(faults(move("z", "b", "c", 0), move("x", "a", "b", 1))).toEqual([])
})

test("the check finds a host that is switched on too soon", () => {
  const hosts = [host("a"), { ...host("b"), power: "off" as const }]
  const constraints = [maxOnline(["a", "b"], 1, "continuous")]
  const problem = orThrow(entropyProblem({ hosts, vms: [vm("x", "a")], constraints }))
  const action: PlanAction = { kind: "migrate", vm: "x", from: "a", to: "b", cost: 1, pool: 0, after: [] }
  const boot = { kind: "boot", host: "b", pool: 0 } as const
  const shutDown = { kind: "shutDown", host: "a", pool: 1 } as const
  expect(planFaults(problem, { actions: [action], switches: [boot, shutDown], cost: 1 })).toEqual([
    "pool 0: max online: 2 hosts are on, more than 1",
  ])
})
