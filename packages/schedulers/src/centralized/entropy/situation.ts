/*
 * What constraints are checked on: who is where at one moment. By names, and made anew for each moment, so that nothing is
 * shared with the search.
 */
import type { EntropyHost, EntropyVm } from "./entropyProblem.ts"
import type { PlacementConstraint } from "./placementConstraint.ts"

/** What is known before any action. */
export interface SituationFacts {
  readonly hosts: readonly EntropyHost[]
  readonly vms: readonly EntropyVm[]
  readonly constraints?: readonly PlacementConstraint[]
}

/** A VM, and a host where it is. */
export type Stay = readonly [vm: string, host: string]

/** What happens at a moment of a plan. */
export interface Meanwhile {
  /** VMs on their way to a host; their stays there are among those of the situation. */
  readonly comes: readonly Stay[]
  /** Hosts that have just been switched on. */
  readonly boots: readonly string[]
}

/** Who is where at the end of a plan, or meanwhile. */
export class Situation {
  /** Undefined at the end. */
  readonly meanwhile: Meanwhile | undefined
  readonly #facts: KnownFacts
  readonly #hostsOf: ReadonlyMap<string, readonly string[]>
  readonly #vmsOn: ReadonlyMap<string, readonly string[]>
  readonly #online: ReadonlySet<string>

  /** `stays` has every VM that runs, with its host; one that migrates has two. `online` are the hosts that are on. */
  constructor(facts: KnownFacts, stays: Iterable<Stay>, online: Iterable<string>, meanwhile?: Meanwhile) {
    const hostsOf = new Map<string, string[]>()
    const vmsOn = new Map<string, string[]>()
    for (const [vm, host] of stays) {
      append(hostsOf, vm, host)
      append(vmsOn, host, vm)
    }
    this.#facts = facts
    this.#hostsOf = hostsOf
    this.#vmsOn = vmsOn
    this.#online = new Set(online)
    this.meanwhile = meanwhile
  }

  /** The host of a VM that runs, two while it migrates, none for one that does not run. */
  hostsOf(vm: string): readonly string[] {
    return this.#hostsOf.get(vm) ?? []
  }

  /** The VMs that run on a host, come to it, or have not left it yet. */
  vmsOn(host: string): readonly string[] {
    return this.#vmsOn.get(host) ?? []
  }

  isOnline(host: string): boolean {
    return this.#online.has(host)
  }

  /** Whether a VM is on its way to the host. */
  comes(vm: string, host: string): boolean {
    return this.meanwhile?.comes.some((stay) => stay[0] === vm && stay[1] === host) ?? false
  }

  /** Where the VM ran before the plan; undefined for nowhere. */
  ranAt(vm: string): string | undefined {
    return this.#facts.ranAt.get(vm)
  }

  /** Who ran on the host before the plan. */
  ranOn(host: string): readonly string[] {
    return this.#facts.ranOn.get(host) ?? []
  }

  /** What the VM needs when it runs, in cores and bytes, what constraints preserve for it included. */
  demand(vm: string): { readonly cpu: number; readonly memory: number } {
    return this.#facts.demands.get(vm) ?? { cpu: 0, memory: 0 }
  }
}

/** The facts by name; made once for the situations of a plan. */
export interface KnownFacts {
  readonly ranAt: ReadonlyMap<string, string>
  readonly ranOn: ReadonlyMap<string, readonly string[]>
  readonly demands: ReadonlyMap<string, { readonly cpu: number; readonly memory: number }>
}

/** Looks up what situations tell of the time before the plan. */
export function knownFacts({ vms, constraints = [] }: SituationFacts): KnownFacts {
  const ranAt = new Map<string, string>()
  const ranOn = new Map<string, string[]>()
  const demands = new Map<string, { cpu: number; memory: number }>()
  for (const { name, state = "running", host, cpu, memory } of vms) {
    demands.set(name, { cpu, memory })
    if (state !== "running" || host === undefined) continue
    ranAt.set(name, host)
    append(ranOn, host, name)
  }
  for (const { leastDemands = [] } of constraints) {
    for (const { vm, cpu = 0, memory = 0 } of leastDemands) {
      const own = demands.get(vm)
      if (own !== undefined)
        demands.set(vm, { cpu: Math.max(own.cpu, cpu), memory: Math.max(own.memory, memory) })
    }
  }
  return { ranAt, ranOn, demands }
}

/**
 * The situation at the end of a plan that leaves VMs running so, and these hosts on (default: those that are on now, and
 * those where a VM runs). For checks of a placement without a plan.
 *
 * @example
 * spread(["x", "y"]).faults(situationAtEnd({ hosts, vms }, new Map([["x", "a"], ["y", "a"]])))
 */
export function situationAtEnd(
  facts: SituationFacts,
  running: ReadonlyMap<string, string>,
  online: Iterable<string> = [...hostsOnline(facts.hosts), ...running.values()],
): Situation {
  return new Situation(knownFacts(facts), running, online)
}

/** The names of the hosts that are on now. */
export function hostsOnline(hosts: readonly EntropyHost[]): string[] {
  return hosts.flatMap(({ name, power = "on" }) => (power === "on" ? [name] : []))
}

function append(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
