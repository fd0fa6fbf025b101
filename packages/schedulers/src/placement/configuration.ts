import { type Bytes, InputError, nonNegative, positive, unknownName } from "@placelab/core"
import { checked } from "@placelab/models"
import type { Either } from "fp-ts/lib/Either.js"

/** A host as a scheduler sees it. */
export interface HostView {
  readonly name: string
  /** In cores. */
  readonly cpu: number
  readonly memory: Bytes
}

/** A VM as a scheduler sees it: the host it is on, and what it asks for. */
export interface VmView {
  readonly name: string
  readonly host: string
  /** In cores. */
  readonly cpu: number
  readonly memory: Bytes
}

/** Who is where. Made by {@link configuration}, so that names are unique and every VM is on a host that exists. */
export interface Configuration {
  readonly hosts: readonly HostView[]
  readonly vms: readonly VmView[]
}

/** Takes one VM from a host to another. */
export interface Move {
  readonly vm: VmView
  readonly to: string
}

/** Checks what a scheduler is told. Left: InputError for a number out of range, a name twice, or an unknown host. */
export function configuration({ hosts, vms }: Configuration): Either<InputError, Configuration> {
  return checked(() => {
    const hostNames = uniqueNames("host", hosts)
    uniqueNames("VM", vms)
    for (const { name, cpu, memory } of hosts) {
      positive(`host "${name}"`, "cpu", cpu, "cores")
      positive(`host "${name}"`, "memory", memory, "bytes")
    }
    for (const { name, host, cpu, memory } of vms) {
      nonNegative(`VM "${name}"`, "cpu", cpu, "cores")
      nonNegative(`VM "${name}"`, "memory", memory, "bytes")
      if (!hostNames.has(host)) throw unknownName(`VM "${name}"`, "host", host, hostNames)
    }
    return { hosts, vms }
  })
}

function uniqueNames(kind: string, things: readonly { readonly name: string }[]): Set<string> {
  const names = new Set<string>()
  for (const { name } of things) {
    if (names.has(name)) throw new InputError("configuration", `${kind} name`, name, "each name once")
    names.add(name)
  }
  return names
}
