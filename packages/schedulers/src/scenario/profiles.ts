import { gibibytes, mebibytes } from "@placelab/core"
import type { LoadLaw, ProfileName, Scenario } from "./scenario.ts"

/** All but what follows from the number of hosts and from the scheduler. */
type Profile = Omit<Scenario, "profile" | "vms" | "serviceNodes" | "load" | "scheduler"> & {
  readonly load: LoadLaw
}

/** Intensities of 0.1 to `most`, a tenth apart. */
function classesUpTo(most: number) {
  return Array.from({ length: Math.round(most * 10) }, (_, i) => ({ updateIntensity: (i + 1) / 10 }))
}

/** What the property files of VMPlaceS say since 2020; 100, 110 and 200 W with none, one and all of eight cores at work. */
const head: Profile = {
  seed: 23,
  duration: 1800,
  hosts: 32,
  host: {
    cores: 8,
    speed: 1e9,
    memory: gibibytes(32),
    capacity: 7,
    power: { idle: 100, epsilon: 110 - 90 / 7, full: 200 },
    off: 10,
    bootSeconds: 0,
    shutdownSeconds: 0,
    powersOff: false,
  },
  network: {
    link: 1.25e9,
    linkLatency: 50e-6,
    backbone: 1.25e9,
    backboneLatency: 500e-6,
    model: "LV08",
    messages: "timed",
  },
  vm: {
    memory: gibibytes(1),
    migrationSpeed: mebibytes(125),
    classes: classesUpTo(0.5),
    placement: "vmplaces",
  },
  load: { period: 300, mean: 0.6, deviation: 0.2, slots: 10, start: 0.6 },
  failures: {
    meanTimeToFailure: Number.POSITIVE_INFINITY,
    downtime: 300,
    leaderPeriod: 0,
    managerPeriod: 0,
  },
  suspensions: { period: Number.POSITIVE_INFINITY, duration: 300 },
  migration: { downtimeLimit: 0.03, roundLimit: Number.MAX_SAFE_INTEGER, timeout: 1e7, reserve: false },
}

/**
 * Where scenarios begin.
 *
 * - `vmplaces-head`: the last version of VMPlaceS (2020): its random streams and orders, all VMs at the mean load from the
 *   beginning, its rules for traces, no end of migrations that do not converge.
 * - `vmplaces-2015`: the version of the Euro-Par paper: VMs begin at load 0, eight classes, Gigabit links, 112 MiB/s for a
 *   migration, and hosts with the one core that its platform file gives them.
 * - `corrected`: the setting of the paper (slide 75), with machines that have their eight cores; random streams of their own for
 *   dates, VMs and loads; a trace that ends with the duration; migrations that always end, and hold memory at their destination.
 */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  "vmplaces-head": head,
  "vmplaces-2015": {
    ...head,
    host: { ...head.host, cores: 1, memory: mebibytes(32_384) },
    network: { ...head.network, link: 125e6, backbone: 2.25e9 },
    vm: { ...head.vm, migrationSpeed: mebibytes(112), classes: classesUpTo(0.8) },
    load: { ...head.load, start: 0 },
  },
  corrected: {
    ...head,
    seed: 1,
    network: { ...head.network, link: 125e6, backbone: 2.25e9 },
    vm: { ...head.vm, migrationSpeed: mebibytes(112), classes: classesUpTo(0.8), placement: "blocks" },
    load: { ...head.load, start: 0 },
    migration: { downtimeLimit: 0.03, roundLimit: 30, timeout: 1e7, reserve: true },
  },
}
