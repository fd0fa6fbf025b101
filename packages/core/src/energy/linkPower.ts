import { nonNegative } from "../inputError.ts"
import type { Link } from "../platform/link.ts"
import type { Watts } from "../units.ts"

/**
 * The power of a link as a measure for `Engine.meter`, in watts: idle + (busy - idle) x load / bandwidth, where the load
 * is all that crosses it, acknowledgements too. A link that is off draws `off`, default 0. Errors: InputError.
 *
 * Source: SimGrid's link energy model.
 */
export function linkPower(
  link: Link,
  { idle, busy, off = 0 }: { readonly idle: Watts; readonly busy: Watts; readonly off?: Watts },
): () => Watts {
  const where = `power of link "${link.name}"`
  nonNegative(where, "idle", idle, "watts")
  nonNegative(where, "busy", busy, "watts")
  nonNegative(where, "off", off, "watts")
  return () => {
    if (!link.isOn) return off
    return link.bandwidth === 0 ? idle : idle + ((busy - idle) * link.load) / link.bandwidth
  }
}
