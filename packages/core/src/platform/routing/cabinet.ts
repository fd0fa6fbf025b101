import { InputError } from "../../inputError.ts"
import type { HostDescription } from "../description/host.ts"
import type { LinkDescription } from "../description/link.ts"
import type { CabinetDescription } from "../description/zone.ts"
import { hostNumbers } from "./hostNumbers.ts"

/** A host of a cabinet with its two links. */
export interface CabinetHost {
  readonly host: HostDescription
  readonly up: LinkDescription
  readonly down: LinkDescription
}

/** The hosts of a cabinet, one after the other. Errors: InputError for numbers that are none. */
export function* layOutCabinet(cabinet: CabinetDescription, where: string): Iterable<CabinetHost> {
  const { bandwidth, latency = 0 } = cabinet
  const { prefix = "", suffix = "", numbers, ...model } = cabinet.hosts
  const refuse = (expected: string) => new InputError(where, "hosts.numbers", numbers, expected)
  for (const number of hostNumbers(numbers, refuse)) {
    const name = `${prefix}${number}${suffix}`
    yield {
      host: { ...model, name },
      up: { name: `link_${name}_UP`, bandwidth, latency },
      down: { name: `link_${name}_DOWN`, bandwidth, latency },
    }
  }
}
