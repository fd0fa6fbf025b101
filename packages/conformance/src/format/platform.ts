/*
 * The platform and the configuration of a simulation, as written in a case file.
 */
import * as Schema from "effect/Schema"
import { amount, concurrencyLimit, count, flag, list, name, optional } from "./parts.ts"

const sizeFactor = Schema.Union([
  amount("parts"),
  list(
    "steps",
    Schema.Tuple([amount("bytes"), amount("parts")]).annotate({ expected: "a pair of size and factor" }),
  ),
]).annotate({ expected: "a factor, or a list of pairs of size and factor" })

const config = Schema.Struct({
  network: optional(Schema.Literals(["CM02", "LV08"])),
  latency_factor: optional(sizeFactor),
  bandwidth_factor: optional(sizeFactor),
  weight_s: optional(amount("bytes")),
  tcp_gamma: optional(amount("bytes")),
  crosstraffic: optional(flag),
  update: optional(Schema.Literals(["lazy", "full"])),
  host_model: optional(Schema.Literals(["ptask_L07"])),
  ptask_solver: optional(Schema.Literals(["maxmin", "bmf", "fairbottleneck"])),
}).annotate({ expected: "an object of settings" })

function profile(unit: string) {
  const point = Schema.Tuple([amount("seconds"), amount(unit)]).annotate({
    expected: "a pair of date and value",
  })
  return Schema.Struct({
    points: list("pairs of date and value", point),
    period: optional(amount("seconds")),
  }).annotate({ expected: "a profile: an object with points" })
}

const factors = list("factors, one for each number of users", amount("parts of the capacity"))
const watts = amount("watts")
const pstatePower = Schema.Union([
  Schema.Tuple([watts, watts]),
  Schema.Tuple([watts, watts, watts]),
]).annotate({
  expected: "watts: [idle, full] or [idle, epsilon, full]",
})

const expectedSpeed = "a speed in flop/s, or a list of speeds, one for each p-state"
const speeds = list("speeds", amount("flop/s")).check(
  Schema.makeFilter((each) => each.length > 0, { expected: expectedSpeed }),
)

const host = Schema.Struct({
  id: name,
  speed: Schema.Union([amount("flop/s"), speeds]).annotate({ expected: expectedSpeed }),
  cores: optional(count(1)),
  pstate: optional(count(0)),
  ram: optional(amount("bytes")),
  power: optional(
    Schema.Struct({
      per_pstate: list("watts, one for each p-state", pstatePower),
      off: optional(watts),
    }).annotate({
      expected: "an object with per_pstate",
    }),
  ),
  speed_profile: optional(profile("parts of the speed")),
  state_profile: optional(profile("states: 0 for off")),
  capacity_by_load: optional(factors),
}).annotate({ expected: "a host: an object with id and speed" })

const link = Schema.Struct({
  id: name,
  bandwidth: amount("bytes/s"),
  latency: optional(amount("seconds")),
  policy: optional(Schema.Literals(["SHARED", "SPLITDUPLEX", "FATPIPE"])),
  power: optional(Schema.Tuple([watts, watts]).annotate({ expected: "watts: [idle, busy]" })),
  bandwidth_profile: optional(profile("bytes/s")),
  latency_profile: optional(profile("seconds")),
  state_profile: optional(profile("states: 0 for off")),
  capacity_by_load: optional(factors),
  concurrency_limit: optional(concurrencyLimit),
}).annotate({ expected: "a link: an object with id and bandwidth" })

const linkUse = Schema.Union([
  name,
  Schema.Struct({ id: name, dir: optional(Schema.Literals(["UP", "DOWN", "NONE"])) }),
]).annotate({ expected: "a link's name, or an object with id and dir" })

const route = Schema.Struct({
  src: name,
  dst: name,
  links: list("links", linkUse),
  symmetrical: optional(flag),
}).annotate({ expected: "a route: an object with src, dst and links" })

const platform = Schema.Struct({
  hosts: list("hosts", host),
  links: optional(list("links", link)),
  routes: optional(list("routes", route)),
}).annotate({ expected: "a platform: an object with hosts" })

/** The fields of a simulation that say where it takes place. */
export const platformFields = { config: optional(config), platform }

/** How the network and the parallel tasks of a simulation work. */
export type Config = typeof config.Type
/** Hosts, links and routes. */
export type PlatformDescription = typeof platform.Type
/** A host. */
export type HostDescription = typeof host.Type
/** A link. */
export type LinkDescription = typeof link.Type
/** A link on a route. */
export type LinkUse = typeof linkUse.Type
