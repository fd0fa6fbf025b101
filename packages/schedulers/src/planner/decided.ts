import { unknownName } from "@placelab/core"
import type { Configuration, HostView, VmView } from "../placement/configuration.ts"
import {
  inCores,
  inCpuUnits,
  memoryRounding,
  type ViewNumbers,
  viewNumbers,
} from "../placement/viewNumbers.ts"
import type { Decision, PlannedMove, Verdict } from "./planner.ts"

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
  const loads = new Map(
    hosts.map((host) => [host.name, { host, vms: [] as VmView[], units: 0, cpu: 0, memory: 0 }]),
  )
  for (const vm of vms) {
    const load = loads.get(vm.host)!
    load.vms.push(vm)
    load.units += inCpuUnits(vm.cpu)
    load.memory += vm.memory
  }
  for (const load of loads.values()) load.cpu = inCores(load.units)
  return loads
}

/** Whether the VMs of a host ask for more CPU or memory than it has. */
export function isOverloaded({ host, cpu, memory }: HostLoad): boolean {
  return inCpuUnits(cpu) > inCpuUnits(host.cpu) || memory > host.memory * (1 + memoryRounding)
}

/** What a planner may say of its decision that does not follow from the moves. */
export interface Deciding extends Partial<Pick<Decision, "verdict" | "prefers">> {
  /** The work of its own. Default: one for each host and VM that it saw. */
  readonly steps?: number
  /** The view in numbers, where the planner has made them already. */
  readonly numbers?: ViewNumbers
}

/**
 * A decision with these moves, its verdict by what they lead to. `verdict` overrules. Errors: InputError for a host that the view
 * has not.
 *
 * @example decided(view, [{ vm: view.vms[0]!, to: "node3" }])
 */
export function decided(
  view: Configuration,
  moves: readonly PlannedMove[],
  {
    steps = view.hosts.length + view.vms.length,
    verdict,
    prefers,
    numbers = viewNumbers(view),
  }: Deciding = {},
): Decision {
  const { overloaded, openVms } = numbers
  const work = { hosts: view.hosts.length, vms: view.vms.length, overloaded, openVms, steps }
  const decision = { verdict: verdict ?? verdictOf(view, numbers, moves), moves, work }
  return prefers === undefined ? decision : { ...decision, prefers }
}

function verdictOf(view: Configuration, numbers: ViewNumbers, moves: readonly PlannedMove[]): Verdict {
  if (moves.length === 0) return numbers.overloaded === 0 ? "nothing to do" : "no solution"
  return overloadsAfter(view, numbers, moves) ? "partial plan" : "plan"
}

function overloadsAfter({ hosts }: Configuration, numbers: ViewNumbers, moves: readonly PlannedMove[]) {
  const freeCpu = numbers.freeCpu.slice()
  const freeMemory = numbers.freeMemory.slice()
  const byName = new Map(hosts.map(({ name }, i) => [name, i]))
  const put = ({ cpu, memory }: VmView, name: string, sign: 1 | -1) => {
    const host = byName.get(name)
    if (host === undefined) throw unknownName("decision", "host", name, byName.keys())
    freeCpu[host]! -= sign * inCpuUnits(cpu)
    freeMemory[host]! -= sign * memory
  }
  for (const { vm, to } of moves) {
    put(vm, vm.host, -1)
    put(vm, to, 1)
  }
  return freeCpu.some((left) => left < 0) || freeMemory.some((left) => left < 0)
}
