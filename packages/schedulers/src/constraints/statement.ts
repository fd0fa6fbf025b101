import { unknownName } from "@placelab/core"
import { type AmongStatement, among } from "./among.ts"
import { type BanStatement, ban } from "./ban.ts"
import { type CapacityStatement, capacity } from "./capacity.ts"
import { type FenceStatement, fence } from "./fence.ts"
import { type GatherStatement, gather } from "./gather.ts"
import { type LonelyStatement, lonely } from "./lonely.ts"
import { type MaxOnlineStatement, maxOnline } from "./maxOnline.ts"
import { type OfflineStatement, offline } from "./offline.ts"
import { type OnlineStatement, online } from "./online.ts"
import { type PreserveStatement, preserve } from "./preserve.ts"
import { type QuarantineStatement, quarantine } from "./quarantine.ts"
import { type RootStatement, root } from "./root.ts"
import { type SplitStatement, split } from "./split.ts"
import { type SpreadStatement, spread } from "./spread.ts"
import type { Stated } from "./stated.ts"

/** A constraint as plain data, which is its JSON form, too. */
export type ConstraintStatement =
  | AmongStatement
  | BanStatement
  | CapacityStatement
  | FenceStatement
  | GatherStatement
  | LonelyStatement
  | MaxOnlineStatement
  | OfflineStatement
  | OnlineStatement
  | PreserveStatement
  | QuarantineStatement
  | RootStatement
  | SplitStatement
  | SpreadStatement

/** A constraint that says what it is. */
export type Constraint = Stated<ConstraintStatement>

/** The names of all constraints, sorted. */
export const constraintTypes: readonly ConstraintStatement["type"][] = [
  ...(["among", "ban", "capacity", "fence", "gather", "lonely", "maxOnline", "offline", "online"] as const),
  ...(["preserve", "quarantine", "root", "split", "spread"] as const),
]

/**
 * The constraint that a statement speaks of. Errors: InputError for a type that is none; what else is wrong is found by
 * `entropyProblem`, which knows the names.
 *
 * @example constraintOf({ type: "spread", vms: ["web-1", "web-2"], continuous: true })
 */
export function constraintOf(stated: ConstraintStatement): Constraint {
  const reading = "continuous" in stated && stated.continuous === true ? "continuous" : "discrete"
  switch (stated.type) {
    case "among":
      return among(stated.vms, stated.groups, reading)
    case "ban":
      return ban(stated.vms, stated.hosts, reading)
    case "capacity":
      return capacity(stated.hosts, stated.of, stated.amount, reading)
    case "fence":
      return fence(stated.vms, stated.hosts, reading)
    case "gather":
      return gather(stated.vms, reading)
    case "lonely":
      return lonely(stated.vms, reading)
    case "maxOnline":
      return maxOnline(stated.hosts, stated.count, reading)
    case "offline":
      return offline(stated.hosts, reading)
    case "online":
      return online(stated.hosts, reading)
    case "preserve":
      return preserve(stated.vms, stated.of, stated.amount)
    case "quarantine":
      return quarantine(stated.hosts)
    case "root":
      return root(stated.vms)
    case "split":
      return split(stated.groups, reading)
    case "spread":
      return spread(stated.vms, reading)
    default:
      throw unknownName("constraint", "type", (stated as { type: string }).type, constraintTypes)
  }
}
