import type { HostDescription } from "../description/host.ts"
import type { LinkModel } from "../description/link.ts"
import type { RegularZone } from "../description/zone.ts"
import { hostNumbers } from "./hostNumbers.ts"

/** What a regular zone is laid out into. */
export interface RegularTarget {
  /** Takes a host in. */
  host(host: HostDescription): void
  router(name: string): void
  /** Takes a link in; gives the number of its first end. */
  link(name: string, model: LinkModel): number
  /** A number that no other zone of this routing was given: names of links carry it. */
  serial(): number
  /** The error for a field of the zone. */
  refuse(what: string, value: unknown, expected: string): Error
}

/** The links of a topology; the ends of all of them follow each other. */
export class RegularLinks {
  /** The end of the first; -1 while there is none. */
  first = -1
  /** How many ends each has. */
  readonly stride: number
  readonly #model: LinkModel
  readonly #target: RegularTarget

  constructor(zone: RegularZone, target: RegularTarget) {
    const { policy = "split-duplex" } = zone.links
    this.#model = { ...zone.links, policy }
    this.stride = policy === "split-duplex" ? 2 : 1
    this.#target = target
  }

  /** Takes a link in, with the bandwidth of so many cables. */
  add(name: string, cables = 1): void {
    const model = cables === 1 ? this.#model : { ...this.#model, bandwidth: this.#model.bandwidth * cables }
    const end = this.#target.link(name, model)
    if (this.first < 0) this.first = end
  }
}

/**
 * Takes in the hosts of a zone; gives their numbers in names. `needed`: how many the topology has. Errors: what
 * refuse makes.
 */
export function layOutHosts(zone: RegularZone, target: RegularTarget, needed: number | undefined): number[] {
  const { prefix = "", suffix = "", numbers: text, ...model } = zone.hosts
  const numbers = hostNumbers(text, (expected) => target.refuse("hosts.numbers", text, expected))
  if (needed !== undefined && numbers.length !== needed) {
    throw target.refuse(
      "hosts.numbers",
      text,
      `${needed} numbers for this topology; they are ${numbers.length}`,
    )
  }
  for (const number of numbers) target.host({ ...model, name: `${prefix}${number}${suffix}` })
  return numbers
}

/** Takes in the loopbacks of hosts; gives the end of the first, -1 when there are none. */
export function layOutLoopbacks(
  zone: RegularZone,
  target: RegularTarget,
  numbers: readonly number[],
): number {
  const { loopback } = zone
  if (loopback === undefined) return -1
  const model: LinkModel = { ...loopback, policy: "fatpipe" }
  const ends = numbers.map((number) => target.link(`${zone.name}_link_${number}_loopback`, model))
  return ends[0]!
}

/** Takes in limiters with these ids in their names; gives the end of the first, -1 when there are none. */
export function layOutLimiters(
  zone: RegularZone,
  target: RegularTarget,
  ids: readonly (number | string)[],
): number {
  const { limiter } = zone
  if (limiter === undefined) return -1
  const ends = ids.map((id) => target.link(`${zone.name}_link_${id}_limiter`, { bandwidth: limiter }))
  return ends[0]!
}

/** Errors: what refuse makes of a value that is no whole number of at least 1. */
export function checkCount(target: RegularTarget, what: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return
  throw target.refuse(what, value, "a whole number of at least 1")
}

/** The product of the first `levels` sizes. */
export function sizesProduct(sizes: readonly number[], levels: number): number {
  return sizes.slice(0, levels).reduce((product, size) => product * size, 1)
}
