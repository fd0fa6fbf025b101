/*
 * What becomes of VMs whose host crashes. Without more they are lost: crashed, until somebody starts them. Here are the two
 * other policies. A start that fails, or finds no room by then, leaves its VM crashed.
 */
import { type Engine, type Host, nonNegative, type Seconds, type Steps } from "@placelab/core"
import { machineOf, type PhysicalMachine } from "./physicalMachine.ts"
import { type StartOptions, start } from "./start.ts"
import type { Vm } from "./vm.ts"

/** How VMs start again. */
export interface RestartOptions extends StartOptions {
  /** From the crash, or from the return of the host, to the start. Default 0. */
  readonly delay?: Seconds
}

/**
 * From now on VMs that crash with one of these machines start again where `choose` says, which is asked for one VM after the
 * other; undefined: this VM is lost. Errors: InputError.
 *
 * @example
 * restartElsewhere(engine, machines, (vm) => machines.find((pm) => pm.state === "on" && pm.lacks(vm) === undefined)?.host)
 */
export function restartElsewhere(
  engine: Engine,
  machines: Iterable<PhysicalMachine>,
  choose: (vm: Vm, crashed: Host) => Host | undefined,
  options: RestartOptions = {},
): void {
  const restart = restarting(engine, options)
  for (const machine of machines) {
    machine.onCrash((lost) => {
      for (const vm of lost) restart(vm, machine, () => choose(vm, machine.host))
    })
  }
}

/**
 * From now on VMs that crash with one of these machines start there again when it is back; if it goes off once more before the
 * delay is over, when it is back next. Errors: InputError.
 */
export function restartOnRecovery(
  engine: Engine,
  machines: Iterable<PhysicalMachine>,
  options: RestartOptions = {},
): void {
  const restart = restarting(engine, options)
  for (const machine of machines) {
    let waiting: Vm[] = []
    const restartAll = () => {
      if (machine.state !== "on") return
      const all = waiting
      waiting = []
      for (const vm of all) {
        restart(vm, machine, () => {
          if (machine.state === "on") return machine.host
          waiting.push(vm)
          return undefined
        })
      }
    }
    machine.onCrash((lost) => {
      waiting.push(...lost)
      // Whoever heard of the crash before may have switched it on.
      restartAll()
    })
    machine.onState(restartAll)
  }
}

function restarting(engine: Engine, { delay = 0, ...how }: RestartOptions) {
  nonNegative("restart after a crash", "delay", delay, "seconds")
  return (vm: Vm, crashed: PhysicalMachine, choose: () => Host | undefined) => {
    engine.spawn(`restart of ${vm.name}`, function* (): Steps<void> {
      yield* engine.sleep(delay)
      // Somebody may have started it meanwhile; then it is theirs, even if it has crashed again elsewhere.
      if (vm.state !== "crashed" || vm.isRemoved || vm.guest.host !== crashed.host) return
      const host = choose()
      if (host?.isOn && machineOf(host).lacks(vm) === undefined) yield* start(vm, host, how)
    })
  }
}
