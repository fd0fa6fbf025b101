import { InputError, nonNegative, positive, positiveInteger, type Watts } from "@placelab/core"
import { planetlabInterval, specPowerTables } from "@placelab/models"

/** A host of CloudSim, in its units. */
export interface CloudsimHost {
  readonly cores: number
  /** Million instructions per second, of a core. */
  readonly mips: number
  readonly megabytes: number
  /** Of the network card, in kbit/s; a migration takes half of it. */
  readonly kilobits: number
  /** At 0, 10, ... 100 % CPU. */
  readonly power: readonly Watts[]
}

/** A VM of CloudSim, in its units. It has one core. */
export interface CloudsimVm {
  readonly mips: number
  readonly megabytes: number
  /** Kbit/s that it has a right to. */
  readonly kilobits: number
  /** Which part of its `mips` it asks for at 0, 300, 600 ... s, in whole percent. */
  readonly percent: ArrayLike<number>
}

/** What {@link simulateCloudsim} plays. */
export interface CloudsimFleet {
  readonly hosts: readonly CloudsimHost[]
  /** All with as many samples; these are the duration. */
  readonly vms: readonly CloudsimVm[]
}

/** From one tick to the next, and from one sample to the next. */
export const tickInterval = planetlabInterval

/** CloudSim's load begins at 0.1 s, and it looks for the first time an interval after that. */
export const firstTick = 0.1 + tickInterval

const gigabit = 1_000_000
const twoCores = { cores: 2, megabytes: 4096, kilobits: gigabit }

/** The two kinds of hosts of the PlanetLab experiment, which take turns. */
export const planetlabHosts: readonly CloudsimHost[] = [
  { ...twoCores, mips: 1860, power: specPowerTables["HP ProLiant ML110 G4"] },
  { ...twoCores, mips: 2660, power: specPowerTables["HP ProLiant ML110 G5"] },
]

/** The four kinds of VMs of the PlanetLab experiment, without their load. */
export const planetlabVms: readonly Omit<CloudsimVm, "percent">[] = [
  { mips: 2500, megabytes: 870, kilobits: 100_000 },
  { mips: 2000, megabytes: 1740, kilobits: 100_000 },
  { mips: 1000, megabytes: 1740, kilobits: 100_000 },
  { mips: 500, megabytes: 613, kilobits: 100_000 },
]

/**
 * The PlanetLab experiment: hosts of two kinds in turn; VMs of four kinds in blocks of a quarter, rounded up, so that the order of the
 * traces says which VM has which load.
 *
 * Errors: InputError. Source: Beloglazov and Buyya, CCPE 24(13), 2012, section 6.1, as CloudSim 3.0.3 sets it up.
 *
 * @example planetlabFleet(orThrow(readPlanetlabDay("planetlab/20110303")))
 */
export function planetlabFleet(traces: readonly Pick<CloudsimVm, "percent">[], hosts = 800): CloudsimFleet {
  positiveInteger("PlanetLab fleet", "hosts", hosts)
  const block = Math.ceil(traces.length / planetlabVms.length)
  return {
    hosts: Array.from({ length: hosts }, (_, i) => planetlabHosts[i % planetlabHosts.length]!),
    vms: traces.map(({ percent }, i) => ({ ...planetlabVms[Math.floor(i / block)]!, percent })),
  }
}

/** Seconds that a migration takes to a host with this network card. */
export function migrationSeconds(megabytes: number, kilobits: number): number {
  return megabytes / (kilobits / (2 * 8000))
}

/** Refuses what cannot be played, or has fewer samples than `fewest`. Errors: InputError. */
export function checkFleet({ hosts, vms }: CloudsimFleet, fewest: 1 | 2 = 1): void {
  const samples = vms[0]?.percent.length ?? 0
  if (hosts.length === 0) throw new InputError("fleet", "hosts", 0, "one at least")
  if (samples < fewest) {
    const expected = `a VM with ${fewest === 1 ? "one sample" : "two samples"} at least`
    throw new InputError("fleet", "samples of VM 0", samples, expected)
  }
  for (const [i, { cores, mips, megabytes, kilobits, power }] of hosts.entries()) {
    const where = `host ${i}`
    positiveInteger(where, "cores", cores)
    positive(where, "mips", mips, "million instructions per second")
    positive(where, "megabytes", megabytes, "megabytes")
    positive(where, "kilobits", kilobits, "kbit/s")
    if (power.length !== 11)
      throw new InputError(where, "power", power, "11 numbers, watts at 0, 10 ... 100 %")
    for (const [j, watts] of power.entries()) nonNegative(where, `power[${j}]`, watts, "watts")
  }
  for (const [i, { mips, megabytes, kilobits, percent }] of vms.entries()) {
    const where = `VM ${i}`
    positive(where, "mips", mips, "million instructions per second")
    positive(where, "megabytes", megabytes, "megabytes")
    positive(where, "kilobits", kilobits, "kbit/s")
    if (percent.length !== samples)
      throw new InputError(where, "number of samples", percent.length, `${samples}, as VM 0 has`)
    for (let k = 0; k < samples; k++)
      if (!(percent[k]! >= 0 && percent[k]! <= 100))
        throw new InputError(where, `percent[${k}]`, percent[k], "a number from 0 to 100")
  }
}
