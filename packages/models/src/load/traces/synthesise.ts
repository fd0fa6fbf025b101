/*
 * Problem     A load that looks like a trace that is not at hand.
 * Notation    z(t)   a Gaussian process of mean 0 and variance 1 for each VM
 *             r1, rh correlations of z one interval and an hour later (h intervals), of the VM's group
 *             D(t)   the daily shape, of variance d; S(t), L(t) autoregressive processes of first order, variance 1, all independent
 * Model       z = D + sqrt(1 - d) (sqrt(w) L + sqrt(1 - w) S)      correlation of L from one interval to the next: p = 1 - interval / 3 h, so
 *             it remembers some hours; of S: q, so it remembers minutes
 *             w p^h = rh and w p + (1 - w) q = r1, as far as w and q can be in [0, 1)
 *             CPU use = the quantile function of the group at z, linear between its scores
 * Drawn       Groups in random order, then in another one, and so on, so that all come up equally often; the rest of a VM from a stream of
 *             its own. So more VMs change none of those before.
 * Kept        marginals of VMs and of all samples; how much is between VMs and how much in time; correlation from one sample to the next
 *             and over an hour; the daily shape; whole percents.
 * Not kept    see `workloadProfile.ts`. Rounding to whole percents takes a little from the correlation where a VM does almost nothing.
 */
import { gaussianLaw, positive, positiveInteger, RandomStream, type Seconds } from "@placelab/core"
import { shareAt } from "./shareAt.ts"
import type { Workload, WorkloadVm } from "./workload.ts"
import type { ProfileGroup, WorkloadProfile } from "./workloadProfile.ts"

/** Which look-alike; see {@link synthesise}. */
export interface LookAlike {
  readonly vms: number
  readonly seed: number
  /** Default: as long as what it looks like. */
  readonly duration?: Seconds
}

const hour: Seconds = 3600
/** How long a burst is remembered: much longer than an hour, much shorter than a day, whose mean would hide it. */
const slowMemory: Seconds = 3 * hour

/**
 * A workload that looks like the one that a profile is of, and says in its name that it is none. Errors: InputError.
 *
 * @example synthesise(planetlabProfile, { vms: 1052, seed: 1 }).vms[0].cpu
 */
export function synthesise(profile: WorkloadProfile, { vms, seed, duration }: LookAlike): Workload {
  const where = "synthetic workload"
  positiveInteger(where, "vms", vms)
  if (duration !== undefined) positive(where, "duration", duration, "seconds")
  const { interval, name } = profile
  const samples = duration === undefined ? profile.samples : Math.ceil(duration / interval)
  const groups = groupsOf(profile, vms, seed)
  return {
    name: `synthetic look-alike of ${name}, seed ${seed}`,
    isSynthetic: true,
    interval,
    shareOf: profile.shareOf,
    vms: groups.map((group, i) =>
      madeUp(profile, group, samples, i, new RandomStream(seed, `synthetic VM ${i}`)),
    ),
    repairs: [],
  }
}

/** The group of each VM: all of them in a random order, again and again. */
function groupsOf({ groups }: WorkloadProfile, vms: number, seed: number): ProfileGroup[] {
  const orders = new RandomStream(seed, "groups of synthetic VMs")
  const chosen: ProfileGroup[] = []
  while (chosen.length < vms) {
    const left = [...groups]
    while (left.length > 0) chosen.push(...left.splice(orders.below(left.length), 1))
  }
  return chosen.slice(0, vms)
}

const standard = gaussianLaw(0, 1)

function madeUp(
  profile: WorkloadProfile,
  group: ProfileGroup,
  samples: number,
  i: number,
  random: RandomStream,
): WorkloadVm {
  const { interval, daily } = profile
  const { weight, long, short } = memoryOf(group, interval)
  const rest = 1 - daily.reduce((sum, value) => sum + value * value, 0) / 24
  const [ofLong, ofShort] = [Math.sqrt(rest * weight), Math.sqrt(rest * (1 - weight))]
  const [newLong, newShort] = [Math.sqrt(1 - long * long), Math.sqrt(1 - short * short)]
  let [slow, quick] = [standard.draw(random), standard.draw(random)]
  const cpu = new Float64Array(samples)
  for (let k = 0; k < samples; k++) {
    if (k > 0) {
      slow = long * slow + newLong * standard.draw(random)
      quick = short * quick + newShort * standard.draw(random)
    }
    const shape = daily[Math.floor((k * interval) / hour) % 24]!
    const share = shareAt(profile.scores, group.quantiles, shape + ofLong * slow + ofShort * quick)
    cpu[k] = profile.isWholePercent ? Math.round(100 * share) / 100 : share
  }
  const dates = Float64Array.from({ length: samples }, (_, k) => k * interval)
  return { id: `synthetic-${i}`, cores: undefined, memory: undefined, dates, cpu, end: samples * interval }
}

/** The weight of the long memory, and what both keep from one interval to the next. */
function memoryOf({ persistence: [ofInterval, ofHour] }: ProfileGroup, interval: Seconds) {
  const long = 1 - interval / slowMemory
  const steps = Math.max(1, Math.round(hour / interval))
  const weight = Math.min(0.98, Math.max(0, ofHour / long ** steps))
  const short = Math.min(0.99, Math.max(0, (ofInterval - weight * long) / (1 - weight)))
  return { weight, long, short }
}
