/*
 * The JSON form of a platform: the fields of the types in description/, with units allowed in texts. What the
 * fields mean is said there. The functions are the proof that a decoded value is a Platform.
 */
import * as Schema from "effect/Schema"
import type { Platform } from "../description/zone.ts"
import { count, list, name, profile, properties, quantity, ratio, text } from "./schemaParts.ts"

const optional = Schema.optionalKey
const speed = quantity("speed", "positive")
const bandwidth = quantity("bandwidth", "positive")
const latency = quantity("time", "non-negative")
const watts = quantity("power", "non-negative")
const state = Schema.Finite.annotate({ expected: "a number: above 0 for on, 0 for off" })
const policy = Schema.Literals(["shared", "fatpipe", "split-duplex"])

const power = Schema.Struct({
  perPstate: list(
    "consumptions, one for each p-state",
    Schema.Struct({ idle: watts, epsilon: optional(watts), full: watts }).annotate({
      expected: "an object with idle and full",
    }),
  ),
  off: optional(watts),
}).annotate({ expected: "an object with perPstate" })

const expectedSpeed = 'a speed in flop/s or with a unit such as "1Gf", or a list of speeds'
const speeds = list("speeds, one for each p-state", quantity("speed", "non-negative")).check(
  Schema.makeFilter((each) => each.length > 0, { expected: expectedSpeed }),
)

const hostModel = {
  speed: Schema.Union([speed, speeds]).annotate({ expected: expectedSpeed }),
  cores: optional(count(1)),
  pstate: optional(count(0)),
  power: optional(power),
  properties: optional(properties),
}

const disk = Schema.Struct({
  name,
  readBandwidth: bandwidth,
  writeBandwidth: bandwidth,
  properties: optional(properties),
}).annotate({ expected: "an object with name, readBandwidth and writeBandwidth" })

const host = Schema.Struct({
  name,
  ...hostModel,
  availability: optional(ratio),
  speedProfile: optional(profile(ratio)),
  stateProfile: optional(profile(state)),
  disks: optional(list("disks", disk)),
}).annotate({ expected: "a host: an object with name and speed" })

const hostGroup = Schema.Struct({
  prefix: optional(text),
  suffix: optional(text),
  numbers: text,
  ...hostModel,
}).annotate({ expected: "an object with numbers and speed" })

const linkModel = Schema.Struct({
  bandwidth,
  latency: optional(latency),
  policy: optional(policy),
}).annotate({ expected: "an object with bandwidth" })

const link = Schema.Struct({
  name,
  ...linkModel.fields,
  bandwidthProfile: optional(profile(quantity("bandwidth", "non-negative"))),
  latencyProfile: optional(profile(latency)),
  stateProfile: optional(profile(state)),
  power: optional(
    Schema.Struct({ idle: watts, busy: watts, off: optional(watts) }).annotate({
      expected: "an object with idle and busy",
    }),
  ),
  properties: optional(properties),
}).annotate({ expected: "a link: an object with name and bandwidth" })

const linkUse = Schema.Union([
  name,
  Schema.Struct({ link: name, direction: optional(Schema.Literals(["up", "down"])) }),
]).annotate({ expected: "a link's name, or an object with link and direction" })
const linkUses = list("links", linkUse)

const bypass = {
  from: name,
  to: name,
  fromGateway: optional(name),
  toGateway: optional(name),
  links: linkUses,
}
const route = Schema.Struct({
  ...bypass,
  symmetrical: optional(Schema.Boolean.annotate({ expected: "true or false" })),
}).annotate({ expected: "a route: an object with from, to and links" })

const spoke = Schema.Struct({
  member: name,
  gateway: optional(name),
  up: linkUses,
  down: optional(linkUses),
  loopback: optional(linkUses),
}).annotate({ expected: "a spoke: an object with member and up" })

const cabinet = Schema.Struct({
  name,
  hosts: hostGroup,
  bandwidth,
  latency: optional(latency),
}).annotate({ expected: "a cabinet: an object with name, hosts and bandwidth" })

const zoneBase = { name, properties: optional(properties) }
const listedZone = {
  ...zoneBase,
  hosts: optional(list("hosts", host)),
  routers: optional(list("routers' names", name)),
  links: optional(list("links", link)),
  zones: optional(
    list(
      "zones",
      Schema.suspend((): Schema.Codec<Platform, unknown> => zone),
    ),
  ),
  bypasses: optional(
    list("bypasses", Schema.Struct(bypass).annotate({ expected: "an object with from, to and links" })),
  ),
}
const regularZone = {
  ...zoneBase,
  hosts: hostGroup,
  links: linkModel,
  loopback: optional(
    Schema.Struct({ bandwidth, latency: optional(latency) }).annotate({
      expected: "an object with bandwidth",
    }),
  ),
  limiter: optional(bandwidth),
}
const levels = list("counts, one for each level", count(1))
const dragonflyLevel = Schema.Struct({ count: count(1), cables: optional(count(1)) }).annotate({
  expected: "an object with count",
})
const routes = optional(list("routes", route))

/** The schema of a platform's JSON form; every part says in its `expected` what it takes. */
export const zone = Schema.Union([
  Schema.Struct({ routing: Schema.Literal("full"), ...listedZone, routes }),
  Schema.Struct({ routing: Schema.Literal("shortest-path"), ...listedZone, routes }),
  Schema.Struct({
    routing: Schema.Literal("star"),
    ...listedZone,
    spokes: optional(list("spokes", spoke)),
    backbone: optional(link),
    cabinets: optional(list("cabinets", cabinet)),
  }),
  Schema.Struct({
    routing: Schema.Literal("cluster"),
    ...regularZone,
    backbone: optional(linkModel),
    router: optional(name),
  }),
  Schema.Struct({
    routing: Schema.Literal("fat-tree"),
    ...regularZone,
    down: levels,
    up: levels,
    parallel: levels,
  }),
  Schema.Struct({ routing: Schema.Literal("torus"), ...regularZone, dimensions: list("sizes", count(1)) }),
  Schema.Struct({
    routing: Schema.Literal("dragonfly"),
    ...regularZone,
    groups: dragonflyLevel,
    chassis: dragonflyLevel,
    blades: dragonflyLevel,
    nodes: count(1),
  }),
]).annotate({ expected: "a zone: an object with name and routing", identifier: "Zone" })
