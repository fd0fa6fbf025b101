/*
 * Which VMs the search may move: repair mode, and its widening.
 *
 * Repair     open are the VMs that shall run and do not yet, those on hosts that are overloaded once all have left that
 *            shall not run, and those that a constraint names in a fault. All others stay where they are.
 * Widening   opens as many further hosts as are open already (a hundredth of all at least), those with the most free room
 *            first (of CPU and memory, the part of which less is free): there a few moves make room for a large VM.
 * Source     repair mode of Entropy 2 and BtrPlace; the widening is our own.
 */
import type { EntropyProblem } from "./entropyProblem.ts"
import { type Situation, situationAtEnd } from "./situation.ts"

/** What is open to the search. */
export interface Scope {
  /** For a VM that may move: how many scopes have been opened until it could, from 1; 0 for all others. */
  readonly open: Uint8Array
  /** 1 for a host whose VMs are open. */
  readonly openHosts: Uint8Array
  readonly openVms: number
}

/** Free CPU and memory of each host, once all have left that shall not run, and nobody else has moved. */
export function roomOfThoseWhoStay(problem: EntropyProblem): { cpu: Float64Array; memory: Float64Array } {
  const cpu = problem.hostCpu.slice()
  const memory = problem.hostMemory.slice()
  problem.runsAt.forEach((host, vm) => {
    if (host < 0 || problem.shallRun[vm] === 0) return
    cpu[host]! -= problem.vmCpu[vm]!
    memory[host]! -= problem.vmMemory[vm]!
  })
  return { cpu, memory }
}

/** 1 for a host that is overloaded once all have left that shall not run. */
export function overloadedHosts(problem: EntropyProblem): Uint8Array {
  const { cpu, memory } = roomOfThoseWhoStay(problem)
  return Uint8Array.from(cpu, (left, host) => (left < 0 || memory[host]! < 0 ? 1 : 0))
}

/** Those who run and shall run are where they are, and only the hosts are on that have to be. */
function ifNobodyMoves(problem: EntropyProblem): Situation {
  const { hosts, vms, runsAt, shallRun, numbering } = problem
  const running = new Map<string, string>()
  runsAt.forEach((host, vm) => {
    if (host >= 0 && shallRun[vm] === 1) running.set(vms[vm]!.name, hosts[host]!.name)
  })
  const mustBeOn = hosts.filter((_, host) => numbering.mustBeOn[host]! > 0)
  return situationAtEnd(problem, running, [...running.values(), ...mustBeOn.map(({ name }) => name)])
}

/** Opens only what has to change. */
export function repairScope(problem: EntropyProblem): Scope {
  const openHosts = overloadedHosts(problem)
  const open = new Uint8Array(problem.vms.length)
  if (problem.constraints.length > 0) {
    const situation = ifNobodyMoves(problem)
    for (const constraint of problem.constraints) {
      for (const { vms } of constraint.faults(situation))
        for (const vm of vms) open[problem.numbering.vm(vm)] = 1
    }
  }
  return opened(problem, open, openHosts, 1)
}

/** Opens all VMs; those that have to change come first. */
export function wholeScope(problem: EntropyProblem): Scope {
  return opened(problem, repairScope(problem).open, new Uint8Array(problem.hosts.length).fill(1), 2)
}

/** Opens further hosts; undefined when all VMs are open. */
export function widenedScope(
  problem: EntropyProblem,
  { open, openHosts, openVms }: Scope,
): Scope | undefined {
  if (openVms === problem.shallRun.reduce((sum, runs) => sum + runs, 0)) return undefined
  const { cpu, memory } = roomOfThoseWhoStay(problem)
  const free = (h: number) => Math.min(cpu[h]! / problem.hostCpu[h]!, memory[h]! / problem.hostMemory[h]!)
  const closed = [...openHosts.keys()].filter((host) => openHosts[host] === 0)
  closed.sort((a, b) => free(b) - free(a) || a - b)
  const more = openHosts.slice()
  const count = Math.max(Math.ceil(openHosts.length / 100), openHosts.length - closed.length)
  for (const host of closed.slice(0, count)) more[host] = 1
  const steps = open.reduce((most, step) => Math.max(most, step), 0)
  return opened(problem, open, more, steps + 1)
}

/** Opens all VMs that are to run, and run on one of these hosts or not at all; what is open already stays so. */
function opened(problem: EntropyProblem, before: Uint8Array, openHosts: Uint8Array, step: number): Scope {
  const open = Uint8Array.from(problem.shallRun, (runs, vm) => {
    const host = problem.runsAt[vm]!
    if (runs === 0) return 0
    return before[vm]! || (host < 0 || openHosts[host] === 1 ? step : 0)
  })
  return { open, openHosts, openVms: open.reduce((sum, each) => sum + (each > 0 ? 1 : 0), 0) }
}
