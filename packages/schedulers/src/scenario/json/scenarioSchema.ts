/*
 * The JSON form of a scenario: the fields of RawScenario, with units allowed in texts ("1Gf", "32GiB", "30s"), and "never" for
 * what does not happen. What the fields mean is said there. The decoder's type is the proof that a decoded value is one.
 */
import { count, list, name, quantity, ratio } from "@placelab/core/platform"
import * as Schema from "effect/Schema"
import * as SchemaGetter from "effect/SchemaGetter"
import { traceFields } from "./traceFields.ts"

const optional = Schema.optionalKey
const seconds = quantity("time", "non-negative")
const period = quantity("time", "positive")
const bandwidth = quantity("bandwidth", "positive")
const size = quantity("size", "positive")
const watts = quantity("power", "non-negative")
const yesNo = Schema.Boolean.annotate({ expected: "true or false" })
const part = Schema.Finite.annotate({ expected: "a number from 0 to 1" }).check(
  Schema.makeFilter((value) => value >= 0 && value <= 1, { expected: "a number from 0 to 1" }),
)

/** Infinity is no JSON. */
const never = Schema.Literal("never").pipe(
  Schema.decodeTo(Schema.Number, {
    decode: SchemaGetter.transform(() => Number.POSITIVE_INFINITY),
    encode: SchemaGetter.transform(() => "never" as const),
  }),
)
const orNever = (expected: string) => Schema.Union([never, period]).annotate({ expected })
const secondsOrNever = orNever(
  'a number above 0, in seconds, or a text with a unit such as "300s", or "never"',
)

const host = Schema.Struct({
  cores: optional(count(1)),
  speed: optional(quantity("speed", "positive")),
  memory: optional(size),
  capacity: optional(ratio),
  power: optional(
    Schema.Struct({ idle: watts, epsilon: optional(watts), full: watts }).annotate({
      expected: "an object with idle and full",
    }),
  ),
  off: optional(watts),
  bootSeconds: optional(seconds),
  shutdownSeconds: optional(seconds),
  powersOff: optional(yesNo),
}).annotate({ expected: "an object such as { cores: 8 }" })

const sites = list(
  "sites",
  Schema.Struct({
    name,
    hosts: optional(count(1)),
    bandwidth: optional(bandwidth),
    latency: optional(seconds),
  }).annotate({ expected: "an object with name" }),
)

const network = Schema.Struct({
  link: optional(bandwidth),
  linkLatency: optional(seconds),
  backbone: optional(bandwidth),
  backboneLatency: optional(seconds),
  model: optional(Schema.Literals(["LV08", "CM02", "plain"])),
  messages: optional(Schema.Literals(["timed", "shared"])),
}).annotate({ expected: 'an object such as { link: "1Gbps" }' })

const vm = Schema.Struct({
  memory: optional(size),
  migrationSpeed: optional(bandwidth),
  classes: optional(
    list(
      "classes of VMs",
      Schema.Struct({ updateIntensity: part }).annotate({ expected: "an object with updateIntensity" }),
    ),
  ),
  placement: optional(Schema.Literals(["blocks", "round-robin", "random", "vmplaces"])),
}).annotate({ expected: 'an object such as { memory: "1GiB" }' })

const load = Schema.Struct({
  period: optional(period),
  mean: optional(ratio),
  deviation: optional(ratio),
  slots: optional(count(1)),
  start: optional(part),
  ...traceFields,
}).annotate({
  expected: 'an object such as { mean: 0.6, deviation: 0.2 }, or { trace: "synthetic:planetlab" }',
})

const failures = Schema.Struct({
  meanTimeToFailure: optional(secondsOrNever),
  downtime: optional(period),
  leaderPeriod: optional(seconds),
  managerPeriod: optional(seconds),
}).annotate({ expected: 'an object such as { meanTimeToFailure: "1d", downtime: 300 }' })

const suspensions = Schema.Struct({
  period: optional(secondsOrNever),
  duration: optional(period),
}).annotate({ expected: 'an object such as { period: "1h", duration: 300 }' })

const migration = Schema.Struct({
  downtimeLimit: optional(seconds),
  roundLimit: optional(count(1)),
  timeout: optional(secondsOrNever),
  reserve: optional(yesNo),
}).annotate({ expected: "an object such as { roundLimit: 30 }" })

const decisionTime = Schema.Struct({
  model: optional(Schema.Literals(["entropy-2", "per-step", "instant", "measured"])),
  limitPerHost: optional(seconds),
  limitAtMost: optional(secondsOrNever),
  secondsPerCall: optional(seconds),
  secondsPerStep: optional(seconds),
}).annotate({ expected: 'an object such as { model: "instant" }' })

const scheduler = Schema.Struct({
  name,
  planner: optional(
    Schema.Literals(["entropy", "ffd-lazy", "ffd-optimistic", "ffd-plain", "example", "nothing"]),
  ),
  decisionTime: optional(decisionTime),
  period: optional(period),
  lcsPerGm: optional(count(1)),
  scheduling: optional(Schema.Literals(["periodic", "reactive"])),
  heartbeatPeriod: optional(period),
  heartbeatTimeout: optional(period),
  assignment: optional(Schema.Literals(["best-fit", "round-robin"])),
  overlay: optional(Schema.Literals(["ring", "hashed-ring", "random", "locality"])),
  minimumPartitionSize: optional(count(1)),
  growth: optional(Schema.Literals(["one", "doubling"])),
  monitoringPeriod: optional(period),
  ticks: optional(Schema.Literals(["spread", "together"])),
}).annotate({ expected: "an object with name" })

export const scenarioSchema = Schema.Struct({
  profile: optional(Schema.Literals(["corrected", "vmplaces-head", "vmplaces-2015"])),
  description: optional(Schema.String.annotate({ expected: "a text" })),
  seed: optional(Schema.Int.annotate({ expected: "a whole number" })),
  duration: optional(period),
  hosts: optional(count(1)),
  vms: optional(count(1)),
  host: optional(host),
  sites: optional(sites),
  network: optional(network),
  vm: optional(vm),
  load: optional(load),
  failures: optional(failures),
  suspensions: optional(suspensions),
  migration: optional(migration),
  scheduler: optional(
    Schema.Union([Schema.String, scheduler]).annotate({
      expected: 'the name of a scheduler, or an object with name, such as { name: "snooze", lcsPerGm: 8 }',
    }),
  ),
}).annotate({ expected: 'a scenario: an object such as { hosts: 128, scheduler: "dvms" }' })
