import { type Engine, positive, type Seconds, type Steps } from "@placelab/core"
import {
  type MigrateOptions,
  migrate,
  orThrow,
  type PhysicalMachine,
  powerOff,
  powerOn,
  type Vm,
} from "@placelab/models"
import * as E from "fp-ts/lib/Either.js"
import { relieveByFirstFitDecreasing } from "../centralized/firstFitDecreasing.ts"
import { type Configuration, configuration, type Move } from "../placement/configuration.ts"
import { emptyHosts } from "./emptyHosts.ts"

/** How to consolidate. */
export interface Consolidation {
  /** From the end of one round to the next. */
  readonly period: Seconds
  /** The cores of each machine that VMs may ask for; a machine with more demand is overloaded. */
  readonly cores: number
  /** Machines are emptied as long as others take their VMs up to this part of `cores`. Default: none are. */
  readonly fill?: number
  /** How VMs move. */
  readonly migration?: MigrateOptions
}

/**
 * A controller that goes round for ever: relieves overloaded machines by first-fit decreasing; empties machines by
 * {@link emptyHosts}; lets all VMs that shall be elsewhere migrate at once, to machines that it powers on where they are off;
 * and powers empty machines off. Where a VM to be relieved fits nowhere, nobody is relieved in this round.
 *
 * Migrations do not reserve memory: VMs may change places. Errors: InputError.
 *
 * @example
 * engine.spawn("controller", () => consolidate(engine, machines, vms, { period: 30, cores: 7, fill: 0.8 }), { daemon: true })
 */
export function* consolidate(
  engine: Engine,
  machines: readonly PhysicalMachine[],
  vms: readonly Vm[],
  { period, cores, fill, migration = {} }: Consolidation,
): Steps<never> {
  positive("consolidation", "period", period, "seconds")
  if (fill !== undefined) positive("consolidation", "fill", fill, "parts of the cores")
  const byName = new Map(machines.map((machine) => [machine.name, machine]))
  function* moveTo(machine: PhysicalMachine, coming: readonly Vm[]): Steps<void> {
    if (machine.state === "off") yield* powerOn(engine, machine)
    const able = coming.filter((vm) => vm.state === "running")
    const moves = able.map((vm) =>
      engine.spawn(`move of ${vm.name}`, () => migrate(vm, machine.host, { reserve: false, ...migration })),
    )
    for (const each of moves) yield* each
  }
  for (;;) {
    const before = orThrow(view(machines, vms, cores))
    const relieved = after(
      before,
      E.getOrElse((): readonly Move[] => [])(relieveByFirstFitDecreasing(before)),
    )
    const wanted = fill === undefined ? relieved : after(relieved, emptyHosts(relieved, fill))
    const places = new Map(wanted.vms.map(({ name, host }) => [name, byName.get(host)!]))
    const moves = machines.flatMap((machine) => {
      const coming = vms.filter((vm) => places.get(vm.name) === machine && vm.host !== machine.host)
      return coming.length === 0
        ? []
        : [engine.spawn(`moves to ${machine.name}`, () => moveTo(machine, coming))]
    })
    for (const each of moves) yield* each
    for (const machine of machines) {
      if (machine.state === "on" && machine.coresUsed === 0) yield* powerOff(engine, machine)
    }
    yield* engine.sleep(period)
  }
}

/** The running VMs, and the machines as far as VMs may use them. */
function view(machines: readonly PhysicalMachine[], vms: readonly Vm[], cores: number) {
  return configuration({
    hosts: machines.map(({ name, memory }) => ({ name, cpu: cores, memory })),
    vms: vms
      .filter((vm) => vm.state === "running")
      .map((vm) => ({ name: vm.name, host: vm.host!.name, cpu: vm.demand, memory: vm.memory })),
  })
}

function after({ hosts, vms }: Configuration, moves: readonly Move[]): Configuration {
  const to = new Map(moves.map((move) => [move.vm.name, move.to]))
  return { hosts, vms: vms.map((vm) => ({ ...vm, host: to.get(vm.name) ?? vm.host })) }
}
