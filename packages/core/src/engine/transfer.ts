import type { Host } from "../platform/host.ts"
import type { Link } from "../platform/link.ts"
import { factorFor, type NetworkModel } from "../platform/networkModel.ts"
import type { Bytes, BytesPerSecond, Seconds } from "../units.ts"
import type { Outcome, StartOptions } from "./activity.ts"
import type { Kernel } from "./kernel.ts"
import { hold, Work } from "./work.ts"

/** The weight of acknowledgements on the links of the way back, where a network model counts them. */
const acknowledgementWeight = 0.05

/** The penalty of a flow without a round-trip time: a nanosecond, the least that dates tell apart. */
const leastRoundTrip: Seconds = 1e-9

/** How to send; see `Engine.transfer`. */
export interface TransferOptions extends StartOptions {
  /** The most that it takes, in bytes/s. Default Infinity. */
  readonly limit?: BytesPerSecond
}

/** Where a transfer goes from and to, and over what; `back` is empty where there is no way back. */
export interface Way {
  readonly from: Host
  readonly to: Host
  readonly there: readonly Link[]
  readonly back: readonly Link[]
}

/**
 * Bytes over a route: first its latency passes, during which nothing is used; then the bytes flow at a fair share.
 * See {@link NetworkModel} for what the models make of latency, bandwidth and fairness.
 */
export class Transfer extends Work {
  readonly bytes: Bytes
  readonly from: Host
  readonly to: Host
  readonly #there: readonly Link[]
  readonly #model: NetworkModel
  readonly #limit: BytesPerSecond
  #isInLatency: boolean

  /** Made by `Engine.transfer`, and by mailboxes. */
  constructor(kernel: Kernel, bytes: Bytes, way: Way, model: NetworkModel, limit: BytesPerSecond) {
    super(kernel, bytes)
    const { from, to, there, back } = way
    this.bytes = bytes
    this.from = from
    this.to = to
    this.#there = there
    this.#model = model
    const bandwidthFactor = factorFor(model.bandwidthFactor, bytes)
    this.#limit = limit / bandwidthFactor
    const delay = this.#latency() * factorFor(model.latencyFactor, bytes)
    this.#isInLatency = delay > 0
    if (!isPassable(way, model)) {
      this.fail()
      return
    }
    from.tenants.dependents.add(this)
    to.tenants.dependents.add(this)
    if (delay > 0) this.holdBack(hold.latency, true)
    const variable = this.feed(this.#penalty(), this.#bound(), bandwidthFactor)
    const { fairShare } = kernel
    for (let i = 0; i < there.length; i++) fairShare.use(there[i]!.constraint, variable, 1)
    if (model.crossTraffic) {
      for (let i = 0; i < back.length; i++)
        fairShare.use(back[i]!.constraint, variable, acknowledgementWeight)
    }
    if (delay > 0) this.scheduleAt(kernel.now + delay)
  }

  override describe(): string {
    return `transfer of ${this.bytes} bytes from "${this.from.name}" to "${this.to.name}"`
  }

  override resourceChanged(): void {
    this.adjust(this.#penalty(), this.#bound())
  }

  protected override reached(): void {
    if (this.#isInLatency) {
      this.#isInLatency = false
      this.holdBack(hold.latency, false)
    } else super.reached()
  }

  protected override end(outcome: Outcome): void {
    this.from.tenants.dependents.delete(this)
    this.to.tenants.dependents.delete(this)
    super.end(outcome)
  }

  #latency(): Seconds {
    let latency = 0
    for (let i = 0; i < this.#there.length; i++) latency += this.#there[i]!.latency
    return latency
  }

  #penalty(): number {
    const { roundTripFairness, weightS } = this.#model
    if (!roundTripFairness) return 1
    let roundTrip = this.#latency()
    if (weightS > 0) {
      for (let i = 0; i < this.#there.length; i++) {
        // A dead link has no share to give, whatever the penalty.
        const { bandwidth } = this.#there[i]!
        if (bandwidth > 0) roundTrip += weightS / bandwidth
      }
    }
    return Math.max(roundTrip, leastRoundTrip)
  }

  #bound(): BytesPerSecond {
    const latency = this.#latency()
    let bound = latency > 0 ? Math.min(this.#limit, this.#model.tcpGamma / (2 * latency)) : this.#limit
    for (let i = 0; i < this.#there.length; i++) bound = Math.min(bound, this.#there[i]!.bandwidth)
    return bound
  }
}

function isPassable({ from, to, there, back }: Way, model: NetworkModel): boolean {
  if (!from.isOn || !to.isOn) return false
  for (let i = 0; i < there.length; i++) if (!there[i]!.isOn) return false
  if (model.crossTraffic) for (let i = 0; i < back.length; i++) if (!back[i]!.isOn) return false
  return true
}

/** What a transfer takes where nothing else is sent; the same as a {@link Transfer}. */
export function travelTime({ there, back }: Way, model: NetworkModel, bytes: Bytes): Seconds {
  let latency = 0
  let rate = Number.POSITIVE_INFINITY
  for (let i = 0; i < there.length; i++) {
    const link = there[i]!
    latency += link.latency
    const acknowledgements = model.crossTraffic && back.includes(link) ? acknowledgementWeight : 0
    rate = Math.min(rate, link.bandwidth / (1 + acknowledgements))
  }
  if (latency > 0) rate = Math.min(rate, model.tcpGamma / (2 * latency))
  const delay = latency * factorFor(model.latencyFactor, bytes)
  return bytes > 0 ? delay + bytes / (rate * factorFor(model.bandwidthFactor, bytes)) : delay
}
