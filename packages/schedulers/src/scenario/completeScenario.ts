import {
  InputError,
  nonNegative,
  positive,
  positiveInteger,
  positiveOrInfinite,
  unknownName,
} from "@placelab/core"
import { checked } from "@placelab/models"
import type { Either } from "fp-ts/lib/Either.js"
import { profiles } from "./profiles.ts"
import type { LoadLaw, RawScenario, Scenario } from "./scenario.ts"
import type { SchedulerSpec } from "./schedulerSpec.ts"
import { asInProfile, schedulers } from "./schedulers.ts"
import { completeSites, hostsOfSites } from "./sites.ts"
import { completeTrace, isTrace, lawOf, requireNoTrace } from "./traceSpec.ts"

/**
 * Fills in what a scenario leaves to its profile, and checks it.
 *
 * @example
 * const small = orThrow(scenario({ hosts: 64, seed: 7, scheduler: "dvms" }))
 */
export function scenario(raw: RawScenario): Either<InputError, Scenario> {
  return checked(() => {
    const { profile = "corrected" } = raw
    if (!Object.hasOwn(profiles, profile)) throw unknownName(where, "profile", profile, Object.keys(profiles))
    const defaults = profiles[profile]
    const hosts = raw.hosts ?? hostsOfSites(raw.sites) ?? defaults.hosts
    const scheduler = schedulerOf(raw.scheduler ?? "none", profile)
    const complete: Scenario = {
      profile,
      seed: raw.seed ?? defaults.seed,
      duration: raw.duration ?? defaults.duration,
      hosts,
      vms: raw.vms ?? 10 * hosts,
      serviceNodes: serviceNodes(scheduler, hosts),
      host: { ...defaults.host, ...raw.host },
      ...(raw.sites && { sites: completeSites(raw.sites, hosts) }),
      network: { ...defaults.network, ...raw.network },
      vm: { ...defaults.vm, ...raw.vm },
      load: loadOf(raw, defaults.load),
      failures: { ...defaults.failures, ...raw.failures },
      suspensions: { ...defaults.suspensions, ...raw.suspensions },
      migration: { ...defaults.migration, ...raw.migration },
      scheduler,
    }
    requireScenario(complete)
    return complete
  })
}

const where = "scenario"

function loadOf({ load = {}, profile }: RawScenario, defaults: LoadLaw): Scenario["load"] {
  if (!isTrace(load)) {
    requireNoTrace(load)
    return { ...defaults, ...load }
  }
  const trace = completeTrace(load)
  return profile === undefined || profile === "corrected" ? trace : lawOf(trace)
}

function schedulerOf(
  raw: NonNullable<RawScenario["scheduler"]>,
  profile: Scenario["profile"],
): SchedulerSpec {
  const { name, ...given } = typeof raw === "string" ? { name: raw } : raw
  const known = schedulers.find((each) => each.name === name)
  if (known === undefined)
    throw unknownName(
      where,
      "scheduler",
      name,
      schedulers.map((each) => each.name),
    )
  const defaults = asInProfile(known.defaults, profile)
  for (const key of Object.keys(given))
    if (!Object.hasOwn(defaults, key))
      throw unknownName(`scheduler "${name}"`, "parameter", key, Object.keys(defaults).slice(1))
  if (defaults.name === "none") return defaults
  const times = Object.keys(defaults.decisionTime).map(ofDecisionTime)
  for (const key of Object.keys(given.decisionTime ?? {}).map(ofDecisionTime))
    if (!times.includes(key)) throw unknownName(`scheduler "${name}"`, "parameter", key, times)
  const decisionTime = { ...defaults.decisionTime, ...given.decisionTime }
  return { ...defaults, ...given, decisionTime, name: defaults.name } as SchedulerSpec
}

const ofDecisionTime = (key: string) => `decisionTime.${key}`

/** The nodes that a scheduler needs beside the machines. */
function serviceNodes(scheduler: SchedulerSpec, hosts: number): number {
  if (scheduler.name === "centralized") return 1
  if (scheduler.name !== "snooze") return 0
  positiveInteger('scheduler "snooze"', "lcsPerGm", scheduler.lcsPerGm)
  return Math.ceil(hosts / scheduler.lcsPerGm) + 1
}

const choices = {
  "network.model": ["LV08", "CM02", "plain"],
  "network.messages": ["timed", "shared"],
  "vm.placement": ["blocks", "round-robin", "random", "vmplaces"],
} as const

function requireChoice(what: keyof typeof choices, value: string): void {
  if (!choices[what].some((each) => each === value)) throw unknownName(where, what, value, choices[what])
}

function requireLaw(load: LoadLaw): void {
  positive(where, "load.period", load.period, "seconds")
  for (const what of ["mean", "deviation"] as const) nonNegative(where, `load.${what}`, load[what], "cores")
  positiveInteger(where, "load.slots", load.slots)
  if (!(load.start >= 0 && load.start <= 1))
    throw new InputError(where, "load.start", load.start, "a number from 0 to 1, in cores")
}

function requireScenario(all: Scenario): void {
  const { host, network, vm, load, failures, suspensions, migration } = all
  if (!Number.isSafeInteger(all.seed))
    throw new InputError(where, "seed", all.seed, "a whole number between -2^53 and 2^53")
  positive(where, "duration", all.duration, "seconds")
  positiveInteger(where, "hosts", all.hosts)
  positiveInteger(where, "vms", all.vms)
  positiveInteger(where, "host.cores", host.cores)
  positive(where, "host.speed", host.speed, "flop/s")
  positive(where, "host.memory", host.memory, "bytes")
  positive(where, "host.capacity", host.capacity, "cores")
  for (const what of ["bootSeconds", "shutdownSeconds"] as const)
    nonNegative(where, `host.${what}`, host[what], "seconds")
  for (const what of ["link", "backbone"] as const)
    positive(where, `network.${what}`, network[what], "bytes/s")
  for (const what of ["linkLatency", "backboneLatency"] as const)
    nonNegative(where, `network.${what}`, network[what], "seconds")
  requireChoice("network.model", network.model)
  requireChoice("network.messages", network.messages)
  positive(where, "vm.memory", vm.memory, "bytes")
  positive(where, "vm.migrationSpeed", vm.migrationSpeed, "bytes/s")
  requireChoice("vm.placement", vm.placement)
  if (vm.classes.length === 0) throw new InputError(where, "vm.classes", vm.classes, "at least one class")
  if (!isTrace(load)) requireLaw(load)
  positiveOrInfinite(where, "failures.meanTimeToFailure", failures.meanTimeToFailure, "seconds")
  for (const what of ["downtime", "leaderPeriod", "managerPeriod"] as const)
    nonNegative(where, `failures.${what}`, failures[what], "seconds")
  const { leaderPeriod, managerPeriod } = failures
  if (all.profile !== "corrected" && all.scheduler.name === "snooze" && leaderPeriod > 0) {
    const unit = "seconds: in VMPlaceS leaders crash only where managers do"
    positive(where, "failures.managerPeriod", managerPeriod, unit)
  }
  positiveOrInfinite(where, "suspensions.period", suspensions.period, "seconds")
  positive(where, "suspensions.duration", suspensions.duration, "seconds")
  nonNegative(where, "migration.downtimeLimit", migration.downtimeLimit, "seconds")
  positiveInteger(where, "migration.roundLimit", migration.roundLimit)
  positiveOrInfinite(where, "migration.timeout", migration.timeout, "seconds")
}
