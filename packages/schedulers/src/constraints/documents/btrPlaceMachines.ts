import { InputError, unknownName } from "@placelab/core"
import type { EntropyHost, EntropyVm, TargetState } from "../../centralized/entropy/entropyProblem.ts"
import type { decodeInstance, Resource } from "./btrPlaceSchema.ts"

const usualNames = { cpu: ["cpu", "ucpu", "pcpu"], memory: ["memory", "mem", "ram"] } as const

type Mapping = ReturnType<typeof decodeInstance>["model"]["mapping"]
type Names = Readonly<Record<"vm" | "node", ReadonlyMap<number, string>>>

/** The machines of an instance, and what its constraints say of one machine alone. Errors: InputError for one twice. */
export class BtrPlaceMachines {
  readonly #names: Names
  readonly #cpu: Resource | undefined
  readonly #memory: Resource | undefined
  readonly #power = new Map<number, "on" | "off">()
  readonly #states = new Map<number, Pick<EntropyVm, "state" | "host">>()
  readonly #targets = new Map<number, TargetState>()
  readonly #asked = new Set<number>()
  readonly #ratios = { cpu: new Map<number, number>(), memory: new Map<number, number>() }

  constructor(file: string, mapping: Mapping, names: Names, resources: readonly Resource[]) {
    this.#names = names
    const all: readonly string[] = [...usualNames.cpu, ...usualNames.memory]
    const third = resources.find(({ rcId }) => !all.includes(rcId.toLowerCase()))
    if (third !== undefined)
      throw new InputError(file, "resource", third.rcId, `one of CPU and memory: ${all.join(", ")}`)
    const one = (of: "cpu" | "memory") => {
      const [found, more] = resources.filter(({ rcId }) => isOf(of, rcId))
      if (more !== undefined) throw new InputError(file, "resource", more.rcId, `one view of ${of}`)
      return found
    }
    this.#cpu = one("cpu")
    this.#memory = one("memory")
    const power = (node: number, state: "on" | "off") => {
      if (this.#power.has(node)) throw new InputError(file, "node", node, "each node once")
      this.#power.set(node, state)
    }
    const stand = (vm: number, state: Pick<EntropyVm, "state" | "host">, target: TargetState) => {
      if (this.#states.has(vm)) throw new InputError(file, "VM", vm, "each VM once")
      this.#states.set(vm, state)
      this.#targets.set(vm, target)
    }
    for (const node of mapping.offlineNodes) power(node, "off")
    for (const vm of mapping.readyVMs) stand(vm, { state: "waiting" }, "ready")
    for (const [key, { runningVMs, sleepingVMs }] of Object.entries(mapping.onlineNodes)) {
      const node = numberOf(key, "node", file)
      power(node, "on")
      const host = this.#nodeName(node)
      for (const vm of runningVMs) stand(vm, { state: "running", host }, "running")
      for (const vm of sleepingVMs) stand(vm, { state: "sleeping", host }, "sleeping")
    }
  }

  hosts(): EntropyHost[] {
    const capacity = (of: "cpu" | "memory", resource: Resource | undefined, node: number) =>
      resource === undefined
        ? 1
        : Math.floor((resource.nodes[node] ?? resource.defCapacity) * (this.#ratios[of].get(node) ?? 1))
    return [...this.#power].map(([node, power]) => ({
      name: this.#nodeName(node),
      cpu: capacity("cpu", this.#cpu, node),
      memory: capacity("memory", this.#memory, node),
      power,
    }))
  }

  vms(): EntropyVm[] {
    const demand = (resource: Resource | undefined, vm: number) =>
      resource === undefined ? 0 : (resource.vms[vm] ?? resource.defConsumption)
    return [...this.#states].map(([vm, state]) => ({
      name: this.#vmName(vm),
      cpu: demand(this.#cpu, vm),
      memory: demand(this.#memory, vm),
      ...state,
      target: this.#targets.get(vm)!,
    }))
  }

  /** The VM shall reach this state. Errors: InputError where it shall reach another one, too. */
  setTarget(vm: number, target: TargetState, where: string): void {
    const earlier = this.#targets.get(vm)
    if (this.#asked.has(vm) && earlier !== target)
      throw new InputError(
        where,
        "state",
        target,
        `"${earlier}", which an earlier constraint asks of VM ${vm}`,
      )
    this.#asked.add(vm)
    this.#targets.set(vm, target)
  }

  /** The node counts for so much more of a resource; of several ratios the least holds. */
  overbook(node: number, of: "cpu" | "memory", ratio: number): void {
    this.#ratios[of].set(node, Math.min(ratio, this.#ratios[of].get(node) ?? Infinity))
  }

  /** The name of a VM. Errors: InputError for one that is not in the mapping. */
  vm(id: number | string, where: string): string {
    const vm = numberOf(id, "VM", where)
    if (!this.#states.has(vm)) throw new InputError(where, "VM", vm, "one of the mapping")
    return this.#vmName(vm)
  }

  /** The name of a node. Errors: InputError for one that is not in the mapping. */
  node(id: number | string, where: string): string {
    const node = numberOf(id, "node", where)
    if (!this.#power.has(node)) throw new InputError(where, "node", node, "one of the mapping")
    return this.#nodeName(node)
  }

  /** What a resource is here. Errors: InputError for one without a view. */
  resource(rcId: string, where: string): "cpu" | "memory" {
    const of = resourceOf(rcId, where)
    if ((of === "cpu" ? this.#cpu : this.#memory) === undefined)
      throw new InputError(where, "resource", rcId, "one that has a view")
    return of
  }

  #vmName(id: number): string {
    return this.#names.vm.get(id) ?? `vm${id}`
  }

  #nodeName(id: number): string {
    return this.#names.node.get(id) ?? `node${id}`
  }
}

function isOf(resource: "cpu" | "memory", rcId: string): boolean {
  const names: readonly string[] = usualNames[resource]
  return names.includes(rcId.toLowerCase())
}

function resourceOf(rcId: string, where: string): "cpu" | "memory" {
  if (isOf("cpu", rcId)) return "cpu"
  if (isOf("memory", rcId)) return "memory"
  throw unknownName(where, "resource", rcId, [...usualNames.cpu, ...usualNames.memory])
}

function numberOf(key: number | string, machine: "VM" | "node", where: string): number {
  const number = Number(key)
  if (String(number) === String(key) && Number.isSafeInteger(number) && number >= 0) return number
  throw new InputError(where, machine, key, "a whole number of at least 0")
}
