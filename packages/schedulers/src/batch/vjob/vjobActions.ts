import { all, type Disk, type Host, InputError, type Steps } from "@placelab/core"
import { resumeFromDisk, type StartOptions, start, suspendToDisk, type Vm } from "@placelab/models"
import type { Vjob } from "./vjob.ts"

/**
 * Runs a waiting job: starts all VMs at once, VM i on hosts[i]. Says whether all run. Errors: InputError for another state, and
 * another number of hosts than VMs; the process fails for a host without room.
 */
export function* runVjob(vjob: Vjob, hosts: readonly Host[], options: StartOptions = {}): Steps<boolean> {
  vjob.requireState("waiting")
  requireOneEach(vjob, "hosts", hosts)
  const ends = yield* together(vjob, "run", (vm, i) => start(vm, hosts[i]!, options))
  return ends.every((end) => end === "running")
}

/** Suspends a running job: all VMs at once, VM i to disks[i]. Says whether all are there. Errors: InputError as of {@link runVjob}. */
export function* suspendVjob(vjob: Vjob, disks: readonly Disk[]): Steps<boolean> {
  vjob.requireState("running")
  requireOneEach(vjob, "disks", disks)
  const ends = yield* together(vjob, "suspend", (vm, i) => suspendToDisk(vm, disks[i]!))
  return ends.every((isSaved) => isSaved)
}

/** Resumes a sleeping job: all VMs at once, VM i on hosts[i]. Says whether all run. Errors: InputError as of {@link runVjob}. */
export function* resumeVjob(vjob: Vjob, hosts: readonly Host[]): Steps<boolean> {
  vjob.requireState("sleeping")
  requireOneEach(vjob, "hosts", hosts)
  const ends = yield* together(vjob, "resume", (vm, i) => resumeFromDisk(vm, hosts[i]!))
  return ends.every((isUp) => isUp)
}

/** Stops a running job at once, done or not. Errors: InputError for another state. */
export function stopVjob(vjob: Vjob): void {
  vjob.requireState("running")
  for (const vm of vjob.vms) vm.stop()
}

function together<R>(vjob: Vjob, action: string, steps: (vm: Vm, i: number) => Steps<R>) {
  const { engine, vms } = vjob
  return all(vms.map((vm, i) => engine.spawn(`${action} ${vm.name}`, () => steps(vm, i))))
}

function requireOneEach(vjob: Vjob, what: string, given: readonly unknown[]): void {
  if (given.length === vjob.vms.length) return
  throw new InputError(`vjob "${vjob.name}"`, what, given.length, `${vjob.vms.length}, one for each VM`)
}
