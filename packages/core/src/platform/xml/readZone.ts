import { InputError } from "../../inputError.ts"
import { nearestName } from "../../nearestName.ts"
import type { FullZone, ListedZone, ShortestPathZone, StarZone, Zone } from "../description/zone.ts"
import { Attributes } from "./attributes.ts"
import { nameOf } from "./grammar.ts"
import type { XmlElement } from "./parseXml.ts"
import { Properties } from "./properties.ts"
import { readCabinet, readCluster } from "./readCluster.ts"
import { readHost } from "./readHost.ts"
import { placed, present, type Reading } from "./reading.ts"
import { readBackbone, readLink } from "./readLink.ts"
import { readBypass, readHostLink, readRoute } from "./readRoute.ts"

const routings = {
  full: "full",
  none: "none",
  dijkstra: "shortest-path",
  dijkstracache: "shortest-path",
  floyd: "shortest-path",
  cluster: "star",
} as const
type Routing = (typeof routings)[keyof typeof routings]

const notSupported: Readonly<Record<string, string>> = {
  vivaldi: "a routing over links; Vivaldi coordinates are not supported",
  wifi: "a routing over links; Wifi zones are not supported",
}

/** A `<zone>` or `<cluster>`, with all zones in it. Errors: InputError. */
export function readZone(element: XmlElement, reading: Reading): Zone {
  if (nameOf(element) === "cluster") return readCluster(element, reading)
  const routing = readRouting(new Attributes(element))
  const parts = new Parts(element, routing)
  const zone = readParts(parts, element, routing, reading)
  return placed(zone, element, reading)
}

function readParts(parts: Parts, element: XmlElement, routing: Routing, reading: Reading): Zone {
  const hosts = parts.take("host").map((child) => readHost(child, reading))
  const routers = parts.take("router").map((child) => new Attributes(child).name("id"))
  const links = parts.take("link").map((child) => readLink(child, reading))
  const zones = parts.take("zone", "cluster").map((child) => readZone(child, reading))
  const bypasses = parts.take("bypassRoute", "bypassZoneRoute").map((child) => readBypass(child, reading))
  const lists = { hosts, routers, links, zones, bypasses }
  const listed: ListedZone = {
    name: new Attributes(element).name("id"),
    ...present({ properties: new Properties(element).all() }),
    ...notEmpty(lists),
  }
  if (routing === "star") {
    const backbones = parts.take("backbone")
    if (backbones[1] !== undefined) {
      throw new InputError(
        backbones[1].where,
        "<backbone>",
        backbones[1].attributes.get("id"),
        "one for each zone",
      )
    }
    const spokes = parts.take("host_link").map((child) => readHostLink(child, reading))
    const cabinets = parts.take("cabinet").map((child) => readCabinet(child, reading))
    const backbone = backbones[0] === undefined ? undefined : readBackbone(backbones[0], reading)
    const star: StarZone = { routing, ...listed, ...notEmpty({ spokes, cabinets }), ...present({ backbone }) }
    return star
  }
  const routes = parts.take("route", "zoneRoute").map((child) => readRoute(child, reading))
  const graph: FullZone | ShortestPathZone = {
    routing: routing === "none" ? "full" : routing,
    ...listed,
    ...notEmpty({ routes }),
  }
  return graph
}

/** The children of a zone's element by name; those that the zone's routing has no use for are refused. */
class Parts {
  readonly #element: XmlElement

  constructor(element: XmlElement, routing: Routing) {
    this.#element = element
    const starOnly = ["backbone", "host_link", "cabinet"]
    const routes = ["route", "zoneRoute"]
    const inVain = routing === "star" ? routes : routing === "none" ? [...starOnly, ...routes] : starOnly
    const part = element.children.find((child) => inVain.includes(nameOf(child)))
    if (part === undefined) return
    const expected =
      inVain === routes ? "no such element in a zone with Cluster routing" : "a zone with another routing"
    throw new InputError(
      part.where,
      "element",
      part.name,
      `${expected}; this one has ${element.attributes.get("routing")}`,
    )
  }

  take(...names: string[]): XmlElement[] {
    return this.#element.children.filter((child) => names.includes(nameOf(child)))
  }
}

function readRouting(attributes: Attributes): Routing {
  const text = attributes.text("routing")
  const name = text.toLowerCase()
  const reason = notSupported[name]
  if (reason !== undefined) throw attributes.refuse("routing", text, reason)
  if (Object.hasOwn(routings, name)) return routings[name as keyof typeof routings]
  const known = ["Full", "None", "Dijkstra", "DijkstraCache", "Floyd", "Cluster"]
  const nearest = nearestName(text, known)
  const remedy = nearest === undefined ? "" : `: did you mean ${JSON.stringify(nearest)}?`
  throw attributes.refuse("routing", text, `one of ${known.join(", ")}${remedy}`)
}

function notEmpty<T extends Record<string, readonly unknown[]>>(lists: T): Partial<T> {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) as Partial<T>
}
