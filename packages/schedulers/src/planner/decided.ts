import type { Configuration, HostView, VmView } from "../placement/configuration.ts"
import type { Decision, PlannedMove, Verdict } from "./planner.ts"

/** Demands are sums of fractions: what is over by less than this part of the capacity is rounding, not load. */
const rounding = 1e-9

/** The hosts of a view with their VMs, in the order of the view, and what these ask for. */
export interface HostLoad {
  readonly host: HostView
  readonly vms: readonly VmView[]
  /** In cores. */
  readonly cpu: number
  readonly memory: number
}

/** Who is on which host, by the name of the host. */
export function hostLoads({ hosts, vms }: Configuration): ReadonlyMap<string, HostLoad> {
  const loads = new Map(hosts.map((host) => [host.name, { host, vms: [] as VmView[], cpu: 0, memory: 0 }]))
  for (const vm of vms) {
    const load = loads.get(vm.host)!
    load.vms.push(vm)
    load.cpu += vm.cpu
    load.memory += vm.memory
  }
  return loads
}

/** Whether the VMs of a host ask for more CPU or memory than it has. */
export function isOverloaded({ host, cpu, memory }: HostLoad): boolean {
  return cpu > host.cpu * (1 + rounding) || memory > host.memory * (1 + rounding)
}

/**
 * A decision with these moves, its verdict by what they lead to: for planners that count nothing but their moves. `steps` is the
 * work of their own (default: one for each host and VM that they saw); `verdict` overrules.
 */
export function decided(
  view: Configuration,
  moves: readonly PlannedMove[],
  { steps = view.hosts.length + view.vms.length, verdict }: { steps?: number; verdict?: Verdict } = {},
): Decision {
  const overloaded = [...hostLoads(view).values()].filter(isOverloaded)
  const openVms = overloaded.reduce((sum, { vms }) => sum + vms.length, 0)
  const work = {
    hosts: view.hosts.length,
    vms: view.vms.length,
    overloaded: overloaded.length,
    openVms,
    steps,
  }
  return { verdict: verdict ?? verdictOf(view, moves, overloaded.length), moves, work }
}

function verdictOf(view: Configuration, moves: readonly PlannedMove[], overloaded: number): Verdict {
  if (moves.length === 0) return overloaded === 0 ? "nothing to do" : "no solution"
  const to = new Map(moves.map((move) => [move.vm.name, move.to]))
  const vms = view.vms.map((vm) => ({ ...vm, host: to.get(vm.name) ?? vm.host }))
  const after = [...hostLoads({ hosts: view.hosts, vms }).values()]
  return after.some(isOverloaded) ? "partial plan" : "plan"
}
