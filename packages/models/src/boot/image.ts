import { type Bytes, type Engine, type Host, InputError, positive, type Steps } from "@placelab/core"
import { Joint } from "./joint.ts"

/** A disk image that hosts get from a server before VMs boot from it. */
export interface Image {
  /** Images of one name are one image. */
  readonly name: string
  readonly bytes: Bytes
  readonly server: Host
  /** Whether hosts keep it, for all VMs of it; if not, every VM gets a copy of its own. Default true. */
  readonly isKept?: boolean
}

/** An image that a machine has, or is getting. */
interface Copy {
  readonly bytes: Bytes
  readonly coming: Joint<"done" | "failed">
}

const copiesOn = new WeakMap<Host, Map<string, Copy>>()

/**
 * Brings `image` to the machine of `to`, over the network. What is kept there is there at once, and those that ask for it
 * while it comes wait for the same transfer, which ends when all of them have been killed.
 *
 * `failed`: the server, the machine, or a link between them is off, or goes off. A kept image outlasts its machine's being
 * off. Left out: the space that it takes, and the speed of the machine's disk.
 *
 * Errors: InputError; also for an image of another size under a name that is there.
 */
export function* fetchImage(engine: Engine, image: Image, to: Host): Steps<"done" | "failed"> {
  const { name, bytes, isKept = true } = image
  const { machine } = to
  positive(`image "${name}"`, "bytes", bytes, "bytes")
  if (!isKept) return yield* send(engine, image, machine)
  if (!machine.isOn) return "failed"
  const copy = knownCopy(image, machine) ?? startCopy(engine, image, machine)
  return yield* copy.coming.join()
}

/** Whether the machine of `host` has all of `image`. */
export function hasImage(host: Host, image: Image): boolean {
  return knownCopy(image, host.machine)?.coming.process.hasEnded ?? false
}

/** Takes `image` away from the machine of `host`; those that wait for it just now still get it. */
export function dropImage(host: Host, image: Image): void {
  copiesOn.get(host.machine)?.delete(image.name)
}

function knownCopy({ name, bytes }: Image, machine: Host): Copy | undefined {
  const copy = copiesOn.get(machine)?.get(name)
  if (copy === undefined || copy.bytes === bytes) return copy
  const expected = `${copy.bytes}, as on "${machine.name}": images of one name are one image`
  throw new InputError(`image "${name}"`, "bytes", bytes, expected)
}

function startCopy(engine: Engine, image: Image, machine: Host): Copy {
  const { name, bytes } = image
  const coming = new Joint(engine, `image ${name} to ${machine.name}`, () => send(engine, image, machine))
  const copy = { bytes, coming }
  const copies = copiesOn.get(machine) ?? new Map<string, Copy>()
  copiesOn.set(machine, copies.set(name, copy))
  coming.process.onEnd((end) => {
    const isThere = "result" in end && end.result === "done"
    if (!isThere && copies.get(name) === copy) copies.delete(name)
  })
  return copy
}

function* send(engine: Engine, { server, bytes }: Image, machine: Host): Steps<"done" | "failed"> {
  return (yield* engine.transfer(server, machine, bytes)) === "done" ? "done" : "failed"
}
