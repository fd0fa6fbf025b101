import type { Host } from "../platform/host.ts"
import type { Link } from "../platform/link.ts"
import type { Bytes, Flops } from "../units.ts"
import type { Outcome } from "./activity.ts"
import type { Kernel } from "./kernel.ts"
import { hold, Work } from "./work.ts"

/** What a parallel task does on each host, and sends between each two; see `Engine.parallelTask`. */
export interface ParallelTaskSpec {
  readonly hosts: readonly Host[]
  /** For each host. Default: none. */
  readonly flops?: readonly Flops[]
  /** A row for each sender, a column for each receiver. Default: none. */
  readonly bytes?: readonly (readonly Bytes[])[]
}

/** The bytes that one host sends to another in the course of the task. */
export interface Exchange {
  readonly bytes: Bytes
  readonly links: readonly Link[]
}

/**
 * Computing and sending at one pace on several hosts: when the task is half done, so is each of its parts. It begins
 * after the longest latency of its routes, and its rate is in tasks per second: done goes from 0 to 1.
 *
 * A share of it uses each resource by what the whole task asks of it, so the slowest resource sets the pace.
 *
 * Source: SimGrid's L07 model.
 */
export class ParallelTask extends Work {
  readonly #hosts: readonly Host[]
  readonly #flops: readonly Flops[]
  readonly #exchanges: readonly Exchange[]
  readonly #tcpGamma: number
  #isInLatency: boolean

  /** Made by `Engine.parallelTask`. */
  constructor(
    kernel: Kernel,
    hosts: readonly Host[],
    flops: readonly Flops[],
    exchanges: readonly Exchange[],
    tcpGamma: number,
  ) {
    const isEmpty = exchanges.length === 0 && flops.every((each) => each === 0)
    super(kernel, isEmpty ? 0 : 1)
    this.#hosts = hosts
    this.#flops = flops
    this.#exchanges = exchanges
    this.#tcpGamma = tcpGamma
    const latency = exchanges.reduce((longest, exchange) => Math.max(longest, latencyOf(exchange)), 0)
    this.#isInLatency = latency > 0
    const links = exchanges.flatMap((exchange) => exchange.links)
    if (!hosts.every((host) => host.isOn) || !links.every((link) => link.isOn)) {
      this.fail()
      return
    }
    for (const host of hosts) host.tenants.dependents.add(this)
    if (latency > 0) this.holdBack(hold.latency, true)
    const variable = this.feed(1, this.#bound(), 1)
    hosts.forEach((host, i) => {
      kernel.fairShare.use(host.constraint, variable, flops[i] ?? 0)
    })
    for (const { bytes, links } of exchanges)
      for (const link of links) kernel.fairShare.use(link.constraint, variable, bytes)
    if (latency > 0) this.scheduleAt(kernel.now + latency)
  }

  override describe(): string {
    return `parallel task on ${this.#hosts.map((host) => `"${host.name}"`).join(", ")}`
  }

  override resourceChanged(): void {
    this.adjust(1, this.#bound())
  }

  protected override reached(): void {
    if (this.#isInLatency) {
      this.#isInLatency = false
      this.holdBack(hold.latency, false)
    } else super.reached()
  }

  protected override end(outcome: Outcome): void {
    for (const host of this.#hosts) host.tenants.dependents.delete(this)
    super.end(outcome)
  }

  /** In tasks per second: one core on each host, and a TCP window on each route. */
  #bound(): number {
    let bound = Number.POSITIVE_INFINITY
    this.#hosts.forEach((host, i) => {
      const flops = this.#flops[i] ?? 0
      if (flops > 0) bound = Math.min(bound, (host.speed * host.availability) / flops)
    })
    for (const exchange of this.#exchanges) {
      const latency = latencyOf(exchange)
      if (latency > 0) bound = Math.min(bound, this.#tcpGamma / (2 * latency * exchange.bytes))
    }
    return bound
  }
}

function latencyOf({ links }: Exchange): number {
  return links.reduce((sum, link) => sum + link.latency, 0)
}
