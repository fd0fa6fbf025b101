import { type Host, nonNegative, type Seconds, type Steps } from "@placelab/core"
import { type Boot, bootOn } from "../boot/bootOn.ts"
import { fetchImage, type Image } from "../boot/image.ts"
import { bringing } from "./bringing.ts"
import type { Vm } from "./vm.ts"

/** What a start takes. */
export interface StartOptions {
  /** Its disk image, which has to be on the host first. Default: it is there. */
  readonly image?: Image
  /** How it boots. Default: at once. */
  readonly boot?: Boot
}

/**
 * Brings a VM up on `host`: fetches its image, boots it, and it runs. Gives "failed" where the host, the image's server or the
 * boot storage goes off, or somebody stops the VM before it runs; it is crashed or stopped then, and can be started again.
 *
 * Memory and cores are held from the beginning. When the process that runs this is killed on the way, the VM is stopped.
 *
 * Errors: InputError for a VM that is up, on its way, on a disk, or removed, and where the host is not on or has no room.
 */
export function* start(vm: Vm, host: Host, { image, boot }: StartOptions = {}): Steps<"running" | "failed"> {
  const { engine } = vm
  vm.requireState("requested", "stopped", "crashed")
  const first = image ? "image transfer" : boot ? "booting" : "running"
  vm.settle(host, first)
  if (first === "running") return "running"
  const hasStarted = yield* bringing(vm, first, function* () {
    if (image !== undefined) {
      if ((yield* fetchImage(engine, image, host)) === "failed") return false
      if (boot !== undefined) vm.proceed("booting")
    }
    if (boot !== undefined && (yield* bootOn(engine, vm.guest, boot)).end === "failed") return false
    vm.proceed("running")
    return true
  })
  return hasStarted ? "running" : "failed"
}

/**
 * Shuts a VM down, which takes `seconds`, default 0. Its load ends at once; what else runs in it goes on until it is off, and
 * fails then. Says whether it came to its end; when the process that runs this is killed, the VM is stopped at once. Errors:
 * InputError for a VM that is not up.
 */
export function* shutDown(vm: Vm, { seconds = 0 }: { readonly seconds?: Seconds } = {}): Steps<boolean> {
  vm.requireUp()
  nonNegative(`shutdown of "${vm.name}"`, "seconds", seconds, "seconds")
  vm.proceed("stopping")
  return yield* bringing(vm, "stopping", function* () {
    yield* vm.engine.sleep(seconds)
    vm.giveUp("stopped")
    return true
  })
}
