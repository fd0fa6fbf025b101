import { isFailure } from "effect/Result"
import { decodeUnknownResult } from "effect/SchemaParser"
import type { Platform } from "../description/zone.ts"
import { layOut } from "../routing/layout.ts"
import { issueError } from "./issueError.ts"
import { zone } from "./platformSchema.ts"

const decode = decodeUnknownResult(zone, { onExcessProperty: "error" })

/**
 * A platform from its JSON form: the fields of {@link Platform}, where every quantity is a number in SI or a text
 * with a unit, such as "1Gf", "125MBps" or "50us". `file` names the document in errors.
 *
 * Names, routes, gateways and sizes of topologies are checked, too. Cost: O(hosts + links + routes).
 *
 * Errors: InputError in one line, with the file, the path in the document, the value, what was expected, and the
 * nearest name where a name is wrong.
 *
 * @example
 * decodePlatform({ name: "z", routing: "full", hosts: [{ name: "a", sped: "1Gf" }] }, "site.json")
 * // InputError: site.json: hosts[0]: field name is "sped"; expected a known one: did you mean "speed"?
 */
export function decodePlatform(json: unknown, file: string): Platform {
  const decoded = decode(json)
  if (isFailure(decoded)) throw issueError(decoded.failure, file, json)
  const platform: Platform = decoded.success
  layOut(platform, (_, path) => (path === "" ? file : `${file}, ${path}`))
  return platform
}
