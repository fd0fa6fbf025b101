import type { LinkDescription, LinkPolicy } from "../description/link.ts"
import { Attributes } from "./attributes.ts"
import type { XmlElement } from "./parseXml.ts"
import { readLinkPower } from "./power.ts"
import { Properties } from "./properties.ts"
import { type Optional, placed, present, type Reading } from "./reading.ts"

/** SimGrid's words for how flows use a link. WIFI is refused. */
export const policies: Readonly<Record<string, LinkPolicy>> = {
  SHARED: "shared",
  FATPIPE: "fatpipe",
  SPLITDUPLEX: "split-duplex",
  FULLDUPLEX: "split-duplex",
}

/** A `<link>`. Errors: InputError. */
export function readLink(element: XmlElement, reading: Reading): LinkDescription {
  const attributes = new Attributes(element)
  const properties = new Properties(element)
  const name = attributes.name("id")
  const profile = reading.profiles
  const optional: Optional<LinkDescription> = {
    latency: attributes.optionalQuantity("latency", "time", "non-negative"),
    policy: attributes.optionalChoice("sharing_policy", policies),
    bandwidthProfile: profile.of("BANDWIDTH", attributes, name, "bandwidth_file"),
    latencyProfile: profile.of("LATENCY", attributes, name, "latency_file"),
    stateProfile: profile.of("LINK_AVAIL", attributes, name, "state_file"),
    power: readLinkPower(properties),
    properties: properties.all(),
  }
  const bandwidth = attributes.quantity("bandwidth", "bandwidth", "positive")
  return placed({ name, bandwidth, ...present(optional) }, element, reading)
}

/** A `<backbone>`: a shared link. Errors: InputError. */
export function readBackbone(element: XmlElement, reading: Reading): LinkDescription {
  const attributes = new Attributes(element)
  const link: LinkDescription = {
    name: attributes.name("id"),
    bandwidth: attributes.quantity("bandwidth", "bandwidth", "positive"),
    latency: attributes.quantity("latency", "time", "non-negative"),
  }
  return placed(link, element, reading)
}
