/*
 * Which VMs the search may move: repair mode, and its widening.
 *
 * Repair     open are the VMs that shall run and do not yet, those on hosts that are overloaded once all have left that
 *            shall not run, and those that a constraint names in a fault. All others stay where they are.
 * Widening   opens as many further hosts as are open already (one at least), those with the most free room first (of CPU
 *            and memory, the part of which less is free), since there a few moves make room for a large VM.
 * Source     repair mode of Entropy 2 and BtrPlace; the widening is our own.
 */
import type { EntropyProblem } from "./entropyProblem.ts"

/** What is open to the search. */
export interface Scope {
  /** 1 for a VM that may move. */
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

/** Opens only what has to change. */
export function repairScope(problem: EntropyProblem): Scope {
  const openHosts = overloadedHosts(problem)
  const running = new Map<string, string>()
  problem.runsAt.forEach((host, vm) => {
    if (host >= 0 && problem.shallRun[vm] === 1) running.set(problem.vms[vm]!.name, problem.hosts[host]!.name)
  })
  const named = problem.constraints.flatMap((constraint) =>
    constraint.faults(running).flatMap(({ vms }) => vms),
  )
  return scopeOf(problem, openHosts, new Set(named.map(problem.numbering.vm)))
}

/** Opens all VMs. */
export function wholeScope(problem: EntropyProblem): Scope {
  return scopeOf(problem, new Uint8Array(problem.hosts.length).fill(1), new Set())
}

/** Opens further hosts; undefined when all VMs are open. */
export function widenedScope(problem: EntropyProblem, { open, openHosts }: Scope): Scope | undefined {
  const movable = problem.shallRun.reduce((sum, each) => sum + each, 0)
  if (open.reduce((sum, each) => sum + each, 0) === movable) return undefined
  const { cpu, memory } = roomOfThoseWhoStay(problem)
  const free = (h: number) => Math.min(cpu[h]! / problem.hostCpu[h]!, memory[h]! / problem.hostMemory[h]!)
  const closed = [...openHosts.keys()].filter((host) => openHosts[host] === 0)
  closed.sort((a, b) => free(b) - free(a) || a - b)
  const more = openHosts.slice()
  const count = Math.max(1, openHosts.length - closed.length)
  for (const host of closed.slice(0, count)) more[host] = 1
  const named = new Set([...open.keys()].filter((vm) => open[vm] === 1))
  return scopeOf(problem, more, named)
}

function scopeOf(problem: EntropyProblem, openHosts: Uint8Array, named: ReadonlySet<number>): Scope {
  const open = Uint8Array.from(problem.shallRun, (runs, vm) => {
    const host = problem.runsAt[vm]!
    return runs === 1 && (host < 0 || openHosts[host] === 1 || named.has(vm)) ? 1 : 0
  })
  return { open, openHosts, openVms: open.reduce((sum, each) => sum + each, 0) }
}
