import { InputError } from "../../inputError.ts"
import type { Platform } from "../description/zone.ts"
import { layOut } from "../routing/layout.ts"
import { Attributes } from "./attributes.ts"
import { checkGrammar, nameOf } from "./grammar.ts"
import { parseXml, type XmlElement } from "./parseXml.ts"
import { Profiles, type ReadFile } from "./profiles.ts"
import type { Reading } from "./reading.ts"
import { readZone } from "./readZone.ts"

/** What a platform file may need from outside. */
export interface XmlOptions {
  /**
   * Gives the text of a profile's file by the name in the document. Without it, documents that name files are
   * refused.
   */
  readonly readFile?: ReadFile
  /** Is told the settings of `<config>`, such as network/model. Without it, documents that have some are refused. */
  readonly onConfig?: (id: string, value: string) => void
}

/**
 * A platform from SimGrid's XML, version 4.1 or 4.0 (with its `AS`, `ASroute`), or version 3 with speeds called
 * `power`. `file` names the document in errors.
 *
 * Not supported, and refused: Vivaldi and Wifi zones, peers, actors, stochastic profiles. Nothing is skipped but
 * coordinates.
 *
 * Cost: O(document + hosts + links). Reads no file itself.
 *
 * Errors: InputError in one line, with file, line and column, element, attribute, value, what was expected, and the
 * nearest name where a name is wrong.
 *
 * Source: SimGrid 4.1, its DTD and documentation of platforms.
 *
 * @example
 * const platform = readPlatformXml(readFileSync("site.xml", "utf8"), "site.xml")
 * const { hosts } = buildPlatform(engine, platform)
 */
export function readPlatformXml(text: string, file: string, options: XmlOptions = {}): Platform {
  const root = renamedSpeeds(parseXml(text, file))
  checkVersion(root)
  checkGrammar(root)
  for (const child of root.children) if (child.name === "config") readConfig(child, options.onConfig)
  const zones = root.children.filter((child) => ["zone", "cluster"].includes(nameOf(child)))
  const [first, second] = zones
  if (first === undefined)
    throw new InputError(root.where, "number of zones", 0, "one <zone> or <cluster> in <platform>")
  if (second !== undefined) {
    const id = second.attributes.get("id")
    throw new InputError(
      second.where,
      "second zone",
      id,
      "one <zone> or <cluster> in <platform>, with all others in it",
    )
  }
  const reading: Reading = { profiles: new Profiles(root, options.readFile), places: new Map() }
  const platform = readZone(first, reading)
  reading.profiles.checkAllUsed()
  layOut(platform, (thing) => reading.places.get(thing) ?? file)
  return platform
}

function checkVersion(root: XmlElement): void {
  const version = Number(root.attributes.get("version") ?? "0")
  if (root.name === "platform" && !(version >= 3 && version <= 4.1)) {
    throw new Attributes(root).refuse("version", root.attributes.get("version"), "a version from 3 to 4.1")
  }
}

/** Version 3 calls speeds `power`. */
function renamedSpeeds(element: XmlElement): XmlElement {
  const isOld = Number(element.attributes.get("version")) < 4
  return isOld && element.name === "platform" ? withSpeeds(element) : element
}

function withSpeeds(element: XmlElement): XmlElement {
  const rename = ([name, value]: [string, string]): [string, string] => [
    name === "power" ? "speed" : name,
    value,
  ]
  return {
    ...element,
    attributes: new Map([...element.attributes].map(rename)),
    children: element.children.map(withSpeeds),
  }
}

function readConfig(element: XmlElement, onConfig: XmlOptions["onConfig"]): void {
  for (const child of element.children) {
    const attributes = new Attributes(child)
    const id = attributes.name("id")
    if (onConfig === undefined) {
      const remedy = "no <config>, unless onConfig is given; what it sets is an option of Engine"
      throw new InputError(child.where, "setting", id, remedy)
    }
    onConfig(id, attributes.text("value"))
  }
}
