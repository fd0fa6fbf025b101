import { type Activity, all, type Disk, type Host, InputError, type Steps } from "@placelab/core"
import { bringing } from "./bringing.ts"
import type { Vm } from "./vm.ts"

/**
 * Suspends a VM to a disk: it stops, its memory is written there, over the network where the disk is another host's, and it leaves its
 * host. Gives false where that fails; the VM goes on then where it was, if it still can.
 *
 * What runs in it, processes on `vm.guest` too, stands still, and goes on after {@link resumeFromDisk}.
 *
 * Errors: InputError for a VM that is not up.
 */
export function* suspendToDisk(vm: Vm, disk: Disk): Steps<boolean> {
  vm.requireUp()
  const { state: before, engine, memory } = vm
  const host = vm.guest.host
  vm.proceed("suspending")
  return yield* bringing(
    vm,
    "suspending",
    function* () {
      if (!(yield* together([engine.write(disk, memory), ...across(vm, host, disk.host)]))) return false
      vm.save(disk)
      return true
    },
    () => {
      // Off already, it is about to crash with its host, which has killed who waited.
      if (vm.guest.isOn) vm.proceed(before)
    },
  )
}

/** How a VM comes back from a disk. */
export interface ResumeOptions {
  /** A disk of the host that the memory is copied to first, before it is read there, as Entropy did it. Default: it is read over the network. */
  readonly by?: Disk
}

/**
 * Resumes a VM that was suspended to a disk, on `host`, by default the one of the disk: its memory is read, over the network where
 * the disk is another host's, and it runs. Gives false where that fails; it is suspended on the disk as before then.
 *
 * Memory and cores are held from the beginning. Errors: InputError for a VM that is not on a disk, and where the host has no
 * room.
 */
export function* resumeFromDisk(vm: Vm, host?: Host, { by }: ResumeOptions = {}): Steps<boolean> {
  const { engine, memory, savedOn } = vm
  if (savedOn === undefined || vm.host !== undefined)
    throw new InputError(`VM "${vm.name}"`, "state", vm.state, "a VM that was suspended to a disk")
  const to = host ?? savedOn.host
  if (by !== undefined && by.host.machine !== to.machine)
    throw new InputError(`VM "${vm.name}"`, "by", by.name, `a disk of "${to.name}", where it resumes`)
  vm.settle(to, "resuming")
  return yield* bringing(
    vm,
    "resuming",
    function* () {
      const reads = [engine.read(savedOn, memory), ...across(vm, savedOn.host, to)]
      if (by === undefined) {
        if (!(yield* together(reads))) return false
      } else {
        if (!(yield* together([...reads, engine.write(by, memory)]))) return false
        if (!(yield* together([engine.read(by, memory)]))) return false
      }
      vm.proceed("running")
      return true
    },
    () => vm.giveUp("suspended"),
  )
}

/** The memory's way over the network, where there is one. */
function across(vm: Vm, from: Host, to: Host): Activity[] {
  return from.machine === to.machine ? [] : [vm.engine.transfer(from, to, vm.memory)]
}

/** Waits for all of them, which stream into each other; where one fails, none goes on. Says whether all are done. */
function* together(activities: readonly Activity[]): Steps<boolean> {
  for (const activity of activities) {
    activity.onEnd(() => {
      if (activity.result !== "done") for (const each of activities) each.cancel()
    })
  }
  const outcomes = yield* all(activities)
  return outcomes.every((outcome) => outcome === "done")
}
