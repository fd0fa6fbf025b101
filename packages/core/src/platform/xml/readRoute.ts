import type { BypassDescription, LinkUse, RouteDescription, SpokeDescription } from "../description/route.ts"
import { Attributes } from "./attributes.ts"
import type { XmlElement } from "./parseXml.ts"
import { placed, present, type Reading } from "./reading.ts"

const directions = { UP: "up", DOWN: "down", NONE: undefined } as const
const yesOrNo = { YES: true, yes: true, NO: false, no: false } as const

/** A `<route>` or `<zoneRoute>`. Errors: InputError. */
export function readRoute(element: XmlElement, reading: Reading): RouteDescription {
  const symmetrical = new Attributes(element).optionalChoice("symmetrical", yesOrNo)
  return placed({ ...readEnds(element, reading), ...present({ symmetrical }) }, element, reading)
}

/** A `<bypassRoute>` or `<bypassZoneRoute>`. Errors: InputError. */
export function readBypass(element: XmlElement, reading: Reading): BypassDescription {
  return placed(readEnds(element, reading), element, reading)
}

/** A `<host_link>`: how a host is connected in a zone with Cluster routing. Errors: InputError. */
export function readHostLink(element: XmlElement, reading: Reading): SpokeDescription {
  const attributes = new Attributes(element)
  const use = (attribute: string): LinkUse => placed({ link: attributes.name(attribute) }, element, reading)
  const spoke = { member: attributes.name("id"), up: [use("up")], down: [use("down")] }
  return placed(spoke, element, reading)
}

function readEnds(element: XmlElement, reading: Reading): BypassDescription {
  const attributes = new Attributes(element)
  const gateways = {
    fromGateway: attributes.optionalText("gw_src"),
    toGateway: attributes.optionalText("gw_dst"),
  }
  const links = element.children.map((child): LinkUse => {
    const use = new Attributes(child)
    const direction = use.optionalChoice("direction", directions)
    return placed({ link: use.name("id"), ...present({ direction }) }, child, reading)
  })
  return { from: attributes.name("src"), to: attributes.name("dst"), ...present(gateways), links }
}
