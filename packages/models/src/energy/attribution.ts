/*
 * Who pays for the energy of a machine? Its VMs, as far as it is theirs.
 *
 * Notation     P power of the machine, P_i what it draws idle in its p-state, u_v what it gives to VM v, u all that it
 *              gives to VMs and others, c_v the vCPUs of a VM that is on it, C the cores of the machine, n the VMs on it.
 *
 * Model        dynamic part   VM v: (P - P_i) u_v / u. What computes beside the VMs pays the rest.
 *              idle part      VM v: P_i s_v, by one of these rules:
 *                             "vcpus"     s_v = c_v / sum of c: the VMs that are there pay all
 *                             "capacity"  s_v = c_v / max(C, sum of c): what was not sold is nobody's
 *                             "equal"     s_v = 1 / n
 *              A machine that is off, boots or shuts down has no VM that computes: all that it draws is its own.
 *
 * All are rates that change only where a share of the CPU, the state of the machine, or the set of VMs on it changes, so the
 * accounts are exact sums of rectangles; at every moment their rates add up to P. One meter on the machine is enough: the
 * engine asks it whenever the sharing on the machine is solved anew, also where the sum stays the same and only the VMs'
 * parts change. Each time costs the number of VMs on the machine, whatever the number of machines.
 *
 * Tasks with limits of their own can leave a part of what the machine gives to their VM: the VM pays for it, since nobody else
 * can have it.
 *
 * Source       the idea of EPAVE (Kurpicz, Orgerie, Sobe, PDP 2016): the dynamic energy by use, the static one in proportion.
 *              Its formulas are not public; the rules here are ours.
 * Left out     EPAVE's transposition of a VM's profile to other types of servers: here the machine itself is simulated.
 */
import { type Meter, type Seconds, unknownName, type Watts } from "@placelab/core"
import type { PhysicalMachine } from "../machine/physicalMachine.ts"
import type { Vm } from "../machine/vm.ts"
import { type Metering, meterUse } from "./machineEnergy.ts"
import { idlePower, type MachinePowerSpec, machinePower } from "./machinePower.ts"
import { requirePue } from "./pue.ts"
import type { Joules } from "./units.ts"

const idleShares = ["vcpus", "capacity", "equal"] as const

/** How to attribute. */
export interface AttributionRules {
  /** Who pays for the idle part; see `attribution.ts`. */
  readonly idleShare: (typeof idleShares)[number]
  /** Power usage effectiveness: every account is multiplied by it. Default 1. A `PowerSupply` has one of its own. */
  readonly pue?: number
}

/** Accounts of a machine's energy, in joules; `total` is what all of them add up to. */
export interface AttributedEnergy {
  /** Of the VMs that have been on it, in the order of their coming. */
  readonly vms: ReadonlyMap<Vm, Joules>
  /** Of what computes beside the VMs, and of the machine while it is off, boots or shuts down. */
  readonly machine: Joules
  /** The idle part that no VM pays. */
  readonly unallocated: Joules
  /** The energy of the machine, times the PUE; metered for itself. */
  readonly total: Joules
}

/** One account: what it has, and how fast it grows. */
class Account {
  watts: Watts = 0
  #joules: Joules = 0

  /** What it has `seconds` after it was settled. */
  after(seconds: Seconds): Joules {
    return this.#joules + this.watts * seconds
  }

  /** `seconds` have passed. */
  settle(seconds: Seconds): void {
    this.#joules = this.after(seconds)
    this.watts = 0
  }
}

/**
 * The energy of a machine, attributed to its VMs from now on, exactly. Where it is metered through a `PowerSupply`, that one
 * supplies the machine.
 *
 * @example
 * const costs = new EnergyAttribution(engine, machine, { perPstate: [{ idle: 100, full: 200 }] }, { idleShare: "vcpus" })
 * engine.run(3600)
 * costs.of(vm) // joules
 */
export class EnergyAttribution {
  readonly machine: PhysicalMachine
  readonly #metering: Metering
  readonly #rules: AttributionRules
  readonly #spec: MachinePowerSpec
  readonly #power: () => Watts
  readonly #meter: Meter
  readonly #pue: number
  readonly #vms = new Map<Vm, Account>()
  readonly #own = new Account()
  readonly #unallocated = new Account()
  /** Whose rates are not 0. */
  #paying: Account[] = []
  #since: Seconds

  /** Errors: InputError. */
  constructor(metering: Metering, machine: PhysicalMachine, spec: MachinePowerSpec, rules: AttributionRules) {
    const where = `attribution of machine "${machine.name}"`
    if (!idleShares.includes(rules.idleShare))
      throw unknownName(where, "idle share", rules.idleShare, idleShares)
    this.machine = machine
    this.#metering = metering
    this.#rules = rules
    this.#spec = spec
    this.#pue = requirePue(where, rules.pue ?? 1)
    this.#power = machinePower(machine, spec)
    this.#since = metering.now
    this.#meter = meterUse(metering, machine, () => this.#changed())
  }

  /** What `vm` has to pay by now for its time on this machine. */
  of(vm: Vm): Joules {
    return this.#read(this.#vms.get(vm))
  }

  /** All accounts by now. */
  get accounts(): AttributedEnergy {
    return {
      vms: new Map([...this.#vms].map(([vm, account]) => [vm, this.#read(account)])),
      machine: this.#read(this.#own),
      unallocated: this.#read(this.#unallocated),
      total: this.#meter.total * this.#pue,
    }
  }

  #read(account: Account | undefined): Joules {
    return account === undefined ? 0 : account.after(this.#metering.now - this.#since) * this.#pue
  }

  /** Something has changed: settles what was, and finds who pays how much from now on. */
  #changed(): Watts {
    const { now } = this.#metering
    for (const account of this.#paying) account.settle(now - this.#since)
    this.#since = now
    this.#paying = [this.#own, this.#unallocated]
    const watts = this.#power()
    if (this.machine.state === "on") this.#share(watts)
    else this.#own.watts = watts
    return watts
  }

  #share(watts: Watts): void {
    const { vms, cores, host } = this.machine
    const { idleShare } = this.#rules
    const idle = idlePower(this.machine, this.#spec)
    const used = host.load
    const parts = (vm: Vm) => (idleShare === "equal" ? 1 : vm.cores)
    let sold = 0
    for (const vm of vms) sold += parts(vm)
    const all = idleShare === "capacity" ? Math.max(cores, sold) : sold
    let rest = watts - idle
    for (const vm of vms) {
      const account = this.#accountOf(vm)
      const dynamic = used > 0 ? (watts - idle) * (vm.guest.received / used) : 0
      account.watts = dynamic + (idle * parts(vm)) / all
      rest -= dynamic
      this.#paying.push(account)
    }
    this.#own.watts = rest
    this.#unallocated.watts = all > 0 ? (idle * (all - sold)) / all : idle
  }

  #accountOf(vm: Vm): Account {
    let account = this.#vms.get(vm)
    if (account === undefined) {
      account = new Account()
      this.#vms.set(vm, account)
    }
    return account
  }
}
