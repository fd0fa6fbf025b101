import type { HostGroup } from "../description/host.ts"
import type { CabinetDescription, DragonflyLevel, RegularZone, Zone } from "../description/zone.ts"
import { hostNumbers } from "../routing/hostNumbers.ts"
import { Attributes } from "./attributes.ts"
import type { XmlElement } from "./parseXml.ts"
import { readHostPower } from "./power.ts"
import { Properties } from "./properties.ts"
import { readSpeed } from "./readHost.ts"
import { type Optional, placed, present, type Reading } from "./reading.ts"
import { policies } from "./readLink.ts"

const topologies = {
  FLAT: "cluster",
  FAT_TREE: "fat-tree",
  TORUS: "torus",
  DRAGONFLY: "dragonfly",
} as const

/**
 * A `<cluster>` of any topology. Its properties are those of its hosts, too.
 *
 * Errors: InputError. Differs from source: links with FATPIPE are fatpipes, where SimGrid 3.32 makes shared ones of
 * them.
 */
export function readCluster(element: XmlElement, reading: Reading): Zone {
  const attributes = new Attributes(element)
  const topology = attributes.optionalChoice("topology", topologies) ?? "cluster"
  return placed(readTopology(topology, readRegular(element, attributes), attributes), element, reading)
}

/** A `<cabinet>` of a zone with Cluster routing. Errors: InputError. */
export function readCabinet(element: XmlElement, reading: Reading): CabinetDescription {
  const attributes = new Attributes(element)
  const cabinet: CabinetDescription = {
    name: attributes.name("id"),
    hosts: { ...readNumbers(attributes), speed: attributes.quantity("speed", "speed", "positive") },
    bandwidth: attributes.quantity("bw", "bandwidth", "positive"),
    latency: attributes.quantity("lat", "time", "non-negative"),
  }
  return placed(cabinet, element, reading)
}

function readTopology(
  routing: (typeof topologies)[keyof typeof topologies],
  zone: RegularZone,
  attributes: Attributes,
): Zone {
  if (routing === "cluster") {
    const optional = {
      backbone: readSharedLink(
        attributes,
        "bb",
        attributes.optionalChoice("bb_sharing_policy", backbonePolicies),
      ),
      router: attributes.optionalText("router_id"),
    }
    return { ...zone, routing, ...present(optional) }
  }
  const text = attributes.text("topo_parameters")
  const parts = text.split(";").map((part) => part.split(","))
  const count = (part: string) => attributes.count("topo_parameters", part, 1)
  const refuse = (expected: string) => attributes.refuse("topo_parameters", text, expected)

  if (routing === "torus") {
    if (parts.length !== 1) throw refuse('sizes of the dimensions, such as "4,4,2"')
    return { ...zone, routing, dimensions: parts[0]!.map(count) }
  }
  if (routing === "fat-tree") {
    const [levels, down, up, parallel] = parts
    const isRight =
      parts.length === 4 &&
      levels!.length === 1 &&
      parts.slice(1).every((p) => p.length === count(levels![0]!))
    if (!isRight)
      throw refuse('"levels;down;up;parallel" with a number for each level, such as "2;4,4;1,2;1,2"')
    return { ...zone, routing, down: down!.map(count), up: up!.map(count), parallel: parallel!.map(count) }
  }
  if (parts.map((part) => part.length).join() !== "2,2,2,1") {
    throw refuse('"groups,cables;chassis,cables;blades,cables;nodes", such as "3,4;2,3;3,1;2"')
  }
  const level = ([number, cables]: string[]): DragonflyLevel => ({
    count: count(number!),
    cables: count(cables!),
  })
  const [groups, chassis, blades] = parts.slice(0, 3).map(level)
  return {
    ...zone,
    routing,
    groups: groups!,
    chassis: chassis!,
    blades: blades!,
    nodes: count(parts[3]![0]!),
  }
}

const backbonePolicies = { SHARED: "shared", FATPIPE: "fatpipe" } as const

function readRegular(element: XmlElement, attributes: Attributes): RegularZone {
  const properties = new Properties(element)
  const speed = readSpeed(attributes)
  const optionalOfHosts: Optional<HostGroup> = {
    cores: attributes.optionalCount("core", 1),
    power: readHostPower(properties, typeof speed === "number" ? 1 : speed.length),
    properties: properties.all(),
  }
  const limiter = attributes.optionalQuantity("limiter_link", "bandwidth", "non-negative")
  const optional: Optional<RegularZone> = {
    loopback: readSharedLink(attributes, "loopback", undefined),
    limiter: limiter === 0 ? undefined : limiter,
    properties: properties.all(),
  }
  return {
    name: attributes.name("id"),
    hosts: { ...readNumbers(attributes), speed, ...present(optionalOfHosts) },
    links: {
      bandwidth: attributes.quantity("bw", "bandwidth", "positive"),
      latency: attributes.quantity("lat", "time", "non-negative"),
      policy: attributes.optionalChoice("sharing_policy", policies) ?? "split-duplex",
    },
    ...present(optional),
  }
}

/** The link of attributes `<prefix>_bw` and `<prefix>_lat`; none when both are 0 or not there. */
function readSharedLink<P extends "shared" | "fatpipe">(
  attributes: Attributes,
  prefix: string,
  policy: P | undefined,
) {
  const bandwidth = attributes.optionalQuantity(`${prefix}_bw`, "bandwidth", "non-negative") ?? 0
  const latency = attributes.optionalQuantity(`${prefix}_lat`, "time", "non-negative") ?? 0
  if (bandwidth === 0 && latency === 0) return undefined
  if (bandwidth === 0) throw attributes.refuse(`${prefix}_bw`, bandwidth, `above 0, as ${prefix}_lat is`)
  return { bandwidth, latency, ...present({ policy }) }
}

function readNumbers(attributes: Attributes): Pick<HostGroup, "prefix" | "suffix" | "numbers"> {
  const numbers = attributes.text("radical")
  hostNumbers(numbers, (expected) => attributes.refuse("radical", numbers, expected))
  return { prefix: attributes.text("prefix"), suffix: attributes.text("suffix"), numbers }
}
