/*
 * Workloads that look like a trace, of any number of VMs, from its profile.
 *
 * Problem   Traces are few, large, and not always free to be handed on; an experiment needs more VMs, other days, or nothing to download.
 * Notation  c       the class of a VM;  Q_c  its quantile function over normal scores
 *           y(k)    a Gaussian series: the memories of the class, summed up (`memory.ts`)
 *           d(t)    what the hour adds to normal scores;  s^2  its variance
 *           u       one uniform number of the VM in [0, 1)
 * Method    A Gaussian copula in time. Where as many samples are made as the profile's VMs have, or more, y has exactly mean 0 and
 *           variance 1 over them: a class tells what a VM did in this time. Fewer are a part of such a time, which may be a busy one.
 *             load(k) = Q_c(sqrt(1 - s^2) y(k) + d(t_k)),   in whole percents floor(that + u), which is right on average
 *           Classes come in a random order in which each is there as often as in the trace; then in another one, and so on. So many VMs
 *           are as those of the trace, and neighbours have nothing to do with each other, however they are placed. All else of VM i is
 *           drawn from a stream of its own, so VM i is the same whatever the number of VMs.
 * Kept      Mean, deviation and quantiles of all samples; which part of the variance is between VMs; the mean autocorrelation of VMs
 *           from one interval to some hours; the daily shape; about how often, and how far, loads jump, and how long bursts last.
 * Not kept  What VMs have to do with each other beyond the daily shape: their sum is smoother than that of VMs that work together.
 *           What a day has that others have not; weeks; trends; VMs that come and go, and gaps; bursts that a Gaussian copula has not,
 *           such as rises that are faster than falls;
 *           what comes back at its hour or every hour but is not common to all VMs. Rare values beyond the outermost scores. Cores and memory.
 * Cost      O(VMs x samples).
 * Source    The copula: M. Cario, B. Nelson, NORTA, 1996.
 */
import {
  gaussianLaw,
  InputError,
  positive,
  positiveInteger,
  RandomStream,
  type Seconds,
} from "@placelab/core"
import { hourShiftAt, hourStretch } from "./hourShifts.ts"
import { type Memory, memoriesOf } from "./memory.ts"
import { loadOfScore } from "./quantileFunction.ts"
import type { Workload } from "./workload.ts"
import { requireProfile, type WorkloadClass, type WorkloadProfile } from "./workloadProfile.ts"

/** What {@link synthesise} makes. */
export interface SynthesiseOptions {
  /** How many VMs. */
  readonly vms: number
  readonly seed: number
  /** Rounded up to whole intervals. Default: as long as the trace. */
  readonly duration?: Seconds
}

/**
 * A workload that looks like the trace of a profile, and says of itself that it is synthetic. Same seed, same workload; VM i is the same
 * whatever the number of VMs. What is kept of the trace and what is not stands at the top of this file. Errors: InputError.
 *
 * @example synthesise(planetlabProfile, { vms: 1052, seed: 1 }) // a day such as that of 3 March 2011
 */
export function synthesise(profile: WorkloadProfile, { vms, seed, duration }: SynthesiseOptions): Workload {
  const { source, interval, shareOf } = requireProfile(profile)
  const name = `synthetic look-alike of ${source}, seed ${seed}`
  positiveInteger(name, "vms", vms)
  if (duration !== undefined) positive(name, "duration", duration, "seconds")
  const samples = duration === undefined ? profile.samples : Math.ceil(duration / interval)
  if (!Number.isSafeInteger(samples)) throw new InputError(name, "duration", duration, "fewer intervals")
  const dates = Float64Array.from({ length: samples }, (_, k) => k * interval)
  const making = makingOf(profile, samples)
  const classes = classesOf(profile.classes, vms, seed)
  return {
    name,
    isSynthetic: true,
    interval,
    shareOf,
    vms: Array.from({ length: vms }, (_, i) => {
      const random = new RandomStream(seed, `synthetic workload: VM ${i}`)
      const cpu = loadsOf(classes[i]!, making, random)
      return {
        id: `synthetic-${i}`,
        cores: undefined,
        memory: undefined,
        dates,
        cpu,
        end: samples * interval,
      }
    }),
    repairs: [],
  }
}

/** An order has so many VMs at least: of a short one neighbours would notice. */
const shortestOrder = 1000

const standard = gaussianLaw(0, 1)

/** What all VMs have in common. */
interface Making {
  readonly memories: readonly Memory[]
  /** Whether they are as long as the trace. */
  readonly isWhole: boolean
  /** d(t), one a sample that is given. */
  readonly shifts: Float64Array
  /** sqrt(1 - s^2) */
  readonly stretch: number
  readonly isWholePercent: boolean
}

function makingOf({ interval, samples, hours, isWholePercent }: WorkloadProfile, given: number): Making {
  const shifts = Float64Array.from({ length: given }, (_, k) => hourShiftAt(hours, (k + 0.5) * interval))
  const stretch = hourStretch(hours)
  const isWhole = given >= samples
  return { memories: memoriesOf(interval, samples), isWhole, shifts, stretch, isWholePercent }
}

/** The class of each VM. */
function classesOf(classes: readonly WorkloadClass[], vms: number, seed: number): WorkloadClass[] {
  const random = new RandomStream(seed, "synthetic workload: classes")
  const ofTrace = classes.reduce((sum, each) => sum + each.vms, 0)
  const copies = Math.ceil(shortestOrder / ofTrace)
  const order = classes.flatMap((each) => Array.from({ length: copies * each.vms }, () => each))
  const chosen: WorkloadClass[] = []
  while (chosen.length < vms) chosen.push(...random.shuffled(order))
  return chosen.slice(0, vms)
}

function loadsOf(
  { idle, percent, memory }: WorkloadClass,
  making: Making,
  random: RandomStream,
): Float64Array {
  const { shifts, stretch, isWholePercent } = making
  const loadOf = loadOfScore(idle, percent)
  const by = random.uniform()
  const scores = scoresOf(memory, making, random)
  return shifts.map((shift, k) => {
    const value = loadOf(stretch * scores[k]! + shift)
    return (isWholePercent ? Math.floor(value + by) : value) / 100
  })
}

/** y */
function scoresOf(
  memory: readonly number[],
  { memories, isWhole, shifts: { length } }: Making,
  random: RandomStream,
): Float64Array {
  const fresh = Math.max(0, 1 - memory.reduce((sum, part) => sum + part, 0))
  const scores = new Float64Array(length)
  for (const [j, part] of [fresh, ...memory].entries()) {
    if (part === 0) continue
    const { correlation, leftVariance } = memories[j]!
    const height = leftVariance > 0 ? Math.sqrt(part / leftVariance) : 1
    const news = height * Math.sqrt(1 - correlation * correlation)
    let state = height * standard.draw(random)
    for (let k = 0; k < length; k++) {
      if (k > 0) state = correlation * state + news * standard.draw(random)
      scores[k]! += state
    }
  }
  if (!isWhole) return scores
  const mean = scores.reduce((sum, score) => sum + score, 0) / length
  const deviation = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / length)
  return scores.map((score) => (deviation > 0 ? (score - mean) / deviation : 0))
}
