import type { ConstraintId, SharingPolicy } from "../fairshare/fairShare.ts"
import type { BytesPerSecond, Seconds } from "../units.ts"

/**
 * A network link. `shared`: all flows of both directions together get at most its bandwidth. `fatpipe`: each flow alone
 * does, as on a backbone that is never full. Made by `Engine.addLink`.
 */
export interface Link {
  readonly name: string
  readonly bandwidth: BytesPerSecond
  readonly latency: Seconds
  readonly policy: SharingPolicy
  readonly constraint: ConstraintId
}
