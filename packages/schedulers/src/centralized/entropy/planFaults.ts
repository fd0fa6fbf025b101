/*
 * Plays a plan, pool by pool, and tells what is wrong with it. It shares nothing with the search but the units: VMs are
 * added up anew, by name, wherever a load is asked for.
 *
 * While a pool runs, a VM that comes needs its room at the target already, and one that leaves still has its room at the
 * source. A host where a VM comes must not be overloaded in what that VM needs; one that was overloaded before and gets
 * nobody is no fault. At the end no host may be overloaded, all VMs must be in the state that they shall reach, and all
 * constraints hold; continuous ones hold in every pool, too, with all of its actions under way. A VM that comes needs what
 * constraints preserve for it, and at the end all do. Nobody is on a host that is off.
 */
import type { EntropyProblem, EntropyVm, TargetState, VmState } from "./entropyProblem.ts"
import type { PlanAction, ReconfigurationPlan } from "./plan.ts"
import { hostsOnline, knownFacts, Situation, type Stay } from "./situation.ts"
import { cpuUnitsPerCore, wholeUnits } from "./wholeUnits.ts"

type State = { readonly state: VmState | "terminated"; readonly host: string | undefined }

/** What is wrong with the plan, a sentence each; none when it is right. O(pools x VMs + actions x VMs of a host). */
export function planFaults(
  problem: EntropyProblem,
  { actions, switches = [] }: ReconfigurationPlan,
): string[] {
  const faults: string[] = []
  const vms = new Map(problem.vms.map((vm) => [vm.name, vm]))
  const states = new Map<string, State>()
  for (const { name, state = "running", host } of problem.vms) states.set(name, { state, host })
  const hosts = new Map(problem.hosts.map((host) => [host.name, host]))
  const facts = knownFacts(problem)
  const online = new Set(hostsOnline(problem.hosts))
  const moved = new Set<string>()

  const overload = (
    host: string,
    there: readonly EntropyVm[],
    needed: readonly EntropyVm[],
    when: string,
    demand: (vm: EntropyVm) => { readonly cpu: number; readonly memory: number },
  ) => {
    const capacity = hosts.get(host)
    if (capacity === undefined) return void faults.push(`${when}: there is no host "${host}"`)
    for (const [resource, unit] of [
      ["cpu", cpuUnitsPerCore],
      ["memory", 1],
    ] as const) {
      const total = (of: readonly EntropyVm[]) =>
        of.reduce((sum, vm) => sum + wholeUnits(demand(vm)[resource], unit), 0)
      if (total(needed) > 0 && total(there) > wholeUnits(capacity[resource], unit)) {
        faults.push(`${when}: the ${resource} of host "${host}" is overloaded`)
      }
    }
  }
  const runningOn = () => {
    const byHost = new Map<string, EntropyVm[]>()
    for (const [name, { state, host }] of states) {
      if (state !== "running" || host === undefined) continue
      byHost.set(host, [...(byHost.get(host) ?? []), vms.get(name)!])
    }
    return byHost
  }

  /** What a VM has had so far, until it moves and gets what is preserved for it. */
  const preserved = ({ name }: EntropyVm) => facts.demands.get(name)!
  const demandNow = (vm: EntropyVm) => (moved.has(vm.name) ? preserved(vm) : vm)
  const switchHosts = (before: number, when: string) => {
    const boots: string[] = []
    for (const { kind, host, pool } of switches) {
      if (pool !== before) continue
      const isOn = online.has(host)
      if (!hosts.has(host)) faults.push(`${when}: there is no host "${host}"`)
      else if (isOn !== (kind === "shutDown"))
        faults.push(`${when}: host "${host}" is switched ${isOn ? "on" : "off"} twice`)
      if (kind === "boot") boots.push(host)
      if (kind === "boot") online.add(host)
      else online.delete(host)
    }
    return boots
  }
  const expectOn = (stays: readonly Stay[], when: string) => {
    for (const [vm, host] of stays)
      if (hosts.has(host) && !online.has(host))
        faults.push(`${when}: VM "${vm}" is on host "${host}", which is off`)
  }
  const staysNow = () =>
    [...states].flatMap(([name, { state, host }]): Stay[] =>
      state === "running" && host !== undefined ? [[name, host]] : [],
    )

  const poolCount = actions.reduce((most, { pool }) => Math.max(most, pool + 1), 0)
  for (let pool = 0; pool < poolCount; pool++) {
    const inPool = actions.filter((action) => action.pool === pool)
    const boots = switchHosts(pool, `pool ${pool}`)
    const there = runningOn()
    const coming = new Map<string, EntropyVm[]>()
    const busy = new Set<string>()
    for (const action of inPool) {
      const vm = vms.get(action.vm)
      const state = states.get(action.vm)
      if (vm === undefined || state === undefined) {
        faults.push(`pool ${pool}: there is no VM "${action.vm}"`)
        continue
      }
      if (busy.has(vm.name)) faults.push(`pool ${pool}: VM "${vm.name}" is in two actions`)
      busy.add(vm.name)
      if (!mayStart(action, state))
        faults.push(`pool ${pool}: VM "${vm.name}" cannot ${action.kind} from where it is`)
      if ("to" in action) coming.set(action.to, [...(coming.get(action.to) ?? []), vm])
    }
    for (const name of busy) moved.add(name)
    for (const [host, needed] of coming) {
      overload(host, [...(there.get(host) ?? []), ...needed], needed, `pool ${pool}`, demandNow)
    }
    const comes = inPool.flatMap((action): Stay[] => ("to" in action ? [[action.vm, action.to]] : []))
    const stays = [...staysNow(), ...comes]
    expectOn(stays, `pool ${pool}`)
    const situation = new Situation(facts, stays, online, { comes, boots })
    for (const constraint of problem.constraints) {
      if (constraint.continuous !== true) continue
      for (const { message } of constraint.faults(situation)) faults.push(`pool ${pool}: ${message}`)
    }
    for (const action of inPool) if (vms.has(action.vm)) states.set(action.vm, after(action))
  }

  switchHosts(poolCount, "at the end")
  for (const [host, there] of runningOn()) overload(host, there, there, "at the end", preserved)
  for (const { name, target = "running" } of problem.vms) {
    const { state } = states.get(name)!
    if (!reached(target, state)) faults.push(`at the end: VM "${name}" is ${state}, and shall be ${target}`)
  }
  expectOn(staysNow(), "at the end")
  const situation = new Situation(facts, staysNow(), online)
  for (const constraint of problem.constraints) {
    for (const { message } of constraint.faults(situation)) faults.push(`at the end: ${message}`)
  }
  return faults
}

function mayStart(action: PlanAction, { state, host }: State): boolean {
  switch (action.kind) {
    case "run":
      return state === "waiting"
    case "resume":
      return state === "sleeping" && host === action.from
    case "migrate":
      return state === "running" && host === action.from && action.to !== action.from
    default:
      return state === "running" && host === action.from
  }
}

function after(action: PlanAction): State {
  if ("to" in action) return { state: "running", host: action.to }
  return action.kind === "suspend"
    ? { state: "sleeping", host: action.from }
    : { state: "terminated", host: undefined }
}

function reached(target: TargetState, state: State["state"]): boolean {
  return target === "ready" ? state === "sleeping" || state === "waiting" : target === state
}
