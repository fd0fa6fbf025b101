import type { ConstraintId } from "../fairshare/fairShare.ts"
import type { Link } from "../platform/link.ts"
import type { NetworkModel } from "../platform/networkModel.ts"
import type { Bytes, BytesPerSecond } from "../units.ts"
import type { Kernel } from "./kernel.ts"
import { Work } from "./work.ts"

/** The weight of acknowledgements on the links of the way back, where a network model counts them. */
const acknowledgementWeight = 0.05

/**
 * Bytes over a route: first its latency passes, during which nothing is used; then the bytes flow at a fair share.
 * See {@link NetworkModel} for what the models make of latency, bandwidth and fairness.
 */
export class Transfer extends Work {
  readonly bytes: Bytes
  readonly #from: string
  readonly #to: string
  readonly #start: () => void
  #latencyIsOver = false

  constructor(
    kernel: Kernel,
    bytes: Bytes,
    { from, to, there, back }: { from: string; to: string; there: readonly Link[]; back: readonly Link[] },
    model: NetworkModel,
    limit: BytesPerSecond,
  ) {
    super(kernel, bytes)
    this.bytes = bytes
    this.#from = from
    this.#to = to
    const latency = there.reduce((sum, link) => sum + link.latency, 0)
    this.#start = () => {
      const roundTrip = there.reduce((sum, link) => sum + model.weightS / link.bandwidth, latency)
      const window = latency > 0 ? model.tcpGamma / (2 * latency) : Number.POSITIVE_INFINITY
      const uses: (readonly [ConstraintId, number])[] = there.map((link) => [link.constraint, 1])
      if (model.crossTraffic) for (const link of back) uses.push([link.constraint, acknowledgementWeight])
      this.begin(uses, {
        penalty: model.roundTripFairness && roundTrip > 0 ? roundTrip : 1,
        bound: Math.min(limit / model.bandwidthFactor, window, ...there.map((link) => link.bandwidth)),
        factor: model.bandwidthFactor,
      })
    }
    this.scheduleAt(kernel.now + latency * model.latencyFactor)
  }

  override describe(): string {
    return `transfer of ${this.bytes} bytes from "${this.#from}" to "${this.#to}"`
  }

  protected override reached(): void {
    if (this.#latencyIsOver) super.reached()
    else {
      this.#latencyIsOver = true
      this.#start()
    }
  }
}
