/*
 * What Entropy is asked: hosts, VMs with the state they are in and the one they shall reach, rules, and costs; checked,
 * and laid out in columns for the search.
 *
 *   from \ to   running         sleeping   ready      terminated
 *   running     stay, migrate   suspend    suspend    stop
 *   sleeping    resume          -          -          (refused)
 *   waiting     run             (refused)  -          (refused)
 *
 * "Ready" groups waiting and sleeping: the VM shall not run. A VM that runs holds its CPU and its memory; one that sleeps
 * or waits holds neither.
 *
 * A host that is off is switched on when a VM shall run there; this costs nothing here.
 *
 * Source     Hermenier, Lebre, Menaud (2010): life cycle of virtualised jobs.
 * Left out   room for images on disks; what it costs, and takes, to switch hosts on and off.
 */
import { type Bytes, InputError, unknownName } from "@placelab/core"
import { checked, orThrow } from "@placelab/models"
import type { Either } from "fp-ts/lib/Either.js"
import { configuration, type HostView } from "../../placement/configuration.ts"
import { type ActionCosts, memoryCosts } from "./actionCosts.ts"
import type { Numbering, PlacementConstraint } from "./placementConstraint.ts"
import { cpuUnitsPerCore, wholeUnits } from "./wholeUnits.ts"

/** The state that a VM is in. */
export type VmState = "running" | "sleeping" | "waiting"

/** The state that a VM shall reach; ready is sleeping or waiting. */
export type TargetState = "running" | "sleeping" | "ready" | "terminated"

/** A VM as Entropy sees it; what a {@link VmView} says of a VM that runs, and shall run on, is enough. */
export interface EntropyVm {
  readonly name: string
  /** What it needs when it runs, in cores. */
  readonly cpu: number
  readonly memory: Bytes
  /** Where it runs, or where the image of a sleeping VM lies; a waiting VM has none. */
  readonly host?: string
  /** Default: running. */
  readonly state?: VmState
  /** Default: running. */
  readonly target?: TargetState
}

/** A host as Entropy sees it. */
export interface EntropyHost extends HostView {
  /** Default: on. */
  readonly power?: "on" | "off"
}

/** Input of {@link entropyProblem}. A configuration is one. */
export interface EntropyInput {
  readonly hosts: readonly EntropyHost[]
  readonly vms: readonly EntropyVm[]
  /** Default: none. */
  readonly constraints?: readonly PlacementConstraint[]
  /** Default: {@link memoryCosts}. */
  readonly costs?: ActionCosts
}

/** A checked problem. Columns have a field for each host, or for each VM, in the order given; -1 is no host. */
export interface EntropyProblem {
  readonly hosts: readonly EntropyHost[]
  readonly vms: readonly EntropyVm[]
  readonly constraints: readonly PlacementConstraint[]
  readonly numbering: Numbering
  /** 1 for a host that is on now. */
  readonly isOn: Uint8Array
  /** Billionths of a core, and bytes: whole numbers. What constraints preserve for VMs is included. */
  readonly hostCpu: Float64Array
  readonly hostMemory: Float64Array
  readonly vmCpu: Float64Array
  readonly vmMemory: Float64Array
  /** The host where it is cheapest to have the VM run: where it runs now, or where its image lies. */
  readonly home: Int32Array
  /** The host where the VM runs now. */
  readonly runsAt: Int32Array
  /** 1 when the VM shall run. */
  readonly shallRun: Uint8Array
  /** Of a VM that shall run: what it costs to have it run at home, and elsewhere. */
  readonly costAtHome: Float64Array
  readonly costElsewhere: Float64Array
  /** Of a VM that runs and shall not: what it costs to suspend or stop it. */
  readonly costToLeave: Float64Array
}

const reachable: Record<VmState, readonly TargetState[]> = {
  running: ["running", "sleeping", "ready", "terminated"],
  sleeping: ["running", "sleeping", "ready"],
  waiting: ["running", "ready"],
}

/**
 * Checks what Entropy is asked. Left: InputError for a number out of range, a name twice or unknown, a host that a state
 * has not or must have, a host that is off where a VM is, a target that no action leads to, a constraint that speaks of what is not
 * there, or a cost that is not a whole number of at least 0.
 *
 * @example
 * const problem = entropyProblem({
 *   hosts: [{ name: "a", cpu: 7, memory: 32 }, { name: "b", cpu: 7, memory: 32 }],
 *   vms: [{ name: "x", host: "a", cpu: 4, memory: 1 }, { name: "y", cpu: 4, memory: 1, state: "waiting" }],
 * })
 */
export function entropyProblem(input: EntropyInput): Either<InputError, EntropyProblem> {
  return checked(() => {
    const { hosts, vms, constraints = [], costs = memoryCosts } = input
    for (const vm of vms) checkStates(vm)
    const anyHost = hosts[0]?.name ?? ""
    orThrow(configuration({ hosts, vms: vms.map((vm) => ({ ...vm, host: vm.host ?? anyHost })) }))
    const { vmNumber, hostNumber } = numbersOf(hosts, vms)
    for (const vm of vms) checkPower(vm, hosts[vm.host === undefined ? -1 : hostNumber(vm.host)])

    const column = (length: number, of: (i: number) => number) =>
      Float64Array.from({ length }, (_, i) => of(i))
    const cost = (i: number, action: keyof ActionCosts) => checkedCost(costs, action, vms[i]!.memory)
    const stateOf = (i: number) => vms[i]!.state ?? "running"
    const targetOf = (i: number) => vms[i]!.target ?? "running"
    const hostOf = ({ host }: EntropyVm) => (host === undefined ? -1 : hostNumber(host))
    const toRun: Record<VmState, readonly [keyof ActionCosts | undefined, keyof ActionCosts]> = {
      running: [undefined, "migrate"],
      sleeping: ["resumeLocally", "resumeRemotely"],
      waiting: ["run", "run"],
    }
    const costToRun = (i: number, where: 0 | 1) => {
      const action = toRun[stateOf(i)][where]
      return targetOf(i) !== "running" || action === undefined ? 0 : cost(i, action)
    }
    const vmCpu = column(vms.length, (i) => wholeUnits(vms[i]!.cpu, cpuUnitsPerCore))
    const vmMemory = column(vms.length, (i) => wholeUnits(vms[i]!.memory, 1))
    const mustBeOn = new Uint8Array(hosts.length)
    for (const { leastDemands = [], power, continuous = false } of constraints) {
      for (const { vm, cpu = 0, memory = 0 } of leastDemands) {
        const i = vmNumber(vm)
        vmCpu[i] = Math.max(vmCpu[i]!, wholeUnits(cpu, cpuUnitsPerCore))
        vmMemory[i] = Math.max(vmMemory[i]!, wholeUnits(memory, 1))
      }
      if (power?.on !== "all") continue
      for (const host of power.hosts)
        mustBeOn[hostNumber(host)] = Math.max(mustBeOn[hostNumber(host)]!, continuous ? 2 : 1)
    }
    const runsAt = Int32Array.from(vms, (vm, i) => (stateOf(i) === "running" ? hostOf(vm) : -1))
    const shallRun = Uint8Array.from(vms, (_, i) => (targetOf(i) === "running" ? 1 : 0))
    const isOn = Uint8Array.from(hosts, ({ power = "on" }) => (power === "on" ? 1 : 0))
    const numbering: Numbering = {
      ...{ vm: vmNumber, host: hostNumber, vms: vms.length, hosts: hosts.length },
      ...{ runsAt, shallRun, vmCpu, vmMemory, isOn, mustBeOn },
    }
    for (const constraint of constraints) constraint.pruning(numbering)
    return {
      ...{ hosts, vms, constraints, numbering, vmCpu, vmMemory, runsAt, shallRun, isOn },
      hostCpu: column(hosts.length, (i) => wholeUnits(hosts[i]!.cpu, cpuUnitsPerCore)),
      hostMemory: column(hosts.length, (i) => wholeUnits(hosts[i]!.memory, 1)),
      home: Int32Array.from(vms, hostOf),
      costAtHome: column(vms.length, (i) => costToRun(i, 0)),
      costElsewhere: column(vms.length, (i) => costToRun(i, 1)),
      costToLeave: column(vms.length, (i) => {
        if (stateOf(i) !== "running" || targetOf(i) === "running") return 0
        return cost(i, targetOf(i) === "terminated" ? "stop" : "suspend")
      }),
    }
  })
}

function checkStates({ name, host, state = "running", target = "running" }: EntropyVm): void {
  const where = `VM "${name}"`
  if (!Object.hasOwn(reachable, state)) throw unknownName(where, "state", state, Object.keys(reachable))
  if (!reachable.running.includes(target)) throw unknownName(where, "target", target, reachable.running)
  if (!reachable[state].includes(target)) {
    const list = reachable[state].join(", ")
    throw new InputError(where, "target", target, `one that an action leads to from ${state}: ${list}`)
  }
  if (state === "waiting" && host !== undefined) {
    throw new InputError(where, "host", host, "none, since the VM is waiting")
  }
  if (state !== "waiting" && host === undefined) {
    throw new InputError(where, "host", host, `the host of a ${state} VM`)
  }
}

function checkPower({ name, host }: EntropyVm, at: EntropyHost | undefined): void {
  if (at?.power === "off") throw new InputError(`VM "${name}"`, "host", host, "one that is on")
}

/** For this package: what the action costs. Errors: InputError. */
export function checkedCost(costs: ActionCosts, action: keyof ActionCosts, memory: Bytes): number {
  const cost = costs[action](wholeUnits(memory, 1))
  if (Number.isSafeInteger(cost) && cost >= 0) return cost
  throw new InputError("action costs", `${action}(${memory})`, cost, "a whole number of at least 0")
}

/** For this package: names as numbers. */
export function numbersOf(hosts: readonly HostView[], vms: readonly EntropyVm[]) {
  const numbers = (kind: string, things: readonly { readonly name: string }[]) => {
    const byName = new Map(things.map(({ name }, i) => [name, i]))
    return (name: string) => {
      const number = byName.get(name)
      if (number === undefined) throw unknownName("placement constraint", kind, name, byName.keys())
      return number
    }
  }
  return { vmNumber: numbers("VM", vms), hostNumber: numbers("host", hosts) }
}
