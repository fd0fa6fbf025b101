import { RandomStream } from "@placelab/core"
import {
  type Constraint,
  type ConstraintStatement,
  constraintOf,
  type EntropyInput,
  knownFacts,
  type Reading,
  type ReconfigurationPlan,
  Situation,
  type Stay,
} from "../../src/index.ts"
import { drawInstance } from "./entropyInstances.ts"

/** The constraints that have both readings, with each of them. */
export const readings: readonly Kind[] = [
  ...(["among", "ban", "capacity", "fence", "gather", "lonely", "maxOnline"] as const),
  ...(["offline", "online", "split", "spread"] as const),
].flatMap((type) => [[type, "discrete"] as const, [type, "continuous"] as const])

/** Those that have one reading only. */
export const ofOneReading = (["preserve", "quarantine", "root"] as const).map(
  (type) => [type, type === "preserve" ? "discrete" : "continuous"] as const,
)

/** Which constraint, and its reading. */
export type Kind = readonly [type: ConstraintStatement["type"], reading: Reading]

/** A tiny cluster with constraints of these kinds, drawn so that some have a plan and some do not. */
export function drawConstrained(
  kinds: readonly Kind[],
  seed: number,
): EntropyInput & { readonly constraints: readonly Constraint[] } {
  const drawn = drawInstance(seed, { hosts: [2, 4], vms: [2, 5], cpu: 1.5, oneInOtherState: 6 })
  const random = new RandomStream(seed, `constraints ${kinds.join()}`)
  const occupied = new Set(drawn.vms.map((vm) => vm.host))
  const hosts = drawn.hosts.map((host) =>
    random.below(3) > 0 || occupied.has(host.name) ? host : { ...host, power: "off" as const },
  )
  const some = (of: readonly { readonly name: string }[], part: number) =>
    of.filter(() => random.uniform() < part).map(({ name }) => name)
  const parts = (of: readonly { readonly name: string }[]) => {
    const groups: string[][] = [[], []]
    for (const { name } of of) groups[random.below(3)]?.push(name)
    return groups
  }
  const constraints = kinds.map(([type, reading]) => {
    const vms = some(drawn.vms, 0.6)
    const hostNames = some(hosts, 0.5)
    const both = reading === "continuous" ? { continuous: true as const } : {}
    const states = {
      among: () => ({ type: "among", vms, groups: parts(hosts), ...both }),
      ban: () => ({ type: "ban", vms, hosts: hostNames, ...both }),
      capacity: () => {
        const of = (["vms", "cpu", "memory"] as const)[random.below(3)]!
        const amount = of === "cpu" ? random.below(40) / 10 : random.below(of === "vms" ? 4 : 10)
        return { type: "capacity", hosts: hostNames, of, amount, ...both }
      },
      fence: () => ({ type: "fence", vms: some(drawn.vms, 0.4), hosts: some(hosts, 0.7), ...both }),
      gather: () => ({ type: "gather", vms, ...both }),
      lonely: () => ({ type: "lonely", vms: some(drawn.vms, 0.4), ...both }),
      maxOnline: () => ({ type: "maxOnline", hosts: some(hosts, 0.8), count: random.below(3), ...both }),
      offline: () => ({ type: "offline", hosts: hostNames, ...both }),
      online: () => ({ type: "online", hosts: hostNames, ...both }),
      preserve: () => {
        const of = random.below(2) === 0 ? "cpu" : "memory"
        return { type: "preserve", vms, of, amount: of === "cpu" ? random.below(30) / 10 : random.below(6) }
      },
      quarantine: () => ({ type: "quarantine", hosts: some(hosts, 0.3) }),
      root: () => ({ type: "root", vms }),
      split: () => ({ type: "split", groups: parts(drawn.vms), ...both }),
      spread: () => ({ type: "spread", vms, ...both }),
    } as const satisfies Record<ConstraintStatement["type"], () => ConstraintStatement>
    return constraintOf(states[type]())
  })
  return { hosts, vms: drawn.vms, constraints }
}

/**
 * All placements that can be reached action by action, from today on: each with room at its target, and with continuous
 * constraints kept while it is under way. Several actions at once hold more room and break more rules, so nothing else can be
 * reached. Tells whether one is among them that a plan may end with. Hosts are taken to be on where somebody needs them; with
 * `boots`, the first VM that comes to a host switches it on, else it may have been on all the time.
 */
export function hasPlan({ hosts, vms, constraints = [] }: EntropyInput, boots: boolean): boolean {
  const least = (vm: string, of: "cpu" | "memory") =>
    Math.max(
      0,
      ...constraints.flatMap(({ leastDemands = [] }) =>
        leastDemands.map((each) => (each.vm === vm ? (each[of] ?? 0) : 0)),
      ),
    )
  const needs = vms.map(({ name, cpu, memory }) => ({
    cpu: Math.round(10 * Math.max(cpu, least(name, "cpu"))),
    memory: Math.max(memory, least(name, "memory")),
  }))
  const known = knownFacts({ hosts, vms, constraints })
  const wanted = constraints.flatMap(({ power }) => (power?.on === "all" ? power.hosts : []))
  const stays = (at: readonly number[]): Stay[] =>
    at.flatMap((host, i): Stay[] => (host < 0 ? [] : [[vms[i]!.name, hosts[host]!.name]]))
  const on = (all: readonly Stay[]) => [...all.map(([, host]) => host), ...wanted]
  const shallRun = vms.map(({ target = "running" }) => target === "running")

  const fits = (at: readonly number[], i: number, to: number) => {
    const there = at.flatMap((host, j) => (host === to && j !== i ? [needs[j]!] : []))
    const used = (of: "cpu" | "memory") => there.reduce((sum, each) => sum + each[of], needs[i]![of])
    const { cpu, memory } = hosts[to]!
    return (
      (needs[i]!.cpu === 0 || used("cpu") <= 10 * cpu) && (needs[i]!.memory === 0 || used("memory") <= memory)
    )
  }
  const mayGo = (at: readonly number[], i: number, to: number) => {
    if (to >= 0 && !fits(at, i, to)) return false
    const comes: Stay[] = to < 0 ? [] : [[vms[i]!.name, hosts[to]!.name]]
    const all = [...stays(at), ...comes]
    const booted = boots && to >= 0 && !at.includes(to) ? [hosts[to]!.name] : []
    const situation = new Situation(known, all, on(all), { comes, boots: booted })
    return constraints.every((rule) => rule.continuous !== true || rule.faults(situation).length === 0)
  }
  const isEnd = (at: readonly number[]) => {
    if (at.some((host, i) => host >= 0 !== shallRun[i])) return false
    const all = stays(at)
    const roomy = hosts.every((host, h) => {
      const there = at.flatMap((each, i) => (each === h ? [needs[i]!] : []))
      const used = (of: "cpu" | "memory") => there.reduce((sum, each) => sum + each[of], 0)
      return used("cpu") <= 10 * host.cpu && used("memory") <= host.memory
    })
    const situation = new Situation(known, all, on(all))
    return roomy && constraints.every((rule) => rule.faults(situation).length === 0)
  }

  const today = vms.map(({ host, state = "running" }) =>
    state === "running" ? hosts.findIndex(({ name }) => name === host) : -1,
  )
  const seen = new Set([today.join()])
  const queue = [today]
  for (const at of queue) {
    if (isEnd(at)) return true
    at.forEach((from, i) => {
      const targets = shallRun[i] ? [...hosts.keys()].filter((to) => to !== from) : from >= 0 ? [-1] : []
      for (const to of targets) {
        const next = at.with(i, to)
        if (seen.has(next.join()) || !mayGo(at, i, to)) continue
        seen.add(next.join())
        queue.push(next)
      }
    })
  }
  return false
}

/**
 * The least sum of the actions' costs over all placements that constraints and room allow in the end, whatever is in between;
 * infinite for none. Costs are those of memory.
 */
export function leastCost({ hosts, vms, constraints = [] }: EntropyInput): number {
  const known = knownFacts({ hosts, vms, constraints })
  const wanted = constraints.flatMap(({ power }) => (power?.on === "all" ? power.hosts : []))
  const running = vms.filter(({ target = "running" }) => target === "running")
  const leaving = vms.filter(
    ({ state = "running", target }) => state === "running" && target !== "running" && target !== undefined,
  )
  const toLeave = leaving.reduce((sum, { target, memory }) => sum + (target === "terminated" ? 0 : memory), 0)
  let least = Infinity
  const place = (i: number, stays: readonly Stay[], cost: number): void => {
    if (cost >= least) return
    const vm = running[i]
    if (vm === undefined) {
      const full = hosts.some(({ name, cpu, memory }) => {
        const there = stays.flatMap(([each, host]) => (host === name ? [known.demands.get(each)!] : []))
        const cores = there.reduce((sum, each) => sum + Math.round(10 * each.cpu), 0)
        return cores > 10 * cpu || there.reduce((sum, each) => sum + each.memory, 0) > memory
      })
      const situation = new Situation(known, stays, [...stays.map(([, host]) => host), ...wanted])
      if (!full && constraints.every((rule) => rule.faults(situation).length === 0)) least = cost
      return
    }
    for (const { name } of hosts) {
      const stayed = name === vm.host
      const state = vm.state ?? "running"
      const times = state === "waiting" ? 0 : state === "running" ? (stayed ? 0 : 1) : stayed ? 1 : 2
      place(i + 1, [...stays, [vm.name, name]], cost + times * vm.memory)
    }
  }
  place(0, [], toLeave)
  return least
}

/** What continuous constraints say at each event of a plan whose actions keep to what they wait for, in a random order. */
export function faultsInAnyOrder(
  { hosts, vms, constraints = [] }: EntropyInput,
  { actions }: ReconfigurationPlan,
  seed: number,
): string[] {
  const random = new RandomStream(seed, "order of actions")
  const running = vms.filter(({ state = "running" }) => state === "running")
  const stays = new Map(running.map(({ name, host }) => [name, new Set([host!])]))
  const facts = knownFacts({ hosts, vms, constraints })
  const wanted = constraints.flatMap(({ power }) => (power?.on === "all" ? power.hosts : []))
  const state = actions.map((): "waits" | "goes" | "done" => "waits")
  const faults: string[] = []
  for (;;) {
    const ready = actions.flatMap(({ after }, i) =>
      state[i] === "goes" || (state[i] === "waits" && after.every((other) => state[other] === "done"))
        ? [i]
        : [],
    )
    if (ready.length === 0) break
    const i = ready[random.below(ready.length)]!
    const action = actions[i]!
    const at = stays.get(action.vm) ?? new Set()
    stays.set(action.vm, at)
    if (state[i] === "waits" && "to" in action) at.add(action.to)
    if (state[i] === "goes" && action.kind !== "run" && action.kind !== "resume") at.delete(action.from)
    state[i] = state[i] === "waits" ? "goes" : "done"
    const comes = actions.flatMap((each, j): Stay[] =>
      state[j] === "goes" && "to" in each ? [[each.vm, each.to]] : [],
    )
    const all = [...stays].flatMap(([vm, at]) => [...at].map((host): Stay => [vm, host]))
    const situation = new Situation(facts, all, [...all.map(([, host]) => host), ...wanted], {
      comes,
      boots: [],
    })
    for (const rule of constraints)
      if (rule.continuous === true) faults.push(...rule.faults(situation).map(({ message }) => message))
  }
  if (state.some((each) => each !== "done")) faults.push("some actions never start")
  return faults
}
