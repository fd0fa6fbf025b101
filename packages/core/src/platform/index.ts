/*
 * Platforms as data: read from JSON or SimGrid's XML, and built in an engine. An entry of its own,
 * @placelab/core/platform, because it depends on effect and sax, and the main entry on nothing.
 */
export { type BuiltPlatform, buildPlatform } from "./buildPlatform.ts"
export type { DiskDescription, HostDescription, HostGroup, HostModel } from "./description/host.ts"
export type { LinkDescription, LinkModel, LinkPolicy, LinkPowerDescription } from "./description/link.ts"
export type { BypassDescription, LinkUse, RouteDescription, SpokeDescription } from "./description/route.ts"
export type {
  CabinetDescription,
  ClusterZone,
  DragonflyLevel,
  DragonflyZone,
  FatTreeZone,
  FullZone,
  ListedZone,
  Platform,
  RegularZone,
  ShortestPathZone,
  StarZone,
  TorusZone,
  Zone,
  ZoneBase,
} from "./description/zone.ts"
export { decodePlatform } from "./json/decodePlatform.ts"
export { documentDecoder } from "./json/documentDecoder.ts"
export { platformJsonSchema } from "./json/platformJsonSchema.ts"
export { count, list, name, quantity, ratio } from "./json/schemaParts.ts"
export { expectedQuantity, type QuantityBound, type QuantityKind, readQuantity } from "./quantity.ts"
export { type PlatformRoute, type PlatformRoutes, routesOf } from "./routesOf.ts"
export type { ReadFile } from "./xml/profiles.ts"
export { readPlatformXml, type XmlOptions } from "./xml/readPlatformXml.ts"
