import type { Platform } from "../description/zone.ts"
import { layOut } from "../routing/layout.ts"
import { documentDecoder } from "./documentDecoder.ts"
import { zone } from "./platformSchema.ts"

const decode = documentDecoder(zone, ["routing"])

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
  const platform: Platform = decode(json, file)
  layOut(platform, (_, path) => (path === "" ? file : `${file}, ${path}`))
  return platform
}
